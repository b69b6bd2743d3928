"""What is asked to try a change out: the days of an area, the first day of guidance, or who takes over and when.

Each is sent by GET: it is only asked. `side` is how folders would then be counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from handrail.guidance import spoken
from handrail.guidance.edition import Edition
from handrail.guidance.law import before_it, begun_on
from handrail.guidance.shelf import every_edition
from handrail.service.arrangements.forms.choosing import choices_of
from handrail.service.arrangements.models import Passing
from handrail.service.cases.what_if import Passes, Side
from handrail.service.fields import Chosen, DayField
from handrail.service.partnerships.models import AreaDates, Body

ALL_AREAS = "all"


def day_to_try(label: str, more: str = "") -> DayField:
    hint = f"The day to try. Nothing is written. {more}".strip()
    return DayField(label=label, what="The day", missing="Enter the day to try", hint=hint)


class TryDaysForm(forms.Form):
    area = Chosen(label="Which authority’s area?", choices=(), missing="Choose the area")
    began = day_to_try("Safeguarding arrangements begin", "For example, 1 4 2019")
    deaths = DayField(label="Child death arrangements begin (optional)", what="The day")

    def __init__(self, *args: Any, authorities: Sequence[Body], **more: Any) -> None:
        super().__init__(*args, **more)
        self.bodies = {str(body.pk): body for body in authorities}
        several = [(ALL_AREAS, "All of them")] if len(self.bodies) > 1 else []
        self.fields["area"].choices = [*choices_of(authorities), *several]  # type: ignore[attr-defined]

    @property
    def areas(self) -> list[Body]:
        chosen = self.cleaned_data["area"]
        return list(self.bodies.values()) if chosen == ALL_AREAS else [self.bodies[chosen]]

    @property
    def said(self) -> str:
        where = " and ".join(str(body) for body in self.areas)
        return f"{where}: arrangements begin on {spoken(self.cleaned_data['began'])}"

    def side(self) -> Side:
        held = {one.authority_id: one for one in AreaDates.objects.filter(authority__in=self.areas)}
        deaths = self.cleaned_data["deaths"]
        return Side({body.pk: self._days(body, held.get(body.pk), deaths) for body in self.areas})

    def _days(self, body: Body, held: AreaDates | None, deaths: Any) -> AreaDates:
        return AreaDates(
            authority=body, safeguarding_began_on=self.cleaned_data["began"],
            child_death_began_on=deaths or (held.child_death_began_on if held else None),
        )  # fmt: skip


class TryEditionForm(forms.Form):
    began = day_to_try(
        "On which day would the guidance have begun?", "Until the eve of it the edition before would stand."
    )

    def __init__(self, *args: Any, edition: Sequence[str], **more: Any) -> None:
        self.edition = next(one for one in every_edition() if (one.instrument, one.key) == tuple(edition))
        super().__init__(*args, **more)

    def clean_began(self) -> Any:
        began = self.cleaned_data["began"]
        try:
            begun_on(self.edition, began, every_edition())
        except ValueError:
            before = before_it(self.edition, every_edition())
            assert before is not None
            raise forms.ValidationError(
                f"The edition before it began on {spoken(before.from_)}, and it was over on "
                f"{spoken(self.edition.until)}. Give a day between them."
            ) from None
        return began

    @property
    def said(self) -> str:
        return f"{self.edition.title} begins on {spoken(self.cleaned_data['began'])}, not on {self._really}"

    @property
    def _really(self) -> str:
        return spoken(self.edition.from_)

    def side(self) -> Side:
        editions: tuple[Edition, ...] = begun_on(self.edition, self.cleaned_data["began"], every_edition())
        return Side(editions=editions)


class TryPassingForm(forms.Form):
    passing = Chosen(label="Who passes to whom?", choices=(), missing="Choose who passes to whom")
    on = day_to_try("On which day does the other take over?")

    def __init__(self, *args: Any, passings: Sequence[Passing], **more: Any) -> None:
        super().__init__(*args, **more)
        self.passings = {str(one.pk): one for one in passings}
        self.fields["passing"].choices = choices_of(passings)  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Passing:
        return self.passings[self.cleaned_data["passing"]]

    @property
    def said(self) -> str:
        return f"{self.chosen.after} takes over from {self.chosen.before} on {spoken(self.cleaned_data['on'])}"

    def side(self) -> Side:
        return Side(passes=Passes(self.chosen.before, self.chosen.after, self.cleaned_data["on"]))
