"""One look of a witness: is the audit still what the checkpoints in the witness's own file say?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from handrail.service.audit.acting import name_actor
from handrail.service.audit.checkpoints import add_checkpoint, checkpoints_in
from handrail.service.audit.sealing import head
from handrail.service.audit.verifying import VERIFYING, faults_against


def look(file: Path) -> Iterator[str]:
    """Each disagreement, as a sentence. Where there is none, the file gets a line of where the audit now stands."""
    kept = [found for _, found in checkpoints_in(file) if found] if file.is_file() else []
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set transaction isolation level repeatable read, read only")
        name_actor(VERIFYING)

        def ask(query: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
            cursor.execute(query, values)
            return list(cursor.fetchall())

        found = [fault.sentence for fault in faults_against(ask, kept)]
        now = head()
    if not found and now is not None:
        add_checkpoint(file, now)
    yield from found
