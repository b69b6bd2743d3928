"""Every kind of fact is one that the law uses, or one that a room tells for the chronology alone."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

import handrail
from handrail.guidance import law_in
from handrail.guidance.edition import Duty
from handrail.guidance.shelf import every_edition, kinds_of_fact
from tests.guidance.agreement import AREAS
from tests.guidance.timeline import duty, small_shelf

FOR_THE_CHRONOLOGY = {
    "incident_raised", "partners_agreed_to_notify", "partners_differed", "summary_requested", "summary_received",
    "summary_no_longer_needed", "rapid_review_meeting_held", "immediate_action_taken", "rapid_review_corrected",
    "panel_asked", "panel_acknowledged", "panel_replied_to", "call_noted", "note_filed",
}  # fmt: skip
"""Told by a room because people look for it in the story of a case; no duty starts or stops by it."""
ROOMS = Path(handrail.__file__).parent / "service"


def duties() -> Iterator[Duty]:
    for edition in every_edition():
        yield from edition.duties.values()


def used(duties: Iterable[Duty]) -> set[str]:
    return {kind for duty in duties for kind in duty.starts | duty.stops | duty.falls_away}


def wrongly_planned(duties: Iterable[Duty], planned: AbstractSet[str]) -> set[str]:
    """Duties owed before a day that is not planned, or counted on from a planned one, or ended by one."""
    return {
        duty.key
        for duty in duties
        if (duty.looks_back and not duty.starts <= planned)
        or (not duty.looks_back and duty.starts & planned)
        or (duty.stops | duty.falls_away) & planned
    }


def told_by_rooms() -> set[str]:
    """Every kind that stands, as a word of its own, in what a room tells the law."""
    return {
        node.value
        for file in ROOMS.glob("*/facts.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_kind_of_fact_is_used_by_the_law_or_kept_for_the_chronology() -> None:
    assert set(kinds_of_fact()) - used(duties()) == FOR_THE_CHRONOLOGY


def test_what_is_kept_for_the_chronology_is_told_by_a_room() -> None:
    assert FOR_THE_CHRONOLOGY - told_by_rooms() == set()


def test_a_kind_that_starts_a_duty_in_force_or_once_in_force_can_start_it_somewhere() -> None:
    governing = {kind for e in every_edition() if e.governs for duty in e.duties.values() for kind in duty.starts}
    assert governing == {kind for area in AREAS.values() for kind in law_in(area).started_by}


def test_what_is_owed_before_a_day_starts_from_a_planned_day_and_no_planned_day_does_anything_else() -> None:
    assert wrongly_planned(duties(), {kind.key for kind in kinds_of_fact().values() if kind.planned}) == set()


def test_each_of_those_slips_would_be_seen() -> None:
    shelf = small_shelf({
        "one": 'title = "T"\nstage = "in force"\nfrom = 2020-01-01\n'
        + duty("sound", "day_set", "told", within='"7 days before"')
        + duty("not_planned", "call_noted", "told", within='"7 days before"')
        + duty("counted_on", "day_set", "told", within='"7 days"')
        + duty("ended_by_a_plan", "call_noted", "day_set"),
    })  # fmt: skip
    small = shelf[0].duties.values()
    assert wrongly_planned(small, {"day_set"}) == {"not_planned", "counted_on", "ended_by_a_plan"}
    assert {"day_set", "call_noted", "told", "nobody_uses_it"} - used(small) == {"nobody_uses_it"}


def test_every_kind_of_fact_has_words_that_complete_a_sentence() -> None:
    for kind in kinds_of_fact().values():
        assert kind.says
        assert not kind.says.endswith(".")
