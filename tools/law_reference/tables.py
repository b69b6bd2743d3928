"""A page for each of the other tables of the law: what each edition holds of it, in short form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from handrail.guidance.days import spoken
from handrail.guidance.edition import Contents, Edition, Seen
from handrail.guidance.wording import name_of, standing_of
from tools.law_reference.words import page, paragraph, plain, point

SHORT = {
    Seen.TEXT: "text",
    Seen.RESTATED: "restated, not checked",
    Seen.SEED: "from a paper of the time, not checked",
    Seen.RECALLED: "recalled, not checked",
}
"""How far a row is confirmed, in few words; the first page of the reference says what they mean."""


def page_of_table(title: str, table: str, shelf: Sequence[Edition]) -> str:
    return page(title, _parts(table, shelf))


def _parts(table: str, shelf: Sequence[Edition]) -> Iterator[str]:
    for edition in shelf:
        rows = getattr(edition, table)
        if rows:
            yield f"## {plain(edition.title)}"
            yield paragraph(f"`{name_of(edition)}`, {plain(standing_of(edition))}.")
            yield from DRAWN[table](list(rows.values()))


def _criteria(rows: Sequence[Any]) -> Iterator[str]:
    ordered = sorted(rows, key=lambda row: row.decides)
    for decides, some in groupby(ordered, lambda row: row.decides):
        yield f"### To decide: {plain(decides.replace('_', ' '))}"
        for row in some:
            use = "compels when it is met" if row.use == "trigger" else "is weighed"
            yield point(f"`{row.key}`: {plain(row.says)} It {use}. {_source(row)}")


def _definitions(rows: Sequence[Any]) -> Iterator[str]:
    for row in rows:
        yield point(f"**{plain(row.term)}** (`{row.key}`): {plain(row.says)} {_source(row)}")


def _roles(rows: Sequence[Any]) -> Iterator[str]:
    for row in rows:
        yield point(f"**{plain(row.title)}** (`{row.key}`): {plain(row.says)} {_source(row)}")


def _contents(rows: Sequence[Contents]) -> Iterator[str]:
    for row in rows:
        yield f"### {plain(row.title)}"
        yield paragraph(f"`{row.key}`. {_source(row)}")
        for item in row.items:
            differs = "" if (item.cite, item.seen) == (row.cite, row.seen) else f" {_source(item)}"
            yield point(f"`{item.key}`, {item.force}: {plain(item.says)}{differs}")


def _agencies(rows: Sequence[Any]) -> Iterator[str]:
    for group, some in groupby(rows, lambda row: row.group):
        yield f"### {plain(group)}"
        for row in some:
            yield point(f"`{row.key}`: {plain(row.says)} {_source(row)}")


def _changes(rows: Sequence[Any]) -> Iterator[str]:
    for row in rows:
        yield point(f"{spoken(row.on)} (`{row.key}`): {plain(row.says)} ({SHORT[row.seen]})")


def _relaxations(rows: Sequence[Any]) -> Iterator[str]:
    for row in rows:
        duties = ", ".join(f"[`{key}`](duties/{key}.md)" for key in sorted(row.duties))
        days = f"{spoken(row.from_)} to {spoken(row.until)}"
        yield point(f"**{plain(row.title)}** (`{row.key}`), {days}, for {duties}: {plain(row.says)} {_source(row)}")


def _source(row: Any) -> str:
    days = "".join(
        f"; {word} {spoken(day)}" for word, day in (("from", _own(row, "from_")), ("until", _own(row, "until"))) if day
    )
    return f"({plain(row.cite)}; {SHORT[row.seen]}{days})"


def _own(row: Any, name: str) -> Any:
    """A relaxation always has days, and tells them elsewhere."""
    return None if hasattr(row, "duties") else getattr(row, name, None)


DRAWN: Mapping[str, Callable[[Sequence[Any]], Iterator[str]]] = {
    "criteria": _criteria,
    "definitions": _definitions,
    "roles": _roles,
    "contents": _contents,
    "agencies": _agencies,
    "changes": _changes,
    "relaxations": _relaxations,
}
