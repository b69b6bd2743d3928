"""Criteria, definitions, roles, checklists and agencies, as they stood on a day in an area."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.guidance import AreaDays, Law
from handrail.guidance.edition import Force, Seen
from tests.guidance.timeline import duty, law_of_files

OLD = """
title = "Old"
stage = "superseded"
from = 2015-03-26
until = 2018-06-28
[criterion.harm]
decides = "review"
use = "trigger"
says = "s"
cite = "c"
seen = "text"
from = 2016-01-01
until = 2016-12-31
[definition.serious_harm]
term = "serious harm"
says = "as it was first"
cite = "c"
seen = "text"
ends = "with safeguarding arrangements"
[role.chair]
title = "Chair of the board"
says = "s"
cite = "c"
seen = "text"
ends = "with safeguarding arrangements"
[contents.yearly_report]
title = "Yearly report"
cite = "c"
seen = "restated"
ends = "with safeguarding arrangements"
[[contents.yearly_report.item]]
key = "reviews"
says = "What reviews found."
force = "should"
"""
NEW = """
title = "New"
stage = "in force"
from = 2018-06-29
[definition.serious_harm]
term = "serious harm"
says = "as it has been since"
cite = "c"
seen = "text"
[criterion.notified]
decides = "review"
use = "consider"
says = "s"
cite = "c"
seen = "text"
begins = "with child death arrangements"
[role.scrutineer]
title = "Independent scrutineer"
says = "s"
cite = "c"
seen = "text"
from = 2023-12-15
[contents.yearly_report]
title = "Yearly report"
cite = "section 16G"
seen = "restated"
[[contents.yearly_report.item]]
key = "doings"
says = "What was done."
force = "must"
cite = "section 16G(7)"
seen = "text"
[[contents.yearly_report.item]]
key = "evidence"
says = "Evidence of impact."
force = "should"
[agency.nursery]
group = "Schools and settings"
says = "A nursery."
cite = "Schedule"
seen = "text"
until = 2019-12-31
"""
DRAFT = NEW.replace('"New"', '"Draft"').replace("in force", "draft").replace("2018-06-29", "2017-10-25")
HISTORY = OLD.replace('"Old"', '"Older"').replace("superseded", "history").replace("2015-03-26", "2010-01-01")
ENDS = 'ends = "with safeguarding arrangements"\n'
LATE = AreaDays(safeguarding=date(2019, 9, 2), child_death=date(2019, 9, 2))


def law(area: AreaDays = LATE) -> Law:
    return law_of_files({"2010": HISTORY, "2015": OLD, "2017": DRAFT, "2018": NEW}, area)


@pytest.mark.parametrize(
    ("day", "stood"), [("2015-12-31", False), ("2016-01-01", True), ("2016-12-31", True), ("2017-01-01", False)]
)
def test_a_criterion_stands_on_its_own_days(day: str, stood: bool) -> None:
    assert bool(law().criteria("review", date.fromisoformat(day))) is stood


def test_a_criterion_begins_in_each_area_on_the_areas_own_day() -> None:
    area = AreaDays(safeguarding=date(2019, 5, 1), child_death=date(2019, 9, 2))
    days = [date(2018, 6, 28), date(2019, 5, 1), date(2019, 9, 1), date(2019, 9, 2), date.max]
    assert [bool(law(area).criteria("review", day)) for day in days] == [False, False, False, True, True]
    at_once = [bool(law(AreaDays()).criteria("review", day)) for day in (date(2018, 6, 28), date(2018, 6, 29))]
    assert at_once == [False, True]


def test_a_role_lives_on_in_an_area_whose_board_does_and_another_begins_inside_its_edition() -> None:
    def roles(day: str, area: AreaDays = LATE) -> list[str]:
        return [role.key for role in law(area).roles(date.fromisoformat(day))]

    assert roles("2019-09-01") == ["chair"]
    assert roles("2019-09-02") == []
    assert roles("2018-06-29", AreaDays()) == []
    assert roles("2023-12-14") == []
    assert roles("2023-12-15") == ["scrutineer"]


@pytest.mark.parametrize("rows", ["role.chair", "contents.yearly_report", "definition.serious_harm", "criterion.harm"])
def test_what_ends_in_each_area_ends_there_though_its_edition_goes_on(rows: str) -> None:
    going_on = OLD.replace("until = 2018-06-28\n", "").replace("from = 2016-01-01\nuntil = 2016-12-31\n", ENDS)
    kept = law_of_files({"2015": going_on}, LATE)
    assert [stands(kept, rows, day) for day in (date(2019, 9, 1), date(2019, 9, 2))] == [True, False]
    at_once = law_of_files({"2015": going_on}, AreaDays())
    assert [stands(at_once, rows, day) for day in (date(2018, 6, 28), date(2018, 6, 29))] == [True, False]


def test_a_duty_that_ends_in_each_area_never_stands_where_the_area_began_first() -> None:
    letter = 'title = "Letter"\nstage = "superseded"\nfrom = 2018-06-29\nuntil = 2019-03-31\n'
    letter += duty("tell", "call_noted", "note_filed") + ENDS
    assert not law_of_files({"2018": letter}, AreaDays()).started_by
    (version,) = law_of_files({"2018": letter}, LATE).versions()
    assert (version.first_day, version.last_day) == (date(2018, 6, 29), date(2019, 9, 1))


@pytest.mark.parametrize(("own", "last"), [("2019-08-31", "2019-09-01"), ("2020-09-28", "2020-09-28")])
def test_what_the_law_saved_past_the_areas_day_lasts_until_its_own(own: str, last: str) -> None:
    saved = 'title = "Old"\nstage = "superseded"\nfrom = 2015-03-26\nuntil = 2018-06-28\n'
    saved += duty("tell", "call_noted", "note_filed") + f"until = {own}\n{ENDS}"
    (version,) = law_of_files({"2015": saved}, LATE).versions()
    assert version.last_day == date.fromisoformat(last)


def stands(law: Law, row: str, on: date) -> bool:
    table, key = row.split(".")
    match table:
        case "role":
            return key in {role.key for role in law.roles(on)}
        case "contents":
            return bool(law.contents(key, on))
        case "definition":
            return law.definition(key, on) is not None
        case _:
            return bool(law.criteria("review", on))


def test_while_two_checklists_stand_both_are_given_each_item_with_its_own_force_and_source() -> None:
    old, new = law().contents("yearly_report", date(2019, 9, 1))
    assert [(item.key, item.force, item.cite, item.seen) for item in old.items + new.items] == [
        ("reviews", Force.SHOULD, "c", Seen.RESTATED),
        ("doings", Force.MUST, "section 16G(7)", Seen.TEXT),
        ("evidence", Force.SHOULD, "section 16G", Seen.RESTATED),
    ]
    assert law().contents("yearly_report", date(2019, 9, 2)) == (new,) == law().contents("yearly_report", date.max)
    assert law().contents("threshold_document", date(2019, 9, 2)) == ()


def test_a_word_means_what_the_newest_edition_says_though_an_older_one_lives_on() -> None:
    def meant(day: str) -> str | None:
        definition = law().definition("serious_harm", date.fromisoformat(day))
        return definition.says if definition else None

    assert meant("2015-03-25") is None
    assert meant("2018-06-28") == "as it was first"
    assert meant("2018-06-29") == "as it has been since"


def test_an_agency_that_was_struck_off_the_list_is_no_longer_named() -> None:
    assert [agency.group for agency in law().agencies(date(2019, 12, 31))] == ["Schools and settings"]
    assert law().agencies(date(2020, 1, 1)) == ()


def test_neither_a_draft_nor_what_is_kept_for_comparison_stands() -> None:
    assert law().definition("serious_harm", date(2014, 1, 1)) is None
    assert len(law().contents("yearly_report", date(2018, 1, 1))) == 1
