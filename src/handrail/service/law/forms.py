"""What is asked on the pages of the law: two editions to compare, a day to look at, a day to count from."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from handrail.guidance import AreaDays, At
from handrail.guidance.law import NEW_LAW_BEGAN
from handrail.guidance.shelf import every_edition
from handrail.guidance.wording import name_of
from handrail.service.fields import Chosen, DayField, TimeField, instant, within_calendar


class TwoEditions(forms.Form):
    """Which two editions to compare."""

    older = Chosen(label="From", empty="Choose an edition", choices=(), missing="Choose the edition to compare from")
    newer = Chosen(label="To", empty="Choose an edition", choices=(), missing="Choose the edition to compare to")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("older", "newer"):
            chosen = self.fields[name]
            assert isinstance(chosen, Chosen)
            chosen.choices = [(name_of(edition), edition.title) for edition in every_edition()]


class OnDay(forms.Form):
    """The day whose law is wanted."""

    on = DayField(label="The law as it stood on", what="The day", missing="Enter a day, such as 24 5 2018")


class FromDay(forms.Form):
    """When a duty starts, and where."""

    start = DayField(
        label="When it starts", what="The day it starts", missing="Enter the day it starts, such as 24 5 2018"
    )
    hour = TimeField(label="At what time", hint="For example, 2:30pm. Only duties counted in hours need it.")
    safeguarding = DayField(
        label="The day the area's own safeguarding arrangements began",
        what="The day the arrangements began",
        hint="Leave empty for 29 June 2018. Only a start before 30 September 2019 depends on it.",
    )
    child_death = DayField(
        label="The day its child death arrangements began",
        what="The day the child death arrangements began",
        hint="Leave empty if it was the same day.",
    )

    def clean_start(self) -> date:
        day: date = self.cleaned_data["start"]
        return within_calendar(day, "The day it starts")

    @property
    def at(self) -> At:
        day, hour = self.cleaned_data["start"], self.cleaned_data["hour"]
        return instant(day, hour) if hour else day

    @property
    def area(self) -> AreaDays:
        safeguarding = self.cleaned_data["safeguarding"] or NEW_LAW_BEGAN
        return AreaDays(safeguarding, self.cleaned_data["child_death"] or safeguarding)
