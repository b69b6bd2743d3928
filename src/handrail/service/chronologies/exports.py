"""The combined chronology as Excel and as Word: what is shown, in the order in which it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from handrail.service.audit.piecemeal import in_pieces
from handrail.service.chronologies.bare_package import without_properties
from handrail.service.chronologies.models import Line, LineQuerySet, Tie
from handrail.service.chronologies.seeing import Shown, shown
from handrail.service.chronologies.sheets import book_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_IN_WORD = 3_000
PIECE = 1_000
HEADINGS = (
    ("Line", 6), ("Date", 22), ("First day", 11), ("Last day", 11), ("How certain", 12), ("Time", 7), ("Agency", 24),
    ("Who it is about", 20), ("What happened", 60), ("What the agency did", 45),
    ("The child's voice and daily life", 40),
    ("Significance", 20), ("Key event", 20), ("Told also by", 30), ("Source or record", 24),
    ("Where in what was sent", 24),
    ("Author's comment", 40), ("Other columns of the agency", 30),
)  # fmt: skip
WIDTHS = (1.2, 3.0, 3.6, 12.4, 5.3)


def excel_of(lines: LineQuerySet) -> bytes:
    return book_of("Combined chronology", HEADINGS, (_cells(one) for one in _all(lines)))


def _all(lines: LineQuerySet) -> Iterator[Shown]:
    """In pieces, so that fifty thousand lines are never held at once."""
    piece: list[Line] = []
    number = 1
    for line in in_pieces(lines.select_related("body", "delivery"), size=PIECE):
        piece.append(line)
        if len(piece) == PIECE:
            yield from shown(piece, number)
            number, piece = number + PIECE, []
    yield from shown(piece, number)


def _cells(one: Shown) -> tuple[str, ...]:
    line = one.line
    return (
        str(one.number), line.when, f"{line.from_on}", f"{line.until_on}", line.get_sure_display(),
        f"{line.at_time:%H:%M}" if line.at_time else "", line.body.name, line.about, line.happened, line.did,
        line.voice,
        significance(line), key_event(one), told_also(one), line.source, line.where, line.comment,
        "\n".join(f"{name}: {words}" for name, words in line.other.items()),
    )  # fmt: skip


def significance(line: Line) -> str:
    return line.significance or (line.get_weight_display() if line.weight else "")


def key_event(one: Shown) -> str:
    return f"Key event{': ' + one.marked.why if one.marked.why else ''}" if one.marked else ""


def told_also(one: Shown) -> str:
    """What a person decided; a suggestion is not taken out of Handrail."""
    said = {Tie.Decided.SAME: "the same", Tie.Decided.CONTRADICTION: "told differently"}
    decided = [(tie, other) for tie, other in one.told_also if tie.decided]
    return "; ".join(f"{other.body.name}, {other.when}: {said[Tie.Decided(tie.decided)]}" for tie, other in decided)


def word_of(lines: LineQuerySet, *, title: str, reference: str, told: Iterable[str]) -> bytes:
    paper = Document()
    _lay_out(paper)
    paper.add_paragraph(f"Combined chronology: {title}", style="Title")
    paper.add_paragraph(reference, style="Subtitle")
    for sentence in told:
        paper.add_paragraph(sentence)
    table = paper.add_table(rows=1, cols=len(WIDTHS), style="Table Grid")
    table.autofit = False
    _fill(table.rows[0], ("Line", "When", "Agency and source", "What happened", "Significance"), bold=True)
    _mark(table.rows[0], "w:tblHeader")
    comments: list[tuple[int, Line]] = []
    for one in _all(lines):
        _fill(table.add_row(), _row(one))
        if one.line.comment:
            comments.append((one.number, one.line))
    if comments:
        paper.add_heading("Authors’ comments, apart from the facts", level=1)
        for number, line in comments:
            paper.add_paragraph(f"Line {number}, {line.body.name}: {line.comment}")
    held = BytesIO()
    paper.save(held)
    return without_properties(held.getvalue())


def _row(one: Shown) -> tuple[str, ...]:
    line = one.line
    events = [line.happened]
    events += [f"What the agency did: {line.did}"] if line.did else []
    events += [f"The child: {line.voice}"] if line.voice else []
    events += [f"{name}: {words}" for name, words in line.other.items()]
    weight = [part for part in (key_event(one), significance(line), told_also(one)) if part]
    who = f"{line.when}\n{line.about}" if line.about else line.when
    source = "\n".join(part for part in (line.body.name, line.source, line.where) if part)
    return str(one.number), who, source, "\n".join(events), "\n".join(weight)


def _lay_out(paper: Any) -> None:
    page = paper.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Cm(29.7), Cm(21)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)
    paper.styles["Normal"].font.name, paper.styles["Normal"].font.size = "Arial", Pt(9)
    for language in paper.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")


def _fill(row: Any, cells: Iterable[str], *, bold: bool = False) -> None:
    for cell, words, width in zip(row.cells, cells, WIDTHS, strict=True):
        cell.width = Cm(width)
        cell.paragraphs[0].add_run(words).bold = bold


def _mark(row: Any, how: str) -> None:
    """As the header, for screen readers and for tables that run over a page."""
    mark = OxmlElement(how)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
