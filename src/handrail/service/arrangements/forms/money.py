"""What is asked of the year's money: a year, what a body gives, what is planned and spent, and a file of all of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms

from handrail.common.pounds import MOST, NOTHING, PENNY
from handrail.service.arrangements.forms.choosing import OfPartnership, choices_of
from handrail.service.arrangements.models import FundContribution, FundLine
from handrail.service.arrangements.money_file import LARGEST
from handrail.service.fields import Chosen, DayField, FileField, OneOf, PoundsField, SomeOf, TextField
from handrail.service.partnerships.models import Body

What, Means, Of = FundContribution.What, FundContribution.Means, FundLine.What
ANOTHER = "another"
WHY = "Why is it corrected?"


class YearForm(OfPartnership):
    partnership = Chosen(label="Whose money?", choices=(), missing="Choose the partnership")
    from_on = DayField(
        label="First day of the year", what="The first day", missing="Enter the first day",
        hint="Most partnerships count from 1 April. For example, 1 4 2027",
    )  # fmt: skip
    until_on = DayField(
        label="Last day (optional)", what="The last day", hint="Left empty, the year has twelve months.",
    )  # fmt: skip
    as_last_year = OneOf(
        label="What is expected of each body?", missing="Choose how the year begins", inline=False,
        choices=[("yes", "What it agreed for the year before, to begin with"), ("no", "Nothing is entered yet")],
    )  # fmt: skip

    @property
    def last_day(self) -> date:
        """Twelve months on, but for the day itself; a year from 29 February ends on the 28th."""
        first: date = self.cleaned_data["from_on"]
        given: date | None = self.cleaned_data["until_on"]
        if given is not None:
            return given
        try:
            return first.replace(year=first.year + 1) - timedelta(days=1)
        except ValueError:
            return first.replace(year=first.year + 1, day=28)


def _amount(label: str = "How much, in pounds?", **more: Any) -> PoundsField:
    return PoundsField(label=label, hint="For example, 12,500.00", **more)


class OfBody(forms.Form):
    body = Chosen(label="Which body?", choices=(), missing="Choose the body")

    def __init__(self, *args: Any, bodies: Sequence[Body], **more: Any) -> None:
        super().__init__(*args, **more)
        self.bodies = {str(body.pk): body for body in bodies}
        self.fields["body"].choices = choices_of(bodies)  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Body:
        return self.bodies[self.cleaned_data["body"]]

    def said(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "body"}


class GiveForm(OfBody):
    what = OneOf(
        label="What is it?", missing="Choose what it is",
        choices=[(What.EXPECTED, "What is expected of the body"), (What.PAID, "What it paid, or gave in kind")],
        hint="What a body agreed to give is recorded on a page of its own.",
    )  # fmt: skip
    means = OneOf(label="In cash or in kind?", choices=Means.choices, missing="Choose whether it is in cash or in kind")
    amount = _amount("Amount, or value in kind, in pounds (optional in kind)", least=NOTHING)
    given = TextField(
        label="In kind: what is given?", max_length=200,
        hint="For example, a rapid review coordinator for two days a week.",
    )  # fmt: skip
    reckoned = TextField(
        label="In kind: how was its value reckoned, or why has it none?", max_length=300,
        hint="For example, 0.4 of grade 9 with on-costs.",
    )  # fmt: skip
    on = DayField(label="On which day?", what="The day", missing="Enter the day", past=True)
    reference = TextField(label="Number of the invoice or payment (optional)", max_length=100)
    words = TextField(label="What should be known of it? (optional)", max_length=300)


class AgreedForm(OfBody):
    means = OneOf(label="In cash or in kind?", choices=Means.choices, missing="Choose whether it is in cash or in kind")
    amount = _amount("Amount, or value in kind, in pounds (optional in kind)", least=NOTHING)
    given = TextField(label="In kind: what is given?", max_length=200, hint="For example, the room for the executive.")
    reckoned = TextField(label="In kind: how was its value reckoned, or why has it none?", max_length=300)
    agreed_by_name = TextField(label="Who agreed for the body?", missing="Enter who agreed", max_length=200)
    on = DayField(label="On which day?", what="The day", missing="Enter the day", past=True)
    where = TextField(
        label="Where is that written down? (optional)", max_length=300,
        hint="For example, the minutes of the executive of 14 January 2026, item 6.",
    )  # fmt: skip
    words = TextField(label="What should be known of it? (optional)", max_length=300)


class LineForm(forms.Form):
    what = OneOf(
        label="What is it?", missing="Choose what it is",
        choices=[(Of.PLANNED, "Planned for a heading"), (Of.SPENT, "Spent under a heading"),
                 (Of.CARRIED_IN, "Carried in from the year before")],
        hints={Of.CARRIED_IN: "With a minus where the year before was overspent, such as -1,250.00"},
    )  # fmt: skip
    heading = Chosen(label="Which heading?", choices=(), hint="Not needed for what is carried in.")
    other_heading = TextField(label="Another heading (optional)", max_length=60, hint="Where the list has none.")
    amount = _amount(missing="Enter the amount, such as 1,250.00", least=-MOST)
    on = DayField(label="On which day?", what="The day", missing="Enter the day", past=True)
    reference = TextField(label="Number of the invoice or payment (optional)", max_length=100)
    words = TextField(label="What should be known of it? (optional)", max_length=300)

    def __init__(self, *args: Any, headings: Sequence[str] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        own = [name for name in headings if name and name not in FundLine.HEADINGS]
        names = [*FundLine.HEADINGS, *sorted(set(own))]
        self.fields["heading"].choices = [(name, name) for name in names]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        named = [name for name in (given.get("heading"), given.get("other_heading")) if name]
        if given.get("what") == Of.CARRIED_IN and named:
            self.add_error("heading", "What is carried in has no heading. Leave both empty.")
        elif given.get("what") in (Of.PLANNED, Of.SPENT) and len(named) != 1:
            self.add_error("heading", "Choose one heading, or write another." if not named else "Choose one or write "
                           "another, and not both.")  # fmt: skip
        return given

    def said(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        other = said.pop("other_heading")
        return {**said, "heading": said["heading"] or other}


class YearDaysForm(forms.Form):
    from_on = DayField(label="First day of the year", what="The first day", missing="Enter the first day")
    until_on = DayField(label="Last day of the year", what="The last day", missing="Enter the last day")
    why = TextField(
        label="What was wrong with the days?", missing="Say what was wrong with the days", max_length=200,
        hint="For example, January was entered in place of April.",
    )  # fmt: skip


class WhyForm(forms.Form):
    why = TextField(label="What is wrong with it?", missing="Say what is wrong with it", max_length=300)


class CorrectForm(forms.Form):
    """The fields that a correction of this entry may change, with what it says now, and why it is corrected."""

    why = TextField(label=WHY, missing="Say why it is corrected", max_length=300)

    def __init__(self, *args: Any, entry: FundContribution | FundLine, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, asked in _asked_of(entry).items():
            self.fields[name] = asked
            self.initial[name] = getattr(entry, name)
        self.order_fields([name for name in self.fields if name != "why"])

    def said(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "why"}


def _asked_of(entry: FundContribution | FundLine) -> dict[str, forms.Field]:
    """Questions by what the entry is: no day can be asked of cash in kind."""
    day = DayField(label="On which day?", what="The day", missing="Enter the day", past=True)
    more = {
        "reference": TextField(label="Number of the invoice or payment (optional)", max_length=100),
        "words": TextField(label="What should be known of it? (optional)", max_length=300),
    }
    if isinstance(entry, FundLine):
        least = -MOST if entry.what == Of.CARRIED_IN else NOTHING
        first: dict[str, forms.Field] = {"amount": _amount(missing="Enter the amount", least=least), "on": day}
        if entry.what != Of.CARRIED_IN:
            first = {"heading": TextField(label="Heading", missing="Enter the heading", max_length=60), **first}
        return {**first, **more}
    if entry.means == Means.KIND:
        asked: dict[str, forms.Field] = {
            "given": TextField(label="What is given in kind?", missing="Say what is given", max_length=200),
            "amount": _amount("Its value, in pounds (optional)", least=NOTHING),
            "reckoned": TextField(label="How was its value reckoned, or why has it none?", max_length=300),
        }
    else:
        least = PENNY if entry.what == What.PAID else NOTHING
        asked = {"amount": _amount(missing="Enter the amount", least=least)}
    if entry.what == What.AGREED:
        asked["agreed_by_name"] = TextField(
            label="Who agreed for the body?", missing="Enter who agreed", max_length=200
        )
        asked["where"] = TextField(label="Where is that written down? (optional)", max_length=300)
    return {**asked, "on": day, **more}


class ServedForm(OfBody):
    children = forms.IntegerField(
        label="How many children of the area does it serve?", min_value=0, max_value=3_000_000,
        help_text="Children aged 0 to 17, in figures and without commas.", widget=forms.TextInput(),
        error_messages={"required": "Enter how many children", "invalid": "Enter a whole number, such as 48200",
                        "min_value": "Enter a whole number of nought or more",
                        "max_value": "That is more than a partnership’s area can have. Check the number."},
    )  # fmt: skip
    source = TextField(
        label="Where does the number come from?", missing="Say where the number comes from", max_length=300,
        hint="For example, Office for National Statistics, mid-2025, table 3.",
    )  # fmt: skip


class FundFileForm(forms.Form):
    file = FileField(
        label="The file", missing="Choose the file",
        hint=f"An Excel workbook (.xlsx) or csv, up to {LARGEST // 1024 // 1024} MB.",
    )  # fmt: skip


class ShareForm(forms.Form):
    """A question in the address: of how much, and among whom."""

    amount = PoundsField(label="How much is missing, in pounds?", missing="Enter how much is missing, such as 1,250.00")
    among = SomeOf(label="Among whom?", choices=(), missing="Choose at least one body")

    def __init__(self, data: Any, *, bodies: Mapping[str, Body], short: Decimal) -> None:
        asked = bool(data) and ("amount" in data or "among" in data)
        super().__init__(data if asked else None, initial={"amount": short if short > 0 else None})
        self.bodies = bodies
        self.fields["among"].choices = [(key, body.name) for key, body in bodies.items()]  # type: ignore[attr-defined]
