"""Finds the recommendations of a report: what is numbered under the headings that count, and what is bulleted under
"What needs to improve"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handrail.service.learning.finding import headings
from handrail.service.learning.finding.headings import Opening
from handrail.service.learning.finding.items import (
    Item,
    bulleted,
    follows,
    goes_on,
    measure_of,
    numbered,
    states,
)
from handrail.service.learning.finding.pages import Line, lines_of

LOCAL_AUTHORITY = "the local authority"
BOARD = "the Local Safeguarding Children Board"
_OWES = re.compile(r"(?:that )?(?P<to>(?:the )?[A-Z][^.;:]{2,90}?) (?:should|must)\b")
_OF_A_SERVICE = re.compile(r"local authority|children.s services", re.IGNORECASE)
EDGE = 2
"""Lines from the top, or from the foot, of a page."""
FURNITURE_PAGES = 3
"""Pages on which a line has to stand, but for figures, to be taken for the head or foot of a page."""


@dataclass(frozen=True, slots=True)
class Found:
    """A recommendation of a report. `page` and `line` say where it begins; one of them may not be known."""

    number: str | None
    addressed_to: str | None
    text: str
    page: int | None
    line: int | None


def find(content: bytes) -> list[Found]:
    """The recommendations of a report, in its order. Raises NotRead."""
    return find_in(lines_of(content))


def find_in(lines: Sequence[Line]) -> list[Found]:
    furniture = _furniture(lines)
    standing = [line for line in lines if line.text.strip() and _without_figures(line.text) not in furniture]
    standing = [line for line in standing if not line.text.strip().isdigit()]
    service = any(_OF_A_SERVICE.search(line.text) for line in standing[:60])
    return [_found(item, to) for item, to in _items(standing, LOCAL_AUTHORITY if service else None)]


def _items(lines: Sequence[Line], to: str | None) -> Iterator[tuple[Item, str | None]]:
    """Each item under a heading that counts, with whom that heading, the one it stands under, or the part of the report
    addresses it to."""
    measure, place, asked, ended_at, read = measure_of(lines), 0, to, -1, False
    while place < len(lines):
        line = lines[place]
        if read and headings.begins_board(line.text):
            to = BOARD
        opens = headings.opening(line.text)
        if opens is None:
            place += 1
            continue
        asked = opens.to or (asked if ended_at == place else to)
        items, ended_at = _gathered(lines, place + 1, opens, measure)
        for item in items:
            yield item, None if opens.bullets else asked
        place, read = ended_at, read or bool(items)


def _gathered(lines: Sequence[Line], place: int, opens: Opening, measure: int) -> tuple[list[Item], int]:
    """The items of one list, and the line at which it ends."""
    items: list[Item] = []
    after_heading = True
    while place < len(lines):
        line = lines[place]
        if headings.opening(line.text) or (_complete(items) and headings.ends(line.text)):
            break
        begun = bulleted(line) if opens.bullets else numbered(line)
        if begun is not None and _is_next(begun, items, opens):
            if after_heading and not opens.bullets and items and states(begun):
                break
            items.append(begun)
            after_heading = False
        elif items and not after_heading and goes_on(items[-1], line, measure):
            items[-1].lines.append(line)
            items[-1].texts.append(line.text)
        elif (opens.bullets and items) or not _may_stand_between(line, items):
            break
        else:
            after_heading = True
        place += 1
    return items, place


def _complete(items: Sequence[Item]) -> bool:
    return not items or items[-1].ends_a_sentence


def _is_next(begun: Item, items: Sequence[Item], opens: Opening) -> bool:
    return opens.bullets or follows(begun.number or "", items[-1].number if items else None)


def _may_stand_between(line: Line, items: Sequence[Item]) -> bool:
    """A heading within the list, or a sentence that introduces it; not prose that goes on after it."""
    words = line.text.strip()
    return len(words) <= headings.LONGEST and (not items or not words.endswith("."))


def _found(item: Item, to: str | None) -> Found:
    text = item.text
    owes = _OWES.match(text)
    return Found(item.number, owes["to"] if owes else to, text, item.first.page, item.first.number)


def _furniture(lines: Sequence[Line]) -> set[str]:
    """Heads and feet of pages: what stands, but for figures, at the edge of several of them."""
    pages: dict[int, list[str]] = {}
    for line in lines:
        if line.page is not None and (words := _without_figures(line.text)):
            pages.setdefault(line.page, []).append(words)
    counted = Counter(words for page in pages.values() for words in {*page[:EDGE], *page[-EDGE:]})
    return {
        words for words, seen in counted.items()
        if seen >= FURNITURE_PAGES and headings.opening(words) is None and len(words) > 3
    }  # fmt: skip


def _without_figures(text: str) -> str:
    return re.sub(r"\d+", "", text).strip()
