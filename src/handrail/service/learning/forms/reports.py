"""What is asked to read a published report in, and to take from what it seems to recommend."""

from __future__ import annotations

from typing import Any

from django import forms

from handrail.service.cases.models import Case
from handrail.service.fields import Chosen, DayField, FileField, SomeOf, TextField
from handrail.service.learning.actions.recommending import Whom
from handrail.service.learning.finding.pages import MOST_BYTES
from handrail.service.learning.forms.tracked import members_of
from handrail.service.learning.models import Addressee, Proposed
from handrail.service.partnerships.models import Body


class ReportForm(forms.Form):
    file = FileField(
        label="The report", missing="Choose the report",
        hint=f"A PDF whose words can be selected, or a text file, up to {MOST_BYTES // 1024 // 1024} MB. The report "
        "itself is not kept.",
    )  # fmt: skip
    title = TextField(
        label="What is the report called?", missing="Give the name of the report", max_length=200,
        hint="For example, Ofsted inspection of Wendshire, March 2025. It stands with each recommendation.",
    )  # fmt: skip
    published_on = DayField(
        label="On which day was it published?", what="The day", missing="Enter the day it was published", past=True
    )


class TakeForm(forms.Form):
    """Which of those proposed; to whom they are put; by when."""

    chosen = SomeOf(label="Recommendations", choices=(), missing="Tick at least one")
    to = Chosen(
        label="To whom are those you take addressed? (optional)", choices=(), empty="Nobody for now",
        hint="You can put each of them to a body later, too.",
    )  # fmt: skip
    due_on = DayField(
        label="By which day are they to be carried out?", what="The day", hint="Needed where you choose a body"
    )

    def __init__(self, *args: Any, case: Case, proposed: list[Proposed], **more: Any) -> None:
        super().__init__(*args, **more)
        self.proposed = proposed
        self.members: list[Body] = [case.partnership, *members_of(case.partnership)]
        self.fields["chosen"].choices = [(str(one.pk), _words(one)) for one in proposed]  # type: ignore[attr-defined]
        self.fields["chosen"].hints = {str(one.pk): _where(one) for one in proposed}  # type: ignore[attr-defined]
        self.fields["to"].choices = [(str(body.pk), str(body)) for body in self.members]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("to") and not said.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", "Enter the day by which they are to be carried out")
        return said

    @property
    def ticked(self) -> list[Proposed]:
        return [one for one in self.proposed if str(one.pk) in self.cleaned_data["chosen"]]

    @property
    def whom(self) -> Whom | None:
        body = next((body for body in self.members if str(body.pk) == self.cleaned_data["to"]), None)
        return Whom(Addressee.To.BODY, body) if body else None


def _words(one: Proposed) -> str:
    return f"{one.number}. {one.text}" if one.number else one.text


def _where(one: Proposed) -> str:
    where = f"Page {one.page}" if one.page is not None else f"Line {one.line}"
    return f"{where}, addressed to {one.addressed_to}" if one.addressed_to else where
