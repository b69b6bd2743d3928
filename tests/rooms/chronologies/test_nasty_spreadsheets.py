"""Spreadsheets as they really come. Each row is read or listed with how to mend it: none is lost, none is guessed."""

from __future__ import annotations

import csv
import re
import zipfile
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from handrail.service.chronologies.reading.values import NotRead, Sure
from tests.rooms.chronologies.books import HEADINGS, book, changed, read, with_part

VISIT = ("12 March 2019", "Home visit", "Weighed")
HALF_PAST_TWO = datetime(2019, 3, 12, 14, 30)  # noqa: DTZ001 a cell of a spreadsheet has no zone
SHEET = "xl/worksheets/sheet1.xml"


def test_merged_cells_are_named_with_their_row_and_nothing_of_them_is_taken() -> None:
    def merge(_: Workbook, sheet: Worksheet) -> None:
        sheet.merge_cells("A3:A4")

    told, refused, _ = read(book([VISIT, ("13 March 2019", "Call", ""), (None, "Another call", "")], change=merge))
    assert [line.happened for line in told] == ["Home visit"]
    assert [row.row for row in refused] == [3, 4]
    assert all("Cells A3:A4 are merged. Unmerge them" in row.why[0] for row in refused)
    assert refused[1].cells["happened"] == "Another call"


def test_a_title_merged_above_the_headings_does_no_harm() -> None:
    def title(_: Workbook, sheet: Worksheet) -> None:
        sheet.insert_rows(1)
        sheet["A1"] = "Chronology of our agency"
        sheet.merge_cells("A1:C1")

    told, refused, _ = read(book([VISIT], change=title))
    assert len(told) == 1
    assert told[0].row == 3
    assert not refused


def test_days_counted_from_1904_are_read_as_they_were_meant() -> None:
    def from_1904(made: Workbook, _: Worksheet) -> None:
        made.epoch = CALENDAR_MAC_1904

    told, _, notes = read(book([(HALF_PAST_TWO, "Visit", "")], change=from_1904))
    assert (told[0].when.from_on, told[0].when.at) == (date(2019, 3, 12), time(14, 30))
    assert any("counts its days from 1904" in note for note in notes)


def test_years_of_two_figures_are_read_and_said() -> None:
    told, _, notes = read(book([("12/03/19", "Visit", ""), ("1/2/98", "Mother in care", "")]))
    assert [line.when.from_on.year for line in told] == [2019, 1998]
    assert any("2 lines. Check some of them." in note for note in notes)


def test_no_formula_is_ever_worked_out() -> None:
    with_formula = book([("=TODAY()-1000", "Visit", ""), ("12 March 2019", '=CONCATENATE("a","b")', "")])
    told, refused, _ = read(with_formula)
    assert not told
    assert ["holds a formula and no result" in row.why[0] for row in refused] == [True, True]


def showing_two(held: bytes) -> bytes:
    return re.sub(rb"<v\s*/>|<v></v>", b"<v>2</v>", held)


def test_what_a_formula_last_showed_is_taken_and_named() -> None:
    made = changed(book([("12 March 2019", "=1+1", "")]), SHEET, showing_two)
    told, _, notes = read(made)
    assert told[0].happened == "2"
    assert any("Formulae were not worked out" in note and "B2" in note for note in notes)


def test_a_formula_that_fetches_from_elsewhere_is_refused() -> None:
    _, refused, _ = read(book([("12 March 2019", "=[1]Sheet1!A1", ""), ("12 March 2019", "=cmd|'/c calc'!A1", "")]))
    assert all("fetches from elsewhere" in row.why[0] for row in refused)
    assert len(refused) == 2


def test_a_cell_that_shows_a_fault_is_named() -> None:
    def fault(_: Workbook, sheet: Worksheet) -> None:
        sheet["A2"].value, sheet["A2"].data_type = "#REF!", "e"

    _, refused, _ = read(book([VISIT], change=fault))
    assert refused[0].why == ("Cell A2 shows the fault #REF!. Write what should stand there.",)


def test_hidden_sheets_rows_and_columns_are_not_read_and_are_named() -> None:
    def hide(made: Workbook, sheet: Worksheet) -> None:
        made.create_sheet("Old notes").append(["Date from", "What happened"])
        made["Old notes"].sheet_state = "veryHidden"
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True

    told, refused, notes = read(book([VISIT, ("13 March 2019", "A secret", "")], change=hide))
    assert told[0].did == ""
    assert refused[0].why == ("Row 3 is hidden. Unhide it if it is meant to be sent, or delete it.",)
    assert any("“Old notes” is hidden and was not read" in note for note in notes)
    assert any("Hidden columns" in note and ": C." in note for note in notes)


def test_macros_are_refused_with_a_sentence_whatever_the_file_is_called() -> None:
    with pytest.raises(NotRead, match=r"holds macros. Save it as \.xlsx"):
        read(with_part(book([VISIT]), "xl/vbaProject.bin", b"\x00"))


def test_a_file_that_unpacks_beyond_measure_is_never_unpacked() -> None:
    bomb = with_part(book([VISIT]), "xl/media/image1.png", b"\x00" * (201 * 1024 * 1024))
    assert len(bomb) < 1_500_000
    with pytest.raises(NotRead, match="unpacks to more than 200 MB"):
        read(bomb)


def test_entities_in_a_part_are_refused_before_anything_reads_them() -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    with pytest.raises(NotRead, match="packed in a way that Excel does not use"):
        read(
            changed(
                book([VISIT]), SHEET, lambda held: laughs + held.removeprefix(b"<?xml version='1.0' encoding='UTF-8'?>")
            )
        )


