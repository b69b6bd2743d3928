"""Writing to the audit, and the unit of work that names who is acting."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from django.db import connection, models, transaction

from handrail.service.audit.models import Entry
from handrail.service.audit.noticing import notice
from handrail.service.audit.remembering import remembering

SIGNED_OUT = "signed out"


class Actor(Protocol):
    """Whoever acts: a person, or a job by its name."""

    @property
    def actor_key(self) -> str: ...

    @property
    def name(self) -> str: ...


class Job:
    """A piece of work that no person started, such as sending the day's digest."""

    def __init__(self, name: str) -> None:
        self.name = name

    @property
    def actor_key(self) -> str:
        return self.name


@contextmanager
def unit_of_work(actor: Actor | None) -> Iterator[None]:
    """One transaction that first names its actor to the database, for this transaction only."""
    with transaction.atomic(), remembering():
        name_actor(actor)
        yield


def name_actor(actor: Actor | None) -> None:
    """Name the actor for the transaction that is open; the database forgets it when that ends."""
    if not connection.in_atomic_block:
        raise RuntimeError("An actor is named inside a transaction.")
    key = actor.actor_key if actor else SIGNED_OUT
    with connection.cursor() as cursor:
        cursor.execute("select set_config('handrail.actor', %s, true)", [key])


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
