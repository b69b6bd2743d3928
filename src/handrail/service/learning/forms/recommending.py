"""What is asked about a finding, a recommendation, and to whom it is addressed."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from handrail.service.access.models import Person
from handrail.service.cases.models import Case, PaperLine
from handrail.service.fields import Chosen, DayField, OneOf, SomeOf, TextField
from handrail.service.learning.actions.recommending import Found, Whence, Whom
from handrail.service.learning.forms.naming import HeldAgainstNames
from handrail.service.learning.forms.tracked import members_of
from handrail.service.learning.models import Addressee, Finding
from handrail.service.learning.several import read_by
from handrail.service.partnerships.models import Body
from handrail.service.reviews.covering import others_of

NO_NAMES = "Name no child, family or practitioner: these words are read outside this folder."


class FolderForm(forms.Form):
    """A form on a page of a folder."""

    def __init__(self, *args: Any, case: Case, **more: Any) -> None:
        super().__init__(*args, **more)
        self.case = case


class ReadForm(FolderForm):
    """One that offers what its reader may read in the folder."""

    def __init__(self, *args: Any, reader: Person, **more: Any) -> None:
        self.reader = reader
        super().__init__(*args, **more)


class FromReviewForm(HeldAgainstNames, ReadForm):
    """Which review it comes out of: one in this folder, or another, in words."""

    review = Chosen(label="Which review does it come out of?", choices=(), empty="Another one, named below")
    source = TextField(
        label="The review, in words",
        hint="For example, local child safeguarding practice review, 2026. Leave empty if you chose one above.",
        max_length=200,
    )

    def __init__(self, *args: Any, case: Case, **more: Any) -> None:
        super().__init__(*args, case=case, **more)
        filed = PaperLine.objects.filter(case=case, room="reviews").exclude(url_name="reviews:message")
        self.reviews = list(read_by(self.reader, filed, "paper_id"))
        self.fields["review"].choices = [  # type: ignore[attr-defined]
            (str(line.paper_id), f"{line.title}, filed {line.filed_at:%-d %B %Y}") for line in self.reviews
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("review") and not said.get("source"):
            self.add_error("source", "Say which review it comes out of")
        return said

    def folders_known(self) -> list[Case]:
        """This one, and the others of the review that was chosen: what is known of them is told of them too."""
        chosen = self.cleaned_data.get("review")
        return [self.case, *(others_of([uuid.UUID(chosen)]) if chosen else [])]

    @property
    def whence(self) -> Whence:
        chosen, words = self.cleaned_data.get("review"), self.cleaned_data["source"]
        if not chosen:
            return Whence(words)
        line = next(line for line in self.reviews if str(line.paper_id) == chosen)
        return Whence(words or f"{line.title}, {self.case.reference}"[:200], uuid.UUID(chosen))


class FindingForm(FromReviewForm):
    watched = ("title", "what_happened", "why", "again", "conditions", "source")
    of = OneOf(label="What kind of finding is it?", choices=Finding.Of.choices, missing="Choose what kind it is")
    title = TextField(
        label="The finding, in a sentence", missing="Say what was found, in a sentence", hint=NO_NAMES, max_length=300
    )
    what_happened = TextField(
        label="What happened", missing="Say what happened", rows=4,
        hint="What people did and saw then. Not what looks plain now that the outcome is known.",
    )  # fmt: skip
    why = TextField(
        label="Why it happened", missing="Say why it happened: a finding without why teaches nothing", rows=5,
        hint="What made it the sensible thing to do at the time: what people knew, what they were asked to do, "
        "with how much time. Not who was to blame.",
    )  # fmt: skip
    again = TextField(
        label="What makes it likely to happen again (optional)", rows=3,
        hint="Whether another worker, on another day, with another family, would have done the same.",
    )  # fmt: skip
    conditions = TextField(
        label="The conditions of the system it stands on (optional)", rows=3,
        hint="Workload, staffing, tools and records, guidance, how agencies are set against each other, culture.",
    )  # fmt: skip
    found_on = DayField(
        label="On which day was it found?", what="The day", missing="Enter the day it was found", past=True,
        hint="The day of the report or the meeting",
    )  # fmt: skip
    field_order = ("of", "title", "what_happened", "why", "again", "conditions", "found_on", "review", "source")

    @property
    def found(self) -> Found:
        return Found(**{name: self.cleaned_data[name] for name in Found.__dataclass_fields__})


class ToWhomForm(FolderForm):
    """Whom a recommendation is addressed to, and by which day."""

    bodies = SomeOf(label="Which bodies is it addressed to?", choices=())
    national = TextField(
        label="National government (optional)", max_length=200,
        hint="The department, for example Department for Education. Its answer is written down here by you.",
    )  # fmt: skip
    outside = TextField(
        label="Another body that does not use Handrail here (optional)", max_length=200,
        hint="Its answer is written down here by you.",
    )  # fmt: skip
    due_on = DayField(
        label="By which day is it to be carried out?", what="The day",
        missing="Enter the day by which it is to be carried out", hint="For example, 24 5 2027",
    )  # fmt: skip

    def __init__(self, *args: Any, case: Case, **more: Any) -> None:
        super().__init__(*args, case=case, **more)
        self.members: list[Body] = [case.partnership, *members_of(case.partnership)]
        self.fields["bodies"].choices = [(str(body.pk), str(body)) for body in self.members]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not any(said.get(name) for name in ("bodies", "national", "outside")):
            self.add_error("bodies", "Say to whom it is addressed: a recommendation to nobody is carried out by nobody")
        return said

    @property
    def whom(self) -> list[Whom]:
        return list(self._whom())

    def _whom(self) -> Iterator[Whom]:
        for body in self.members:
            if str(body.pk) in self.cleaned_data["bodies"]:
                yield Whom(Addressee.To.BODY, body)
        if self.cleaned_data["national"]:
            yield Whom(Addressee.To.NATIONAL, name=self.cleaned_data["national"])
        if self.cleaned_data["outside"]:
            yield Whom(Addressee.To.OUTSIDE, name=self.cleaned_data["outside"])


class MadeForm(FromReviewForm):
    """A recommendation in words, which whoever reviews records; to whom it is put, the partnership says."""

    watched = ("text", "measure", "source")
    number = TextField(label="Its number in the report (optional)", max_length=20)
    text = TextField(
        label="What is recommended", missing="Say what is recommended", rows=4,
        hint="One thing that somebody can be seen to have done. " + NO_NAMES,
    )  # fmt: skip
    measure = TextField(
        label="How will it be known that it made a difference? (optional)", rows=3,
        hint="What would be seen, in children’s lives or in practice, a year on.",
    )  # fmt: skip
    findings = SomeOf(label="Which findings does it answer?", choices=())
    made_on = DayField(
        label="On which day was it made?", what="The day", missing="Enter the day it was made", past=True,
        hint="The day of the report or the meeting",
    )  # fmt: skip
    field_order: Sequence[str] = ("number", "text", "measure", "findings", "made_on", "review", "source")

    def __init__(self, *args: Any, case: Case, **more: Any) -> None:
        super().__init__(*args, case=case, **more)
        self.standing = list(read_by(self.reader, Finding.objects.filter(case=case, set_aside_on__isnull=True)))
        if self.standing:
            self.fields["findings"].choices = [(str(one.pk), one.title) for one in self.standing]  # type: ignore[attr-defined]
        else:
            del self.fields["findings"]

    @property
    def answers(self) -> list[Finding]:
        chosen = self.cleaned_data.get("findings", [])
        return [one for one in self.standing if str(one.pk) in chosen]


class RecommendationForm(ToWhomForm, MadeForm):
    field_order = (
        "number", "text", "measure", "findings", "bodies", "national", "outside", "due_on", "made_on", "review",
        "source",
    )  # fmt: skip


class MoveForm(forms.Form):
    due_on = DayField(label="New day", what="The new day", missing="Enter the new day", hint="For example, 24 5 2027")
    why = TextField(
        label="Why does it move?", missing="Say why the day moves", rows=3, max_length=300,
        hint="The old day and the reason stay, and are counted.",
    )  # fmt: skip


class TakeBackForm(forms.Form):
    why = TextField(
        label="Why is it taken back?", missing="Say why it is taken back", rows=3, max_length=300,
        hint="The body is told that it is, and not why. It opens it no more. For other bodies nothing changes; it can "
        "be put to this one again.",
    )  # fmt: skip


class WhyForm(forms.Form):
    why = TextField(label="Why?", missing="Give the reason", rows=3, max_length=300)


class SameForm(forms.Form):
    """Which earlier recommendation this is again, from those suggested."""

    other = OneOf(label="Which is it again?", choices=(), missing="Choose the recommendation that it is again")
    why = TextField(label="How can it be told? (optional)", rows=2, max_length=300)

    def __init__(self, *args: Any, offered: list[tuple[str, str]], hints: dict[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["other"].choices = offered  # type: ignore[attr-defined]
        self.fields["other"].hints = hints  # type: ignore[attr-defined]

    def clean_other(self) -> uuid.UUID:
        try:
            return uuid.UUID(self.cleaned_data["other"])
        except ValueError as wrong:
            raise ValidationError("Choose the recommendation that it is again") from wrong
