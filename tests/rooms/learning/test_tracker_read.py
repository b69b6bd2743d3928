"""A tracker is read as people keep it; what is wrong is said in a sentence on its line."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from handrail.service.learning.tracker.columns import ACTIONS, REVIEWS
from handrail.service.learning.tracker.reading import NotRead
from handrail.service.learning.tracker.template import empty_tracker
from tests.rooms.cast import Cast
from tests.rooms.learning.sheets import Cell, csv_of, faults, looked_over, reviews, workbook

PLAIN = csv_of(
    "Local reference,Local authority,Nature,Date became aware,Date notified",
    "RR1,Wendshire Council,serious harm,16/04/2019,25/04/2019",
)


def aware(cast: Cast, cell: Cell) -> date | None:
    (line,) = looked_over(cast.partnership, reviews({"Date became aware": cell, "Date notified": None})).lines
    assert line.review is not None, line.faults
    return line.review.aware_on


@pytest.mark.parametrize(
    "written",
    [
        "16/04/2019", "16/4/19", "16-04-2019", "16.4.2019", "16 April 2019", "16th Apr 19", "Tues 16 April 2019",
        "2019-04-16", "2019-04-16 09:30:00", "16/04/2019 14:05", " 16 / 4 / 2019 ", 43571, "43571", 43571.4,
        datetime(2019, 4, 16), date(2019, 4, 16),  # noqa: DTZ001 a cell holds no zone
    ],
)  # fmt: skip
def test_a_day_may_be_written_in_any_british_way(cast: Cast, written: Cell) -> None:
    assert aware(cast, written) == date(2019, 4, 16)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("04/16/2019", "month before the day"),
        ("31/02/2019", "is not a day"),
        ("spring 2019", "is not a day"),
        ("7", "is not a day"),
        (7, "is not a day"),
        ("16/04/2109", "in the future"),
        ("16/04/1989", "first year whose bank holidays are known"),
    ],
)
def test_a_day_that_cannot_be_so_is_said_to_be_wrong(cast: Cast, written: Cell, says: str) -> None:
    (said, *_) = faults(cast.partnership, reviews({"Date became aware": written, "Date notified": None}))
    assert says in said
    assert said.startswith("Date became aware: ")


@pytest.mark.parametrize("written", ["tbc", "N/A", "-", "not yet", ""])
def test_a_day_that_is_not_given_may_be_said_so(cast: Cast, written: str) -> None:
    (line,) = looked_over(cast.partnership, reviews({"Rapid review completed": written})).lines
    assert line.review is not None
    assert line.review.completed_on is None


def test_headings_may_stand_in_any_order_case_and_usual_words(cast: Cast) -> None:
    content = csv_of(
        "Our tracker 2019,,,,", "",
        "DATE LA AWARE , panel_notified,Case Ref,Type of incident,Council,RAG",
        "16/04/2019,25/04/2019,RR1,Death,wendshire,green",
    )  # fmt: skip
    plan = looked_over(cast.partnership, content, "tracker.csv")
    (line,) = plan.lines
    assert line.number == 4
    assert line.review is not None
    assert (line.review.reference, line.review.authority) == ("RR1", cast.council)
    assert plan.notes == ("In the sheet “tracker.csv” these columns are not taken in: “RAG”.",)


@pytest.mark.parametrize(
    "content",
    [
        PLAIN,
        b"\xef\xbb\xbf" + PLAIN,
        PLAIN.decode().encode("utf-16"),
        PLAIN.replace(b",", b";"),
        PLAIN.replace(b",", b"\t"),
        PLAIN.replace(b"\r\n", b"\n") + b"\n\n,,,,\n",
    ],
)
def test_a_csv_file_is_read_whatever_wrote_it(cast: Cast, content: bytes) -> None:
    (line,) = looked_over(cast.partnership, content, "tracker.csv").lines
    assert line.review is not None


def test_words_in_windows_1252_keep_their_letters(cast: Cast) -> None:
    headings = "Local reference,Local authority,Nature,Date became aware,Notes"
    content = f"{headings}\r\nRR1,Wendshire,death,16/4/2019,Señora’s".encode("cp1252")
    (line,) = looked_over(cast.partnership, content, "tracker.csv").lines
    assert line.review is not None
    assert line.review.notes == "Señora’s"


def test_a_missing_column_is_named(cast: Cast) -> None:
    with pytest.raises(NotRead, match="has no column “Nature”"):
        looked_over(cast.partnership, csv_of("Local reference,Date became aware", "RR1,16/4/2019"), "tracker.csv")


def test_two_columns_of_one_meaning_are_not_guessed_between(cast: Cast) -> None:
    content = csv_of("Local reference,Nature,LA aware,Date known", "RR1,death,16/4/2019,17/4/2019")
    with pytest.raises(NotRead, match="“LA aware” and “Date known” are both read as “Date became aware”"):
        looked_over(cast.partnership, content, "tracker.csv")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("tracker.xlsx", b"", "empty"),
        ("tracker.xls", b"\xd0\xcf\x11\xe0rest", "old Excel workbook"),
        ("tracker.xlsx", b"PK\x03\x04not a workbook", "cannot be opened"),
        ("tracker.pdf", b"%PDF-1.7", "not an Excel workbook"),
        ("tracker.csv", b"\x00\x01\x02\x03", "No line of headings"),
        ("letter.csv", b"Dear all, please see below", "No line of headings"),
        ("tracker.csv", b"x" * (10 * 1024 * 1024 + 1), "larger than 10 MB"),
    ],
)
def test_a_file_that_cannot_be_read_says_how_to_mend_it(cast: Cast, name: str, content: bytes, says: str) -> None:
    with pytest.raises(NotRead, match=says):
        looked_over(cast.partnership, content, name)


def test_a_tracker_of_too_many_lines_is_refused_whole(cast: Cast) -> None:
    rows = [f"RR{number},Wendshire,death,16/4/2019" for number in range(2_001)]
    content = csv_of("Local reference,Local authority,Nature,Date became aware", *rows)
    with pytest.raises(NotRead, match="more than 2,000 lines"):
        looked_over(cast.partnership, content, "tracker.csv")


def test_a_formula_whose_result_was_not_kept_is_said_to_be_so(cast: Cast) -> None:
    said = faults(cast.partnership, reviews({"Date notified": "=F2+5", "Lead": "=A2"}))
    assert [sentence.split(" holds")[0] for sentence in said] == ["Cell G2", "Cell K2"]


def test_a_fault_in_a_cell_is_shown_where_it_stands(cast: Cast) -> None:
    assert faults(cast.partnership, reviews({"Date notified": "#REF!"}))[0].startswith("Cell G2 shows the fault #REF!")


def test_lines_that_share_a_cell_are_wrong(cast: Cast) -> None:
    book = load_workbook(BytesIO(reviews({}, {"Local reference": "RR2"})))
    book["Reviews"].merge_cells("C2:C3")
    kept = BytesIO()
    book.save(kept)
    plan = looked_over(cast.partnership, kept.getvalue())
    assert [line.number for line in plan.wrong] == [2, 3]
    assert plan.wrong[0].faults[0] == "Cells C2:C3 are merged. Unmerge them and fill in each line."


def test_a_title_merged_over_the_headings_and_empty_lines_do_no_harm(cast: Cast) -> None:
    rows: list[list[Cell]] = [
        ["Wend Valley tracker", None, None, None], [None] * 4,
        ["Local reference", "Local authority", "Nature", "Date became aware"],
        ["RR1", "Wendshire Council", "death", date(2019, 4, 16)], [None] * 4,
        ["RR2", "Wendshire Council", "other", date(2019, 5, 16)],
    ]  # fmt: skip
    plan = looked_over(cast.partnership, workbook({"Sheet1": rows}, merged={"Sheet1": "A1:D1"}))
    assert [(line.number, line.title) for line in plan.new] == [(4, "RR1"), (6, "RR2")]


def test_sheets_are_known_by_their_headings_and_others_are_passed_over(cast: Cast) -> None:
    content = workbook(
        {
            "Lists": [["death", "serious harm"]],
            "To do": [["Ref", "Action required", "By when"], ["RR1", "Write to schools", date(2027, 1, 4)]],
            "2019": [["Ref", "Type", "LA aware", "LA"], ["RR1", "death", date(2019, 4, 16), "Marlbrook"]],
        }
    )
    plan = looked_over(cast.partnership, content)
    assert [(line.of, line.title) for line in plan.new] == [("review", "RR1"), ("action", "Write to schools")]
    assert plan.notes[0].startswith("The sheet “Lists” is passed over")


def test_a_sheet_of_reviews_that_lacks_a_column_is_not_passed_over_because_another_is_whole(cast: Cast) -> None:
    lacking: list[list[Cell]] = [["Local reference", "Date became aware", "Date notified"], ["RR1", "16/4/2019", None]]
    actions: list[list[Cell]] = [["Reference", "Action"], ["RR1", "Write to schools"]]
    with pytest.raises(NotRead, match="The sheet “Reviews”, read as reviews, has no column “Nature”"):
        looked_over(cast.partnership, workbook({"Reviews": lacking, "Actions": actions}))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"Local reference": None}, "Local reference is empty"),
        ({"Nature": None}, "Nature is empty"),
        ({"Nature": "incident"}, "“incident” is not a nature"),
        ({"Local authority": "Farrowdale Council"}, "Write one of: Marlbrook Borough Council, Wendshire Council"),
        ({"Local authority": None}, "Local authority is empty. Write one of"),
        ({"Date notified": "15/04/2019"}, "notified before the authority became aware"),
        ({"Date became aware": None, "Date notified": None}, "Give the day the authority became aware"),
        ({"Date of incident": "17/04/2019"}, "became aware before it happened"),
        ({"Rapid review completed": "01/05/2019", "Rapid review sent": "30/04/2019"}, "sent before it was completed"),
        ({"Rapid review completed": "15/04/2019"}, "completed before the authority became aware"),
        ({"Local review": "yes"}, "no day on which the rapid review was completed"),
        ({"Local review": "perhaps", "Rapid review completed": "01/05/2019"}, "neither yes nor no"),
        ({"National reference": "N" * 61}, "longer than 60 letters"),
    ],
)
def test_a_line_that_cannot_be_so_says_how_to_mend_it(cast: Cast, change: dict[str, Cell], says: str) -> None:
    said = faults(cast.partnership, reviews(change))
    assert any(says in sentence for sentence in said), said


def test_a_rapid_review_before_there_were_any_is_wrong(cast: Cast) -> None:
    change: dict[str, Cell] = {
        "Date became aware": "1/5/2018", "Date notified": "3/5/2018", "Rapid review completed": "20/5/2018",
    }  # fmt: skip
    assert "There were no rapid reviews before 29 June 2018" in faults(cast.partnership, reviews(change))[0]


def test_everything_that_is_wrong_with_a_line_is_said_at_once(cast: Cast) -> None:
    assert len(faults(cast.partnership, reviews({"Nature": "?", "Date notified": "soon", "Local authority": "X"}))) == 3


def test_today_is_not_in_the_future(cast: Cast) -> None:
    today = timezone.localdate()
    assert aware(cast, today) == today
    assert faults(cast.partnership, reviews({"Date became aware": today + timedelta(days=1), "Date notified": None}))


def test_a_reference_given_twice_is_wrong_the_second_time(cast: Cast) -> None:
    plan = looked_over(cast.partnership, reviews({}, {"Local reference": "rr1 "}))
    assert [line.number for line in plan.new] == [2]
    assert plan.wrong[0].faults == ("Line 2 has the same reference. Give each review its own, or take one out.",)


def test_a_national_reference_given_twice_is_wrong_the_second_time(cast: Cast) -> None:
    both: dict[str, Cell] = {"National reference": "500123"}
    plan = looked_over(cast.partnership, reviews(both, {**both, "Local reference": "RR2"}))
    assert "The national reference is on the folder of line 2 already" in plan.wrong[0].faults[0]


def test_a_partnership_of_one_authority_need_not_name_it(cast: Cast) -> None:
    content = csv_of("Local reference,Nature,Date became aware", "RR1,death,16/4/2019")
    (line,) = looked_over(cast.neighbour, content, "tracker.csv").lines
    assert line.review is not None
    assert line.review.authority == cast.neighbour_council


def test_the_template_is_understood_once_it_is_filled_in(cast: Cast) -> None:
    book = load_workbook(BytesIO(empty_tracker()))
    assert [cell.value for cell in book["Reviews"][1]] == [column.heading for column in REVIEWS]
    assert [cell.value for cell in book["Actions"][1]] == [column.heading for column in ACTIONS]
    fill_in(book)
    kept = BytesIO()
    book.save(kept)
    plan = looked_over(cast.partnership, kept.getvalue())
    assert not plan.wrong
    assert len(plan.new) == 2


def fill_in(book: Workbook) -> None:
    answers = {"Local reference": "RR1", "Local authority": "Wendshire Council", "Nature": "death"}
    answers["Date became aware"] = "16/4/2019"
    for place, column in enumerate(REVIEWS, start=1):
        book["Reviews"].cell(2, place, answers.get(column.heading))
    for place, words in enumerate(("RR1", "Write to schools"), start=1):
        book["Actions"].cell(2, place, words)


def test_the_reference_page_names_every_column() -> None:
    page = Path("docs/reference/tracker.md").read_text()
    missing = [column.heading for column in (*REVIEWS, *ACTIONS) if f"| {column.heading} |" not in page]
    assert not missing
