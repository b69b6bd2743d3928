"""A text at which more than one person may write: nobody's words are lost because somebody else saved first."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django import forms

CHANGED = "Somebody changed its words after you opened this page. Go back, read it as it is now, and do it then."
SAVED = "Somebody saved this text after you opened the page. Save again to see what they wrote beside what you typed."


def as_read(words: Mapping[str, str]) -> str:
    """The same for the same words, whatever their order and spaces at the ends; empty where nothing is written."""
    said = sorted((name, text.strip()) for name, text in words.items() if text.strip())
    return hashlib.sha256(json.dumps(said).encode()).hexdigest() if said else ""


class OneText(forms.Form):
    """Carries what the page showed. Where something else stands by now, that is told at each field it differs in, and
    what was typed stays: saved once more, it is what stands."""

    as_read = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput())

    def __init__(self, data: Any = None, *, stands: Mapping[str, str]) -> None:
        self.stands = stands
        super().__init__(data, initial={**stands, "as_read": as_read(stands)})

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        now = as_read(self.stands)
        if said.get("as_read", "") == now:
            return said
        differ = [name for name, text in self.stands.items() if text.strip() != (said.get(name) or "").strip()]
        typed: Any = self.data
        self.data = typed = typed.copy()
        typed["as_read"] = now
        for name in differ:
            stands = self.stands[name].strip()
            told = f"Somebody saved here, after you opened the page: “{stands}”" if stands else "Somebody emptied this"
            self.add_error(name, f"{told}. Leave in the box what is to stand, and save again.")
        return said
