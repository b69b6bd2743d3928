"""What the guidance needs to know of this room's own papers, and of what the change of law found still open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from handrail.guidance import AreaDays, Fact
from handrail.guidance.passage import Ends
from handrail.service.cases.filing import Filing, Happened
from handrail.service.cases.models import Note
from handrail.service.partnerships.models import AreaDates

LAST_DAY_FOR_CHILD_DEATHS = date(2020, 1, 29)
"""SI 2018/497, regulation 10: one day for every area."""
NEVER = date.max
OF_THE_BOARD = frozenset(
    {
        "ofsted_and_lscb_notified", "panel_notified", "serious_case_review_criteria_met",
        "serious_case_review_decided", "serious_case_review_declined", "serious_case_review_withheld",
    }
)  # fmt: skip
"""What sets a board something to do that nobody does once it has ended."""

Days = Mapping[str, date]


def filing_of(note: Note) -> Filing:
    kind = "call_noted" if note.of == Note.Of.CALL else "note_filed"
    return Filing(
        title=str(note),
        url_name="cases:note",
        filed_at=note.recorded_at,
        facts=(Happened(kind, note.happened_at, str(note.pk)),),
    )


def with_the_change(facts: Iterable[Fact], days: AreaDates | None, known_by: datetime | None = None) -> list[Fact]:
    """These facts, and those that follow from them and from the days on which the area changed its law.

    They are kept nowhere: an area's day that is put right, or tried out, changes them with no paper filed anew. Where
    no day is known nothing follows. Each is dated 2020 or before, so that none ever lies ahead.
    """
    held = list(facts)
    if days is None:
        return held
    found: defaultdict[str, dict[str, date]] = defaultdict(dict)
    for fact in held:
        if fact.known(known_by):
            found[fact.about][fact.kind] = min(fact.day, found[fact.about].get(fact.kind, NEVER))
    for about, first in found.items():
        if days.safeguarding_began_on is not None:
            held += _of_the_board(about, first, days.safeguarding_began_on)
        if days.child_death_began_on is not None:
            held += _of_a_death(about, first, days.child_death_began_on)
    return held


def _of_the_board(about: str, first: Days, began: date) -> Iterator[Fact]:
    if any(first.get(kind, NEVER) < began for kind in OF_THE_BOARD):
        yield Fact(began, "lscb_ended", about)
    if first.get("serious_case_review_initiated", NEVER) >= began:
        return
    gone = min(first.get(kind, NEVER) for kind in ("serious_case_review_published", "serious_case_review_handed_over"))
    if gone >= began:
        yield Fact(began, "serious_case_review_outstanding", about)
    if gone > last_day_of_grace(began):
        yield Fact(last_day_of_grace(began) + timedelta(days=1), "serious_case_review_grace_ended", about)


def last_day_of_grace(began: date) -> date:
    """The last day on which the board of an area may publish a review that was open as the area changed its law."""
    return AreaDays(safeguarding=began).ended(Ends.SAVED)


def _of_a_death(about: str, first: Days, began: date) -> Iterator[Fact]:
    if first.get("child_died", NEVER) >= began or "child_death_not_for_review" in first:
        return
    gone = min(first.get(kind, NEVER) for kind in ("child_death_review_completed", "child_death_review_handed_over"))
    if gone >= began:
        yield Fact(began, "child_death_review_outstanding", about)
    if gone > LAST_DAY_FOR_CHILD_DEATHS:
        yield Fact(LAST_DAY_FOR_CHILD_DEATHS + timedelta(days=1), "child_death_review_grace_ended", about)
