"""What one edition says that another does not: added, dropped, and moved, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from handrail.guidance.edition import Duty, Edition
from handrail.guidance.shelf import every_edition
from handrail.guidance.wording import listed, name_of, number_of

ASPECTS: Mapping[str, Mapping[str, Callable[[Any], str]]] = {
    "duties": {
        "force": lambda duty: str(duty.force),
        "span": number_of,
        "bearer": lambda duty: duty.owed_by,
        "recipient": lambda duty: duty.owed_to,
        "start": lambda duty: listed(duty.starts),
        "stop": lambda duty: listed(duty.stops),
        "falling away": lambda duty: listed(duty.falls_away),
        "beginning": lambda duty: str(duty.begins),
        "lateness": lambda duty: str(duty.late),
        "words": lambda duty: duty.says,
    },
    "criteria": {
        "what it decides": lambda criterion: criterion.decides,
        "use": lambda criterion: criterion.use,
        "words": lambda criterion: criterion.says,
    },
    "definitions": {"term": lambda definition: definition.term, "words": lambda definition: definition.says},
    "roles": {"words": lambda role: role.says},
    "contents": {
        "title": lambda contents: contents.title,
        "items": lambda contents: "; ".join(f"{item.says} ({item.force})" for item in contents.items),
    },
    "agencies": {"group": lambda agency: agency.group, "words": lambda agency: agency.says},
}
"""What is compared in each table. Citations, titles and how far a row is confirmed are ours, not the law's."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row that only one of the two editions has; `elsewhere` is where else it stood then, if anywhere."""

    key: str
    title: str
    says: str
    elsewhere: str


@dataclass(frozen=True, slots=True)
class Move:
    """One aspect of a row that differs."""

    aspect: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A row that both editions have, and all that differs in it."""

    key: str
    title: str
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One table of the two editions: duties, criteria, definitions and so on."""

    name: str
    added: tuple[Line, ...]
    dropped: tuple[Line, ...]
    moved: tuple[Moved, ...]

    @property
    def differs(self) -> bool:
        return bool(self.added or self.dropped or self.moved)


@dataclass(frozen=True, slots=True)
class Comparison:
    older: Edition
    newer: Edition
    parts: tuple[Part, ...]
    cautions: tuple[str, ...]


def compare(older: Edition, newer: Edition, shelf: Sequence[Edition] | None = None) -> Comparison:
    """Compare two editions of any instruments, in the order given."""
    others = [e for e in (every_edition() if shelf is None else shelf) if e is not older and e is not newer]
    return Comparison(
        older=older,
        newer=newer,
        parts=tuple(_part(name, older, newer, others) for name in ASPECTS),
        cautions=tuple(_cautions(older, newer)),
    )


def _part(name: str, older: Edition, newer: Edition, others: Sequence[Edition]) -> Part:
    before, after = getattr(older, name), getattr(newer, name)
    eve = newer.from_ - timedelta(days=1)
    stood = [e for e in others if e.governs and e.from_ <= eve <= e.until]
    stands = [e for e in others if e.governs and e.from_ <= newer.from_ <= e.until]
    return Part(
        name=name,
        added=tuple(_line(name, row, stood) for key, row in after.items() if key not in before),
        dropped=tuple(_line(name, row, stands) for key, row in before.items() if key not in after),
        moved=tuple(moved for key in before if key in after if (moved := _moved(name, before[key], after[key])).moves),
    )


def _line(name: str, row: Any, others: Sequence[Edition]) -> Line:
    elsewhere = next((e for e in others if row.key in getattr(e, name)), None)
    return Line(row.key, title_of(row), _short(row), name_of(elsewhere) if elsewhere else "")


def _short(row: Any) -> str:
    if isinstance(row, Duty):
        return f"{row.force}, {number_of(row)}: {row.says}"
    return str(getattr(row, "says", "")) or "; ".join(item.says for item in row.items)


def title_of(row: Any) -> str:
    """What a reader calls a row: its title or term, or its key in words where it has neither."""
    return str(getattr(row, "title", "") or getattr(row, "term", "") or row.key.replace("_", " "))


def _moved(name: str, before: Any, after: Any) -> Moved:
    said = ((aspect, tell(before), tell(after)) for aspect, tell in ASPECTS[name].items())
    return Moved(before.key, title_of(after), tuple(Move(*one) for one in said if one[1] != one[2]))


def _cautions(*editions: Edition) -> Iterator[str]:
    for edition in editions:
        if edition.stage == "unread":
            yield f"{edition.title} has not been read: what it says is not known here."
        elif edition.stage == "history":
            yield f"Of {edition.title} only some rows are kept, for comparison: that a duty is not here proves nothing."
        elif edition.stage == "draft":
            yield f"{edition.title} is a draft: it never governed."
