"""Every row of the fact base on child death review has a worked example, and what is only recalled says so."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from handrail.guidance.shelf import every_edition
from tests.guidance.rows import reading
from tests.guidance.rows.reading import Row, Standing, covered, found, read_rows, read_standing, shows, wanting
from tests.guidance.test_coverage_of_the_law import FACT_BASE, beside_the_fact_base

LIST = read_rows("child_death")
EXAMPLES = read_standing()
PARTS = {"2.7": r"^\| ([A-Z][A-Z0-9-]+) \|", "3.7": r"^- (J-\d)"}
"""How the rows of those sections of the fact base that have names are written."""


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_what_stands_is_what_people_wrote_down(example: Standing) -> None:
    told = found(example)
    assert len(told) == 1, told
    assert shows(example, told[0]), told[0]


@pytest.mark.parametrize("row", LIST, ids=lambda row: row.item)
def test_a_row_has_an_example_in_each_edition_and_what_is_recalled_says_so(row: Row) -> None:
    assert list(wanting(row)) == []


def test_no_row_is_left_out_and_none_is_there_twice() -> None:
    assert [row.item for row in LIST] == list(covered())


@beside_the_fact_base
@pytest.mark.parametrize("section", PARTS)
def test_every_named_row_of_the_fact_base_is_on_the_list(section: str) -> None:
    text = FACT_BASE.read_text(encoding="utf-8")
    part = re.search(rf"^### {re.escape(section)} .*?(?=^##)", text, re.MULTILINE | re.DOTALL)
    assert part is not None
    named = re.findall(PARTS[section], part[0], re.MULTILINE)
    assert len(named) > 5
    assert [f"{section} {name}" for name in named if f"{section} {name}" not in covered()] == []


def test_an_example_that_is_gone_is_missed() -> None:
    gone = replace(_row("2.7 CDR-ANALYSE"), examples=("child_death: A sentence that nobody wrote",))
    assert list(wanting(gone)) == [
        "2.7 CDR-ANALYSE: there is no worked example “child_death: A sentence that nobody wrote”",
        "2.7 CDR-ANALYSE: no worked example shows the duty analyse_child_deaths of children_act_2004/2018",
    ]


def test_a_row_without_an_example_is_missed() -> None:
    (fault,) = wanting(Row("3.7 J-1"))
    assert (
        fault
        == "3.7 J-1: no worked example shows the criterion joint_response_external_cause of child_death_review/2018"
    )


def test_a_recalled_row_that_no_page_is_found_to_mark_is_missed() -> None:
    row = _row("6.3 scale")
    assert any("is only recalled, and no test finds it said so" in fault for fault in wanting(replace(row, said=())))
    astray = replace(row, said=("tests/rooms/law/test_pages.py::test_that_nobody_wrote",))
    assert list(wanting(astray)) == [
        "6.3 scale: there is no test tests/rooms/law/test_pages.py::test_that_nobody_wrote"
    ]


def test_a_row_that_was_left_out_has_no_example_and_a_row_that_is_no_row_is_told() -> None:
    left_out = replace(_row("11.1 JAR phases"), examples=_row("2.7 JAR").examples)
    assert list(wanting(left_out)) == ["11.1 JAR phases: it was left out, and has examples"]
    assert list(wanting(Row("2.7 CDR-FORGET"))) == ["2.7 CDR-FORGET: there is no such row in coverage.csv"]


def test_an_example_does_not_hold_where_more_stands_or_a_mark_is_missing() -> None:
    (scale,) = [one for one in EXAMPLES if one.says == "Since 2019 it is recalled as 0 to 2"]
    (told,) = found(scale)
    assert shows(scale, told)
    assert not shows(replace(scale, recalled=()), told)
    assert not shows(replace(scale, holds=scale.holds[:2]), told)
    assert not shows(replace(scale, edition="child_death_forms/2008"), told)


def test_an_example_holds_though_the_law_was_read_anew_meanwhile() -> None:
    every_edition.cache_clear()
    assert [example for example in EXAMPLES if len(found(example)) != 1] == []


def test_a_word_that_is_not_known_in_the_list_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "Row", Standing)
    with pytest.raises(ValueError, match="is not known in a"):
        read_rows("child_death")


def _row(item: str) -> Row:
    return next(row for row in LIST if row.item == item)
