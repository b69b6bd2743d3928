"""The page of a topic's rows: which worked examples show each, and what of it is only recalled."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from tests.guidance.examples.reading import Example
from tests.guidance.rows.reading import (
    SECTIONS,
    Row,
    Standing,
    covered,
    every_example,
    read_rows,
    recalled_in,
    section_of,
)
from tools.law_reference.words import page, paragraph, plain, point

OPENING = (
    "Each row is a thing that the law, guidance or forms say of child death review, by the name it has in "
    "`coverage.csv` beside this page. Under it stand the worked examples that show it in each edition that has it: a "
    "test runs every one of them, and fails where a row has none. What nobody has read in the document itself is "
    "named, with the tests that find it said so on a page of Handrail."
)
PAGES = {"criterion": "criteria", "definition": "definitions", "role": "roles", "contents": "contents",
         "change": "changes"}  # fmt: skip


def page_of_rows(title: str, name: str) -> str:
    return page(title, _parts(read_rows(name)))


def _parts(rows: list[Row]) -> Iterator[str]:
    named = every_example()
    yield paragraph(OPENING)
    for section, some in groupby(rows, lambda row: section_of(row.item)):
        yield f"## {SECTIONS[section]}"
        for row in some:
            yield from _row(row, named)


def _row(row: Row, named: dict[str, Example | Standing]) -> Iterator[str]:
    one = covered()[row.item]
    yield f"### {plain(row.item)}"
    yield paragraph(f"{plain(one.in_words[:1].upper() + one.in_words[1:])}.")
    for example in row.examples:
        yield point(_shown(named[example]))
    if not row.examples:
        yield paragraph(f"Not encoded. {plain(one.why)}")
    if recalled := recalled_in(one):
        yield paragraph(f"**Only recalled:** {', '.join(f'`{key}`' for key in recalled)}. Said so, as found by:")
        yield from (point(f"`{test}`") for test in row.said)


def _shown(example: Example | Standing) -> str:
    """Its sentence, leading to the page where it is counted or where its row stands."""
    if isinstance(example, Example):
        return f"[{plain(example.says)}](law/duties/{example.duty}.md)"
    return f"[{plain(example.says)}](law/{PAGES[example.table]}.md)"
