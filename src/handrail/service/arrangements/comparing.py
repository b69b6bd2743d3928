"""What changed between two versions, and what becomes of a draft when another version was published meanwhile.

Pure functions of what versions say; they know nothing of rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Said = dict[str, Any]
ALONE = ("begins_on", "changed_why")
"""What a version says as a whole, and not in lines."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one line, or a whole line that came or went. `line` is empty for the version as a whole."""

    sort: str
    line: str
    named: str
    field: str = ""
    before: Any = None
    after: Any = None

    @property
    def came(self) -> bool:
        return self.before is None

    @property
    def went(self) -> bool:
        return self.after is None


def changes(before: Said, after: Said) -> list[Change]:
    return [*_of_the_whole(before, after), *(one for sort in _sorts(before, after) for one in _of(sort, before, after))]


def _of_the_whole(before: Said, after: Said) -> Iterator[Change]:
    for name in ALONE:
        if before.get(name, "") != after.get(name, ""):
            yield Change("", "", "", name, before.get(name, ""), after.get(name, ""))


def _sorts(before: Said, after: Said) -> list[str]:
    return [name for name in dict.fromkeys((*after, *before)) if name not in ALONE]


def _of(sort: str, before: Said, after: Said) -> Iterator[Change]:
    was, now = _by_line(sort, before), _by_line(sort, after)
    for line, row in now.items():
        if line not in was:
            yield Change(sort, line, name_of(sort, row), after=row)
        else:
            for name in row:
                if row[name] != was[line].get(name, ""):
                    yield Change(sort, line, name_of(sort, row), name, was[line].get(name, ""), row[name])
    for line, row in was.items():
        if line not in now:
            yield Change(sort, line, name_of(sort, row), before=row)


def _by_line(sort: str, said: Said) -> dict[str, Said]:
    return {row["line"]: row for row in said.get(sort, ())}


def name_of(sort: str, row: Said) -> str:
    """By what people know a line."""
    if "body" in row:
        return str(row["body"]["name"])
    if sort == "level":
        return f"Level {row['place']}: {row['name']}"
    return str(row.get("name") or row.get("item") or "")


@dataclass(frozen=True, slots=True)
class SchoolsChanged:
    """By name, in the order of the alphabet: those that came, those that went, and those that take part otherwise."""

    came: list[str]
    went: list[str]
    otherwise: list[str]


def schools_changed(before: list[Said], after: list[Said]) -> SchoolsChanged:
    """A school is known by its number. One that was given a new number has gone and come."""
    was, now = ({row["urn"]: row for row in rows} for rows in (before, after))
    moved = [
        f"{row['name']}: {way_of(was[urn])} before, {way_of(row)} now"
        for urn, row in now.items()
        if urn in was and way_of(was[urn]) != way_of(row)
    ]
    return SchoolsChanged(
        sorted(row["name"] for urn, row in now.items() if urn not in was),
        sorted(row["name"] for urn, row in was.items() if urn not in now), sorted(moved),
    )  # fmt: skip


def way_of(row: Said) -> str:
    return str(row["way"] or "takes part") if row["takes_part"] else "not taking part"


@dataclass(frozen=True, slots=True)
class Both:
    """A line that a draft and the version published meanwhile both changed since they parted."""

    sort: str
    line: str
    named: str


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What of another version goes into a draft by itself, and what both changed, where the draft's own words stay."""

    lines: tuple[tuple[str, str], ...]
    """Sort and line of what the other version changed and the draft did not."""
    both: tuple[Both, ...]


def taking_in(base: Said, theirs: Said, ours: Said) -> TakenIn:
    """`base` is what both were drawn from. Lines alone: the first day and the reasons stay each version's own."""
    lines: list[tuple[str, str]] = []
    both: list[Both] = []
    for sort in _sorts(base, theirs):
        was, now, mine = (_by_line(sort, said) for said in (base, theirs, ours))
        for line in dict.fromkeys((*now, *was)):
            if now.get(line) == was.get(line) or now.get(line) == mine.get(line):
                continue
            if mine.get(line) == was.get(line):
                lines.append((sort, line))
            else:
                row = now.get(line) or was.get(line) or {}
                both.append(Both(sort, line, name_of(sort, row)))
    return TakenIn(tuple(lines), tuple(both))
