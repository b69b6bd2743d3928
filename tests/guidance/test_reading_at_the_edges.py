"""A date as people write it, and a file of areas that does not have the one asked for."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from handrail.guidance.replay import AREA_COLUMNS, read_area, read_at
from handrail.guidance.table import CannotUse, read_table
from tests.guidance.replaying import replay


@pytest.mark.parametrize(
    "words",
    [
        "2019-04-16 14:30 +01:00", "2019-04-16T14:30+01:00", "2019-04-16T14:30 +01:00", "2019-04-16 14:30+01:00",
        "2019-04-16 13:30Z", "2019-04-16 13:30 Z", "2019-04-16 14:30:00 +01:00", "2019-04-16 14:30",
    ],
)  # fmt: skip
def test_one_hour_may_be_written_in_several_ways(words: str) -> None:
    assert read_at(words) == (datetime.fromisoformat("2019-04-16T14:30+01:00"), "")


def areas(*codes: str) -> bytes:
    return "\n".join([",".join(AREA_COLUMNS), *(f"{code},2019-09-02,2019-09-02" for code in codes)]).encode()


def refused(raw: bytes, code: str) -> str:
    with pytest.raises(CannotUse) as why:
        read_area(raw, code)
    return str(why.value)


def test_an_area_not_in_the_file_is_refused_with_the_first_ten_that_are() -> None:
    eleven = [f"E{number:02}" for number in range(1, 12)]
    ten = "E01, E02, E03, E04, E05, E06, E07, E08, E09, E10"
    assert refused(areas(*eleven), "E99") == f'There is no area "E99" in the file of areas. It begins with: {ten}.'
    assert refused(areas(), "E99") == 'There is no area "E99" in the file of areas. It begins with: none.'


def test_an_area_there_twice_is_refused_with_the_second_line() -> None:
    assert refused(areas("E01", "E02", "E01"), "E01") == 'Line 4: The area "E01" is there twice. Leave one line for it.'


def table(raw: bytes) -> list[str]:
    """The faults of a log, or its cells, line by line."""
    try:
        rows = read_table(raw, needs=("at", "kind"), may=("about",)).rows
    except CannotUse as wrong:
        return str(wrong).splitlines()
    return [" | ".join(row.cells.values()) for row in rows]


def test_a_column_that_need_not_be_there_may_not_be_there_twice() -> None:
    assert table(b"at,kind,about,about\n") == ['Line 1: The column "about" is there more than once. Leave one.']
    assert table(b"at,kind,about,about,about\n") == ['Line 1: The column "about" is there more than once. Leave one.']


def test_quotation_marks_after_a_space_still_hold_a_cell_together() -> None:
    assert table(b'at, kind, about\n2019-05-01, known, "Ash, a child"\n') == ["2019-05-01 | known | Ash, a child"]


def test_a_letter_in_another_encoding_is_told_with_its_line_from_the_very_first() -> None:
    (fault,) = table(b"\nat,kind\n\xe9")
    assert fault.startswith("Line 3: It has a letter that is not written in UTF-8.")
    (fault,) = table(b"\xe9")
    assert fault.startswith("Line 1: ")


# ---- what is printed of a log


def printed(log: str, *words: str) -> list[str]:
    return replay(log, *words).out.splitlines()


def test_for_other_programs_words_are_as_they_were_written() -> None:
    said = replay("at,kind,about\n2019-05-01,incident_known,Zoë\n", "--json")
    assert said.out == json.dumps(said.rows, indent=2, ensure_ascii=False) + "\n"
    assert "Zoë" in said.out


@pytest.mark.parametrize(
    ("last", "remark"),
    [
        ("2019-05-01", "2 lines were left out: later than 1 May 2019 at 11:59pm.\n"),
        ("2019-05-02", "1 line was left out: later than 2 May 2019 at 11:59pm.\n"),
        ("2019-05-03", ""),
    ],
)
def test_lines_later_than_the_moment_are_counted(last: str, remark: str) -> None:
    log = "at,kind\n2019-05-01,incident_known\n2019-05-02,panel_notified\n2019-05-03,rapid_review_completed\n"
    assert replay(log, "--as-at", last).err == remark


def test_what_a_clock_is_about_is_told_where_the_log_says_it_and_once_for_each() -> None:
    assert not [line for line in printed("at,kind\n2019-05-01,incident_known\n") if line.startswith("About")]
    log = "at,kind,about\n2019-05-01,incident_known,A\n2019-05-02,panel_notified,A\n2019-05-01,incident_known,B\n"
    assert [line for line in printed(log) if line.startswith("About")] == ["About A", "About B"]


def test_each_day_skipped_is_listed_from_the_one_after_the_start() -> None:
    lines = printed("at,kind\n2019-04-18,incident_known\n")  # Maundy Thursday
    first = lines.index("  Days skipped:")
    assert lines[first + 1 : first + 5] == [
        "    Friday 19 April 2019: Good Friday", "    Saturday 20 April 2019", "    Sunday 21 April 2019",
        "    Monday 22 April 2019: Easter Monday",
    ]  # fmt: skip
