"""Seals what has been written since the last time. Entries are written unsealed, with what they record, because a
chain that every transaction has to extend lets only one of them end at a time."""

from __future__ import annotations

import logging
from pathlib import Path

from django.conf import settings
from django.db import connection

from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.audit.checkpoints import Checkpoint, add_checkpoint, last_checkpoint
from handrail.service.audit.signing import signed

BATCH = 5_000
"""Entries in one transaction: a sealer that is killed loses no more than that, and the next one seals them."""

SEALER = Job("sealer")

log = logging.getLogger(__name__)


def seal_and_mark() -> int:
    """Seal what waits, and add a checkpoint for those outside. Gives how many were sealed."""
    sealed = seal_waiting()
    mark_everywhere()
    return sealed


def seal_waiting() -> int:
    """Seal every entry that is kept, a batch to a transaction. A second sealer waits for the first one's batch."""
    sealed = 0
    while True:
        with unit_of_work(SEALER), connection.cursor() as cursor:
            cursor.execute("select audit_seal_next(%s)", [BATCH])
            batch: int = cursor.fetchone()[0]
        sealed += batch
        if batch < BATCH:
            return sealed


def mark_everywhere() -> None:
    """Add a checkpoint in every place. One that fails keeps no other from being written; the first fault is raised."""
    faults: list[OSError] = []
    for path in settings.CHECKPOINTS:
        try:
            mark(path)
        except OSError as problem:
            log.error("No checkpoint of the audit could be added to %s: %s", path, problem.strerror)
            faults.append(problem)
    if faults:
        raise faults[0]


def mark(path: Path) -> bool:
    """Add a checkpoint of where the chain now stands, if it has grown since the last one in this file.

    Gives whether the chain still holds what that last one says; if not, it is said loudly.
    """
    with unit_of_work(SEALER):
        now = head()
        before = add_checkpoint(path, signed(now)) if now else last_checkpoint(path)
        agrees = before is None or hash_at(before.count) == before.hash
    if not agrees:
        log.error("The audit is not what the last checkpoint in %s says. Run: handrail audit verify", path)
    return agrees


def head() -> Checkpoint | None:
    """Where the chain now stands; nothing before the first seal."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select s.number, e.number, encode(s.hash, 'hex'), clock_timestamp() from audit_seal s "
            "left join audit_entry e on e.id = s.entry_id order by s.number desc limit 1"
        )
        found = cursor.fetchone()
    return Checkpoint(*found) if found else None


def hash_at(count: int) -> str:
    """The hash of the seal that a checkpoint of so many seals speaks of; empty where there is none."""
    with connection.cursor() as cursor:
        cursor.execute("select encode(hash, 'hex') from audit_seal where number = %s", [count])
        found = cursor.fetchone()
    return str(found[0]) if found else ""