def test_a_name_that_lies_is_said_and_the_truth_is_read() -> None:
    told, _, notes = read(book([VISIT]), name="chronology.csv")
    assert len(told) == 1
    assert "what is in it is an Excel workbook" in notes[0]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 100, "old kind, or one that a password protects"),
        (b"PK\x03\x04 torn", "damaged"),
        (b"%PDF-1.7", "A PDF cannot be read line by line"),
        (b"<html><table><tr><td>Date</td></tr></table></html>", "This is a web page"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "neither a workbook nor a table"),
        (b"Colour,Size\nred,2\n", "No row of headings was found"),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_send(content: bytes, says: str) -> None:
    with pytest.raises(NotRead, match=says):
        read(content, "chronology.xlsx")


def test_fifty_thousand_lines_are_read_one_by_one() -> None:
    rows = StringIO()
    out = csv.writer(rows)
    out.writerow(HEADINGS)
    out.writerows((f"{day % 28 + 1}/0{day % 9 + 1}/2019", f"Contact {day}", "") for day in range(50_000))
    told, refused, _ = read(rows.getvalue().encode(), "all.csv")
    assert (len(told), len(refused)) == (50_000, 0)
    assert told[-1].happened == "Contact 49999"
    assert told[-1].row == 50_001


def test_an_unclosed_quotation_mark_swallows_nothing_unsaid() -> None:
    held = 'Date from,What happened\n12/03/2019,"She said no\n' + "13/03/2019,Visit\n" * 2_000
    told, refused, _ = read(held.encode(), "a.csv")
    assert not told
    assert "look for a quotation mark that is not closed" in refused[0].why[0]


def test_words_pushed_beyond_the_headings_by_a_comma_are_not_dropped() -> None:
    _, refused, _ = read(b"Date from,What happened\n12/03/2019,Visit, and a call\n", "a.csv")
    assert "“ and a call”" in refused[0].why[0]
    assert refused[0].cells["Without a heading"] == " and a call"


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_csv_in_whatever_code_and_with_whatever_sign(code: str, sign: str) -> None:
    held = f"Date from{sign}What happened\n12/03/2019{sign}“No” – said Zoë\n".encode(code)
    told, _, _ = read(held, "a.csv")
    assert told[0].happened == "“No” – said Zoë"


def test_a_table_in_word_is_read_with_its_merged_rows_named() -> None:
    paper = Document()
    table = paper.add_table(rows=4, cols=2)
    for place, cells in enumerate(
        (("Date", "Event"), ("12 March 2019", "Visit"), ("13 March 2019", "Call"), ("", "x"))
    ):
        for cell, words in zip(table.rows[place].cells, cells, strict=True):
            cell.text = words
    table.cell(2, 0).merge(table.cell(3, 0))
    held = BytesIO()
    paper.save(held)
    told, refused, _ = read(held.getvalue(), "chronology.docx")
    assert [line.happened for line in told] == ["Visit"]
    assert [row.row for row in refused] == [3, 4]


def test_columns_of_their_own_are_kept_under_their_own_headings() -> None:
    told, _, _ = read(book([("12/03/2019", "Visit", "TAC", 7)], headings=("Date", "Event", "Meeting type", "Team")))
    assert told[0].other == {"Meeting type": "TAC", "Team": "7"}


def test_dates_that_a_machine_turned_round_are_refused_and_the_doubtful_are_said() -> None:
    told, refused, notes = read(book([("04/13/2019", "Visit", ""), ("03/04/2019", "Call", "")]))
    assert "If it is 13 April 2019, write that" in refused[0].why[0]
    assert told[0].when.from_on == date(2019, 4, 3)
    assert any("could be read both ways" in note for note in notes)


def test_a_sheet_that_claims_to_be_endless_is_read_to_where_it_ends() -> None:
    def far(_: Workbook, sheet: Worksheet) -> None:
        sheet["A1048576"], sheet["B1048576"] = "14 March 2019", "The last row there is"

    told, _, _ = read(book([VISIT], change=far))
    assert [line.row for line in told] == [2, 1_048_576]


def test_every_row_below_the_headings_comes_out_once() -> None:
    """Whatever stands in them: read, refused with a reason, or empty."""
    cells: list[Any] = [
        "12/03/2019",
        "never",
        None,
        43536,
        2019,
        True,
        "=1/0",
        "x" * 25_000,
        HALF_PAST_TWO,
        "March 2019",
    ]
    rows = [(first, second, "") for first in cells for second in cells]
    told, refused, _ = read(book(rows))
    seen = sorted([line.row for line in told] + [row.row for row in refused])
    written = [
        place for place, (first, second, _) in enumerate(rows, start=2) if first is not None or second is not None
    ]
    assert seen == written
    assert all(row.why and all(why.strip().endswith((".", "”")) for why in row.why) for row in refused)


def test_approximate_in_its_own_column_is_kept() -> None:
    headings = ("Date from", "Date to", "Exact or approximate", "What happened")
    rows = [
        ("12/03/2019", "", "approximate", "a"),
        ("12/03/2019", "14/03/2019", "approx", "b"),
        ("12/03/2019", "14/03/2019", "exact", "c"),
    ]
    told, _, _ = read(book(rows, headings=headings))
    assert [line.when.sure for line in told] == [Sure.ABOUT, Sure.WITHIN, Sure.EXACT]


def test_a_package_that_holds_a_part_twice_is_refused() -> None:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("xl/workbook.xml", b"<a/>")
        with pytest.warns(UserWarning, match="Duplicate name"):
            packed.writestr("xl/workbook.xml", b"<b/>")
    with pytest.raises(NotRead, match="packed in a way"):
        read(held.getvalue())
