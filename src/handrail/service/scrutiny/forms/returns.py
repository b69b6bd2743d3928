"""What is asked of whoever opens a return again, challenges it, answers, or promises to do better."""

from __future__ import annotations

from typing import Any

from django import forms

from handrail.service.fields import Chosen, DayField, FileField, OneOf, TextField
from handrail.service.partnerships.models import Body
from handrail.service.scrutiny.forms.assessments import NAME_NOBODY
from handrail.service.scrutiny.forms.scrutineers import listed
from handrail.service.scrutiny.sets import QuestionsAsked


class AgainForm(forms.Form):
    why = TextField(label="Why is it opened again?", missing="Say why", max_length=250, hint="The body reads it.")
    due_on = DayField(label="By when?", what="The day", missing="Enter the day")


class PeerForm(forms.Form):
    body = Chosen(label="Who reads and challenges it?", choices=(), missing="Choose the body")
    due_on = DayField(label="By when?", what="The day", missing="Enter the day")

    def __init__(self, data: Any = None, *, bodies: list[Body]) -> None:
        super().__init__(data)
        self.bodies = bodies
        self.fields["body"].choices = listed(bodies)  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Body:
        return next(body for body in self.bodies if str(body.pk) == self.cleaned_data["body"])


def _steps(put: QuestionsAsked) -> list[tuple[str, str]]:
    return [(step.key, step.words) for step in put.scale]


class ChallengeForm(forms.Form):
    says = OneOf(label="How would you judge it?", choices=(), missing="Say how you would judge it")
    words = TextField(label="Why, or what do you ask?", rows=4, missing="Say why, or what you ask", hint=NAME_NOBODY)

    def __init__(self, data: Any = None, *, put: QuestionsAsked) -> None:
        super().__init__(data)
        self.fields["says"].choices = _steps(put)  # type: ignore[attr-defined]


class TakeForm(forms.Form):
    """What the body answers to a challenge."""

    accepted = OneOf(
        label="Do you accept the judgement?", choices=[("yes", "Yes: it stands as they say"), ("no", "No")],
        missing="Say whether you accept it",
    )  # fmt: skip
    words = TextField(label="Your answer", rows=4, missing="Write your answer", hint=NAME_NOBODY)


class SettleForm(forms.Form):
    stands = OneOf(label="Which judgement stands?", choices=(), missing="Say which judgement stands")
    why = TextField(label="Why?", rows=4, missing="Say why", hint="Both read it.")

    def __init__(self, data: Any = None, *, put: QuestionsAsked) -> None:
        super().__init__(data)
        self.fields["stands"].choices = _steps(put)  # type: ignore[attr-defined]


class PromiseForm(forms.Form):
    body = Chosen(label="Which body will do it?", choices=(), missing="Choose the body")
    words = TextField(label="What will be done?", rows=3, missing="Say what will be done", hint=NAME_NOBODY)
    owner = TextField(label="Who sees to it?", missing="Say who sees to it", max_length=200)
    due_on = DayField(label="By when?", what="The day", missing="Enter the day")

    def __init__(self, data: Any = None, *, bodies: list[Body]) -> None:
        super().__init__(data)
        self.bodies = bodies
        self.fields["body"].choices = listed(bodies)  # type: ignore[attr-defined]
        if len(bodies) == 1:
            del self.fields["body"]

    @property
    def whose(self) -> Body:
        chosen = self.cleaned_data.get("body")
        return next(body for body in self.bodies if chosen is None or str(body.pk) == chosen)


class DidForm(forms.Form):
    on = DayField(label="Done on", what="The day", past=True, missing="Enter the day")
    words = TextField(label="What shows it?", rows=4, missing="Say what shows it", hint=NAME_NOBODY)
    file = FileField(label="A file that shows it", hint="Word, Excel, PDF, picture or e-mail, up to 20 MB.")


class GiveUpForm(forms.Form):
    why = TextField(label="Why will it not be done?", missing="Say why", max_length=300)
