"""Suggestions are for a person to decide, and what was decided stays. Exports hold what was shown."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook

from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.chronologies import exports, seeing
from handrail.service.chronologies.actions import weighing, writing
from handrail.service.chronologies.models import Chronology, Line, Tie
from handrail.service.chronologies.sheets import empty_template, rows_to_mend
from tests.rooms.cast import Cast
from tests.rooms.chronologies.books import read
from tests.rooms.chronologies.telling import AGREED, about_month, ask_one, begun, give, said, tell

POLICE = "Officers attended the home after a neighbour reported shouting. Two children seen."
SCHOOL = "Police report: neighbour reported shouting at home, officers attended. Three children seen."


@pytest.fixture
def chronology(cast: Cast) -> Chronology:
    held = begun(cast)
    school, police = ask_one(cast, held, cast.school), ask_one(cast, held, cast.trust)
    tell(school, cast["school lead"], said(SCHOOL, date(2019, 3, 13)), said("=1+1", comment="@mine", about="Mother"))
    tell(police, cast["hospital lead"], said(POLICE), about_month("Seen in clinic"))
    name_actor(cast["coordinator"])
    return held


def test_two_tellings_are_found_by_the_job_with_what_they_say_differently(chronology: Chronology) -> None:
    assert weighing.compare_changed() == 1
    tie = Tie.objects.get()
    assert {tie.first.happened, tie.second.happened} == {POLICE, SCHOOL}
    assert "The number of children: 2 and 3" in tie.differ
    assert not tie.decided
    assert weighing.compare_changed() == 0


def test_what_a_person_decided_is_never_suggested_again(cast: Cast, chronology: Chronology) -> None:
    weighing.compare_changed()
    name_actor(cast["coordinator"])
    weighing.decide(Tie.objects.get(), "contradiction", note="Ask the school", by=cast["coordinator"])
    weighing.compare(chronology)
    tie = Tie.objects.get()
    assert (tie.decided, tie.decided_by, tie.note) == ("contradiction", cast["coordinator"], "Ask the school")


def test_a_suggestion_goes_with_the_line_it_was_about(cast: Cast, chronology: Chronology) -> None:
    weighing.compare_changed()
    line = Line.objects.get(happened=SCHOOL)
    name_actor(cast["school lead"])
    writing.change_line(line, said("Sports day", date(2019, 3, 13)), why="Wrong child", by=cast["school lead"])
    assert weighing.compare_changed() == 1
    assert not Tie.objects.exists()


def test_what_was_said_of_a_line_is_said_of_the_one_that_stands_in_its_place(
    cast: Cast, chronology: Chronology
) -> None:
    weighing.compare_changed()
    name_actor(cast["coordinator"])
    weighing.decide(Tie.objects.get(), "contradiction", note="Two or three?", by=cast["coordinator"])
    line = Line.objects.get(happened=SCHOOL)
    weighing.mark(line, why="First sign", by=cast["coordinator"])
    name_actor(cast["school lead"])
    again = SCHOOL.replace("shouting", "shouts")
    new = writing.change_line(line, said(again, date(2019, 3, 13)), why="Spelling", by=cast["school lead"])
    assert weighing.compare_changed() == 1
    name_actor(cast["coordinator"])
    (one,) = seeing.shown([new])
    assert one.marked is not None
    assert (one.marked.why, one.marked.marked_by) == ("First sign", cast["coordinator"])
    ((tie, other),) = one.told_also
    assert (tie.decided, tie.note, other.happened) == ("contradiction", "Two or three?", POLICE)
    assert tie.before_a_correction
    weighing.decide(tie, "same", note="Two.", by=cast["coordinator"])
    weighing.compare(chronology)
    ((tie, _),) = seeing.shown([new])[0].told_also
    assert (tie.decided, tie.before_a_correction) == ("same", False)


def test_a_file_that_takes_the_place_of_all_leaves_what_was_said_of_lines_that_are_in_it_again(
    cast: Cast, chronology: Chronology
) -> None:
    weighing.mark(Line.objects.get(happened="=1+1"), why="Why?", by=cast["coordinator"])
    weighing.mark(Line.objects.get(happened=SCHOOL), why="First sign", by=cast["coordinator"])
    asked = Line.objects.get(happened=SCHOOL).request
    content = f'Date from,What happened,Who it is about,Source\n13/03/2019,"{SCHOOL}",Wilf,File\n'.encode()
    give(asked, content, cast["school lead"], how="replace")
    writing.send(asked, replace(AGREED, why="The whole again"), by=cast["school lead"])
    assert weighing.compare_changed() == 1
    name_actor(cast["coordinator"])
    marked = seeing.lines_of(chronology, seeing.Filter(weight="marked")).lines
    assert [line.happened for line in marked] == [SCHOOL]


def test_two_lines_are_held_against_each_other_by_hand(cast: Cast, chronology: Chronology) -> None:
    first, second = Line.objects.get(happened="Seen in clinic"), Line.objects.get(happened="=1+1")
    tie = weighing.tie(second, first, by=cast["coordinator"])
    assert (tie.first, tie.second) == (first, second)
    assert weighing.tie(first, second, by=cast["coordinator"]) == tie
    weighing.compare(chronology)
    assert Tie.objects.filter(pk=tie.pk).exists()
    with pytest.raises(NotDone, match="two lines of one chronology"):
        weighing.tie(first, first, by=cast["coordinator"])


def test_a_key_event_is_marked_once_and_the_mark_comes_off(cast: Cast, chronology: Chronology) -> None:
    line = Line.objects.get(happened=POLICE)
    weighing.mark(line, why="First sign", by=cast["coordinator"])
    with pytest.raises(NotDone, match="already"):
        weighing.mark(line, why="", by=cast["coordinator"])
    marked = seeing.lines_of(chronology, seeing.Filter(weight="marked")).lines
    assert list(marked) == [line]
    weighing.unmark(line, by=cast["coordinator"])
    assert not marked.all()


def test_lines_are_filtered_by_agency_person_period_and_words(cast: Cast, chronology: Chronology) -> None:
    def found(**asked: str) -> set[str]:
        return {line.happened for line in seeing.lines_of(chronology, seeing.filter_of(asked)).lines}

    assert found(agency=str(cast.trust.pk)) == {POLICE, "Seen in clinic"}
    assert found(agency="no such agency") == {POLICE, SCHOOL, "=1+1", "Seen in clinic"}
    assert found(person="mother") == {"=1+1"}
    assert found(first="13 March 2019") == {SCHOOL, "Seen in clinic"}
    assert found(last="12/03/2019") == {POLICE, "=1+1", "Seen in clinic"}
    assert found(words="neighbour three") == {SCHOOL}
    assert seeing.lines_of(chronology, seeing.filter_of({"first": "soon"})).faults


def test_gaps_are_of_each_agency_each_person_and_all(chronology: Chronology) -> None:
    by_agency = {one.whose: one for one in seeing.silences(chronology, "agency", 28)}
    assert len(by_agency) == 2
    for one in by_agency.values():
        assert one.gaps[0].from_on == date(2019, 1, 1)
        assert one.gaps[-1].until_on == date(2019, 12, 31)
    assert {one.whose for one in seeing.silences(chronology, "person", 28)} == {"wilf", "mother"}
    (together,) = seeing.silences(chronology, "all", 28)
    assert together.count == 4


def test_excel_is_one_sheet_of_words_with_nothing_hidden_in_it(chronology: Chronology) -> None:
    held = exports.excel_of(seeing.lines_of(chronology, seeing.Filter()).lines)
    book = load_workbook(BytesIO(held))
    (sheet,) = book.worksheets
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert "=1+1" in {cell.value for cell in cells}
    assert "@mine" in {cell.value for cell in cells}
    assert sheet.sheet_state == "visible"
    assert not any(row.hidden for row in sheet.row_dimensions.values())
    assert not any(column.hidden for column in sheet.column_dimensions.values())
    assert sheet.max_row == 5
    with zipfile.ZipFile(BytesIO(held)) as packed:
        names = packed.namelist()
        assert not [name for name in names if name.startswith(("docProps", "customXml")) or "comments" in name]
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")
        assert not book.defined_names


def test_the_same_lines_make_the_same_bytes(chronology: Chronology) -> None:
    lines = seeing.lines_of(chronology, seeing.Filter()).lines
    assert exports.excel_of(lines) == exports.excel_of(lines)


def test_word_holds_every_line_with_its_source_and_comments_apart(chronology: Chronology) -> None:
    held = exports.word_of(
        seeing.lines_of(chronology, seeing.Filter()).lines,
        title="The first year",
        reference="WV-1",
        told=["All lines."],
    )
    paper = Document(BytesIO(held))
    (table,) = paper.tables
    assert len(table.rows) == 5
    words = "\n".join(cell.text for row in table.rows for cell in row.cells)
    assert "some time in March 2019" in words
    assert "typed in Handrail" in words
    assert "@mine" not in words
    assert any("@mine" in paragraph.text for paragraph in paper.paragraphs)
    with zipfile.ZipFile(BytesIO(held)) as packed:
        assert not [name for name in packed.namelist() if name.startswith(("docProps", "customXml"))]


def test_our_empty_spreadsheet_is_one_that_we_read() -> None:
    book = load_workbook(BytesIO(empty_template()))
    (sheet,) = book.worksheets
    sheet.append(["12 March 2019", "14:30", "", "exact", "Wilf", "File", "Visit", "", "", "Key", ""])
    held = BytesIO()
    book.save(held)
    told, refused, notes = read(held.getvalue())
    assert (len(told), refused, notes) == (1, [], [])
    assert told[0].significance == "Key"


def test_rows_to_mend_come_back_under_our_headings_and_can_be_given_again() -> None:
    held = rows_to_mend([(7, {"from": "never", "happened": "=1+1", "Team": "Blue"}, ["“Date from” is empty."])])
    _, refused, _ = read(held)
    assert refused[0].cells["happened"] == "=1+1"
    assert refused[0].cells["Team"] == "Blue"
    assert refused[0].cells["What to mend"] == "“Date from” is empty."
