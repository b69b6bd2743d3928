"""The made site: one SQLite file that holds every page as it is sent, and the search index. It is only read here.

The file is never changed. A newer site is another file, and `site.sqlite` is a link that leads to the newest.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

NAME = "site.sqlite"
KEPT_AT_HAND = 64 * 1024 * 1024  # bytes of pages that a process remembers

# `words` finds and ranks whole documents. An excerpt is cut from one of its `passages`, numbered `first` to `last`: cut
# from the whole text of a report, the excerpts of a page of results take many times as long.
SHAPE = """
create table told (name text primary key, words text not null);
create table page (
  path text primary key, status integer not null, type text not null, etag text not null,
  lasting integer not null, body blob not null, packed blob not null
);
create table document (
  number integer primary key, address text not null unique, kind text not null, title text not null,
  publisher text not null, published_on text not null, version integer not null, sha256 text not null,
  summary text not null, first integer not null, last integer not null
);
create table tombstone (address text primary key, kind text not null, withdrawn_on text not null, reason text not null);
create virtual table words using fts5 (
  title, summary, headings, recommendations, body, content = '', tokenize = 'porter unicode61 remove_diacritics 2'
);
create virtual table passages using fts5 (words, tokenize = 'porter unicode61 remove_diacritics 2');
"""


@dataclass(frozen=True, slots=True)
class Page:
    """An answer as it is sent. `packed` is its body compressed, or empty; `lasting` means that this address never
    holds anything else."""

    status: int
    type: str
    etag: str
    lasting: bool
    body: bytes
    packed: bytes


@dataclass
class Site:
    """A site as it was made, until the next one takes its place."""

    file: Path
    _own: threading.local = field(default_factory=threading.local)
    _kept: dict[str, Page | None] = field(default_factory=dict)
    _bytes: int = 0

    @property
    def rows(self) -> sqlite3.Connection:
        """This thread's own connection."""
        found: sqlite3.Connection | None = getattr(self._own, "rows", None)
        if found is None:
            found = sqlite3.connect(f"{self.file.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            self._own.rows = found
        return found

    def page(self, path: str) -> Page | None:
        try:
            return self._kept[path]
        except KeyError:
            pass
        row = self.rows.execute(
            "select status, type, etag, lasting, body, packed from page where path = ?", (path,)
        ).fetchone()
        if row is None:
            return None
        page = Page(row[0], row[1], row[2], bool(row[3]), row[4], row[5])
        self._keep(path, page)
        return page

    def _keep(self, path: str, page: Page) -> None:
        if self._bytes > KEPT_AT_HAND:
            self._kept, self._bytes = {}, 0
        self._kept[path] = page
        self._bytes += len(page.body) + len(page.packed)

    def told(self, name: str) -> str:
        """What was written down of the site as a whole; empty where nothing was."""
        row = self.rows.execute("select words from told where name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def versions(self) -> Iterator[tuple[str, int]]:
        """Each address at which something is published, and its version."""
        yield from self.rows.execute("select address, version from document")

    def withdrawn(self) -> set[str]:
        return {address for (address,) in self.rows.execute("select address from tombstone")}


@dataclass
class Shelf:
    """Where the newest site stands. Whoever asks gets one site, whole, and answers from that alone."""

    folder: Path
    _site: Site | None = None
    _seen: tuple[int, int, int] = (0, 0, 0)

    def site(self) -> Site | None:
        """The site that is in place now; None before the first is made."""
        try:
            now = os.stat(self.folder / NAME)
        except OSError:
            return self._site  # taken away: what was read of it is still open
        seen = (now.st_ino, now.st_mtime_ns, now.st_size)
        if seen != self._seen:
            self._site, self._seen = Site((self.folder / NAME).resolve()), seen
        return self._site
