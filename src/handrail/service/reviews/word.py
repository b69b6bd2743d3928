"""Writes a paper as Word, with real headings, header rows that repeat, and British English as its language."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.utils import timezone
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from handrail.common.typesetting import picture_of
from handrail.service.reviews.blocks import Block, Bullets, Drawing, Heading, Paragraph, Table, Whole

PAGE_WIDTH = 17.0  # cm between the margins of A4
INK = RGBColor(0x0B, 0x0C, 0x0C)
FONT = "Arial"
SHORT = 1500  # characters; a row of such cells is kept on one page
SIZES = {"Normal": 11, "Title": 24, "Subtitle": 14, "Heading 1": 16, "Heading 2": 13, "List Bullet": 11, "Footer": 9}


def word_of(whole: Whole) -> bytes:
    paper = Document()
    _describe(paper, whole)
    _lay_out(paper, whole)
    paper.add_paragraph(whole.title, style="Title")
    paper.add_paragraph(whole.whose, style="Subtitle")
    for block in whole.blocks:
        _add(paper, block)
    paper.add_paragraph(whole.made)
    held = BytesIO()
    paper.save(held)
    return held.getvalue()


def _describe(paper: Any, whole: Whole) -> None:
    """What the file says of itself: no person's name, and nothing of the template it grew from."""
    told = paper.core_properties
    told.author = told.last_modified_by = "Handrail"
    told.title, told.subject = f"{whole.title}, {whole.reference}", whole.whose
    told.comments = told.keywords = told.category = ""
    told.language, told.revision = "en-GB", 1
    told.created = told.modified = timezone.now().replace(tzinfo=None, microsecond=0)
    for language in paper.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")


def _lay_out(paper: Any, whole: Whole) -> None:
    page = paper.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)
    for name, size in SIZES.items():
        _set_font(paper.styles[name], size)
    footer = page.footer.paragraphs[0]
    footer.add_run(f"{whole.reference}, {whole.title.lower()}, page ")
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
            _add_table(paper, block)
        case Drawing():
            _add_drawing(paper, block)


def _add_drawing(paper: Any, block: Drawing) -> None:
    """As a picture that says in words what it shows."""
    shape = paper.add_picture(BytesIO(picture_of(block.svg)), width=Cm(PAGE_WIDTH))
    shape._inline.docPr.set("descr", block.words)


def _add_table(paper: Any, block: Table) -> None:
    drawn = paper.add_table(rows=1, cols=len(block.header), style="Table Grid")
    drawn.autofit = False
    for cell, words in zip(drawn.rows[0].cells, block.header, strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    _mark(drawn.rows[0], "w:tblHeader")
    for row in block.rows:
        added = drawn.add_row()
        for cell, words in zip(added.cells, row, strict=True):
            cell.text = words
        if max(map(len, row)) <= SHORT:
            _mark(added, "w:cantSplit")
    for column, share in zip(drawn.columns, block.widths, strict=True):
        width = Cm(PAGE_WIDTH * share / sum(block.widths))
        column.width = width
        for cell in column.cells:
            cell.width = width
    paper.add_paragraph()


def _mark(row: Any, how: str) -> None:
    """As the header, for screen readers and for tables that run over a page; or as kept on one page."""
    mark = OxmlElement(how)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
