"""Full-text search in a made site. Whatever is typed is looked for as words: nothing of it is read as a command."""

from __future__ import annotations

import re
import sqlite3
import time
from dataclasses import dataclass, field

from handrail.public.site import Site

LONGEST = 200  # letters of a question
MOST_WORDS = 16
ON_A_PAGE = 20
LAST_PAGE = 50
SECONDS = 2.0  # that one question may take
STEPS = 10_000  # of SQLite's between two looks at the clock

PIECE = re.compile(r'(?P<without>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
BEGIN, END = "\x02", "\x03"
"""Round a found word in an excerpt, where the query says char(2) and char(3). No text of a bundle holds them."""


class TooSlow(Exception):
    """The question takes too long; fewer words would not."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is understood: every piece must be found, and none of `without`."""

    pieces: tuple[str, ...]
    without: tuple[str, ...] = ()

    def all_of(self) -> str:
        return self._but(" AND ".join(map(_quoted, self.pieces)))

    def any_of(self) -> str:
        return self._but(" OR ".join(map(_quoted, self.pieces)))

    def _but(self, wanted: str) -> str:
        return f"({wanted})" + "".join(f" NOT {_quoted(one)}" for one in self.without)


@dataclass(frozen=True, slots=True)
class Found:
    address: str
    kind: str
    title: str
    publisher: str
    published_on: str
    excerpt: tuple[tuple[str, bool], ...]
    """Words of the text in order, and whether each was looked for."""


@dataclass(frozen=True, slots=True)
class Results:
    """`some` is true where nothing holds every word, and these hold at least one of them."""

    number: int = 0
    page: int = 1
    some: bool = False
    found: tuple[Found, ...] = field(default=())

    @property
    def pages(self) -> int:
        return min(LAST_PAGE, -(-self.number // ON_A_PAGE))


def understood(typed: str) -> Asked:
    """Words, "words in a row", and -words that must not be there."""
    wanted: list[str] = []
    without: list[str] = []
    for piece in PIECE.finditer(typed[:LONGEST].replace("\0", " ")):
        words = piece["phrase"] if piece["phrase"] is not None else piece["word"]
        if any(letter.isalnum() for letter in words):
            (without if piece["without"] else wanted).append(words)
    return Asked(tuple(wanted[:MOST_WORDS]), tuple(without[:MOST_WORDS]))


def search(site: Site, asked: Asked, page: int = 1) -> Results:
    """The page of results, the best first. Raises TooSlow."""
    if not asked.pieces:
        return Results()
    until = time.monotonic() + SECONDS
    site.rows.set_progress_handler(lambda: time.monotonic() > until, STEPS)
    try:
        results = _search(site.rows, asked, asked.all_of(), page)
        if not results.number and len(asked.pieces) > 1:
            some = _search(site.rows, asked, asked.any_of(), page)
            results = Results(some.number, some.page, bool(some.number), some.found)
        return results
    except sqlite3.OperationalError as fault:
        if "interrupted" in str(fault):
            raise TooSlow from None
        raise
    finally:
        site.rows.set_progress_handler(None, 0)


def _search(rows: sqlite3.Connection, asked: Asked, match: str, page: int) -> Results:
    (number,) = rows.execute("select count(*) from words where words match ?", (match,)).fetchone()
    pages = max(1, min(LAST_PAGE, -(-number // ON_A_PAGE)))
    page = max(1, min(page, pages))
    found = rows.execute(
        "select document.address, document.kind, document.title, document.publisher, document.published_on,"
        " document.summary, document.first, document.last"
        " from words join document on document.number = words.rowid where words match ?"
        " order by bm25(words, 10.0, 5.0, 3.0, 3.0, 1.0), document.published_on desc, document.address"
        " limit ? offset ?",
        (match, ON_A_PAGE, (page - 1) * ON_A_PAGE),
    ).fetchall()
    cut = [_excerpt(_cut(rows, asked, first, last) or summary) for *_, summary, first, last in found]
    return Results(
        number, page, False,
        tuple(Found(one[0], one[1], one[2], one[3], one[4], told) for one, told in zip(found, cut, strict=True)),
    )  # fmt: skip


def _cut(rows: sqlite3.Connection, asked: Asked, first: int, last: int) -> str:
    """Of the first passage with every word, or with any; empty where they stand in titles and headings alone."""
    wanted = Asked(asked.pieces)
    for match in dict.fromkeys((wanted.all_of(), wanted.any_of())):
        row = rows.execute(
            "select snippet(passages, 0, char(2), char(3), '…', 40) from passages"
            " where passages match ? and rowid between ? and ? order by rowid limit 1", (match, first, last),
        ).fetchone()  # fmt: skip
        if row:
            return str(row[0])
    return ""


def _excerpt(marked: str) -> tuple[tuple[str, bool], ...]:
    parts: list[tuple[str, bool]] = []
    for place, piece in enumerate(marked.split(BEGIN)):
        hit, _, rest = piece.partition(END) if place else ("", "", piece)
        parts += [(words, was_hit) for words, was_hit in ((hit, True), (rest, False)) if words]
    return tuple(parts)


def _quoted(words: str) -> str:
    """As FTS5 reads a string: whatever stands in it are words."""
    return '"' + words.replace('"', '""') + '"'
