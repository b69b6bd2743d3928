"""Draws the site's pages. No page needs a script, and none has one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from handrail.common.drawing import OurEnvironment, in_words
from handrail.public.bundle import Document, Tombstone
from handrail.public.cards import SORTS, Card, Group, slug
from handrail.public.kinds import kind_of
from handrail.public.particulars import Particulars
from handrail.public.search import LONGEST, Asked, Results

IN_A_LIST = 50
ON_THE_FRONT = 10
CHECKED_ON = date(2026, 11, 22)
"""When the accessibility statement was last written."""


@dataclass
class Pages:
    """`assets` says under which address each style sheet stands."""

    particulars: Particulars
    assets: Mapping[str, str]
    environment: Environment = field(init=False)

    def __post_init__(self) -> None:
        made = OurEnvironment(
            loader=PackageLoader("handrail.public"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True, auto_reload=False,
        )  # fmt: skip
        made.filters.update(date=in_words, iso_date=date.fromisoformat, size=size_in_words, slug=slug)
        made.globals.update(site=self.particulars, asset=self.assets.__getitem__, kind_of=kind_of, language="en-GB")
        self.environment = made

    def draw(self, name: str, **more: Any) -> bytes:
        return self.environment.get_template(f"public/{name}.html").render(**more).encode()

    def document(self, document: Document, pdf_bytes: int) -> bytes:
        return self.draw("document", document=document, pdf_bytes=pdf_bytes, language=document.language)

    def gone(self, tombstone: Tombstone) -> bytes:
        return self.draw("gone", tombstone=tombstone)

    def front(self, cards: Sequence[Card], groups: Sequence[Group]) -> bytes:
        lists = {heading: [group for group in groups if group.sort == sort] for sort, heading in SORTS.items()}
        return self.draw("front", cards=cards[:ON_THE_FRONT], number=len(cards), lists=lists)

    def listing(self, group: Group) -> dict[str, bytes]:
        """By address: the list in pages of fifty."""
        number = max(1, -(-len(group.cards) // IN_A_LIST))
        return {
            _page_of(group.path, page): self.draw(
                "listing", group=group, cards=group.cards[(page - 1) * IN_A_LIST : page * IN_A_LIST],
                sort=SORTS.get(group.sort, ""), pages=_turning(lambda to: _page_of(group.path, to), page, number),
                page=page,
            )
            for page in range(1, number + 1)
        }  # fmt: skip

    def search(self, typed: str, asked: Asked, results: Results, address_of: Any) -> bytes:
        return self.draw(
            "search", typed=typed, asked=asked, results=results, longest=LONGEST,
            pages=_turning(address_of, results.page, results.pages),
        )  # fmt: skip

    @cached_property
    def plain(self) -> dict[str, bytes]:
        """By address: pages about the site itself."""
        return {
            "/about": self.draw("about"),
            "/accessibility": self.draw("accessibility", checked_on=CHECKED_ON),
        }


def _page_of(path: str, page: int) -> str:
    return path if page == 1 else f"{path}/{page}"


def _turning(address_of: Any, page: int, number: int) -> dict[str, Any] | None:
    """What GOV.UK's pagination is told: the first, the last, and those beside this one."""
    if number < 2:
        return None
    shown = sorted({1, number, *range(max(1, page - 1), min(number, page + 1) + 1)})
    items: list[dict[str, Any]] = []
    for place, one in enumerate(shown):
        if place and one - shown[place - 1] > 1:
            items.append({"ellipsis": True})
        items.append({"number": one, "href": address_of(one), "current": one == page})
    told: dict[str, Any] = {"items": items}
    if page > 1:
        told["previous"] = {"href": address_of(page - 1)}
    if page < number:
        told["next"] = {"href": address_of(page + 1)}
    return told


def size_in_words(number: int) -> str:
    """96 KB; 1.2 MB."""
    return f"{number / 1_000_000:.1f} MB" if number >= 1_000_000 else f"{max(1, round(number / 1000))} KB"
