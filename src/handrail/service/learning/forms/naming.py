"""A look, before words are kept that leave the folder, for the names of those it is about and of practitioners."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from handrail.service.cases.models import Case
from handrail.service.fields import SomeOf
from handrail.service.learning.telling import names_told

NO_NAMES = "Name no child, family or practitioner."


class HeldAgainstNames(forms.Form):
    """`watched` are the fields that name nobody. Whoever is sure that it is someone else says so, and it is kept."""

    watched: tuple[str, ...] = ()

    def folders_known(self) -> Sequence[Case]:
        """The folders whose names are looked for."""
        return ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        folders = self.folders_known()
        told = {name: names_told(folders, cleaned.get(name) or "") for name in self.watched}
        told = {name: found for name, found in told.items() if found}
        if told:
            words = dict.fromkeys(one for found in told.values() for one in found)
            self.fields["names_seen"] = SomeOf(
                label="Do these words name a child, their family or a practitioner?",
                choices=[("yes", "No: it is someone else, so keep it as it is")],
                hint=f"Looked at: {', '.join(words)}.",
            )  # fmt: skip
            if self.data.get("names_seen") != "yes":
                for name, found in told.items():
                    self.add_error(name, _refused(list(found)))
        return cleaned


class WordsForm(HeldAgainstNames):
    """`known` are the folders whose names are looked for: none for whoever cannot open them, as nobody is told by a
    form whom a folder knows. What a body writes is marked on the page of whoever manages it."""

    def __init__(self, *args: Any, known: Sequence[Case], **more: Any) -> None:
        super().__init__(*args, **more)
        self.known = known

    def folders_known(self) -> Sequence[Case]:
        return self.known


def _refused(words: Sequence[str]) -> str:
    said = " and ".join(f"“{one}”" for one in words)
    return f"{said} may name a child, their family or a practitioner. Write the role instead, such as “the mother”."
