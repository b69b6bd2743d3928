"""Finds what a reader names or searches for: an edition, a duty, any row; and what a duty comes to from a day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from handrail.guidance.clock import Clock, Fact, clocks
from handrail.guidance.compare import title_of
from handrail.guidance.days import At, london_day, spoken
from handrail.guidance.edition import Edition
from handrail.guidance.law import Law, Version
from handrail.guidance.nearest import nearest
from handrail.guidance.wording import name_of

USUAL = "working_together"
"""The instrument meant by a bare "2018"."""
KEPT = ("duties", "criteria", "definitions", "roles", "contents", "agencies")
TABLES = (*KEPT, "changes", "relaxations")


class NotFound(LookupError):
    """Nothing of that name, or nothing that governs then; the sentence says what there is."""


def edition_named(name: str, shelf: Sequence[Edition]) -> Edition:
    """The edition called "working_together/2018", or "2018" for short. Raises NotFound."""
    wanted = name if "/" in name else f"{USUAL}/{name}"
    named = {name_of(edition): edition for edition in shelf}
    if wanted in named:
        return named[wanted]
    alike = [each for each in named if each.endswith(f"/{name}")]
    if len(alike) == 1:
        return named[alike[0]]
    offered = f"Did you mean {' or '.join(alike)}? " if alike else nearest(wanted, named)
    raise NotFound(f'There is no edition "{name}". {offered}"handrail law list" lists them.')


def rows_named(key: str, shelf: Sequence[Edition]) -> list[tuple[Edition, str, Any]]:
    """Every row of that key: its edition, its table and itself, by instrument and then by day. Raises NotFound."""
    found = [(e, table, getattr(e, table)[key]) for e in shelf for table in TABLES if key in getattr(e, table)]
    if not found:
        known = {known for edition in shelf for known in edition.duties}
        raise NotFound(f'There is no duty "{key}". {nearest(key, known)}"handrail law list" lists them.')
    return found


def due_from(law: Law, key: str, at: At) -> Clock | None:
    """The clock that a duty would run if it started at `at`; None where it stands always. Raises NotFound."""
    rows_named(key, law.editions)
    stated = [version for version in law.versions() if version.duty.key == key]
    version = next((version for version in stated if version.governs(london_day(at))), None)
    if version is None:
        raise NotFound(" ".join(_why_not(key, at, stated)))
    if not version.duty.starts:
        return None
    kind = min(version.duty.starts)
    return next(clock for clock in clocks(law, [Fact(at, kind)]) if clock.duty.key == key)


def _why_not(key: str, at: At, stated: Sequence[Version]) -> Iterator[str]:
    yield f'No edition in force on {spoken(london_day(at))} has the duty "{key}" for this area.'
    if not stated:
        yield "Only a draft or an edition kept for comparison has it."
    for version in sorted(stated, key=lambda version: version.first_day):
        since = f"from {spoken(version.first_day)}"
        until = "" if version.last_day.year == 9999 else f" to {spoken(version.last_day)}"
        yield f"{name_of(version.edition)} has it {since}{until}."
        if version.duty.ended_by:
            yield f"It was ended by: {version.duty.ended_by}."


@dataclass(frozen=True, slots=True)
class Entry:
    """Everything under one key: its newest row, and every edition that has one."""

    key: str
    table: str
    row: Any
    editions: tuple[Edition, ...]

    @property
    def title(self) -> str:
        return title_of(self.row)


def entries(shelf: Sequence[Edition]) -> list[Entry]:
    """Every key of the law, by title. Where a key has several rows, the one governing last speaks for it."""
    found: dict[tuple[str, str], list[Edition]] = {}
    for edition in shelf:
        for table in KEPT:
            for key in getattr(edition, table):
                found.setdefault((table, key), []).append(edition)
    made = []
    for (table, key), editions in found.items():
        newest = max(editions, key=lambda edition: (edition.governs, edition.from_))
        made.append(Entry(key, table, getattr(newest, table)[key], tuple(editions)))
    return sorted(made, key=lambda entry: entry.title.casefold())


def search(words: str, among: Sequence[Entry]) -> list[Entry]:
    """The entries in which every word is found, at the beginning of a word; those with it in their title first."""
    wanted = words.casefold().split()
    found = [entry for entry in among if all(_has(word, _text(entry)) for word in wanted)]
    return sorted(found, key=lambda entry: not all(_has(word, _plain(entry.title)) for word in wanted))


def _has(word: str, text: str) -> bool:
    return f" {word}" in text


def _text(entry: Entry) -> str:
    row = entry.row
    parts = [entry.key.replace("_", " "), entry.key, entry.title, getattr(row, "says", ""), getattr(row, "cite", "")]
    parts += [getattr(row, name, "") for name in ("owed_by", "owed_to", "note", "group")]
    parts += [item.says for item in getattr(row, "items", ())]
    parts += [edition.title for edition in entry.editions]
    return _plain(" ".join(parts))


def _plain(words: str) -> str:
    """For looking in: small letters, and one space before every word."""
    return " " + " ".join(re.findall(r"[\w']+", words.casefold()))
