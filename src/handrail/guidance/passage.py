"""How the law passed from old to new: everywhere at once, or in each area by the day its own arrangements began."""

from __future__ import annotations

from enum import StrEnum


class Begins(StrEnum):
    """Whether a row began everywhere at once, or in each area on the day its arrangements began."""

    NATIONALLY = "nationally"
    SAFEGUARDING = "with safeguarding arrangements"
    CHILD_DEATH = "with child death arrangements"


class Ends(StrEnum):
    """Whether a row ended everywhere at once, or in each area on the eve of that day, or twelve months after it."""

    NATIONALLY = "nationally"
    SAFEGUARDING = "with safeguarding arrangements"
    CHILD_DEATH = "with child death arrangements"
    SAVED = "twelve months after safeguarding arrangements"
