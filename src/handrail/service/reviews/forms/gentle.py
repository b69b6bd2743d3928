"""What every page that writes of a review has: prompts against hindsight and blame, and a look for practitioners' names
before anything is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from handrail.service.documents.models import Document
from handrail.service.documents.words import Read, words_in
from handrail.service.fields import Chosen, FileField, SomeOf
from handrail.service.partnerships.models import Body
from handrail.service.reviews.models import DraftShown, FamilyMember, PracticeReview, Proceeding, ReportDraft
from handrail.service.reviews.naming import Practitioners

PROMPTS = (
    "Say what people knew and could know at the time, not what is known now.",
    "Ask why it made sense to them: the work they had, what they were told, who was there to ask.",
    "Look for what in the system made it likely, and what would make it likely again. Nobody is blamed.",
    "Say what went well too, and why.",
    "Name no practitioner: write the role, such as “the health visitor”.",
)
"""Our own words for what the guidance, as recalled, and the note for Peers of 2016 ask of a review."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a form is told of the review it is for. `review` is None while nothing is recorded of it."""

    review: PracticeReview | None
    bodies: Sequence[Body] = ()
    practitioners: Practitioners = field(default_factory=Practitioners)

    def of(self, model: type[Any]) -> list[Any]:
        """Everything of one kind that is recorded of the review and stands."""
        if self.review is None:
            return []
        return list(model.objects.filter(review=self.review, set_aside_at__isnull=True))


SURE = "No: it is someone else, so keep it as it is"
ASKED = ("names_seen", "file_seen")
"""What is asked only where a name is found, or a file cannot be looked through."""


class NamesNoPractitioner(forms.Form):
    """`watched` are the fields in which no practitioner is named, `looked_through` those whose file names none.

    Whoever is sure that it is someone else says so; and of a file that cannot be looked through, that they did.
    """

    watched: tuple[str, ...] = ()
    looked_through: tuple[str, ...] = ()
    practitioners = Practitioners()

    def held_already(self) -> tuple[str, str, Document | None]:
        """The words and the file of what was kept before and is chosen here, and the field at which that is said."""
        return "", "", None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        at, held, document = self.held_already()
        read = {name: _read(file) for name in self.looked_through if (file := cleaned.get(name))}
        if document is not None:
            read[at] = words_in(bytes(document.content.held))
        words = {name: str(cleaned.get(name) or "") for name in self.watched} | ({at: held} if at else {})
        for name, one in read.items():
            words[name] = f"{words.get(name, '')}\n{one.words}"
        found = {name: seen for name, text in words.items() if (seen := self.practitioners.in_text(text))}
        if found:
            self._ask_if_sure(found)
        if not_read := [name for name, one in read.items() if not one.whole]:
            self._ask_if_read(not_read)
        return cleaned

    def _ask_if_sure(self, found: Mapping[str, Sequence[str]]) -> None:
        everyone = dict.fromkeys(one for seen in found.values() for one in seen)
        self.fields["names_seen"] = SomeOf(
            label="Are these practitioners named?", choices=[("yes", SURE)], hint=f"Looked at: {', '.join(everyone)}."
        )
        if self.data.get("names_seen") != "yes":
            for name, seen in found.items():
                self.add_error(name, _refused(seen, self.fields[name]))

    def _ask_if_read(self, not_read: Sequence[str]) -> None:
        self.fields["file_seen"] = SomeOf(
            label="Does the file name a practitioner?", choices=[("yes", "No: I read it through, and it names none")],
            hint="Its words, or some of them, cannot be read here: it is a picture, a scan, locked or damaged.",
        )  # fmt: skip
        if self.data.get("file_seen") != "yes":
            for name in not_read:
                self.add_error(name, NOT_READ if isinstance(self.fields[name], FileField) else NOT_READ_BEFORE)


NOT_READ = (
    "This file cannot be looked through for practitioners’ names. Read it through, choose it again, and tick that it "
    "names none."
)
NOT_READ_BEFORE = (
    "The file of this version cannot be looked through for practitioners’ names. Read it through, and tick that it "
    "names none."
)


def _read(file: UploadedFile[Any]) -> Read:
    words = words_in(file.read())
    file.seek(0)
    return words


def _refused(words: Sequence[str], asked: forms.Field) -> str:
    said = " and ".join(f"“{one}”" for one in words)
    mend = "Write the role instead."
    if isinstance(asked, FileField):
        mend = "Write the role there instead, and choose the file again."
    elif isinstance(asked, Chosen):
        mend = "Keep a version that gives the role instead, and choose that."
    return f"{said} may name a practitioner. {mend}"


class PartForm(NamesNoPractitioner):
    """`prompted` is whether the prompts stand beside it."""

    prompted = False

    def __init__(self, data: Any = None, files: Any = None, *, told: Told) -> None:
        super().__init__(data, files)
        self.about = told
        self.practitioners = told.practitioners

    def answers(self) -> dict[str, Any]:
        """What was answered, by the fields of the row it becomes; files are stored by whoever keeps it."""
        return {
            name: value for name, value in self.cleaned_data.items()
            if name not in ASKED and not isinstance(value, UploadedFile)
            and not isinstance(self.fields[name], FileField)
        }  # fmt: skip

    def file(self) -> tuple[str, Any] | None:
        """The file that came with it, and the field of the row that it is for."""
        for name, asked in self.fields.items():
            if isinstance(asked, FileField) and self.cleaned_data.get(name):
                return name, self.cleaned_data[name]
        return None

    def pick(self, name: str, rows: Sequence[Any]) -> Any:
        """The row that was chosen from a list, or None."""
        return next((one for one in rows if str(one.pk) == self.cleaned_data.get(name)), None)

    def drafts(self) -> list[ReportDraft]:
        return self.about.of(ReportDraft)

    def members(self) -> list[FamilyMember]:
        return self.about.of(FamilyMember)

    def proceedings(self) -> list[Proceeding]:
        return self.about.of(Proceeding)

    def shown(self) -> list[DraftShown]:
        return self.about.of(DraftShown)


def listed(rows: Sequence[Any]) -> list[tuple[str, str]]:
    return [(str(one.pk), str(one)) for one in rows]
