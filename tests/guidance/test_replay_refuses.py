"""What cannot be used is told in a sentence with its line, the exit code is 2, and nothing else is printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.guidance.replaying import handrail, refused, replay

HEAD = "at,kind\n"


@pytest.mark.parametrize(
    ("log", "sentence"),
    [
        ("", "The file is empty. Its first line must name the columns: at,kind."),
        ("\n\n", "The file is empty. Its first line must name the columns: at,kind."),
        ("at\n2019-03-04\n", 'Line 1: There is no column "kind". The first line must name the columns: at,kind.'),
        ("\nkind\n", 'Line 2: There is no column "at". The first line must name the columns: at,kind.'),
        ("at,kind,abuot\n", 'Line 1: The column "abuot" is not known. Correct its name, or take the column out.'),
        ("at,kind,at\n", 'Line 1: The column "at" is there more than once. Leave one.'),
        (HEAD + "2019-03-04,incident_known,x\n", "Line 2: It has 3 cells, and the first line names 2 cells."),
        (HEAD + "2019-03-04\n", "Line 2: It has 1 cell, and the first line names 2 cells."),
        (
            HEAD + "04/03/2019,incident_known\n",
            'Line 2: "04/03/2019" is not a date that can be read. Write 2019-04-16, or 2019-04-16 14:30.',
        ),
        (HEAD + ",incident_known\n", "Line 2: The date is missing. Write 2019-04-16, or 2019-04-16 14:30."),
        (
            HEAD + "2019-02-29,incident_known\n",
            'Line 2: "2019-02-29" is no day or time that there is. Check the numbers.',
        ),
        (
            HEAD + "2019-03-04 24:30,incident_known\n",
            'Line 2: "2019-03-04 24:30" is no day or time that there is. Check the numbers.',
        ),
        (
            HEAD + "2019-03-04,incident_knwon\n",
            'Line 2: "incident_knwon" is not a kind of fact. Did you mean incident_known? '
            '"handrail law facts" lists them.',
        ),
        (HEAD + "2019-03-04,xyzzy\n", 'Line 2: "xyzzy" is not a kind of fact. "handrail law facts" lists them.'),
        (HEAD + "2019-03-04,\n", 'Line 2: The kind of fact is missing. "handrail law facts" lists them.'),
        (
            HEAD + "1819-03-04,incident_known\n",
            "Line 2: 4 March 1819 is outside the calendar: bank holidays are known from 2012 to 2028. Check the year.",
        ),
        (
            HEAD + "2203-06-14,local_review_publication_planned\n",
            "Line 2: 14 June 2203 is outside the calendar: bank holidays are known from 2012 to 2028. Check the year.",
        ),
        (
            HEAD + "0001-01-01 00:00+05:00,incident_known\n",
            "Line 2: 1 January 1 is outside the calendar: bank holidays are known from 2012 to 2028. Check the year.",
        ),
        (
            HEAD + "2066-03-04,incident_known\n",
            "Line 2: 4 March 2066 is still to come, and only a planned day may be. Check the date.",
        ),
        (
            HEAD + '2019-03-04,"incident_known\n2019-03-05,panel_notified\n',
            "Line 2: A quotation mark in it is not closed.",
        ),
        (
            "at,kind,about\n2019-03-04,incident_known,a\n2019-03-05,panel_notified,\n",
            "Line 3: It does not say what it is about, and other lines do. Fill in its about.",
        ),
    ],
)
def test_a_fault_and_how_to_mend_it(log: str, sentence: str) -> None:
    assert refused(log) == [sentence]


def test_every_fault_is_told_at_once_in_the_order_of_the_lines() -> None:
    told = refused(HEAD + "2019-03-04,incident_known\n2019-13-04,nothing\n\n2019-03-05\nsoon,panel_notified\n")
    assert [line.partition(":")[0] for line in told] == ["Line 3", "Line 3", "Line 5", "Line 6"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_a_file_in_two_or_four_bytes_a_letter(encoding: str) -> None:
    (told,) = refused((HEAD + "2019-03-04,incident_known\n").encode(encoding))
    assert (
        told == 'The file is not text in UTF-8. Save it again as UTF-8; in Excel choose "CSV UTF-8 (Comma delimited)".'
    )


def test_a_file_as_an_old_windows_programme_saves_it() -> None:
    log = "at,kind,about\n2019-03-04,incident_known,a\n2019-03-04,incident_known,café\n".encode("cp1252")
    (told,) = refused(log)
    assert told.startswith("Line 3: It has a letter that is not written in UTF-8.")


def test_a_spreadsheet_is_not_a_csv_file() -> None:
    (told,) = refused(b"PK\x03\x04\x14\x00\x06\x00")
    assert told.startswith("The file is not text in UTF-8.")


def test_a_cell_that_never_ends() -> None:
    (told,) = refused(HEAD + '2019-03-04,"' + "x" * 140_000)
    assert told == "Line 2: A cell in it does not end. Check its quotation marks."


def test_tomorrow_is_refused_and_the_last_minute_is_not() -> None:
    assert replay(HEAD + "2019-03-04,incident_known\n", "--json").code == 0
    assert refused(HEAD + "2050-01-02,incident_known\n", "--as-at", "2050-01-01")
    assert replay(HEAD + "2050-01-01,incident_known\n", "--as-at", "2050-01-01").code == 0


def test_when_it_is_reckoned_must_be_a_day_too() -> None:
    assert refused(HEAD, "--as-at", "soon") == [
        '--as-at: "soon" is not a date that can be read. Write 2019-04-16, or 2019-04-16 14:30.'
    ]
    assert "outside the calendar" in refused(HEAD, "--as-at", "0001-01-01")[0]


AREA_HEAD = "code,safeguarding_arrangements_began_on,child_death_arrangements_began_on\n"


@pytest.mark.parametrize(
    ("areas", "sentence"),
    [
        (
            AREA_HEAD + "X01,2019-09-02,2019-09-29\n",
            'There is no area "X09" in the file of areas. It begins with: X01.',
        ),
        (AREA_HEAD, 'There is no area "X09" in the file of areas. It begins with: none.'),
        ("code\nX09\n", 'Line 1: There is no column "safeguarding_arrangements_began_on".'),
        (AREA_HEAD + "X09,,2019-09-29\n", 'Line 2: "" is no day for safeguarding_arrangements_began_on. Write it as'),
        (AREA_HEAD + "X09,2019-09-02,soon\n", 'Line 2: "soon" is no day for child_death_arrangements_began_on.'),
        (
            AREA_HEAD + "X09,2019-09-02,2019-09-29\n" * 2,
            'Line 3: The area "X09" is there twice. Leave one line for it.',
        ),
        (AREA_HEAD + "X09,2019-09-02\n", "Line 2: It has 2 cells, and the first line names 3 cells."),
    ],
)
def test_an_area_that_the_file_does_not_tell(areas: str, sentence: str, tmp_path: Path) -> None:
    file = tmp_path / "areas.csv"
    file.write_text(areas)
    told = refused(HEAD, "--area", "X09", "--areas", str(file))
    assert sentence in told[0]
    assert all(line.startswith(str(file)) for line in told)


def test_an_area_and_its_file_go_together(tmp_path: Path) -> None:
    assert refused(HEAD, "--area", "X01") == ["Give --area and --areas together: the code, and the file that has it."]


def test_a_file_that_is_not_there() -> None:
    said = handrail("replay", "no-such-file.csv")
    assert (said.code, said.out) == (2, "")
    assert "no-such-file.csv" in said.err
