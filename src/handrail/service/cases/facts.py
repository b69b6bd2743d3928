"""What the guidance needs to know of this room's own papers."""

from __future__ import annotations

from handrail.service.cases.filing import Filing, Happened
from handrail.service.cases.models import Note


def filing_of(note: Note) -> Filing:
    kind = "call_noted" if note.of == Note.Of.CALL else "note_filed"
    return Filing(
        title=str(note),
        url_name="cases:note",
        filed_at=note.recorded_at,
        facts=(Happened(kind, note.happened_at, str(note.pk)),),
    )
