"""What is asked of each step of a local or serious case review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from handrail.service.fields import Chosen, DayField, OneOf, SomeOf, TextField
from handrail.service.reviewers.conflicts import Met
from handrail.service.reviewers.forms.commissions import AppointForm
from handrail.service.reviewers.models import EXPERTISE, Reviewer
from handrail.service.reviews.forms.gentle import NamesNoPractitioner
from handrail.service.reviews.forms.shared import DoneOn, OnDay, criterion_fields
from handrail.service.reviews.models import Step
from handrail.service.reviews.naming import Practitioners
from handrail.service.reviews.written import Weighed


class Appointed(OnDay):
    reviewer = TextField(
        label="Who was appointed?", hint="One or more people, and where each of them works.",
        missing="Say who was appointed", max_length=300,
    )  # fmt: skip
    appointed_by_name = TextField(
        label="Who appointed them?", hint="For example, the three safeguarding partners at their meeting.",
        missing="Say who appointed them", max_length=300,
    )  # fmt: skip

    def __init__(self, data: Any = None, *, criteria: Sequence[Weighed] = ()) -> None:
        super().__init__(data, label="On which day?", what="The day of the appointment")
        ask_criteria(self, criteria)


class Wanted(forms.Form):
    """What is wanted of a reviewer, by which the register is put in order."""

    knows = Chosen(label="Who knows about", choices=list(EXPERTISE.items()), empty="Anything")
    free = DayField(label="Who is free on", what="The day", hint="The first day of the work. Left empty, today.")


class AppointedFromRegister(AppointForm):
    """Somebody on the register, with what the edition has weighed of whoever is to review."""

    def __init__(
        self, data: Any = None, *, reviewer: Reviewer, kind: str, met: Sequence[Met], criteria: Sequence[Weighed] = ()
    ) -> None:
        super().__init__(data, reviewer=reviewer, kind=kind, met=met)
        ask_criteria(self, criteria)


def ask_criteria(form: forms.Form, criteria: Sequence[Weighed]) -> None:
    """One by one, before anything else is asked. Where the edition gives none nothing is."""
    asked: dict[str, forms.Field] = {}
    for number, one in enumerate(criteria, start=1):
        asked |= criterion_fields(number, one, may_be_left=True)
    form.fields |= asked
    form.order_fields(list(asked))


class Checked(NamesNoPractitioner, OnDay):
    watched = ("found", "asked")
    found = TextField(
        label="What was found?", rows=5,
        hint="Whether it keeps to its time, how good it is, and what was asked of the reviewer.",
        missing="Say what was found of the review's time and quality",
    )  # fmt: skip
    asked = TextField(
        label="Was the reviewer asked for anything?", rows=3,
        hint="Of a local review the regulations have such a request made in writing.",
    )  # fmt: skip
    next_on = DayField(
        label="When is it looked at again?", what="The day to look again",
        hint="It is looked at regularly until the report is in. The day is put into what is due.",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, practitioners: Practitioners) -> None:
        super().__init__(data, label="On which day?", what="The day it was looked at")
        self.practitioners = practitioners
        self.order_fields(["on", "found"])


class PlanPublication(forms.Form):
    on = DayField(label="When is it to be published?", what="The day set for publication",
                  missing="Enter the day set for publication")  # fmt: skip


def _called(to: str, *, local: bool) -> str:
    """A local review knows one Panel only; of the other there is no need to speak."""
    return "The Panel" if local and to == Step.To.PANEL else str(Step.To(to).label)


class GiveReport(DoneOn):
    """`waiting` are those who can be given it, each with what is to be said of one who had it before."""

    improvements = TextField(
        label="If only what is to improve is published: what of it was given with the report?", rows=4,
        hint="Both are then given: the report, and what is to be published of the improvements.",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, waiting: Mapping[str, str], local: bool = False) -> None:
        super().__init__(data, label="On which day?", what="The day it was given")
        self.fields["to"] = SomeOf(
            label="To whom was the report given?",
            choices=[(to, _called(to, local=local) + (f", {says}" if says else "")) for to, says in waiting.items()],
            hint="Choose all who were given it on that day.", missing="Choose to whom it was given",
        )  # fmt: skip
        self.order_fields(["to"])


class Published(DoneOn):
    """What was published: the report, or only what was thought fit of the improvements."""

    whole = OneOf(
        label="What was published?",
        choices=[("yes", "The report"), ("no", "Not the report, only what is to improve")],
        missing="Say what was published",
    )
    where = TextField(
        label="Where can it be read?", hint="Its web address; if it is on none, who gives out copies.", max_length=500
    )
    reasons = TextField(label="If not the report, why not?", rows=4)
    improvements = TextField(label="If not the report, what was published of the improvements?", rows=6)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label="On which day was it published?", what="The day it was published")
        self.order_fields(["whole", "on"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        needed = {
            "yes": {"where": "Enter where the report can be read"},
            "no": {
                "reasons": "Say why the report itself was not published",
                "improvements": "Enter what was published of the improvements",
            },
        }
        for name, sentence in needed.get(cleaned.get("whole", ""), {}).items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        return cleaned


class TakenDown(OnDay):
    reasons = TextField(
        label="Why is it no longer available?", rows=3, missing="Say why it is no longer publicly available"
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label="Since which day?", what="The day it was taken down")
