"""Writes a Word document from its parts: real headings, header rows that repeat, British English as its language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

PAGE_WIDTH = 17.0  # cm between the margins of A4
INK = RGBColor(0x0B, 0x0C, 0x0C)
FONT = "Arial"
SHORT = 1500  # characters; a row of such cells is kept on one page
SIZES = {"Normal": 11, "Title": 24, "Subtitle": 14, "Heading 1": 16, "Heading 2": 13, "List Bullet": 11,
         "List Number": 11, "Footer": 9}  # fmt: skip


def begin(*, title: str, subject: str, footer: str, made_at: datetime, language: str = "en-GB") -> Any:
    """An empty paper. What it says of itself names no person, and nothing of the template it grew from."""
    paper = Document()
    told = paper.core_properties
    told.author = told.last_modified_by = "Handrail"
    told.title, told.subject = title, subject
    told.comments = told.keywords = told.category = ""
    told.language, told.revision = language, 1
    told.created = told.modified = made_at.replace(tzinfo=None, microsecond=0)
    for one in paper.styles.element.iter(qn("w:lang")):
        one.set(qn("w:val"), language)
    _lay_out(paper, footer)
    return paper


def ended(paper: Any) -> bytes:
    held = BytesIO()
    paper.save(held)
    return held.getvalue()


def without_the_hour(paper: bytes) -> bytes:
    """The same document, whenever it was written: its parts carry no hour of their own."""
    held = BytesIO()
    with ZipFile(BytesIO(paper)) as old, ZipFile(held, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name), old.read(name), ZIP_DEFLATED)
    return held.getvalue()


def _lay_out(paper: Any, words: str) -> None:
    page = paper.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)
    for name, size in SIZES.items():
        _set_font(paper.styles[name], size)
    footer = page.footer.paragraphs[0]
    footer.add_run(f"{words}, page ")
    _add_page_number(footer)


def _set_font(style: Any, size: int) -> None:
    """The template's headings take their font and colour from a theme, which would win over ours."""
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), INK
    fonts = style.element.rPr.rFonts
    for name in [name for name in fonts.keys() if name.endswith("Theme")]:  # noqa: SIM118 an XML element, not a dict
        del fonts.attrib[name]
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)


def _add_page_number(footer: Any) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    footer._p.append(field)


def add_table(paper: Any, header: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
    """`widths` are the columns' shares of the page."""
    drawn = paper.add_table(rows=1, cols=len(header), style="Table Grid")
    drawn.autofit = False
    for cell, words in zip(drawn.rows[0].cells, header, strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    _mark(drawn.rows[0], "w:tblHeader")
    for row in rows:
        added = drawn.add_row()
        for cell, words in zip(added.cells, row, strict=True):
            cell.text = words
        if max(map(len, row)) <= SHORT:
            _mark(added, "w:cantSplit")
    for column, share in zip(drawn.columns, widths, strict=True):
        width = Cm(PAGE_WIDTH * share / sum(widths))
        column.width = width
        for cell in column.cells:
            cell.width = width
    paper.add_paragraph()


def add_picture(paper: Any, png: bytes, words: str) -> None:
    """As wide as the page, and saying in words what it shows."""
    shape = paper.add_picture(BytesIO(png), width=Cm(PAGE_WIDTH))
    shape._inline.docPr.set("descr", words)


def _mark(row: Any, how: str) -> None:
    """As the header, for screen readers and for tables that run over a page; or as kept on one page."""
    mark = OxmlElement(how)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
