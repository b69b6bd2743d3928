"""Writes a published document as Word. The same document makes the same bytes on any day."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from handrail.common.drawing import in_words
from handrail.common.typesetting import picture_of
from handrail.common.word import add_picture, add_table, begin, ended, without_the_hour
from handrail.public.bundle import Block, Document
from handrail.public.kinds import kind_of


def word_of(document: Document, address: str) -> bytes:
    """`address` is where the document stands, with the site's name."""
    day = document.revised_on or document.published_on
    paper = begin(
        title=document.title, subject=document.publisher.name, footer=document.title,
        made_at=datetime.combine(day, time()), language=document.language,
    )  # fmt: skip
    paper.add_paragraph(document.title, style="Title")
    paper.add_paragraph(f"{kind_of(document.kind).name}, {document.publisher.name}", style="Subtitle")
    paper.add_paragraph(f"Published on {in_words(document.published_on)}.")
    if document.revised_on:
        paper.add_paragraph(
            f"Version {document.version}, of {in_words(document.revised_on)}. {document.revised_why}".strip()
        )
    for words in (document.summary, document.why_not_the_report):
        if words:
            paper.add_paragraph(words)
    for section in document.sections:
        if section.heading:
            paper.add_heading(section.heading, level=section.level - 1)
        for block in section.blocks:
            _add(paper, block)
    for one in document.recommendations:
        paper.add_heading(f"Recommendation {one.number}", level=2)
        paper.add_paragraph(one.text)
    paper.add_paragraph(f"Published at {address}. The page there says whether this is the newest version.")
    return without_the_hour(ended(paper))


def _add(paper: Any, block: Block) -> None:
    if block.rows:
        paper.add_paragraph(block.caption)
        add_table(paper, block.header, block.rows, block.widths)
    elif block.bars:
        add_picture(paper, picture_of(block.svg), block.text)
    elif block.items:
        for item in block.items:
            paper.add_paragraph(item, style="List Number" if block.ordered else "List Bullet")
    elif block.text:
        paper.add_paragraph(block.text)
