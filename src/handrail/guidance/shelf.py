"""Reads editions from their files, checking each line of them. Nothing is inherited between files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from handrail.guidance.edition import Edition, Stage
from handrail.guidance.faults import EditionFault, Fault, faults_of, told
from handrail.guidance.nearest import nearest
from handrail.guidance.schema import EDITION
from handrail.guidance.written import INSTRUMENT, NAME

__all__ = ["EditionFault", "KindOfFact", "every_edition", "kinds_of_fact", "read_edition", "read_editions"]

HERE = Path(__file__).parent
EDITIONS = HERE / "editions"
FACTS = HERE / "facts.toml"
WHERE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
"""How Python's TOML reader ends its sentence."""


@lru_cache(maxsize=1)
def every_edition() -> tuple[Edition, ...]:
    """Every edition Handrail holds, drafts and unread ones too, by instrument and then by day."""
    return read_editions(EDITIONS, known_kinds=frozenset(kinds_of_fact()))


def read_editions(folder: Path, known_kinds: Collection[str]) -> tuple[Edition, ...]:
    """Read `<instrument>/<edition>.toml` under a folder.

    Raises EditionFault with every fault of every file: its file, line, key and what was expected.
    """
    editions: list[Edition] = []
    faults: list[str] = []
    for file in sorted(folder.glob("*/*.toml")):
        try:
            editions.append(read_edition(file, known_kinds))
        except EditionFault as fault:
            faults.extend(fault.faults)
    faults.extend(() if faults else _relaxed_in_the_air(folder, editions))
    if faults:
        raise EditionFault(faults)
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


def read_edition(file: Path, known_kinds: Collection[str]) -> Edition:
    """Read one edition. Raises EditionFault with every fault of the file."""
    where = f"{file.parent.name}/{file.name}"
    text, raw = _toml(file, where)
    faults = list(_faults_between_rows(raw))
    try:
        handed = {**raw, INSTRUMENT: file.parent.name, NAME: file.stem}
        edition = EDITION.validate_python(handed, context={"kinds": known_kinds})
    except ValidationError as error:
        raise EditionFault(told(where, text, (*faults_of(error), *faults))) from None
    if faults:
        raise EditionFault(told(where, text, faults))
    return edition


def _toml(file: Path, where: str) -> tuple[str, dict[str, Any]]:
    try:
        text = file.read_text(encoding="utf-8")
        return text, tomllib.loads(text)
    except UnicodeDecodeError as fault:
        line = fault.object.count(b"\n", 0, fault.start) + 1
        raise EditionFault([f"{where} line {line}: a letter in it is not written in UTF-8"]) from None
    except tomllib.TOMLDecodeError as fault:
        at = WHERE.search(str(fault))
        line = int(at[1]) if at and at[1] else text.rstrip("\n").count("\n") + 1
        raise EditionFault([f"{where} line {line}: {WHERE.sub('', str(fault))}"]) from None


def _faults_between_rows(raw: Mapping[str, Any]) -> Iterator[Fault]:
    """What no row can tell by itself: rows in a file not read yet, and days before or after the edition's own."""
    tables = [(name, rows) for name, rows in raw.items() if isinstance(rows, dict)]
    for name, rows in tables:
        if raw.get("stage") == Stage.UNREAD and name != "change":
            yield Fault((name,), "an unread edition has no rows of this kind; read it first")
        for key, row in rows.items():
            if isinstance(row, dict) and name != "relaxation":
                yield from _outside((name, key), row, raw)


def _outside(place: tuple[str, str], row: Mapping[str, Any], raw: Mapping[str, Any]) -> Iterator[Fault]:
    first, last = raw.get("from"), raw.get("until", date.max)
    if type(first) is not date or type(last) is not date:
        return
    begins, ends = row.get("from"), row.get("until")
    if type(begins) is date and not first <= begins <= last:
        yield Fault((*place, "from"), f"{begins} is not one of the edition's own days")
    if type(ends) is date and ends < first:  # it may end later: the law saves some rows past their edition's end
        yield Fault((*place, "until"), f"{ends} comes before the edition's own first day")


def _relaxed_in_the_air(folder: Path, editions: Sequence[Edition]) -> Iterator[str]:
    """A relaxation may stand in another edition than the duty it relaxes, but not in the air."""
    known = {key for edition in editions for key in edition.duties}
    for edition in editions:
        where = f"{edition.instrument}/{edition.key}.toml"
        faults = [
            Fault(("relaxation", relaxation.key, "duties"), f"no edition has {key}. {nearest(key, known)}".rstrip())
            for relaxation in edition.relaxations.values()
            for key in sorted(relaxation.duties - known)
        ]
        if faults:
            yield from told(where, (folder / where).read_text(encoding="utf-8"), faults)
