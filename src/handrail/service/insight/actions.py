"""Keeping what was asked about somebody's reading, and what they answered."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.insight.models import ReadingNote
from handrail.service.partnerships.models import Body


@transaction.atomic
def note_on_reading(
    partnership: Body, person: Person, on: date, *, says: ReadingNote.Says, note: str, by: Person
) -> ReadingNote:
    kept = ReadingNote.objects.create(
        partnership=partnership, person=person, on=on, says=says, note=note, noted_by=by
    )  # fmt: skip
    audit.record(by, f"noted on the reading of {person} on {on:%d %B %Y}: {kept.get_says_display().lower()}", kept)
    return kept
