"""What a reader names or searches for, in a small shelf made here."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.guidance import AreaDays
from handrail.guidance.calendar import published_calendar
from handrail.guidance.edition import Edition
from handrail.guidance.found import Entry, NotFound, due_from, edition_named, entries, rows_named, search
from handrail.guidance.law import law_of
from tests.guidance.timeline import duty, small_shelf

OLD = """title = "The old book"
stage = "superseded"
from = 2018-01-01
until = 2019-12-31
[definition.harm]
term = "serious harm"
says = "What was meant by it."
cite = "page 1"
seen = "text"
"""
NEW = OLD.replace("superseded", "in force").replace("2018-01-01", "2020-01-01").replace("until = 2019-12-31\n", "")
NEW = NEW.replace("old", "new").replace("was meant", "is meant")
DRAFT = 'title = "A draft"\nstage = "draft"\nfrom = 2025-01-01\n'
ENDED = duty("ask", "a", "b", within='"5 days"', title='"Ask the board"', ended_by='"the new book"')
TELL = duty(
    "tell", "a", "b", within='"2 days"', title='"Tell them"', owed_by='"the coroner"', says='"Ask nobody first."'
)
CHECKLIST = """[contents.plan]
title = "Plan"
cite = "page 3"
seen = "text"
[[contents.plan.item]]
key = "a"
says = "What the children said."
force = "must"
"""
SHELF = small_shelf({"2018": OLD + ENDED, "2020": NEW + TELL + CHECKLIST, "2025-draft": DRAFT + duty("tell", "a", "b")})
LAW = law_of(SHELF, AreaDays(), published_calendar())


def found(words: str) -> list[str]:
    return [entry.key for entry in search(words, entries(SHELF))]


def the(key: str) -> Entry:
    (entry,) = (entry for entry in entries(SHELF) if entry.key == key)
    return entry


def named(name: str, shelf: tuple[Edition, ...] = SHELF) -> str:
    edition = edition_named(name, shelf)
    return f"{edition.instrument}/{edition.key}"


def test_an_edition_is_found_by_its_whole_name_or_by_the_last_part_where_only_one_has_it() -> None:
    assert named("small/2018") == named("2018") == "small/2018"
    with pytest.raises(NotFound, match='There is no edition "small/2081". Did you mean small/2018?'):
        named("small/2081")


def test_where_several_have_it_working_together_is_meant_or_all_are_offered() -> None:
    guidance, panel = small_shelf({"2018": OLD})[0], small_shelf({"2018": OLD})[0]
    object.__setattr__(guidance, "instrument", "working_together")
    assert named("2018", (panel, guidance)) == "working_together/2018"
    object.__setattr__(guidance, "instrument", "regulations")
    with pytest.raises(NotFound, match="Did you mean small/2018 or regulations/2018?"):
        named("2018", (panel, guidance))


def test_every_key_is_there_once_by_its_title_with_every_edition_that_has_it() -> None:
    assert [(entry.title, [e.key for e in entry.editions]) for entry in entries(SHELF)] == [
        ("Ask the board", ["2018"]), ("Plan", ["2020"]), ("serious harm", ["2018", "2020"]),
        ("Tell them", ["2020", "2025-draft"]),
    ]  # fmt: skip


def test_the_row_that_governs_last_speaks_for_its_key_and_a_later_draft_does_not() -> None:
    assert the("harm").row.says == "What is meant by it."
    assert the("tell").row.within is not None


def test_a_search_finds_the_beginnings_of_words_wherever_they_stand() -> None:
    assert found("CHILD") == ["plan"]  # in an item of a checklist
    assert found("coroner") == ["tell"]
    assert found("hild") == []
    assert found("meant is") == ["harm"]
    assert found("meant was") == []
    assert found("new book") == ["plan", "harm", "tell"]
    assert len(found("")) == 4


def test_what_has_the_words_in_its_title_comes_first() -> None:
    assert found("ask") == ["ask", "tell"]
    assert found("tell") == ["tell"]
    assert found("serious") == ["harm"]


def test_what_is_named_nowhere_is_refused_with_the_nearest() -> None:
    assert [(e.key, table) for e, table, _ in rows_named("harm", SHELF)] == [
        ("2018", "definitions"),
        ("2020", "definitions"),
    ]
    with pytest.raises(NotFound, match='There is no duty "tel". Did you mean tell?'):
        rows_named("tel", SHELF)


def test_a_duty_that_does_not_govern_on_a_day_says_when_it_does_and_what_ended_it() -> None:
    clock = due_from(LAW, "ask", date(2019, 5, 1))
    assert clock is not None
    assert clock.due == date(2019, 5, 6)
    with pytest.raises(NotFound) as refused:
        due_from(LAW, "ask", date(2020, 5, 1))
    assert str(refused.value) == (
        'No edition in force on 1 May 2020 has the duty "ask" for this area. '
        "small/2018 has it from 1 January 2018 to 31 December 2019. It was ended by: the new book."
    )
    with pytest.raises(NotFound) as refused:
        due_from(LAW, "tell", date(2019, 5, 1))
    assert str(refused.value) == (
        'No edition in force on 1 May 2019 has the duty "tell" for this area. small/2020 has it from 1 January 2020.'
    )
