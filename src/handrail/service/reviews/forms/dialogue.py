"""What is asked of the letters to and from the Panel, and of a decision made again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from handrail.guidance import spoken
from handrail.service.fields import DayField, FileField, OneOf, TextField
from handrail.service.reviews.forms.shared import YES_NO
from handrail.service.reviews.models import LocalReviewDecision, PanelMessage

Says = PanelMessage.Says


class FromPanel(forms.Form):
    says = OneOf(
        label="What does the Panel say?",
        choices=[(one.value, one.label) for one in (Says.ACKNOWLEDGES, Says.AGREES, Says.CHALLENGES, Says.ASKS)],
        hints={
            Says.CHALLENGES: "It then waits for a reply in what is due.",
            Says.ASKS: "It then waits for a reply in what is due.",
        },
        missing="Choose what the Panel says",
    )
    dated_on = DayField(
        label="Date of the letter", what="The date of the letter", missing="Enter the date on the letter", past=True
    )
    text = TextField(
        label="What it says",
        hint="Copy the letter, or put it in your words.",
        rows=12,
        missing="Enter what the Panel says",
    )
    answer_wanted_by = DayField(
        label="Answer wanted by", what="The day an answer is wanted by", hint="Leave empty if the letter gives no day."
    )
    letter = FileField(label="The letter itself", hint="PDF, Word or the e-mail, up to 20 MB. You may leave this out.")


class Letter(forms.Form):
    dated_on = DayField(
        label="Date of the letter", what="The date of the letter", missing="Enter the date on the letter", past=True
    )
    text = TextField(label="What it says", rows=12, missing="Enter what the letter says")
    letter = FileField(label="The letter itself", hint="PDF, Word or the e-mail, up to 20 MB. You may leave this out.")

    def __init__(self, *args: Any, untold: Iterable[LocalReviewDecision], **more: Any) -> None:
        super().__init__(*args, **more)
        self.untold = {str(decision.pk): decision for decision in untold}

    @property
    def tells(self) -> LocalReviewDecision | None:
        return self.untold.get(self.cleaned_data.get("tells", ""))


class Reply(Letter):
    """A reply to the Panel. It may tell a decision that the Panel has not been told yet."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if self.untold:
            choices = [(key, f"Yes: {in_words(one)}") for key, one in self.untold.items()]
            self.fields["tells"] = OneOf(
                label="Does it also tell the Panel a decision on a local review?",
                choices=[*choices, ("none", "No")],
                missing="Say whether the letter tells the decision",
            )


class Tell(Letter):
    """The letter that tells the Panel a later decision, which may be one of several not told yet."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [(key, in_words(one)) for key, one in self.untold.items()]
        self.fields["tells"] = OneOf(
            label="Which decision does it tell?", choices=choices, missing="Choose the decision the letter tells"
        )
        self.initial["tells"] = choices[-1][0] if choices else ""
        self.order_fields(["tells"])


def in_words(decision: LocalReviewDecision) -> str:
    return f"{decision}, decided on {spoken(decision.decided_on)}"


class DecideAgain(forms.Form):
    hold = OneOf(label="Is a local review to be held?", choices=YES_NO, inline=True,
                 missing="Say whether a local review is to be held")  # fmt: skip
    reasons = TextField(label="Reasons", hint="What changed, or why the decision stands.", rows=8,
                        missing="Give the reasons for the decision")  # fmt: skip
    decided_on = DayField(label="Decided on", what="The day it was decided", missing="Enter the day it was decided",
                          past=True)  # fmt: skip
