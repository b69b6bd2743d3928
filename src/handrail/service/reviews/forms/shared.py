"""What several forms ask alike: the moment or the day of something, why it is late, what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django import forms

from handrail.guidance import spoken
from handrail.service.fields import DayField, OneOf, TextField, TimeField, instant
from handrail.service.incidents.models import Incident
from handrail.service.reviews.models import SeriousCaseCriterion
from handrail.service.reviews.written import MAY_BE_LEFT, Weighed

YES_NO = [("yes", "Yes"), ("no", "No")]


def incident_in_words(incident: Incident) -> str:
    children = ", ".join(str(involved) for involved in incident.involved.select_related("child"))
    happened = spoken(incident.happened_on) if incident.happened_on else "day not known"
    return f"{incident.get_nature_display()}, {happened}{f': {children}' if children else ''}"


class MomentForm(forms.Form):
    """A form that asks for the moment something was done. Both parts are needed: the hour is on the e-mail."""

    done_on = DayField(label="Day", what="The day", missing="Enter the day", past=True)
    done_time = TimeField(label="Time", hint="For example, 2:30pm", required=True)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["done_time"].error_messages["required"] = "Enter the time, such as 2:30pm or 14:30"

    @property
    def at(self) -> datetime:
        return instant(self.cleaned_data["done_on"], self.cleaned_data["done_time"])


def late_reason() -> TextField:
    return TextField(label="If it is late, why?", hint="The reason is kept beside the day it was due.", rows=3)


class OnDay(forms.Form):
    """The day on which something was done."""

    def __init__(self, data: Any = None, *, label: str, what: str) -> None:
        super().__init__(data)
        missing = f"Enter {what[0].lower()}{what[1:]}"
        self.fields["on"] = DayField(label=label, what=what, missing=missing, past=True)


class DoneOn(OnDay):
    """The day on which something was done, and why it is late if it is."""

    def __init__(self, data: Any = None, *, label: str, what: str) -> None:
        super().__init__(data, label=label, what=what)
        self.fields["late_reason"] = late_reason()


def criterion_fields(number: int, one: Weighed, *, may_be_left: bool = False) -> dict[str, forms.Field]:
    """What is asked of one criterion: an answer, and the reasons for it."""
    left = may_be_left and one.optional
    return {
        f"criterion_{number}": OneOf(
            label=f"{number}. {one.says}", choices=list(SeriousCaseCriterion.ANSWERS.items()),
            hint=" ".join(
                part for part in (f"{one.source}.", one.use_in_words, one.caution, MAY_BE_LEFT if left else "") if part
            ),
            missing="" if left else f"Answer criterion {number}, even if only with “not yet known”",
        ),
        f"criterion_{number}_reasons": TextField(
            label=f"Reasons for the answer to {number}", rows=3,
            missing="" if left else f"Give the reasons for the answer to {number}",
        ),
    }  # fmt: skip


def answered(criteria: Sequence[Weighed], said: dict[str, Any]) -> list[Weighed]:
    """The criteria with what was answered to each."""
    return [
        replace(one, answer=said[f"criterion_{number}"], reasons=said[f"criterion_{number}_reasons"])
        for number, one in enumerate(criteria, start=1)
    ]


class SetAside(forms.Form):
    why = TextField(label="What is wrong with it?", missing="Say what is wrong with it", max_length=300)
