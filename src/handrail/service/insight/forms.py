"""What is asked of whoever keeps a note on somebody's reading."""

from __future__ import annotations

from django import forms

from handrail.service.fields import OneOf, TextField
from handrail.service.insight.models import ReadingNote


class NoteForm(forms.Form):
    says = OneOf(
        label="What came of it?", choices=ReadingNote.Says.choices, missing="Choose what came of it",
        hints={
            ReadingNote.Says.ASKED.value: "You asked them, or their manager, and wait for the answer",
            ReadingNote.Says.EXPLAINED.value: "There was a good reason",
            ReadingNote.Says.NOT_EXPLAINED.value: "Tell whoever deals with information security in their agency",
        },
    )  # fmt: skip
    note = TextField(label="In your own words", missing="Write who was asked and what they said", rows=5)
