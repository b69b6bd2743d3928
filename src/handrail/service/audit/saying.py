"""A job says what it changed: where its unit of work wrote rows and leaves no entry, nothing of it is kept.

Whoever reads the audit would else take what a job did for something that nobody did.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from django.db import connection, transaction
from psycopg.sql import Composable

from handrail.service.audit.noticing import noticed
from handrail.service.audit.remembering import remembered

SCENES = frozenset({"bench", "demonstration", "tests"})
"""Invented cases are put up under these names, to be shown, tried or measured: no room does its work by one of them."""
NEEDS_NO_WORD = {
    "audit_entry": "it is the word itself",
    "outbox_dailyround": "the line that says that a round was made: what the round did is said with it",
    "access_turnedaway": "what waits to be looked at: whoever was refused has an entry of that already",
}
"""Tables in which a job may write without an entry, each with the reason."""
WRITES = re.compile(r'\s*(?:insert\s+into|update|delete\s+from)\s+(?:only\s+)?(?:"?public"?\.)?"?(\w+)', re.IGNORECASE)


class Unsaid(RuntimeError):
    """A job changed something and left no entry of it."""


class Acting(Protocol):
    @property
    def acts(self) -> str: ...

    @property
    def name(self) -> str: ...


@contextmanager
def said(actor: Acting | None) -> Iterator[None]:
    """For the length of a unit of work. Raises Unsaid, and so undoes it."""
    if actor is None or actor.acts != "job" or actor.name in SCENES:
        yield
        return
    with connection.execute_wrapper(_see):
        yield
    changed = _written() - NEEDS_NO_WORD.keys()
    if changed and all(one.looked for one in noticed()) and not transaction.get_rollback():
        raise Unsaid(f"The job “{actor.name}” wrote in {', '.join(sorted(changed))} and left no entry of it.")


def table_written(query: str | Composable) -> str:
    """The table that a statement adds to, changes or takes from; empty for one that reads."""
    words = query if isinstance(query, str) else query.as_string()
    found = WRITES.match(words)
    return found[1].lower() if found else ""


def _see(execute: Any, query: Any, values: Any, many: bool, context: dict[str, Any]) -> Any:
    answer = execute(query, values, many, context)
    if (table := table_written(query)) and context["cursor"].rowcount:
        _written().add(table)
    return answer


def _written() -> set[str]:
    return remembered("tables written in this unit of work", set[str])
