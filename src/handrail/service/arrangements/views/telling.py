"""What the pages say of lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from handrail.guidance import State, london_day, spoken
from handrail.service.access.models import Person
from handrail.service.access.roles import ALL
from handrail.service.arrangements.counted import FINISH, StillOpen, board_areas, draft_says, still_open
from handrail.service.arrangements.models import Arrangements, Line
from handrail.service.arrangements.saying import SORTS, lines_of
from handrail.service.cases.areas import area_of
from handrail.service.cases.models import Case, KeptClock
from handrail.service.cases.what_if import Counted
from handrail.service.partnerships.models import Body


def lines_told(one: Arrangements) -> list[tuple[type[Line], list[Line]]]:
    """The lines of each sort that is written as a list."""
    return [(sort, lines_of(one, sort)) for sort in SORTS if sort.sort != "section"]


@dataclass(frozen=True, slots=True)
class OpenTold:
    """A review that the change found open, as the law counted it and as the draft would have."""

    one: StillOpen
    draft_due: date | None
    draft_seen: str


def open_in(person: Person, authorities: Iterable[Body]) -> list[OpenTold]:
    """The reviews that the change found open, in the folders that this person may open."""
    marked = KeptClock.objects.filter(duty__in=FINISH, case__authority__in=list(authorities)).values("case")
    cases = Case.objects.visible_to(person, {ALL}).filter(pk__in=marked).select_related("authority", "partnership")
    return [told for case in cases.order_by("reference") for told in told_of(case)]


def left_with_nobody(open: Iterable[OpenTold]) -> list[str]:
    """Reviews whose time with the board is over, and of which nothing says who has them: for what a plan lacks."""
    return [
        f"{told.one.case.reference}: the board had until {spoken(told.one.until)} for its {told.one.of.value}, and "
        "nothing says who has it now. Record to whom it was passed on, or when it was done."
        for told in open
        if told.one.owed
    ]


def told_of(case: Case) -> list[OpenTold]:
    areas = board_areas(area_of(case.authority_id).board)
    found = []
    for one in still_open(case):
        draft = draft_says(areas, one)
        due = london_day(draft.due) if draft is not None and draft.due is not None else None
        found.append(OpenTold(one, due, draft.duty.seen.sentence if draft else ""))
    return found


STATES = {
    State.RUNNING: "running", State.MET: "met", State.LATE: "met late", State.OVERDUE: "overdue",
    State.FELL_AWAY: "fell away", State.EARLY: "not to be done yet",
}  # fmt: skip


def in_short(one: Counted | None) -> str:
    """A clock in one line, for laying two beside each other."""
    if one is None:
        return "Does not run"
    due = f"due by {spoken(one.due)}" if one.due is not None else "no number of days"
    return f"From {spoken(one.started_on)}, {due}, {STATES[one.state]} ({one.owed_by}; {one.source})"
