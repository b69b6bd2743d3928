"""Seals what has been written since the last time. Entries are written unsealed, with what they record, because a
chain that every transaction has to extend lets only one of them end at a time."""

from __future__ import annotations

import logging
from pathlib import Path

from django.conf import settings
from django.db import connection

from handrail.service.audit.checkpoints import Checkpoint, add_checkpoint

BATCH = 5_000
"""Entries in one transaction: a sealer that is killed loses no more than that, and the next one seals them."""

log = logging.getLogger(__name__)


def seal_and_mark() -> int:
    """Seal what waits, and add a checkpoint for those outside. Gives how many were sealed."""
    sealed = seal_waiting()
    mark(settings.CHECKPOINTS)
    return sealed


def seal_waiting() -> int:
    """Seal every entry that is kept, a batch to a transaction. A second sealer waits for the first one's batch."""
    sealed = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute("select audit_seal_next(%s)", [BATCH])
            batch: int = cursor.fetchone()[0]
        sealed += batch
        if batch < BATCH:
            return sealed


def mark(path: Path) -> None:
    """Add a checkpoint of where the chain now stands, if it has grown since the last one."""
    now = head()
    if now is None:
        return
    before = add_checkpoint(path, now)
    if before is not None and (before.count > now.count or (before.count == now.count and before.hash != now.hash)):
        log.error("The audit is not what the last checkpoint in %s says. Run: handrail audit verify", path)


def head() -> Checkpoint | None:
    """Where the chain now stands; nothing before the first seal."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select s.number, e.number, encode(s.hash, 'hex'), clock_timestamp() from audit_seal s "
            "left join audit_entry e on e.id = s.entry_id order by s.number desc limit 1"
        )
        found = cursor.fetchone()
    return Checkpoint(*found) if found else None
