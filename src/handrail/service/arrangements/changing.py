"""The changes of law and of bodies that are known here, read from `changes.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from handrail.guidance.edition import Seen

FILE = Path(__file__).with_name("changes.toml")
BOARDS_TO_PARTNERS = "boards_to_partners"


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `starts` is the kind of fact that it begins with, on the day `on`; `areas`, whether it hangs on the
    days of each area; `own_days`, whether the plan gives its own last day, as no edition does; `edition`, the
    instrument and key of the one that begins with it."""

    key: str
    title: str
    law: str
    says: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    duties: tuple[str, ...]
    seen: Seen
    areas: bool = False
    own_days: bool = False
    starts: str = ""
    on: date | None = None
    until: date | None = None
    drafts: tuple[str, ...] = ()
    edition: tuple[str, ...] = ()


@cache
def changes() -> dict[str, Change]:
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {key: _change(key, row) for key, row in read.items()}


def _change(key: str, row: dict[str, object]) -> Change:
    lists = {name: tuple(value) for name, value in row.items() if isinstance(value, list)}
    return Change(key=key, **{**row, **lists, "seen": Seen(str(row["seen"]))})  # type: ignore[arg-type]


def change_named(key: str) -> Change:
    return changes()[key]
