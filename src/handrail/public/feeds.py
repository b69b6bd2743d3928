"""Feeds (Atom, RFC 4287) and the site map, for machines that follow what is published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from handrail.public.cards import Card
from handrail.public.particulars import Particulars

ATOM, SITEMAP = "http://www.w3.org/2005/Atom", "http://www.sitemaps.org/schemas/sitemap/0.9"
IN_A_FEED = 50
IN_A_MAP = 50_000
NOTHING_YET = datetime(2000, 1, 1, tzinfo=UTC)


def feed(
    cards: Iterable[Card], *, title: str, path: str, particulars: Particulars, changed_at: datetime | None
) -> bytes:
    """The latest releases of a list that stands at `path`."""
    register_namespace("", ATOM)
    at = particulars.address
    root = Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "en-GB"})
    own = f"{at}{path if path != '/' else '/feed'}.atom"
    _put(root, "id", own)
    _put(root, "title", title)
    _put(root, "updated", _instant(changed_at or NOTHING_YET))
    _link(root, own, "self", "application/atom+xml")
    _link(root, f"{at}{path}", "alternate", "text/html")
    latest = sorted(cards, key=lambda card: (card.released_at, card.address), reverse=True)
    for card in latest[:IN_A_FEED]:
        _entry(SubElement(root, f"{{{ATOM}}}entry"), card, at)
    return _written(root)


def _entry(entry: Element, card: Card, at: str) -> None:
    where = f"{at}/{card.address}"
    _put(entry, "id", where)
    _put(entry, "title", card.title)
    _put(entry, "updated", _instant(card.released_at))
    _put(SubElement(entry, f"{{{ATOM}}}author"), "name", card.publisher)
    _link(entry, where, "alternate", "text/html")
    _link(entry, f"{where}.pdf", "related", "application/pdf")
    for theme in card.themes:
        SubElement(entry, f"{{{ATOM}}}category", {"term": theme})
    revised = f"Version {card.version}. {card.revised_why}" if card.revised_on else ""
    said = " ".join(words for words in (card.summary, revised) if words) or card.kind_in_words
    _put(entry, "summary", said)


def site_maps(paths: Sequence[tuple[str, str | None]], address: str) -> dict[str, bytes]:
    """By path: one map, or an index and as many maps as are needed. Each address goes with its last day."""
    register_namespace("", SITEMAP)
    parts = [paths[begin : begin + IN_A_MAP] for begin in range(0, len(paths), IN_A_MAP)]
    if len(parts) <= 1:
        return {"/sitemap.xml": _map("urlset", "url", paths, address)}
    maps = {f"/sitemap-{place}.xml": _map("urlset", "url", part, address) for place, part in enumerate(parts, start=1)}
    return {**maps, "/sitemap.xml": _map("sitemapindex", "sitemap", [(path, None) for path in maps], address)}


def _map(name: str, of: str, paths: Iterable[tuple[str, str | None]], address: str) -> bytes:
    root = Element(f"{{{SITEMAP}}}{name}")
    for path, day in paths:
        one = SubElement(root, f"{{{SITEMAP}}}{of}")
        SubElement(one, f"{{{SITEMAP}}}loc").text = f"{address}{path}"
        if day:
            SubElement(one, f"{{{SITEMAP}}}lastmod").text = day
    return _written(root)


def _put(parent: Element, name: str, words: str) -> None:
    SubElement(parent, f"{{{ATOM}}}{name}").text = words


def _link(parent: Element, href: str, rel: str, kind: str) -> None:
    SubElement(parent, f"{{{ATOM}}}link", {"rel": rel, "type": kind, "href": href})


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _written(root: Element) -> bytes:
    indent(root, " ")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + bytes(tostring(root, encoding="utf-8")) + b"\n"
