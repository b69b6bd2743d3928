"""Each fact that a duty on child deaths counts from or to is filed by a room, or it is said here why by none."""

from __future__ import annotations

import tomllib
from pathlib import Path

from handrail import guidance
from tests.house.test_what_starts_can_stop import told

FACTS = Path(guidance.__path__[0]) / "facts.toml"
BY_NOBODY = {
    "child_died_in_secure_home": "guidance of 2015 alone, on homes that the ombudsman investigates: not worked here",
    "ombudsman_investigation_completed": "the same",
    "child_death_report_published": "of no folder: the yearly report on child deaths is kept under reports",
    "child_death_review_open_when_database_began": "deaths whose review was open on 1 April 2019: entered long since",
}


def kinds() -> set[str]:
    """The facts of child death review, as the file of facts has them together."""
    said = FACTS.read_text(encoding="utf-8")
    begins, ends = said.index("# ---- child death review ----"), said.index("# ---- end of child death review ----")
    return set(tomllib.loads(said[begins:ends]))


def test_each_fact_of_a_child_death_is_filed_by_a_room_or_said_not_to_be() -> None:
    assert kinds() - told() == set(BY_NOBODY)
