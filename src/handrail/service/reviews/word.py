"""Writes a paper as Word, with real headings, header rows that repeat, and British English as its language."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from handrail.common.typesetting import picture_of
from handrail.common.word import add_picture, add_table, begin, ended
from handrail.service.reviews.blocks import Block, Bullets, Drawing, Heading, Paragraph, Table, Whole


def word_of(whole: Whole) -> bytes:
    paper = begin(
        title=f"{whole.title}, {whole.reference}", subject=whole.whose, made_at=timezone.now(),
        footer=f"{whole.reference}, {whole.title.lower()}",
    )  # fmt: skip
    paper.add_paragraph(whole.title, style="Title")
    paper.add_paragraph(whole.whose, style="Subtitle")
    for block in whole.blocks:
        _add(paper, block)
    paper.add_paragraph(whole.made)
    return ended(paper)


def _add(paper: Any, block: Block) -> None:
    match block:
        case Heading():
            paper.add_heading(block.text, level=block.level)
        case Paragraph():
            paper.add_paragraph(block.text)
        case Bullets():
            for item in block.items:
                paper.add_paragraph(item, style="List Bullet")
        case Table():
            add_table(paper, block.header, block.rows, block.widths)
        case Drawing():
            add_picture(paper, picture_of(block.svg), block.words)
