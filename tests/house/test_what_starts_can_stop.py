"""A room that starts a clock gives people a way to stop it: else a duty is owed for ever, whatever they do."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from handrail.guidance.edition import Duty
from handrail.guidance.shelf import every_edition, kinds_of_fact
from tests.house.house import SOURCE

COUNTED_ELSEWHERE = "the reports room's own, of child deaths: the Act gives no interval, so nothing is ever late"
WAITS_FOR_ITS_ROOM: dict[str, str] = {"publish_child_death_report": COUNTED_ELSEWHERE}
"""Duties that a room starts and that no room can stop yet, each with what is to stop it. Of what begins with an area's
child death arrangements the plan of a change counts its own duties alone, and this is none of them.

Add one here only together with the words of where its step will be recorded.
"""


def told() -> set[str]:
    """Every kind of fact that stands, as a word of its own, in what a room tells the law."""
    words = {
        node.value
        for file in SOURCE.glob("service/*/facts.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return words & set(kinds_of_fact())


def duties() -> Iterator[Duty]:
    for edition in every_edition():
        if edition.governs:
            yield from edition.duties.values()


def never_stopped(duties: Iterable[Duty], told: AbstractSet[str]) -> set[str]:
    return {duty.key for duty in duties if duty.starts & told and not duty.stops & told}


def test_whatever_a_room_starts_a_room_can_stop() -> None:
    assert never_stopped(duties(), told()) == set(WAITS_FOR_ITS_ROOM)


def test_no_kind_of_fact_is_put_together_from_parts_where_this_would_not_see_it() -> None:
    together = [
        f"{file.parent.name}: {ast.unparse(node)}"
        for file in SOURCE.glob("service/*/facts.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "Happened"
        and isinstance(node.args[0], ast.JoinedStr)
    ]
    assert not together


def test_a_duty_that_could_not_be_stopped_would_be_seen() -> None:
    without = told() - {"local_reviewer_appointed", "serious_case_review_withholding_told"}
    assert never_stopped(duties(), without) - set(WAITS_FOR_ITS_ROOM) == {
        "appoint_local_reviewer",
        "tell_serious_case_review_withheld",
    }
