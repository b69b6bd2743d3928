"""A file of another system: its columns and words are proposed, said, and kept for the next; nothing is guessed."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from handrail.service.cases.actions import NotDone
from handrail.service.child_deaths.actions import match
from handrail.service.child_deaths.bringing import proposing
from handrail.service.child_deaths.bringing.columns import BY_NAME, COLUMNS, meaning
from handrail.service.child_deaths.bringing.lines import Matched
from handrail.service.child_deaths.bringing.words import EMPTY, REFUSED, choices_for
from handrail.service.child_deaths.models import BroughtFile, Death, Matching
from handrail.service.chronologies.reading.values import NotRead
from tests.rooms.cast import Cast
from tests.rooms.child_deaths.telling import as_person
from tests.rooms.child_deaths.test_bring_in import sent_in

pytestmark = pytest.mark.django_db
THEIRS = (
    "Case ID", "Forename", "Surname", "DOB", "Gender", "NHS No", "Date of Death", "Place of Death (type)",
    "Circumstances of death", "Notification Date", "Name of notifier", "LAC?", "Shoe size",
)  # fmt: skip
OURS = (
    "reference", "first names", "family name", "date of birth", "sex", "nhs number", "day of death", "place of death",
    "circumstances", "notified on", "notified by", "looked after", "",
)  # fmt: skip
LINE: tuple[Any, ...] = (
    "A1", "Anna", "Fairlight", "01/05/2024", "F", "999 000 1235", "20/05/2024", "A&E", "Ill.", "21/05/2024",
    "A nurse", "N", "3",
)  # fmt: skip


def csv_of(*rows: tuple[Any, ...], sign: str = ";") -> str:
    return "\r\n".join(sign.join(f'"{cell}"' for cell in row) for row in rows)


def book(*rows: tuple[Any, ...], change: Callable[[Workbook, Worksheet], None] | None = None) -> bytes:
    made, held = Workbook(), io.BytesIO()
    assert made.active is not None
    for row in rows:
        made.active.append(row)
    if change:
        change(made, made.active)
    made.save(held)
    return held.getvalue()


def proposed(file: BroughtFile) -> list[str]:
    table = match.table_of(file)
    found = match.proposed(file, table)
    return [found[head.key].column for head in table.heads]


def as_proposed(file: BroughtFile, keep_as: str = "", **other: str) -> BroughtFile:
    """Its columns as they are proposed, but for those said to be something else, by their key."""
    table = match.table_of(file)
    found = match.proposed(file, table)
    columns = {head.key: other.get(head.key, found[head.key].column) or proposing.LEFT_OUT for head in table.heads}
    assert not proposing.faults(columns, table.heads)
    return match.match_columns(file, columns, keep_as, by=file.sent_in_by)


def with_words(file: BroughtFile, **other: str) -> BroughtFile:
    """Its words as they are proposed, but for those that are said to mean something else."""
    words: dict[str, dict[str, str]] = {}
    for one in match.strange_of(file, match.table_of(file)):
        words.setdefault(one.column.name, {})[one.key] = other.get(one.key) or one.proposed or REFUSED
    match.match_words(file, words, by=file.sent_in_by)
    return BroughtFile.objects.get(pk=file.pk)


def read(file: BroughtFile) -> Matched:
    return match.matched(file, match.table_of(file))


def test_each_name_of_the_template_and_each_other_name_comes_to_one_column_alone() -> None:
    seen: dict[frozenset[str], str] = {}
    for column in COLUMNS:
        assert meaning(column.name) in column.meanings
        for one in column.meanings:
            assert seen.setdefault(one, column.name) == column.name, sorted(one)
            assert one, column.name


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("D.O.B.", "date of birth"), ("DateOfBirth", "date of birth"), ("Child's date of birth", "date of birth"),
        ("date_of_death", "day of death"), ("DoD", "day of death"), ("Date/Time of death", "day of death"),
        ("SURNAME", "family name"), ("Given name(s)", "first names"), ("NHS number", "nhs number"),
        ("Deceased Forename", "first names"), ("PM report date", "post-mortem report"), ("LAC", "looked after"),
        ("Date sent to NCMD", "entered on the national database"), ("Date Coroner Informed", "coroner told"),
        ("Expected", ""), ("Mother's date of birth", ""), ("Postcode", ""), ("Child", ""), ("", ""), ("生年月日", ""),
        ("Date", ""), ("Inquest date", ""),
    ],
)  # fmt: skip
def test_a_heading_is_proposed_by_its_words_and_one_that_may_be_otherwise_is_not(theirs: str, ours: str) -> None:
    fits = [column.name for column in COLUMNS if meaning(theirs) in column.meanings]
    assert fits == ([ours] if ours else [])


def test_another_systems_columns_are_proposed_and_nothing_is_matched_unsaid(cast: Cast) -> None:
    file = sent_in(cast, csv_of(THEIRS, LINE).encode())
    assert file.columns is None
    assert proposed(file) == list(OURS)


def test_words_that_are_not_ours_are_proposed_and_the_line_is_taken_in(cast: Cast) -> None:
    file = as_proposed(sent_in(cast, csv_of(THEIRS, LINE).encode()), **{"place of death (type)": "kind of place"})
    strange = {(one.column.name, one.word): one.proposed for one in match.strange_of(file, match.table_of(file))}
    assert strange == {
        ("sex", "F"): "female", ("kind of place", "A&E"): "hospital", ("looked after", "N"): "no",
    }  # fmt: skip
    came, _ = match.take_in(with_words(file), by=cast["coordinator"])
    assert came.right == [2], came.wrong
    death = Death.objects.get(brought_from="A1")
    assert (death.child.sex, death.place_kind, death.looked_after) == ("female", "hospital", "no")
    assert death.child.born_on == date(2024, 5, 1)


def test_a_word_that_nobody_understands_is_told_line_by_line(cast: Cast) -> None:
    odd = ("A2", *LINE[1:4], "X?", "", *LINE[6:])
    file = as_proposed(sent_in(cast, csv_of(THEIRS, LINE, odd).encode()))
    came, _ = match.take_in(with_words(file), by=cast["coordinator"])
    assert came.right == [2]
    ((number, sentence),) = came.wrong
    assert (number, "“sex” holds “X?”" in sentence) == (3, True)


def test_a_word_may_be_said_to_mean_nothing_known_but_never_a_birth(cast: Cast) -> None:
    file = as_proposed(sent_in(cast, csv_of(THEIRS, LINE).encode()))
    came, _ = match.take_in(with_words(file, f=EMPTY), by=cast["coordinator"])
    assert came.right == [2]
    assert Death.objects.get().child.sex == "not known"
    assert EMPTY not in dict(choices_for(BY_NAME["birth"]))


FAULTS = {
    "one is missing": ({"notification date": "-"}, "No column is “notified on”, which every line needs"),
    "one is taken twice": ({"shoe size": "circumstances"}, "“circumstances” is chosen for column I and for column M"),
}


@pytest.mark.parametrize("what", FAULTS)
def test_what_is_missing_or_taken_twice_is_told_in_a_sentence(cast: Cast, what: str) -> None:
    other, sentence = FAULTS[what]
    table = match.table_of(file := sent_in(cast, csv_of(THEIRS, LINE).encode()))
    found = match.proposed(file, table)
    chosen = {head.key: other.get(head.key, found[head.key].column) or "-" for head in table.heads}
    assert any(sentence in said for _, said in proposing.faults(chosen, table.heads))


def test_the_next_file_of_the_same_shape_needs_nothing_said(cast: Cast) -> None:
    file = with_words(as_proposed(sent_in(cast, csv_of(THEIRS, LINE).encode()), "The old system"))
    match.take_in(file, by=cast["coordinator"])
    turned = [(*row[5:], *row[:5]) for row in (THEIRS, ("A2", *LINE[1:5], "", *LINE[6:]))]
    again = sent_in(cast, csv_of(*turned, sign=",").encode())
    assert again.read_as is not None
    assert again.read_as.name == "The old system"
    assert not match.unsaid(again, match.table_of(again))
    assert [line.words("family name") for line in read(again).lines()] == ["Fairlight"]


def test_a_file_with_one_column_more_is_asked_with_what_is_known_of_the_others(cast: Cast) -> None:
    as_proposed(sent_in(cast, csv_of(THEIRS, LINE).encode()), "Old", **{"shoe size": "ethnicity"})
    wider = sent_in(cast, csv_of((*THEIRS, "Ethnic group", "Hospice"), (*LINE, "a", "b")).encode())
    assert wider.columns is None
    assert proposed(wider)[-3:] == ["ethnicity", "", ""], "what is taken is not proposed again"


def test_a_word_that_was_refused_is_asked_of_the_next_file(cast: Cast) -> None:
    odd = ("A2", *LINE[1:4], "X?", "", *LINE[6:])
    content = csv_of(THEIRS, LINE, odd).encode()
    with_words(as_proposed(sent_in(cast, content), "Old"))
    assert Matching.objects.get().words["sex"] == {"f": "female"}
    again = sent_in(cast, content)
    assert [one.word for one in match.unsaid(again, match.table_of(again))] == ["X?"]


def test_what_is_kept_is_changed_and_forgotten(cast: Cast) -> None:
    content = csv_of(THEIRS, LINE).encode()
    as_proposed(sent_in(cast, content), "Old")
    kept, by = Matching.objects.get(), cast["coordinator"]
    match.change_kept(kept, columns=kept.columns | {"shoe size": "ethnicity"}, words={}, name="New", by=by)
    assert sent_in(cast, content).columns == kept.columns
    assert kept.columns["shoe size"] == "ethnicity"
    match.forget_kept(kept, by=by)
    assert sent_in(cast, content).columns is None


def test_one_name_is_of_one_shape(cast: Cast) -> None:
    as_proposed(sent_in(cast, csv_of(THEIRS, LINE).encode()), "Old")
    other = sent_in(cast, csv_of((*THEIRS, "Hospice"), (*LINE, "b")).encode())
    with pytest.raises(NotDone, match="for files with other columns"):
        as_proposed(other, "OLD")


def test_the_file_goes_once_it_is_taken_in_thrown_away_or_a_week_old(cast: Cast) -> None:
    files = [as_proposed(sent_in(cast, csv_of(THEIRS, LINE).encode())) for _ in range(3)]
    with_words(files[0])
    match.take_in(files[0], by=cast["coordinator"])
    match.throw_away(files[1], by=cast["coordinator"])
    today = timezone.localdate()
    assert match.empty_forgotten(today + timedelta(days=match.KEPT_DAYS)) == 0
    assert match.empty_forgotten(today + timedelta(days=match.KEPT_DAYS + 1)) == 1
    assert set(BroughtFile.objects.values_list("held", "columns")) == {(None, None)}
    assert all(not one.words for one in BroughtFile.objects.all())


def test_a_file_is_taken_in_once_and_by_whoever_sent_it(cast: Cast) -> None:
    file = as_proposed(sent_in(cast, csv_of(THEIRS, LINE).encode()))
    with pytest.raises(NotDone, match="already"):
        match.take_in(
            file, by=as_person(cast["second coordinator"] if "second coordinator" in cast.people else cast["notifier"])
        )
    as_person(cast["coordinator"])
    match.take_in(with_words(file), by=cast["coordinator"])
    with pytest.raises(NotDone, match="already"):
        match.take_in(file, by=cast["coordinator"])


AS_SENT = {
    "with commas": csv_of(THEIRS, LINE, sign=",").encode(),
    "with semicolons and a byte-order mark": csv_of(THEIRS, LINE).encode("utf-8-sig"),
    "with tabs, as Excel's Unicode text": csv_of(THEIRS, LINE, sign="\t").encode("utf-16"),
    "in Windows-1252": csv_of(THEIRS, (*LINE[:8], "Ill – Zoë’s cot.", *LINE[9:])).encode("cp1252"),
    "as a workbook": book(THEIRS, LINE),
    "as a workbook with days": book(THEIRS, (*LINE[:6], datetime(2024, 5, 20), *LINE[7:])),  # noqa: DTZ001
    "as a workbook with numbers for days": book(THEIRS, (*LINE[:6], 45432, *LINE[7:])),
    "with numbers for days": csv_of(THEIRS, (*LINE[:6], "45432", *LINE[7:])).encode(),
}


@pytest.mark.parametrize("how", AS_SENT)
def test_a_file_reads_the_same_however_it_was_written(cast: Cast, how: str) -> None:
    file = as_proposed(sent_in(cast, AS_SENT[how], "deaths.xlsx" if "workbook" in how else "deaths.csv"))
    matched = read(with_words(file))
    (line,) = matched.lines()
    assert (line.words("reference"), line.day("day of death")) == ("A1", date(2024, 5, 20))
    assert line.words("circumstances") in ("Ill.", "Ill – Zoë’s cot.")
    assert bool(list(matched.supposed.said)) is ("numbers" in how)


def test_days_of_a_workbook_that_counts_from_1904_are_read_so_and_it_is_said(cast: Cast) -> None:
    def from_1904(made: Workbook, _: Worksheet) -> None:
        made.epoch = datetime(1904, 1, 1)  # noqa: DTZ001

    file = as_proposed(sent_in(cast, book(THEIRS, (*LINE[:6], 43970, *LINE[7:]), change=from_1904), "d.xlsx"))
    matched = read(file)
    assert [line.day("day of death") for line in matched.lines()] == [date(2024, 5, 20)]
    assert any("from 1904" in sentence for sentence in match.table_of(file).said)


def test_an_hour_that_stands_beside_its_day_is_the_hour_of_the_death(cast: Cast) -> None:
    file = as_proposed(sent_in(cast, csv_of(THEIRS, (*LINE[:6], "20/05/2024 14:30", *LINE[7:])).encode()))
    match.take_in(with_words(file), by=cast["coordinator"])
    assert Death.objects.get().died_time == time(14, 30)


def test_names_in_a_later_line_are_found_and_it_is_said(cast: Cast) -> None:
    file = sent_in(cast, csv_of(("Child deaths", "to May 2024"), ("",), THEIRS, LINE).encode())
    assert file.line == 3
    assert any("named in line 3, not in the first" in sentence for sentence in match.table_of(file).said)
    by = cast["coordinator"]
    match.name_in_line(file, 0, 1, by=by)
    assert [head.name for head in match.table_of(BroughtFile.objects.get(pk=file.pk)).heads][:2] == [
        "Child deaths", "to May 2024",
    ]  # fmt: skip
    with pytest.raises(NotRead, match="Choose the line"):
        match.name_in_line(file, 0, 90, by=by)


def test_names_on_another_sheet_are_found_and_what_was_not_read_is_said(cast: Cast) -> None:
    def behind(made: Workbook, first: Worksheet) -> None:
        first.title = "Notes"
        sheet = made.create_sheet("Deaths")
        sheet.append(THEIRS)
        sheet.append(LINE)

    file = sent_in(cast, book(("Read me", "first"), change=behind), "deaths.xlsx")
    table = match.table_of(file)
    assert (table.name, len(table.rows)) == ("Deaths", 1)
    assert any("“Notes” was not read" in sentence for sentence in table.said)


def test_two_columns_of_one_name_and_one_without_are_each_asked(cast: Cast) -> None:
    theirs = (*THEIRS, "Surname", "")
    file = sent_in(cast, csv_of(theirs, (*LINE, "Elm", "Loose words")).encode())
    table = match.table_of(file)
    assert [head.called for head in table.heads][-2:] == ["Column N: Surname", "Column O, which has no name"]
    assert len({head.key for head in table.heads}) == len(theirs)
    assert proposed(file)[-2:] == ["", ""]
    assert any("More than one column is called “Surname”" in sentence for sentence in table.said)
    second = as_proposed(file, **{"surname": "-", "surname #2": "family name"})
    assert [line.words("family name") for line in read(second).lines()] == ["Elm"]


def test_words_beyond_the_last_name_are_a_column_and_are_not_lost(cast: Cast) -> None:
    file = sent_in(cast, csv_of(THEIRS, (*LINE, "pushed here by a comma")).encode())
    left = match.left_out(as_proposed(file), match.table_of(file))
    assert [head.called for head in left] == ["Column M: Shoe size", "Column N, which has no name"]


def test_merged_cells_and_hidden_rows_make_their_line_wrong_and_hidden_columns_are_said(cast: Cast) -> None:
    def change(_: Workbook, sheet: Worksheet) -> None:
        sheet.merge_cells("B2:C2")
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["M"].hidden = True

    file = sent_in(cast, book(THEIRS, LINE, ("A2", *LINE[1:]), change=change), "deaths.xlsx")
    came, _ = match.take_in(with_words(as_proposed(file)), by=cast["coordinator"])
    assert [sentence.split(".")[0] for _, sentence in came.wrong] == ["Cells B2:C2 are merged", "Row 3 is hidden"]
    assert any("Hidden columns" in sentence and "M" in sentence for sentence in match.table_of(sent_in(
        cast, book(THEIRS, LINE, change=change), "deaths.xlsx",
    )).said)  # fmt: skip


def test_merged_names_are_said_before_anything_is_matched(cast: Cast) -> None:
    def change(_: Workbook, sheet: Worksheet) -> None:
        sheet.merge_cells("B1:C1")

    table = match.table_of(sent_in(cast, book(THEIRS, LINE, change=change), "deaths.xlsx"))
    assert any("Cells B1:C1 are merged" in sentence for sentence in table.said)


def test_a_wide_file_is_read_to_its_last_column_and_one_too_wide_is_refused(cast: Cast) -> None:
    many = tuple(f"Field {number}" for number in range(180))
    file = sent_in(cast, csv_of((*many, *THEIRS), (*("x",) * 180, *LINE)).encode())
    assert [line.words("reference") for line in read(as_proposed(file)).lines()] == ["A1"]
    file = sent_in(cast, book((*many, *THEIRS), (*("x",) * 180, *LINE)), "deaths.xlsx")
    assert len(match.table_of(file).heads) == 193
    with pytest.raises(NotRead, match="more than 200 columns"):
        sent_in(cast, csv_of((*many, *many), ("x",) * 360).encode())


REFUSED_WHOLE = {
    b"": "empty",
    b"\xd0\xcf\x11\xe0old": "old kind",
    b"%PDF-1.7": "A PDF cannot be read",
    b"PK\x03\x04broken": "damaged",
    b"<html><table><tr><td>a</td></tr></table>": "web page",
    b"one\ntwo\n": "No line of this file names its columns",
}


@pytest.mark.parametrize("content", REFUSED_WHOLE)
def test_what_is_no_table_is_refused_in_a_sentence_and_not_kept(cast: Cast, content: bytes) -> None:
    with pytest.raises(NotRead, match=REFUSED_WHOLE[content]):
        sent_in(cast, content)
    assert not BroughtFile.objects.exists()
