"""Writes a paper as PDF with its structure tagged (PDF/UA), so that a screen reader finds its headings and tables."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from handrail.common import typesetting
from handrail.service.reviews.blocks import Whole

LAYOUT = (Path(__file__).parent / "paper.typ").read_bytes()
NOT_ALL_SHOWN = f"{typesetting.NOT_ALL_SHOWN} The Word document of the same name holds them."


def pdf_of(whole: Whole) -> bytes:
    """PDF/UA; where a character has no font, which that standard refuses, a tagged PDF that says so at its end."""
    gaps = replace(whole, made=f"{whole.made} {NOT_ALL_SHOWN}")
    return typesetting.tagged_pdf(LAYOUT, _described(whole), with_gaps=_described(gaps))


def _described(whole: Whole) -> dict[str, Any]:
    described = asdict(whole)
    for block, told in zip(whole.blocks, described["blocks"], strict=True):
        told["kind"] = block.kind
    return described
