"""Writes a paper as PDF with its structure tagged (PDF/UA), so that a screen reader finds its headings and tables."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Literal

import typst

from handrail.service.reviews.blocks import Whole

LAYOUT = (Path(__file__).parent / "paper.typ").read_bytes()
NOT_ALL_SHOWN = (
    "Some characters in this paper cannot be shown in the fonts at hand. The Word document of the same name holds them."
)


def pdf_of(whole: Whole) -> bytes:
    """PDF/UA; where a character has no font, which that standard refuses, a tagged PDF that says so at its end."""
    try:
        return _compile(whole, ["ua-1"])
    except typst.TypstError as refused:
        if "could not be displayed" not in str(refused):
            raise
        return _compile(replace(whole, made=f"{whole.made} {NOT_ALL_SHOWN}"), [])


def _compile(whole: Whole, standards: list[Literal["ua-1"]]) -> bytes:
    described = asdict(whole)
    for block, told in zip(whole.blocks, described["blocks"], strict=True):
        told["kind"] = block.kind
    inputs = {"whole": json.dumps(described)}
    return bytes(typst.compile(LAYOUT, format="pdf", sys_inputs=inputs, pdf_standards=[*standards]))
