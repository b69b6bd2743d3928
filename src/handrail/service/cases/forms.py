"""What is asked about folders: how lists are narrowed, notes, closing, joining, and who holds a key."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from handrail.service.access.ground_fields import basis_field, purpose_field
from handrail.service.access.models import Person
from handrail.service.access.roles import ALL, CONTRIBUTION, MEETING_PACK, RECOMMENDED
from handrail.service.cases.models import Note
from handrail.service.cases.rules import FORCES, duties
from handrail.service.cases.timeliness import When
from handrail.service.fields import Chosen, DayField, OneOf, TextField, TimeField, instant
from handrail.service.partnerships.models import Body

OPENS = {
    ALL: "everything in the folder",
    CONTRIBUTION: "what it is asked for, and what it sends",
    MEETING_PACK: "the pack of the meeting",
    "incidents": "the incident",
    "reviews": "reviews: the rapid review, and any longer one",
    "learning": "the findings, recommendations and actions",
    RECOMMENDED: "what is recommended to it, and what it answers",
}
"""What a key opens, in words."""

Choices = list[tuple[str, str]]


def bodies_as_choices(bodies: Iterable[Body]) -> Choices:
    return [(str(body.pk), str(body)) for body in bodies]


class DueFilters(forms.Form):
    """How "what is due" is narrowed. Nothing has to be chosen."""

    when = Chosen(empty="Any", label="Due", choices=[(time.value, time.words) for time in When])
    partnership = Chosen(empty="Any", label="Partnership", choices=())
    body = Chosen(empty="Any", label="Who owes it", choices=())
    force = Chosen(
        empty="Any", label="How strongly it binds", choices=[(key, words.capitalize()) for key, words in FORCES.items()]
    )
    duty = Chosen(empty="Any", label="What is to be done", choices=())
    reference = TextField(label="Reference", hint="The beginning of it, such as WV-2026", max_length=40)

    def __init__(self, *args: Any, partnerships: Iterable[Body], bodies: Iterable[Body], **kwargs: Any) -> None:
        kwargs["auto_id"] = "filter_%s"
        super().__init__(*args, **kwargs)
        _offer(self, "partnership", bodies_as_choices(partnerships))
        _offer(self, "body", bodies_as_choices(bodies))
        _offer(self, "duty", [*duties(), ("asked", "Something asked for")])


class GoesOn(forms.Form):
    """Which of the bodies that took over."""

    after = OneOf(label="Which has the child’s area?", choices=(), missing="Choose the one that goes on with it")

    def __init__(self, *args: Any, bodies: Iterable[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {str(body.pk): body for body in bodies}
        self.fields["after"].choices = bodies_as_choices(self.bodies.values())  # type: ignore[attr-defined]


class SentOn(GoesOn):
    """Where a folder belongs that came to the wrong partnership, and why."""

    after = OneOf(label="Which partnership does it belong to?", choices=(), missing="Choose the partnership")
    why = TextField(
        label="Why should it not have come here?", missing="Say why it should not have come here", max_length=300
    )


class CaseFilters(forms.Form):
    """How the list of folders is narrowed and put in order."""

    stands = Chosen(empty="Any", label="Open or closed", choices=[("open", "Open"), ("closed", "Closed")])
    partnership = Chosen(empty="Any", label="Partnership", choices=())
    authority = Chosen(empty="Any", label="Local authority", choices=())
    sort = Chosen(
        label="In order of",
        choices=[("newest", "Opening, newest first"), ("oldest", "Opening, oldest first"), ("reference", "Reference")],
    )

    def __init__(self, *args: Any, partnerships: Iterable[Body], authorities: Iterable[Body], **kwargs: Any) -> None:
        kwargs["auto_id"] = "filter_%s"
        super().__init__(*args, **kwargs)
        _offer(self, "partnership", bodies_as_choices(partnerships))
        _offer(self, "authority", bodies_as_choices(authorities))


class LookFilters(forms.Form):
    """Whose looks at a folder, and of which day."""

    who = Chosen(empty="Everyone", label="Who", choices=())
    on = DayField(label="On which day?", what="The day")

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        kwargs["auto_id"] = "filter_%s"
        super().__init__(*args, **kwargs)
        _offer(self, "who", people)


class WriteNote(forms.Form):
    of = OneOf(label="What is it?", choices=Note.Of.choices, missing="Choose a telephone call or a note", inline=True)
    happened_on = DayField(
        label="When did it happen?", what="The day it happened", missing="Enter the day it happened", past=True
    )
    happened_at = TimeField(label="At what time?")
    with_whom = TextField(
        label="With whom?", hint="Name and agency, for a call. You may leave it empty.", max_length=200
    )
    text = TextField(
        label="What was said or found?", rows=8, missing="Write the note",
        hint="A note cannot be changed once it is filed. A later note can add to it.",
    )  # fmt: skip

    @property
    def instant(self) -> datetime:
        """The hour given; where none was, midday, or now if the day is today and midday is still to come."""
        day, hour = self.cleaned_data["happened_on"], self.cleaned_data["happened_at"]
        return instant(day, hour) if hour else min(instant(day, time(12)), timezone.now())


class SayWhy(forms.Form):
    """A reason, for closing, reopening and parting."""

    why = TextField(label="Why?", rows=3, missing="Give the reason", max_length=300)


class LateWords(forms.Form):
    reason = TextField(
        label="Why is it late, or going to be?", rows=4, missing="Give the reason",
        hint="Your name and the time are kept with it. A later reason stands beside the earlier one.",
    )  # fmt: skip


class KnownBy(forms.Form):
    """The instant for which it is asked what was known."""

    on = DayField(label="What was known on", what="The day", missing="Enter a day", past=True)
    at = TimeField(label="At", hint="For example, 2:30pm. Leave empty for the end of the day.")

    @property
    def instant(self) -> datetime:
        day, hour = self.cleaned_data["on"], self.cleaned_data["at"]
        return instant(day, hour) if hour else instant(day + timedelta(days=1), time.min) - timedelta(microseconds=1)


class JoinFolder(forms.Form):
    reference = TextField(
        label="Reference of the other folder", missing="Enter the reference of the other folder", max_length=40
    )
    why = TextField(label="Why do they belong together?", rows=3, missing="Give the reason", max_length=300)
    purpose = purpose_field(missing="")
    basis = basis_field(missing="")


class CaseDetails(forms.Form):
    lead = Chosen(label="Who leads it", choices=(), hint="You may leave it empty.")
    local_reference = TextField(
        label="Your own reference", hint="From your tracker or another system. Never a child's name or initials.",
        max_length=60,
    )  # fmt: skip

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "lead", [(str(person.pk), str(person)) for person in people])


class GiveKey(forms.Form):
    body = Chosen(label="Which agency?", choices=(), missing="Choose the agency")
    opens = OneOf(
        label="What may it open?",
        choices=[(key, words[0].upper() + words[1:]) for key, words in OPENS.items()],
        missing="Choose what it may open",
    )
    why = TextField(label="Why?", hint="It is shown beside the key.", missing="Give the reason", max_length=200)
    purpose = purpose_field()
    basis = basis_field()
    until_on = DayField(
        label="Until the end of which day?", what="The last day", future=True,
        hint="Leave empty if it should last until you end it.",
    )  # fmt: skip

    def __init__(self, *args: Any, bodies: Iterable[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "body", bodies_as_choices(bodies))

    @property
    def until_at(self) -> datetime | None:
        last = self.cleaned_data["until_on"]
        return instant(last + timedelta(days=1), time.min) if last else None


def _offer(form: forms.Form, name: str, choices: Choices) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
