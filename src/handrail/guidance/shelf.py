"""Reads editions from their files, checking each line of them. Nothing is inherited between files."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from handrail.guidance.edition import (
    Begins,
    Bound,
    Change,
    Criterion,
    Definition,
    Duty,
    Edition,
    Force,
    Late,
    Relaxation,
    Seen,
    Stage,
    YearlyDay,
)
from handrail.guidance.span import Span

HERE = Path(__file__).parent
EDITIONS = HERE / "editions"
FACTS = HERE / "facts.toml"

Row = Mapping[str, Any]
T = TypeVar("T")
E = TypeVar("E", Stage, Force, Seen, Bound, Begins, Late)

EDITION_KEYS = {"title", "stage", "from", "until", "cite"}
EDITION_TABLES = {"duty", "criterion", "definition", "change", "relaxation"}
DUTY_NEEDS = {"title", "force", "owed_by", "owed_to", "starts", "stops", "says", "cite", "seen"}
DUTY_MAY = {
    "falls_away", "within", "by", "month_end", "bound", "begins", "ends", "from", "until", "late", "note",
}  # fmt: skip


class EditionFault(ValueError):
    """An edition file that cannot be used, and what was expected in it."""


@lru_cache(maxsize=1)
def every_edition() -> tuple[Edition, ...]:
    """Every edition Handrail holds, drafts and unread ones too, by instrument and then by day."""
    return read_editions(EDITIONS, known_kinds=frozenset(kinds_of_fact()))


def read_editions(folder: Path, known_kinds: frozenset[str]) -> tuple[Edition, ...]:
    """Read `<instrument>/<edition>.toml` under a folder. Raises EditionFault naming file and key."""
    editions = [read_edition(file, known_kinds) for file in sorted(folder.glob("*/*.toml"))]
    _relax_what_is_there(editions)
    return tuple(sorted(editions, key=lambda edition: (edition.instrument, edition.from_)))


@lru_cache(maxsize=1)
def kinds_of_fact() -> Mapping[str, KindOfFact]:
    """Every kind of fact the guidance speaks about, with the sentence that shows it to people."""
    rows = tomllib.loads(FACTS.read_text(encoding="utf-8"))
    return {key: KindOfFact(key, says=row["says"], planned=row.get("planned", False)) for key, row in rows.items()}


@dataclass(frozen=True, slots=True)
class KindOfFact:
    """A kind of fact: its key, the words people read, and whether it speaks of a planned day."""

    key: str
    says: str
    planned: bool


def read_edition(file: Path, known_kinds: frozenset[str]) -> Edition:
    where = f"{file.parent.name}/{file.name}"
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise EditionFault(f"{where}: {fault}") from fault
    _only(where, raw, needs={"title", "stage", "from"}, may=EDITION_KEYS | EDITION_TABLES)
    edition = Edition(
        instrument=file.parent.name,
        key=file.stem,
        title=raw["title"],
        stage=_one_of(Stage, raw["stage"], f"{where}: stage"),
        from_=_day(raw, "from", where),
        until=_day(raw, "until", where) if "until" in raw else date.max,
        cite=raw.get("cite", ""),
        duties=_table(raw, "duty", where, lambda at, key, row: _duty(at, key, row, known_kinds)),
        criteria=_table(raw, "criterion", where, _criterion),
        definitions=_table(raw, "definition", where, _definition),
        changes=_table(raw, "change", where, _change),
        relaxations=_table(raw, "relaxation", where, _relaxation),
    )
    return _checked(edition, where)


def _relax_what_is_there(editions: Sequence[Edition]) -> None:
    """A relaxation may stand in another edition than the duty it relaxes, but not in the air."""
    known = {key for edition in editions for key in edition.duties}
    for edition in editions:
        for relaxation in edition.relaxations.values():
            unknown = relaxation.duties - known
            if unknown:
                where = f"{edition.instrument}/{edition.key}.toml: [relaxation.{relaxation.key}] duties"
                raise EditionFault(f"{where}: no edition has {', '.join(sorted(unknown))}")


def _checked(edition: Edition, where: str) -> Edition:
    if edition.until < edition.from_:
        raise EditionFault(f"{where}: its last day comes before its first")
    if edition.stage is Stage.UNREAD and edition.duties:
        raise EditionFault(f"{where}: an unread edition has no duties; read it first")
    return edition


def _table(raw: Row, name: str, where: str, read: Callable[[str, str, Row], T]) -> Mapping[str, T]:
    return {key: read(f"{where}: [{name}.{key}]", key, row) for key, row in raw.get(name, {}).items()}


def _duty(where: str, key: str, row: Row, known_kinds: frozenset[str]) -> Duty:
    _only(where, row, needs=DUTY_NEEDS, may=DUTY_MAY)
    if row.get("month_end") and "within" not in row:
        raise EditionFault(f"{where} month_end: the end of which month? Give a span in within")
    return Duty(
        key=key,
        title=row["title"],
        force=_one_of(Force, row["force"], f"{where} force"),
        owed_by=row["owed_by"],
        owed_to=row["owed_to"],
        starts=_kinds(row["starts"], f"{where} starts", known_kinds),
        stops=_kinds(row["stops"], f"{where} stops", known_kinds),
        falls_away=_kinds(row.get("falls_away", []), f"{where} falls_away", known_kinds),
        within=_span(row, where),
        by=_fixed_day(row, where),
        month_end=row.get("month_end", False),
        bound=_one_of(Bound, row.get("bound", Bound.NO_LATER_THAN), f"{where} bound"),
        begins=_one_of(Begins, row.get("begins", Begins.NATIONALLY), f"{where} begins"),
        ends=_one_of(Begins, row.get("ends", Begins.NATIONALLY), f"{where} ends"),
        from_=_day(row, "from", where) if "from" in row else None,
        until=_day(row, "until", where) if "until" in row else None,
        late=_one_of(Late, row.get("late", Late.EXPLAIN), f"{where} late"),
        says=row["says"],
        cite=row["cite"],
        seen=_one_of(Seen, row["seen"], f"{where} seen"),
        note=row.get("note", ""),
    )


def _criterion(where: str, key: str, row: Row) -> Criterion:
    _only(where, row, needs={"decides", "use", "says", "cite", "seen"}, may={"ends"})
    if row["use"] not in ("trigger", "consider"):
        raise EditionFault(f'{where} use: expected "trigger" or "consider", found {row["use"]!r}')
    ends = _one_of(Begins, row.get("ends", Begins.NATIONALLY), f"{where} ends")
    return Criterion(key, row["decides"], row["use"], row["says"], row["cite"], _seen(row, where), ends)


def _definition(where: str, key: str, row: Row) -> Definition:
    _only(where, row, needs={"term", "says", "cite", "seen"})
    return Definition(key, row["term"], row["says"], row["cite"], _seen(row, where))


def _change(where: str, key: str, row: Row) -> Change:
    _only(where, row, needs={"on", "says", "seen"})
    return Change(key, _day(row, "on", where), row["says"], _seen(row, where))


def _relaxation(where: str, key: str, row: Row) -> Relaxation:
    _only(where, row, needs={"title", "duties", "from", "until", "says", "cite", "seen"})
    return Relaxation(
        key=key,
        title=row["title"],
        duties=frozenset(row["duties"]),
        from_=_day(row, "from", where),
        until=_day(row, "until", where),
        says=row["says"],
        cite=row["cite"],
        seen=_seen(row, where),
    )


def _only(where: str, row: Row, needs: set[str], may: set[str] | None = None) -> None:
    missing, unknown = needs - row.keys(), row.keys() - (needs | (may or set()))
    if missing:
        raise EditionFault(f"{where}: missing {', '.join(sorted(missing))}")
    if unknown:
        raise EditionFault(f"{where}: does not know {', '.join(sorted(unknown))}")


def _one_of(kind: type[E], word: str, where: str) -> E:
    try:
        return kind(word)
    except ValueError:
        raise EditionFault(f"{where}: expected one of {', '.join(kind)}; found {word!r}") from None


def _seen(row: Row, where: str) -> Seen:
    return _one_of(Seen, row["seen"], f"{where} seen")


def _kinds(words: Sequence[str], where: str, known: frozenset[str]) -> frozenset[str]:
    unknown = set(words) - known
    if unknown:
        raise EditionFault(f"{where}: {', '.join(sorted(unknown))} is not in facts.toml")
    return frozenset(words)


def _span(row: Row, where: str) -> Span | None:
    if "within" not in row:
        return None
    try:
        return Span.parse(row["within"])
    except ValueError as fault:
        raise EditionFault(f"{where} within: {fault}") from fault


def _fixed_day(row: Row, where: str) -> date | YearlyDay | None:
    day = row.get("by")
    if day is None or type(day) is date:
        return day
    try:
        return YearlyDay.parse(str(day))
    except ValueError as fault:
        raise EditionFault(f"{where} by: {fault}") from fault


def _day(row: Row, key: str, where: str) -> date:
    if type(row[key]) is not date:
        raise EditionFault(f"{where}: {key} must be a day, such as 2018-06-29; found {row[key]!r}")
    day: date = row[key]
    return day
