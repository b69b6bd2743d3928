"""Makes the public document of a version: what it is made from is named here, and nothing else gets into it.

The format is written down in docs/reference/public-bundle.md.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Any

from handrail.service.publication.models import Publication
from handrail.service.publication.written import Section, Text, blocks_of, on_one_line

SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Public:
    """All that a published document is made from."""

    kind: str
    address: str
    text: Text
    publisher: str
    review: str
    """Of what kind, in words; empty for what is published beside it."""
    published_on: date
    number: int = 1
    revised_on: date | None = None
    available_until: date | None = None


REVIEWS = {True: "local child safeguarding practice review", False: "serious case review"}
"""What the public calls a review, by whether it is a local one."""


def document_of(public: Public) -> str:
    """The document's bytes, as text."""
    told: dict[str, Any] = {
        "schema_version": SCHEMA,
        "kind": public.kind,
        "address": public.address,
        "title": on_one_line([public.text.title]),
        "summary": on_one_line([public.text.summary]),
        "publisher": {"name": public.publisher},
        "published_on": public.published_on.isoformat(),
        "version": public.number,
        "revised_on": public.revised_on.isoformat() if public.revised_on else None,
        "revised_why": on_one_line([public.text.revised_why]),
        "available_until": public.available_until.isoformat() if public.available_until else None,
        "language": "en-GB",
        "sections": _sections(public.text),
        "recommendations": _recommendations(public.text),
    }
    if public.review:
        told["review"] = {"kind": public.review}
    if public.text.themes:
        told["themes"] = [on_one_line([one]) for one in public.text.themes]
    if public.kind == Publication.What.IMPROVEMENTS:
        told["why_not_the_report"] = on_one_line([public.text.why_not_the_report])
    return as_json(told)


def as_json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def hash_of(document: str) -> str:
    return hashlib.sha256(document.encode()).hexdigest()


def _sections(text: Text) -> list[dict[str, Any]]:
    return [
        {
            "id": f"s{place}", "heading": on_one_line([one.heading]), "level": one.level if place > 1 else 2,
            "blocks": blocks_of(one.body),
        }
        for place, one in enumerate(with_text(text.sections), start=1)
    ]  # fmt: skip


def with_text(sections: tuple[Section, ...]) -> list[Section]:
    """Sections in which something is written, in themselves or in a part of theirs. A bare heading is not published."""
    kept: list[Section] = []
    for place, one in enumerate(sections):
        parts = takewhile(lambda after: after.level > 2, sections[place + 1 :]) if one.level == 2 else ()
        if one.body.strip() or any(part.body.strip() for part in parts):
            kept.append(one)
    return kept


def _recommendations(text: Text) -> list[dict[str, Any]]:
    return [
        {"number": str(place), "addressed_to": list(one.addressed_to), "text": on_one_line([one.text])}
        for place, one in enumerate(text.recommendations, start=1)
    ]
