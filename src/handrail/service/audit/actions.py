"""Writing to the audit. Who acts is named by the unit of work: see `acting.py`."""

from __future__ import annotations

import uuid

from django.db import models

from handrail.service.audit.acting import SIGNED_OUT, Actor, Job, act_as, keeping, name_actor, unit_of_work
from handrail.service.audit.models import Entry
from handrail.service.audit.noticing import notice

__all__ = ["SIGNED_OUT", "Actor", "Job", "act_as", "keeping", "looked", "name_actor", "record", "unit_of_work"]


def record(by: Actor | None, did: str, paper: models.Model, case_id: uuid.UUID | None = None) -> None:
    """Record that something was done. It stands or falls with the change it records."""
    _write(by, did, paper, case_id, looked=False)


def looked(by: Actor | None, at_what: str, paper: models.Model, case_id: uuid.UUID | None = None) -> None:
    """Record that something was looked at. If this cannot be written, nothing is shown."""
    _write(by, f"looked at {at_what}", paper, case_id, looked=True)


def _write(by: Actor | None, did: str, paper: models.Model, case_id: uuid.UUID | None, *, looked: bool) -> None:
    case_id = case_id or getattr(paper, "case_id", None)
    notice(case_id, looked=looked)
    Entry.objects.create(
        actor=by.actor_key if by else SIGNED_OUT,
        actor_name=by.name if by else SIGNED_OUT,
        looked=looked,
        did=did[:300],
        room=paper._meta.app_label,
        paper=paper._meta.object_name or "",
        paper_id=str(paper.pk),
        case_id=case_id,
    )
