"""Editions and duties in words, the same on the command line, on screens and in the reference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from handrail.guidance.days import spoken
from handrail.guidance.edition import Duty, Edition, Stage
from handrail.guidance.passage import Begins, Ends

FORCES = {"must": "must", "should": "should", "expected": "is expected to", "may": "may"}


def days_of(edition: Edition) -> str:
    """As in "from 29 June 2018 to 14 December 2023"."""
    return f"from {spoken(edition.from_)}" + ("" if edition.until == date.max else f" to {spoken(edition.until)}")


def standing_of(edition: Edition) -> str:
    """What an edition is today: whether it governs, and since or until when."""
    match edition.stage:
        case Stage.DRAFT:
            return f"a draft of {spoken(edition.from_)}, which never governs"
        case Stage.UNREAD:
            return f"in force {days_of(edition)}; not read yet, so that none of it is encoded"
        case Stage.IN_FORCE | Stage.SUPERSEDED:
            return (
                f"{edition.stage} {days_of(edition)}" if edition.until == date.max else f"in force {days_of(edition)}"
            )
        case _:
            return f"{edition.stage}, {days_of(edition)}; kept for comparison"


def number_of(duty: Duty) -> str:
    """As in "no later than 5 working days"; with "or by" where the earlier of two days is due."""
    if duty.within is None and duty.by is None:
        return "a standing duty" if duty.stands else "no number of days"
    day = spoken(duty.by) if isinstance(duty.by, date) else str(duty.by) if duty.by else ""
    span = f"{duty.within}{', to the end of the month' if duty.month_end else ''}" if duty.within else ""
    bound = "at least every" if duty.recurs else duty.bound
    return f"{bound} {' or by '.join(filter(None, (span, day)))}"


def reach_of(duty: Duty) -> Iterator[str]:
    """In which areas, and on which days of its edition, a duty stands; nothing where that is everywhere, always."""
    if duty.begins is not Begins.NATIONALLY:
        yield f"Began in each area {duty.begins}."
    if duty.ends is not Ends.NATIONALLY:
        yield f"Ended in each area {duty.ends}."
    if duty.from_ is not None:
        yield f"Stands in this edition from {spoken(duty.from_)}."
    if duty.until is not None:
        yield f"Stands in this edition until {spoken(duty.until)}."


def name_of(edition: Edition) -> str:
    """How an edition is named to the command line and in addresses: "working_together/2018"."""
    return f"{edition.instrument}/{edition.key}"


def listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words)) or "nothing"
