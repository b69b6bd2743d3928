"""Every row of the fact base on the change from boards to partners has worked examples, or, where it became nothing
with a clock, tests that show what became of it; what is recalled says so."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from handrail.guidance import AreaDays, law_in
from tests.guidance.rows.reading import OF_THE_CHANGE, Row, covered, read_rows, rows_of, wanting
from tests.guidance.test_coverage_of_the_law import FACT_BASE, beside_the_fact_base
from tools.law_reference.coverage import NOT_ENCODED

LIST = read_rows("transition")
ROWS = covered(tuple(OF_THE_CHANGE))
CALLED = {
    "new SCRs after transition date": "no new SCRs", "SCR unfinished at end": "SCR unfinished",
    "no-SCR decision then new info": "no-SCR decision then new information",
}  # fmt: skip
"""Where the fact base and coverage.csv word a row otherwise."""


@pytest.mark.parametrize("row", LIST, ids=lambda row: row.item)
def test_a_row_has_an_example_in_each_edition_and_what_is_recalled_says_so(row: Row) -> None:
    assert list(wanting(row)) == []


def test_no_row_is_left_out_and_none_is_there_twice() -> None:
    assert [row.item for row in LIST] == list(ROWS)


def test_every_row_with_a_clock_shows_each_of_its_clocks_more_than_once_in_all() -> None:
    """A row of §7 that became a duty with a number has a day counted by hand, and one where the count goes wrong."""
    few = [row.item for row in LIST if row.item.startswith("7 ") and rows_of(ROWS[row.item]) and len(row.examples) < 2]
    assert set(few) <= {"7 CDR partners notify NHS England"}


def test_a_row_that_became_no_clock_names_the_tests_that_show_it() -> None:
    none = [row for row in LIST if row.item.startswith("7 ") and ROWS[row.item].became == NOT_ENCODED]
    assert none
    assert [row.item for row in none if not row.said] == []


def test_from_october_2019_no_board_begins_anything_anywhere() -> None:
    """In the area that changed last of all, what is left to boards is what they had begun."""
    last = date(2019, 9, 29)
    law = law_in(AreaDays(last, last))

    def of_boards(day: date) -> set[str]:
        return {one.duty.key for one in law.versions() if one.duty.owed_by == "LSCB" and one.governs(day)}

    begin = {
        "carry_out_lscb_functions", "decide_serious_case_review", "hold_serious_case_review_act", "lscb_yearly_report",
        "review_child_death",
    }  # fmt: skip
    assert begin <= of_boards(date(2019, 9, 28))
    assert not begin & of_boards(date(2019, 10, 1))
    assert "hand_over_serious_case_review" in of_boards(date(2019, 10, 1))


@beside_the_fact_base
def test_every_row_of_the_fact_base_is_on_the_list() -> None:
    text = FACT_BASE.read_text(encoding="utf-8")
    part = re.search(r"^## 7\. .*?(?=^### 7\.1)", text, re.MULTILINE | re.DOTALL)
    assert part is not None
    named = [row for row in re.findall(r"^\| ([A-Za-z][^|]*?) \|", part[0], re.MULTILINE) if row != "item"]
    assert len(named) > 10
    assert [name for name in named if f"7 {CALLED.get(name, name)}" not in ROWS] == []


def test_a_row_without_its_example_is_missed() -> None:
    row = next(row for row in LIST if row.item == "7 data handover")
    assert list(wanting(replace(row, examples=row.examples[:1])))
