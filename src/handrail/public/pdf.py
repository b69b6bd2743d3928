"""Sets a published document as tagged PDF (PDF/UA). The same document makes the same bytes on any day."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path
from typing import Any

from handrail.common import typesetting
from handrail.common.drawing import in_words
from handrail.public.bundle import Block, Document
from handrail.public.kinds import kind_of

LAYOUT = (Path(__file__).parent / "document.typ").read_bytes()
NOT_ALL_SHOWN = f"{typesetting.NOT_ALL_SHOWN} The page on the site shows them."


def recipe() -> str:
    """Changes when the same document would be set in another way, so that what was set before is set anew."""
    made_of = (LAYOUT, Path(__file__).read_bytes(), version("typst").encode())
    return hashlib.sha256(b"".join(made_of)).hexdigest()


def pdf_of(document: Document, address: str) -> bytes:
    """`address` is where the document stands, with the site's name."""
    whole = _described(document, address)
    return typesetting.tagged_pdf(LAYOUT, whole, with_gaps={**whole, "last": [*whole["last"], NOT_ALL_SHOWN]})


def _described(document: Document, address: str) -> dict[str, Any]:
    day = document.revised_on or document.published_on
    language, _, region = document.language.partition("-")
    return {
        "title": document.title,
        "publisher": document.publisher.name,
        "kind": kind_of(document.kind).name,
        "day": [day.year, day.month, day.day],
        "lang": language,
        "region": region or None,
        "particulars": list(_particulars(document)),
        "summary": document.summary,
        "notes": [note for note in (document.why_not_the_report,) if note],
        "sections": [
            {"heading": one.heading, "level": one.level, "blocks": [_block(block) for block in one.blocks]}
            for one in document.sections
        ],
        "recommendations": [
            {"number": one.number, "addressed_to": ", ".join(one.addressed_to), "text": one.text}
            for one in document.recommendations
        ],
        "last": [f"Published at {address}. The page there says whether this is the newest version."],
    }


def _block(block: Block) -> dict[str, Any]:
    return {
        "kind": block.kind, "text": block.text, "ordered": block.ordered, "items": list(block.items),
        "caption": block.caption, "header": list(block.header), "rows": [list(row) for row in block.rows],
        "widths": list(block.widths) if block.rows else [], "svg": block.svg if block.bars else "",
    }  # fmt: skip


def _particulars(document: Document) -> list[str]:
    told = [f"{document.publisher.name}. Published on {in_words(document.published_on)}."]
    if document.revised_on:
        told.append(f"Version {document.version}, of {in_words(document.revised_on)}. {document.revised_why}".strip())
    return told
