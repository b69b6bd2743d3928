"""What is asked of an indicator: which measure, which question it helps to answer, and what it was used for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from handrail.service.fields import Chosen, DayField, OneOf, TextField
from handrail.service.partnerships.models import Body
from handrail.service.scrutiny.doors import year_of
from handrail.service.scrutiny.forms.scrutineers import OfPartnership
from handrail.service.scrutiny.measures import FILES
from handrail.service.scrutiny.models import Activity, Indicator, Use


def measures_listed() -> list[tuple[str, str]]:
    return [(measure.key, f"{file.title}: {measure.title}") for file in FILES for measure in file.measures]


class ChooseForm(OfPartnership):
    measure = Chosen(label="Which published measure?", choices=(), missing="Choose the measure")
    outcome = TextField(
        label="Of which outcome for children does it speak?", missing="Say of which outcome it speaks", max_length=200,
        hint="For example, “Help comes early enough that few families are referred again”.",
    )  # fmt: skip
    question = TextField(
        label="Which question does it help to answer?", rows=3, missing="Write the question",
        hint="A number by itself says little. Write what you would ask if it rose, or fell.",
    )  # fmt: skip
    better = OneOf(label="Which way is better?", choices=Indicator.Better.choices, missing="Say which way is better")

    def __init__(self, data: Any = None, *, partnerships: list[Body]) -> None:
        super().__init__(data, partnerships=partnerships)
        self.fields["measure"].choices = measures_listed()  # type: ignore[attr-defined]


class UseForm(forms.Form):
    used_for = OneOf(label="What was it used for?", choices=Use.For.choices, missing="Say what it was used for")
    words = TextField(
        label="What was decided, asked or written?", rows=4, missing="Say what was decided, asked or written"
    )
    by_whom = TextField(label="By whom?", missing="Say by whom", max_length=200)
    used_on = DayField(label="On which day?", what="The day", past=True, missing="Enter the day")
    activity = Chosen(
        label="If a question for scrutiny: which piece of scrutiny takes it up?", choices=(), empty="None",
    )  # fmt: skip
    report_year = Chosen(label="If a line in the yearly report: of which year?", choices=(), empty="None")

    def __init__(self, data: Any = None, *, indicator: Indicator) -> None:
        super().__init__(data)
        self.activities = list(
            Activity.objects.filter(plan__partnership=indicator.partnership, dropped_on__isnull=True).select_related(
                "plan"
            )
        )
        pieces = [(str(one.pk), f"{one.title}, {one.plan.years}") for one in self.activities]
        self.fields["activity"].choices = pieces  # type: ignore[attr-defined]
        this = year_of(timezone.localdate())
        years = [(str(year), f"{year}–{(year + 1) % 100:02d}") for year in range(this, this - 4, -1)]
        self.fields["report_year"].choices = years  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Activity | None:
        return next((one for one in self.activities if str(one.pk) == self.cleaned_data["activity"]), None)

    @property
    def year(self) -> int | None:
        return int(self.cleaned_data["report_year"]) if self.cleaned_data["report_year"] else None


class StopForm(forms.Form):
    on = DayField(label="From which day?", what="The day", past=True, missing="Enter the day")
    why = TextField(label="Why is it no longer watched?", missing="Say why", max_length=300)


class MeasureForm(forms.Form):
    """Which measure is shown for England."""

    measure = Chosen(label="Which measure?", choices=())

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["measure"].choices = measures_listed()  # type: ignore[attr-defined]
