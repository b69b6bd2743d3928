"""How a report leaves for the public: its paper as sections, in one document at one address, as the next number there.

The format is written down in docs/reference/public-bundle.md.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from handrail.service.partnerships.models import Body
from handrail.service.publication.models import Release
from handrail.service.publication.rendering import SCHEMA, as_json, hash_of
from handrail.service.publication.written import blocks_of as blocks_typed
from handrail.service.publication.written import on_one_line
from handrail.service.reviews.blocks import Block, Bullets, Drawing, Heading, Paragraph, Table

PublicBlock = dict[str, Any]
KEPT_BACK = "c"
"""The mark of a figure that is kept back, as in the Department's files (decision 30)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """All that a report's public document is made from. `more` is what its kind alone has."""

    key: uuid.UUID
    kind: str
    stem: str
    publisher: Body
    title: str
    summary: str
    on: date
    why: str
    sections: list[dict[str, Any]]
    more: dict[str, Any]


def leave(one: Leaving, own: Collection[uuid.UUID]) -> Release:
    """`own` are the keys of the reports that stand at the same address; what was withdrawn has left its address."""
    earlier = Release.objects.filter(kind=one.kind, publication_key__in=own).order_by("-number").first()
    address = earlier.address if earlier else f"{one.stem}/{secrets.token_hex(5)}"
    document = document_of(one, address, earlier)
    return Release.objects.create(
        publication_key=one.key, address=address, kind=one.kind, number=earlier.number + 1 if earlier else 1,
        document=document, sha256=hash_of(document), published_on=earlier.published_on if earlier else one.on,
    )  # fmt: skip


def document_of(one: Leaving, address: str, earlier: Release | None) -> str:
    told: dict[str, Any] = {
        "schema_version": SCHEMA,
        "kind": one.kind,
        "address": address,
        "title": one.title,
        "summary": one.summary,
        "publisher": {"name": one.publisher.name},
        "published_on": (earlier.published_on if earlier else one.on).isoformat(),
        "version": earlier.number + 1 if earlier else 1,
        "revised_on": one.on.isoformat() if earlier else None,
        "revised_why": on_one_line([one.why]) if earlier else "",
        "available_until": None,
        "language": "en-GB",
        "sections": one.sections,
        **one.more,
    }
    return as_json(told)


def sections_of(blocks: Iterable[Block], *, captions_above: bool = False) -> list[dict[str, Any]]:
    """A table is called after the heading over it; with `captions_above`, by the paragraph just before it."""
    sections: list[dict[str, Any]] = []
    for block in blocks:
        match block:
            case Heading():
                sections.append({"heading": block.text, "level": block.level + 1, "blocks": []})
            case Table():
                here = sections[-1]
                caption = _caption(here["blocks"]) if captions_above else f"{here['heading']}, in numbers"
                here["blocks"].append(_table(block, caption))
            case Paragraph():
                sections[-1]["blocks"] += blocks_typed(block.text)
            case Bullets():
                items = [on_one_line([item]) for item in block.items]
                sections[-1]["blocks"].append({"kind": "list", "ordered": False, "items": items})
            case Drawing():
                sections[-1]["blocks"].append(_chart(block))
    return [{"id": f"s{place}", **one} for place, one in enumerate(sections, start=1)]


def _caption(before: list[PublicBlock]) -> str:
    if before and before[-1]["kind"] == "paragraph":
        return str(before.pop()["text"]).removesuffix(".")
    return ""


def _table(block: Table, caption: str) -> PublicBlock:
    rows = [[on_one_line([cell]) for cell in row] for row in block.rows]
    return {"kind": "table", "caption": caption, "header": list(block.header), "rows": rows}


def _chart(block: Drawing) -> PublicBlock:
    bars = [
        {"of": on_one_line([bar.of]), "count": bar.count, "mark": KEPT_BACK if bar.count is None else ""}
        for bar in block.bars
    ]
    return {"kind": "chart", "caption": block.title, "text": on_one_line([block.words]), "bars": bars}
