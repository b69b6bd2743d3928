"""What is asked of a coordinator who asks, and of anyone who moves a day, lets go or adds a word."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from handrail.guidance import london_day, spoken
from handrail.service.cases.models import Case
from handrail.service.fields import DayField, OneOf, SomeOf, TextField
from handrail.service.partnerships.models import Body
from handrail.service.requests.asked_before import AskedBefore
from handrail.service.requests.due_days import doubts
from handrail.service.requests.models import Request
from handrail.service.requests.wording import ASKED, UNDER_16H

FURTHEST = timedelta(days=365)
ACCOUNT, BY_CODE = "account", "code"
KEEP = [("yes", "Keep this day all the same")]


class DueDayForm(forms.Form):
    """A due day. One that is doubtful is questioned once, and kept if that is said to be meant."""

    def __init__(self, *args: Any, case: Case, about: str = "", **more: Any) -> None:
        super().__init__(*args, **more)
        self.case, self.about = case, about
        self.fields["due_on"] = DayField(
            label="Due day", what="The due day", missing="Enter the day by which it is wanted", future=True
        )
        self.fields["keep"] = SomeOf(label="Is this the day you mean?", choices=KEEP)
        self.questioned = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        day = cleaned.get("due_on")
        if day is not None:
            self._judge(day, str(cleaned.get("about") or self.about))
        return cleaned

    def _judge(self, day: date, about: str) -> None:
        if day > timezone.localdate() + FURTHEST:
            self.add_error("due_on", "The due day must be within a year from now. Check the year.")
            return
        found = list(doubts(day, self.case, about))
        self.questioned = bool(found)
        if found and not self.cleaned_data.get("keep"):
            self.add_error("due_on", f"{' '.join(found)} Choose another day, or say below that you mean this one.")


class AskForSummaries(DueDayForm):
    """One page: whom to ask, about whom, for what, by when."""

    def __init__(
        self,
        *args: Any,
        case: Case,
        bodies: Iterable[Body],
        standing: Iterable[Request],
        matters: list[tuple[str, str]],
        before: Mapping[uuid.UUID, Sequence[AskedBefore]],
        **more: Any,
    ) -> None:
        super().__init__(*args, case=case, about=matters[0][0], **more)
        bodies = list(bodies)
        self.before = {str(body.pk): body.name for body in bodies if body.pk in before}
        due_day, keep = self.fields.pop("due_on"), self.fields.pop("keep")
        if len(matters) > 1:
            self.fields["about"] = OneOf(
                label="Which incident is it about?", choices=matters, missing="Choose which incident it is about"
            )
        asked = SomeOf(
            label="Which agencies are asked?",
            choices=[(str(body.pk), body.name) for body in bodies],
            missing="Tick at least one agency to ask",
            hint="Each sees only its own request, and not who else is asked.",
        )
        asked.hints = {  # type: ignore[attr-defined]
            str(one.body_id): f"Asked on {spoken(london_day(one.asked_at))}, for {spoken(one.due_on)}"
            for one in standing
        }
        hints = {str(key): " ".join(one.words for one in found) for key, found in before.items()}
        asked.hints = hints | asked.hints  # type: ignore[attr-defined]
        again = asked_again() if self.before else {}
        self.fields |= {"bodies": asked, **again, **_what_is_asked(), "due_on": due_day, "keep": keep}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        told = [name for key, name in self.before.items() if key in cleaned.get("bodies", ())]
        if told and not cleaned.get("again"):
            self.add_error(
                "again", f"{', '.join(told)} told something already. Say why it is asked again, or untick it."
            )
        return cleaned

    @property
    def wording(self) -> str:
        what = str(self.cleaned_data["what"])
        return f"{what}\n\n{UNDER_16H}" if self.cleaned_data["legal"] else what

    @property
    def by_code(self) -> bool:
        return bool(self.cleaned_data["way"] == BY_CODE)


def asked_again() -> dict[str, forms.Field]:
    field = TextField(
        label="Why an agency that has told something already is asked again", max_length=300,
        hint="Only if you tick one of those above that were asked before. It is kept.",
    )  # fmt: skip
    return {"again": field}


def _what_is_asked() -> dict[str, forms.Field]:
    """About whom, for what, by what right, and who answers."""
    return {
        "children_named": TextField(
            label="Who it is about",
            rows=5,
            hint="What an agency needs to search its records: names, other names, dates of birth, addresses,"
            " and the parents and others in the home. Only agencies you ask see this.",
            missing="Say who it is about, so that agencies can search their records",
        ),
        "what": TextField(
            label="What is asked", rows=14, initial=ASKED, missing="Say what is asked", hint="Change it as you need."
        ),
        "legal": SomeOf(
            label="The legal basis",
            choices=[("16H", "Make it a request under section 16H of the Children Act 2004")],
            hint=f"Adds to what is asked: “{UNDER_16H}”",
        ),
        "way": who_answers("They open this one form with a code sent by e-mail."),
    }


def who_answers(opens: str, missing: str = "") -> forms.Field:
    """Whether the agency's own people answer, or one practitioner by a code; `opens` says what the code opens."""
    return OneOf(
        label="Who answers?",
        choices=[
            (ACCOUNT, "The agency’s own people, who have accounts"),
            (BY_CODE, "One practitioner, who has no account"),
        ],
        hints={BY_CODE: f"You name them on the next page. {opens}"},
        initial=ACCOUNT, missing=missing,
    )  # fmt: skip


class MoveDueDay(DueDayForm):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["why"] = TextField(
            label="Why it moves",
            missing="Say why the day moves",
            hint="It is kept with the old day, and the agency sees both.",
            max_length=300,
        )


class LetGo(forms.Form):
    why = TextField(label="Why it is no longer needed", missing="Say why it is no longer needed", max_length=300)


class HoldsNothing(forms.Form):
    searched = SomeOf(
        label="Before you answer",
        choices=[("yes", "We searched our records for everyone named, under every name given, and hold nothing")],
        missing="Tick to say that the records were searched",
    )


class AddWord(forms.Form):
    """A correction or a later word. What was sent stays as it was."""

    text = TextField(label="What you add, or put right", rows=8, missing="Write what you add")
    reason = TextField(
        label="Why",
        missing="Say why it is added now",
        max_length=300,
        hint="For example: found in the archive after it was sent.",
    )
