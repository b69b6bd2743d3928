"""What every page that writes of a review has: prompts against hindsight and blame, and a look for practitioners' names
before anything is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from handrail.service.fields import FileField, SomeOf
from handrail.service.partnerships.models import Body
from handrail.service.reviews.models import DraftShown, FamilyMember, PracticeReview, Proceeding, ReportDraft
from handrail.service.reviews.naming import named_in

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
    practitioners: frozenset[str] = frozenset()
    family: frozenset[str] = frozenset()

    def of(self, model: type[Any]) -> list[Any]:
        """Everything of one kind that is recorded of the review and stands."""
        if self.review is None:
            return []
        return list(model.objects.filter(review=self.review, set_aside_at__isnull=True))


class PartForm(forms.Form):
    """`watched` are the fields in which no practitioner is named; `prompted` is whether the prompts stand beside it."""

    watched: tuple[str, ...] = ()
    prompted = False

    def __init__(self, data: Any = None, files: Any = None, *, told: Told) -> None:
        super().__init__(data, files)
        self.about = told

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        found = {name: self._named(cleaned.get(name) or "") for name in self.watched}
        found = {name: names for name, names in found.items() if names}
        if found:
            everyone = sorted({one for names in found.values() for one in names})
            self.fields["names_seen"] = SomeOf(
                label="Are these practitioners named?",
                choices=[("yes", "No: it is someone else, so keep it as it is")],
                hint=f"Looked for: {', '.join(everyone)}.",
            )  # fmt: skip
            if "yes" not in self._data().getlist("names_seen"):
                for name, names in found.items():
                    self.add_error(name, f"{' and '.join(names)} may be named here. Write the role instead.")
        return cleaned

    def _data(self) -> QueryDict:
        assert isinstance(self.data, QueryDict)
        return self.data

    def _named(self, text: str) -> list[str]:
        return named_in(text, self.about.practitioners, self.about.family)

    def answers(self) -> dict[str, Any]:
        """What was answered, by the fields of the row it becomes; files are stored by whoever keeps it."""
        return {
            name: value for name, value in self.cleaned_data.items()
            if name != "names_seen" and not isinstance(value, UploadedFile)
            and not isinstance(self.fields[name], FileField)
        }  # fmt: skip

    def file(self) -> tuple[str, Any] | None:
        """The file that came with it, and the field of the row that it is for."""
        for name, field in self.fields.items():
            if isinstance(field, FileField) and self.cleaned_data.get(name):
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
