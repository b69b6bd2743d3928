"""What is asked of a scrutineer's appointment and independence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from handrail.service.fields import Chosen, DayField, OneOf, SomeOf, TextField
from handrail.service.partnerships.models import Body, Kind
from handrail.service.scrutiny.models import Declaration, Scrutineer


def listed(bodies: list[Body]) -> list[tuple[str, str]]:
    return [(str(body.pk), body.name) for body in bodies]


class OfPartnership(forms.Form):
    """A form that asks for which partnership, of whoever works for several."""

    partnership = Chosen(label="For which partnership?", choices=(), missing="Choose the partnership")

    def __init__(self, data: Any = None, *, partnerships: list[Body], **more: Any) -> None:
        super().__init__(data, **more)
        self.partnerships = partnerships
        if len(partnerships) == 1:
            del self.fields["partnership"]
        else:
            self.fields["partnership"].choices = listed(partnerships)  # type: ignore[attr-defined]

    @property
    def whose(self) -> Body:
        chosen = self.cleaned_data.get("partnership")
        return next(body for body in self.partnerships if chosen is None or str(body.pk) == chosen)


class AppointForm(OfPartnership):
    name = TextField(label="Name of the scrutineer", missing="Enter the name", max_length=200)
    body = Chosen(
        label="Where do they work?", choices=(), missing="Choose the body",
        hint="If it is not in the list, an administrator adds it under Bodies, as “Independent scrutineer”, and lets "
        "the scrutineer in as a reader from outside.",
    )  # fmt: skip
    appointed_on = DayField(label="Appointed on", what="The day", past=True, missing="Enter the day")
    appointed_by_name = TextField(
        label="Who appointed them?", missing="Say who appointed them", max_length=200,
        hint="For example, the three lead safeguarding partners.",
    )  # fmt: skip
    until_on = DayField(label="Appointed until", what="The last day", hint="Leave it empty if there is no last day.")
    terms = TextField(label="What are they to do, and for how many days a year?", rows=4)

    def __init__(self, data: Any = None, *, partnerships: list[Body]) -> None:
        super().__init__(data, partnerships=partnerships)
        self.bodies = list(Body.objects.on(timezone.localdate()).filter(kind=Kind.SCRUTINEER))
        self.fields["body"].choices = listed(self.bodies)  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Body:
        return next(body for body in self.bodies if str(body.pk) == self.cleaned_data["body"])


TIES = [
    (name, str(Declaration._meta.get_field(name).verbose_name).capitalize())  # type: ignore[union-attr]
    for name in ("in_area", "worked_here", "sat_here", "close_to")
]


class DeclareForm(forms.Form):
    ties = SomeOf(
        label="Which of these is so, or was?",
        choices=TIES,
        hint="Tick whatever they declared. Leave all empty if none.",
    )
    words = TextField(
        label="What exactly?", rows=4,
        hint="Which agency, which post, and until when. Do not name somebody they are close to.",
    )  # fmt: skip
    declared_on = DayField(
        label="On which day did they declare it?", what="The day of the declaration", past=True,
        missing="Enter the day of the declaration",
    )  # fmt: skip


class WeighForm(forms.Form):
    independent = OneOf(
        label="Are they independent?", choices=[("yes", "Yes, all the same"), ("no", "No")],
        missing="Say whether they are independent",
    )  # fmt: skip
    why = TextField(label="Why?", rows=4, missing="Say why")
    weighed_on = DayField(label="Decided on", what="The day", past=True, missing="Enter the day")
    weighed_by_name = TextField(label="Who decided?", missing="Say who decided", max_length=200)


class EndForm(forms.Form):
    on = DayField(label="On which day?", what="The day", past=True, missing="Enter the day")
    why = TextField(label="Why?", missing="Say why", max_length=300)
    takes_over = Chosen(
        label="Who does what they had planned?", choices=(), empty="Nobody yet",
        hint="Until somebody is chosen it stays under “What is due” with nobody appointed for it.",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, of: Scrutineer, waits: bool) -> None:
        super().__init__(data)
        others = Scrutineer.objects.filter(partnership=of.partnership, ended_on__isnull=True).exclude(pk=of.pk)
        self.others = list(others.select_related("body"))
        names = [(str(one.pk), f"{one.name}, {one.body}") for one in self.others]
        self.fields["takes_over"].choices = names  # type: ignore[attr-defined]
        if not waits or not names:
            del self.fields["takes_over"]

    @property
    def chosen(self) -> Scrutineer | None:
        said = self.cleaned_data.get("takes_over")
        return next((one for one in self.others if str(one.pk) == said), None)
