"""What a list or a feed says of a document, and the lists in which it stands."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from handrail.public.bundle import Document, Entry
from handrail.public.kinds import kind_of


@dataclass(frozen=True, slots=True)
class Card:
    address: str
    kind: str
    title: str
    summary: str
    publisher: str
    published_on: date
    revised_on: date | None
    revised_why: str
    version: int
    released_at: datetime
    themes: tuple[str, ...]

    @property
    def day(self) -> date:
        """Of this version."""
        return self.revised_on or self.published_on

    @property
    def kind_in_words(self) -> str:
        return kind_of(self.kind).name

    def as_told(self) -> dict[str, Any]:
        """As lists in JSON have it."""
        return {
            "address": self.address, "kind": self.kind, "title": self.title, "summary": self.summary,
            "publisher": {"name": self.publisher}, "published_on": self.published_on.isoformat(),
            "revised_on": self.revised_on.isoformat() if self.revised_on else None, "version": self.version,
            "themes": list(self.themes), "html": f"/{self.address}", "pdf": f"/{self.address}.pdf",
            "json": f"/{self.address}.json",
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """A list at an address of its own. `sort` is what it is a list by."""

    path: str
    heading: str
    sort: str
    cards: tuple[Card, ...]


SORTS = {"kinds": "Kind of document", "publishers": "Partnership", "themes": "Theme", "years": "Year"}


def card_of(entry: Entry, document: Document) -> Card:
    return Card(
        entry.address, entry.kind, entry.title, document.summary, entry.publisher.name, entry.published_on,
        document.revised_on, document.revised_why, entry.version, entry.released_at,
        tuple(dict.fromkeys(document.themes)),
    )  # fmt: skip


def newest_first(cards: Iterable[Card]) -> tuple[Card, ...]:
    return tuple(sorted(cards, key=lambda card: (-card.day.toordinal(), card.address)))


def groups_of(cards: Iterable[Card]) -> tuple[Group, ...]:
    """Every list but that of all documents: by kind, by partnership, by theme, and by year, the latest first."""
    lists: dict[tuple[str, str], list[Card]] = {}
    headings: dict[tuple[str, str], str] = {}
    for card in newest_first(cards):
        for sort, slug, heading in _lists_of(card):
            lists.setdefault((sort, slug), []).append(card)
            headings.setdefault((sort, slug), heading)
    made = [Group(f"/{sort}/{slug}", headings[sort, slug], sort, tuple(held)) for (sort, slug), held in lists.items()]
    made.sort(key=lambda group: group.heading.casefold())
    return tuple(sorted(made, key=lambda group: (group.sort, -int(group.heading) if group.sort == "years" else 0)))


def _lists_of(card: Card) -> Iterable[tuple[str, str, str]]:
    yield "kinds", card.kind, kind_of(card.kind).many
    yield "publishers", slug(card.publisher), card.publisher
    yield "years", str(card.published_on.year), str(card.published_on.year)
    for theme in dict.fromkeys(card.themes):
        yield "themes", slug(theme), theme


def slug(name: str) -> str:
    """Of a name as people write it; names that differ in capitals, accents or signs alone have the same."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return (
        re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-") or hashlib.sha256(name.encode()).hexdigest()[:12]
    )
