"""Files as people hand them in: a Word file, a PDF, and a page that is only a picture."""

from __future__ import annotations

from io import BytesIO

import docx
import typst
from django.core.files.uploadedfile import SimpleUploadedFile

from handrail.common.typesetting import picture_of

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4"/></svg>'


def word_file(*paragraphs: str, header: str = "", struck_out: str = "") -> bytes:
    """Each word of a paragraph in a run of its own, as Word writes what was typed bit by bit."""
    paper = docx.Document()
    for words in paragraphs:
        into = paper.add_paragraph()
        for place, word in enumerate(words.split(" ")):
            into.add_run(f" {word}" if place else word)
    paper.sections[0].header.paragraphs[0].text = header
    if struck_out:
        gone = paper.add_paragraph().add_run(struck_out)._r.t_lst[0]
        gone.tag = gone.tag.replace("}t", "}delText")
    held = BytesIO()
    paper.save(held)
    return held.getvalue()


def pdf_file(*pages: str) -> bytes:
    return bytes(typst.compile("#pagebreak()\n".join(f"{words}\n\n" for words in pages).encode(), format="pdf"))


def scan() -> str:
    """A page that is a picture, as the lines of a PDF to be made."""
    numbers = ", ".join(str(one) for one in picture_of(SQUARE))
    return f'#image(bytes(({numbers})), format: "png")'


def handed_in(name: str, held: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, held)
