"""The words that can be read from a Word, PDF or text file. What a picture or a scanned page shows is not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from io import BytesIO
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject

from handrail.service.documents.kinds import NotTaken, kind_of
from handrail.service.documents.packed import NotUnpacked, opened

MOST_PAGES = 600
LARGEST_PART = 20 * 1024 * 1024
"""Bytes of one part of a Word file: a thousand pages of text have less."""
OF_WORD = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
W_P = qn("w:p")
AS_READ = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
WORDS = {qn("w:t"), qn("w:delText")}
"""Also what is struck out by a tracked change: whoever opens the file can read it."""
FAULTS = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, IndexError)
"""What reading a damaged PDF raises."""


class Fault(Enum):
    LOCKED = "it is locked with a password"
    LONG = "it has too many pages"
    DAMAGED = "it is damaged"


class NoPages(ValueError):
    """A PDF whose pages are not read, and for which of the reasons."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Read:
    """`whole` is whether all of the file that has words was read."""

    words: str = ""
    whole: bool = False


def words_in(held: bytes) -> Read:
    try:
        kind = kind_of(held).endings[0]
    except NotTaken:
        return Read()
    if kind == ".pdf":
        return _of_pdf(held)
    if kind == ".docx":
        return _of_word(held)
    if kind == ".txt":
        return Read(_decoded(held), whole=bool(held.strip()))
    return Read()


def pages_of_pdf(held: bytes) -> Iterator[tuple[str, bool]]:
    """The words of each page, and whether it shows a picture. Raises NoPages."""
    try:
        reader = PdfReader(BytesIO(held))
        if reader.is_encrypted and not reader.decrypt(""):
            raise NoPages(Fault.LOCKED)
        if len(reader.pages) > MOST_PAGES:
            raise NoPages(Fault.LONG)
        for page in reader.pages:
            yield page.extract_text().replace("\0", ""), _has_picture(page)
    except FAULTS as fault:
        if isinstance(fault, NoPages):
            raise
        raise NoPages(Fault.DAMAGED) from fault


def _has_picture(page: PageObject) -> bool:
    resources = page.get("/Resources", DictionaryObject()).get_object()
    drawn = resources.get("/XObject", DictionaryObject()).get_object()
    return any(one.get_object().get("/Subtype") != "/Form" for one in drawn.values())


def _of_pdf(held: bytes) -> Read:
    """A page that is a picture, and holds no words, may be a scan."""
    pages: list[str] = []
    whole = True
    try:
        for words, has_picture in pages_of_pdf(held):
            pages.append(words)
            whole = whole and (bool(words.strip()) or not has_picture)
    except NoPages:
        whole = False
    return Read("\n".join(pages), whole=whole and any(words.strip() for words in pages))


def _of_word(held: bytes) -> Read:
    try:
        with opened(held) as packed:
            parts = [part for part in packed.infolist() if OF_WORD.fullmatch(part.filename)]
            if any(part.file_size > LARGEST_PART for part in parts):
                return Read()
            words = "\n".join(_paragraphs(parse_xml(packed.read(part))) for part in parts)
    except (NotUnpacked, SyntaxError, ValueError):  # SyntaxError: what is there is no XML
        return Read()
    return Read(words, whole=bool(words.strip()))


def _paragraphs(part: Any) -> str:
    return "\n".join(
        "".join((one.text or "") if one.tag in WORDS else AS_READ[one.tag] for one in paragraph.iter(*WORDS, *AS_READ))
        for paragraph in part.iter(W_P)
    )


def _decoded(held: bytes) -> str:
    try:
        return held.decode("utf-8-sig")
    except UnicodeDecodeError:
        return held.decode("cp1252", errors="replace")
