"""What is asked when a reviewer is appointed from the register, supervised, given more time, and when it ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from handrail.service.fields import DayField, OneOf, TextField
from handrail.service.reviewers.actions.commissioning import Weighed, outside_the_pool
from handrail.service.reviewers.conflicts import DECIDES, Met
from handrail.service.reviewers.models import Commission, Reviewer
from handrail.service.reviewers.removing import MayRemove


def interests_asked(met: Sequence[Met], kind: str, *, otherwise: str) -> dict[str, forms.Field]:
    """Of each interest, why it does not matter; and once, who decided so. Where there is none nothing is asked."""
    asked: dict[str, forms.Field] = {
        f"reason_{number}": TextField(
            label=f"Why does it not matter? {one.interest}", hint=str(one), rows=3,
            missing=f"Say why this interest does not matter; if it does, {otherwise}",
        )
        for number, one in enumerate(met)
    }  # fmt: skip
    if asked:
        asked["weighed_by"] = TextField(
            label="Who decided that the interests do not matter?", max_length=300,
            hint=f"That is for {DECIDES[Commission.Kind(kind)]}. Give their names.",
            missing="Say who decided that the interests do not matter",
        )  # fmt: skip
    return asked


def weighed_in(met: Sequence[Met], said: Mapping[str, str]) -> list[Weighed]:
    return [Weighed(one.interest.pk, said["weighed_by"], said[f"reason_{number}"]) for number, one in enumerate(met)]


class WeighForm(forms.Form):
    """Of each interest that arose since the appointment."""

    def __init__(self, data: Any = None, *, met: Sequence[Met], kind: str) -> None:
        super().__init__(data)
        self.met = met
        self.fields |= interests_asked(met, kind, otherwise="end the commission")

    @property
    def weighed(self) -> list[Weighed]:
        return weighed_in(self.met, self.cleaned_data)


class AppointForm(forms.Form):
    """For one reviewer and one review: each interest that meets the case is asked about by itself."""

    part = OneOf(label="What do they do?", choices=Commission.Part.choices, missing="Say what they do in the review")
    on = DayField(label="On which day were they appointed?", what="The day of the appointment", past=True,
                  missing="Enter the day of the appointment")  # fmt: skip
    appointed_by_name = TextField(
        label="Who appointed them?", hint="For example, the three safeguarding partners at their meeting.",
        missing="Say who appointed them", max_length=300,
    )  # fmt: skip
    terms = TextField(
        label="What is commissioned, and on what terms?", rows=5, missing="Say what is commissioned, and on what terms",
        hint="What they deliver and by when, how it is paid, what happens if either side stops. They can read this.",
    )  # fmt: skip
    supervised_by_name = TextField(
        label="Who supervises their work?", missing="Say who supervises their work", max_length=300,
        hint="A person by name, and where they work. This is beside looking at the review's own time and quality.",
    )  # fmt: skip
    last_on = DayField(
        label="On which day does the commission end?", what="The last day", future=True, missing="Enter the last day",
        hint="Their keys to the review and its chronology end with this day. It can be moved.",
    )  # fmt: skip
    chosen_why = TextField(label="Why nobody from the pool?", rows=3)

    def __init__(self, data: Any = None, *, reviewer: Reviewer, kind: str, met: Sequence[Met]) -> None:
        super().__init__(data)
        self.met = met
        if outside_the_pool(reviewer, kind):
            pool = "the Panel's pool" if kind == Commission.Kind.NATIONAL else "the partnership's own pool"
            self.fields[
                "chosen_why"
            ].label = f"{reviewer.name} is not in {pool}. Why was nobody who is in it appointed?"
            self._need("chosen_why", "Say why nobody who is in the pool was appointed")
        else:
            del self.fields["chosen_why"]
        self._ask_of_interests(kind)

    def _need(self, name: str, missing: str) -> None:
        self.fields[name].required = True
        self.fields[name].error_messages["required"] = missing

    def _ask_of_interests(self, kind: str) -> None:
        asked = interests_asked(self.met, kind, otherwise="appoint somebody else")
        self.fields |= asked
        self.order_fields(list(asked))

    @property
    def weighed(self) -> list[Weighed]:
        return weighed_in(self.met, self.cleaned_data)

    @property
    def said(self) -> dict[str, Any]:
        """What the action takes, besides the interests weighed."""
        names = ("part", "on", "appointed_by_name", "terms", "supervised_by_name", "last_on", "chosen_why")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class LastDayForm(forms.Form):
    to = DayField(label="The new last day", what="The last day", future=True, missing="Enter the new last day")
    why = TextField(label="Why does it move?", missing="Say why the last day moves", max_length=300)


class SupervisionForm(forms.Form):
    on = DayField(label="On which day?", what="The day", past=True, missing="Enter the day")
    by_name = TextField(label="Who supervised them?", missing="Say who supervised them", max_length=300)
    agreed = TextField(label="What was spoken of and agreed?", missing="Say what was agreed", rows=5)
    next_on = DayField(label="When is the next time?", what="The next time")


class EndForm(forms.Form):
    how = OneOf(
        label="How did it end?", missing="Say how it ended",
        choices=[(how.value, how.label) for how in Commission.Ended if how != Commission.Ended.REMOVED],
    )  # fmt: skip
    on = DayField(label="On which day?", what="The day", past=True, missing="Enter the day")
    why = TextField(label="What should be known of it?", missing="Say in a few words how it ended", rows=3)


class RemoveForm(forms.Form):
    """What `law` needs to be said of a removal."""

    by_name = TextField(
        label="Who decided it?", max_length=300, hint="Each by name, and the day's meeting if one was held."
    )
    decided_on = DayField(label="On which day was it decided?", what="The day of the decision", past=True,
                          missing="Enter the day of the decision")  # fmt: skip
    removed_on = DayField(label="On which day were they removed?", what="The day of the removal", past=True)
    why = TextField(label="Why?", rows=4, missing="Say why the reviewer was removed")
    another = TextField(label="What was decided of appointing another?", rows=3)

    def __init__(self, data: Any = None, *, law: MayRemove) -> None:
        super().__init__(data)
        decides = f"{law.decides[0].lower()}{law.decides[1:]}"
        self.fields["by_name"].label = f"Who decided it, for {decides}?"
        self._need("by_name", f"Say who decided it, for {decides}")
        if law.by_another:
            self.fields["removed_on"].label = f"On which day did {law.removes} remove them?"
            self._need("removed_on", f"Enter the day on which {law.removes} removed them")
            self._need("another", "Say what was decided of appointing another")
        else:
            del self.fields["removed_on"]

    def _need(self, name: str, missing: str) -> None:
        self.fields[name].required = True
        self.fields[name].error_messages["required"] = missing
