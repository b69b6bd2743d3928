"""Writing to the audit. Who acts is named by the unit of work: see `acting.py`."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db import models

from handrail.service.audit.acting import SIGNED_OUT, Actor, Job, act_as, keeping, name_actor, unit_of_work
from handrail.service.audit.models import Entry
from handrail.service.audit.noticing import notice

__all__ = [
    "SIGNED_OUT",
    "Actor",
    "Job",
    "act_as",
    "keeping",
    "looked",
    "name_actor",
    "record",
    "record_each",
    "unit_of_work",
]


def record(by: Actor | None, did: str, paper: models.Model, case_id: uuid.UUID | None = None) -> None:
    """Record that something was done. It stands or falls with the change it records."""
    _write(by, did, paper, case_id, looked=False)


def record_each(by: Actor, did: str, papers: Iterable[tuple[models.Model, uuid.UUID | None]]) -> None:
    """Record of each of these papers, with its folder, that the same was done to it."""
    record_several(by, [(did, paper, case_id) for paper, case_id in papers])


def record_several(by: Actor, acts: Iterable[tuple[str, models.Model, uuid.UUID | None]]) -> None:
    """Record at once, of each of these papers with its folder, what was done to it."""
    entries = [_entry(by, did, paper, case_id, looked=False) for did, paper, case_id in acts]
    for entry in entries:
        notice(entry.case_id, looked=False)
    Entry.objects.bulk_create(entries)


def looked(by: Actor | None, at_what: str, paper: models.Model, case_id: uuid.UUID | None = None) -> None:
    """Record that something was looked at. If this cannot be written, nothing is shown."""
    _write(by, f"looked at {at_what}", paper, case_id, looked=True)


def _write(by: Actor | None, did: str, paper: models.Model, case_id: uuid.UUID | None, *, looked: bool) -> None:
    entry = _entry(by, did, paper, case_id, looked=looked)
    notice(entry.case_id, looked=looked)
    entry.save(force_insert=True)


def _entry(by: Actor | None, did: str, paper: models.Model, case_id: uuid.UUID | None, *, looked: bool) -> Entry:
    return Entry(
        actor=by.actor_key if by else SIGNED_OUT,
        actor_name=by.name if by else SIGNED_OUT,
        looked=looked,
        did=did[:300],
        room=paper._meta.app_label,
        paper=paper._meta.object_name or "",
        paper_id=str(paper.pk),
        case_id=case_id or getattr(paper, "case_id", None),
    )
