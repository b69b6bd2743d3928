"""Sets a described paper as PDF with its structure tagged (PDF/UA), so that a screen reader finds its headings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal

import typst

NOT_ALL_SHOWN = "Some characters in this paper cannot be shown in the fonts at hand."


def tagged_pdf(layout: bytes, whole: Mapping[str, Any], *, with_gaps: Mapping[str, Any]) -> bytes:
    """PDF/UA of `whole`, which the layout reads as JSON; where a character has no font, which that standard refuses,
    a tagged PDF of `with_gaps`, which is the same and says so."""
    try:
        return _compile(layout, whole, ["ua-1"])
    except typst.TypstError as refused:
        if "could not be displayed" not in str(refused):
            raise
        return _compile(layout, with_gaps, [])


PICTURE = b"""#set page(width: 17cm, height: auto, margin: 0cm)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)"""


def picture_of(svg: str) -> bytes:
    """A drawing as PNG, for papers that hold no SVG."""
    return bytes(typst.compile(PICTURE, format="png", ppi=200.0, sys_inputs={"svg": svg}))


def _compile(layout: bytes, whole: Mapping[str, Any], standards: list[Literal["ua-1"]]) -> bytes:
    inputs = {"whole": json.dumps(whole)}
    return bytes(typst.compile(layout, format="pdf", sys_inputs=inputs, pdf_standards=[*standards]))
