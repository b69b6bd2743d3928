"""What is asked to begin a report, to write it, to approve it, and to load counts of areas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from handrail.analysis.child_deaths import year_named, year_of
from handrail.service.arrangements.forms.choosing import BothTicked
from handrail.service.fields import Chosen, DayField, FileField, OneOf, SomeOf, TextField
from handrail.service.partnerships.models import Body
from handrail.service.reports.counted_areas import LARGEST

FIRST = 2018


class BeginForm(forms.Form):
    year = Chosen(
        label="Which year is it about?", choices=(), missing="Choose the year", hint="From 1 April to 31 March."
    )
    partnership = Chosen(label="Whose report is it?", choices=(), missing="Choose the partnership")
    together = SomeOf(
        label="Drawn together with (optional)", choices=(),
        hint="One report on all of them. Tick every partnership for all that you may see. It and the reports of each "
        "are held against each other, so that none tells what another keeps back.",
    )  # fmt: skip

    def __init__(self, *args: Any, partnerships: Sequence[Body], **more: Any) -> None:
        super().__init__(*args, **more)
        this = year_of(timezone.localdate())
        self.fields["year"].choices = [  # type: ignore[attr-defined]
            (str(year), year_named(year)) for year in range(this, FIRST - 1, -1)
        ]
        self.bodies = {str(body.pk): body for body in partnerships}
        if len(partnerships) == 1:
            del self.fields["partnership"], self.fields["together"]
        else:
            self.fields["together"].choices = [(key, body.name) for key, body in self.bodies.items()]  # type: ignore[attr-defined]
            named = [(key, body.name) for key, body in self.bodies.items()]
            self.fields["partnership"].choices = named  # type: ignore[attr-defined]

    @property
    def whose(self) -> Body:
        return self.bodies[self.cleaned_data.get("partnership") or next(iter(self.bodies))]

    @property
    def beside(self) -> list[Body]:
        return [self.bodies[key] for key in self.cleaned_data.get("together", ()) if self.bodies[key] != self.whose]


def _part(label: str, hint: str) -> TextField:
    return TextField(label=label, hint=hint, required=False, rows=8)


class WriteForm(forms.Form):
    """Names nobody: the words are published with the numbers, and are read beside what people know already."""

    patterns = _part("Patterns and trends", "What the numbers show, over the years and beside other areas.")
    lessons = _part("What was learnt", "Begins with the findings of this year’s reviews, as they are recorded.")
    actions = _part("What was recommended, and what was done", "Begins with this year’s recommendations.")
    effectiveness = _part("How well child death review works here", "Times, attendance, and what families said of it.")
    revised_why = TextField(
        label="Why it is published again", required=False, rows=3,
        hint="The public reads it, beside the report that takes the place of the one it knows.",
    )  # fmt: skip

    def __init__(self, *args: Any, again: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        if not again:
            del self.fields["revised_why"]


class ApproveForm(BothTicked):
    sure = SomeOf(
        label="Before you approve it",
        choices=[
            ("read", "I have read all of it, the numbers and the words"),
            ("nobody", "No child, family or practitioner can be told from the words"),
        ],
        missing="Tick both, or go back and have it changed",
    )


class ForPublicForm(ApproveForm):
    """With the digest of what the public will read, so that nobody approves words that were changed meanwhile."""

    as_read = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput())


class CountsForm(forms.Form):
    partnership = Chosen(label="For which partnership?", choices=(), missing="Choose the partnership")
    file = FileField(
        label="Counts of child deaths", missing="Choose the file",
        hint="A csv file with the columns authority_code, year and deaths, and, if you like, neighbours. "
        f"Up to {LARGEST // 1024 // 1024} MB.",
    )  # fmt: skip
    source = TextField(
        label="Where do the counts come from?", missing="Say where the counts come from", max_length=300,
        hint="For example, the National Child Mortality Database’s release of November 2025.",
    )  # fmt: skip

    def __init__(self, *args: Any, partnerships: Sequence[Body], **more: Any) -> None:
        super().__init__(*args, **more)
        self.bodies = {str(body.pk): body for body in partnerships}
        if len(partnerships) == 1:
            del self.fields["partnership"]
        else:
            named = [("", ""), *((key, body.name) for key, body in self.bodies.items())]
            self.fields["partnership"].choices = named  # type: ignore[attr-defined]

    @property
    def whose(self) -> Body:
        return self.bodies[self.cleaned_data.get("partnership") or next(iter(self.bodies))]


class SendDeathsForm(forms.Form):
    """To the child death review partners: by their mailboxes, or as it went otherwise."""

    to = SomeOf(label="To which partners?", choices=(), missing="Choose at least one partner")
    by = OneOf(
        label="How?", missing="Choose how it goes",
        choices=[("mailbox", "By e-mail to the mailbox of each"), ("otherwise", "It went in another way")],
    )  # fmt: skip
    sent_on = DayField(label="If it went in another way: on which day?", what="The day", past=True)
    how = TextField(label="How did it go?", max_length=300, hint="For example, at the meeting of the partners.")

    def __init__(self, *args: Any, partners: Sequence[Body], **more: Any) -> None:
        super().__init__(*args, **more)
        self.partners = {str(body.pk): body for body in partners}
        self.fields["to"].choices = [(key, _with_mailbox(body)) for key, body in self.partners.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if not self.errors and said["by"] == "otherwise":
            if said["sent_on"] is None:
                self.add_error("sent_on", "Enter the day on which it went")
            if not said["how"].strip():
                self.add_error("how", "Say how it went")
        return said

    @property
    def chosen(self) -> list[Body]:
        return [self.partners[key] for key in self.cleaned_data["to"]]


def _with_mailbox(body: Body) -> str:
    return f"{body}: {body.mailbox}" if body.mailbox else f"{body}: no mailbox is known"


class WhyForm(forms.Form):
    why = TextField(label="Why?", missing="Say why", max_length=300)
