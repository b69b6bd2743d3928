"""Reckons a folder's clocks from its kept facts, and notices any shown day that moves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from handrail.guidance import At, Clock, Fact, Law, clocks, london_day
from handrail.guidance.edition import Bound, Force
from handrail.service.audit.actions import keeping
from handrail.service.cases.areas import Area, area_of, law_on
from handrail.service.cases.facts import with_the_change
from handrail.service.cases.filing import Asked
from handrail.service.cases.models import ASKED, Case, KeptClock, KeptFact, MovedDate, Paper
from handrail.service.cases.owing import body_owing, owed_now, partnership_on
from handrail.service.cases.projecting import projected
from handrail.service.law.kept import hold_lists, kept_calendar
from handrail.service.partnerships.models import AreaDates

FIELDS = (
    "about", "duty", "instrument", "edition", "title", "force", "source", "owed_by_id", "owed_by_kind", "owed_to",
    "bound", "started_on", "started_at", "due_on", "due_at", "stopped_on", "stopped_at", "fell_away_on", "ended",
    "beside",
)  # fmt: skip

Row = dict[str, Any]
"""A clock as it is kept, by the names in FIELDS."""


def reckon(case: Case, why: str, now: datetime, *, asked_by: Paper | None = None, asked: Iterable[Asked] = ()) -> int:
    """Make the folder's clocks what its facts say, writing only what differs. Gives the number of changes.

    What other papers asked for is left as it stands: only `asked_by` knows what it asks.
    """
    hold_lists()
    wanted = law_rows(case, area_of(case.authority_id), facts_of(case))
    changes = _replace(case, KeptClock.objects.filter(case=case, paper_id=None), wanted, None, why, now)
    if asked_by is not None:
        rows = [asked_row(case, one) for one in asked]
        held = KeptClock.objects.filter(case=case, paper_id=asked_by.pk)
        changes += _replace(case, held, rows, asked_by, why, now)
    with keeping(case.pk):
        projected([case], mend=True)
    return changes


def reckon_new(case: Case, why: str, now: datetime, papers: Iterable[tuple[Paper, Iterable[Asked]]]) -> None:
    """The same once for many papers that asked nothing before."""
    KeptClock.objects.bulk_create(
        KeptClock(case=case, partnership_id=case.partnership_id, paper_id=paper.pk, **asked_row(case, one))
        for paper, asked in papers
        for one in asked
    )
    reckon(case, why, now)


def law_clocks(case: Case, known_by: datetime | None = None) -> list[Clock]:
    """The folder's clocks under the law, as known now, or at an earlier instant."""
    days = _days_of(case)
    facts = with_the_change(facts_of(case, known_by), days, known_by)
    return clocks(law_on(days, kept_calendar()), facts, known_by)


def law_for(case: Case) -> Law:
    """The law in the area of the folder's local authority."""
    return law_on(_days_of(case), kept_calendar())


def _days_of(case: Case) -> AreaDates | None:
    return AreaDates.objects.filter(authority=case.authority_id).first()


def facts_of(case: Case, known_by: datetime | None = None) -> list[Fact]:
    kept = KeptFact.objects.filter(case=case).order_by("on", "at", "id")
    if known_by is None:
        kept = kept.filter(replaced_at__isnull=True)
    return [Fact(k.at or k.on, k.kind, k.about, k.recorded_at, k.replaced_at) for k in kept]


def law_rows(case: Case, area: Area, facts: Iterable[Fact]) -> list[Row]:
    """The clocks that these facts set running under the law of the area, as they are kept."""
    running = clocks(area.law, with_the_change(facts, area.days))
    return [_row_of(case, clock, area, beside=_beside(clock, running)) for clock in running]


def _beside(clock: Clock, running: Iterable[Clock]) -> str:
    """For a duty that binds by law and has no number: the duty with one that the same facts start, stop and end.

    The two are one thing to do. Shown apart, the one that binds most strongly would sink among those without a day.
    """
    duty = clock.duty
    if clock.due is not None or duty.force is not Force.MUST or duty.stands:
        return ""
    for other in running:
        alike = (other.duty.stops, other.duty.owed_by, other.started_by, other.stopped_by, other.fell_away_by) == (
            duty.stops, duty.owed_by, clock.started_by, clock.stopped_by, clock.fell_away_by
        )  # fmt: skip
        if alike and other.due is not None:
            return other.duty.key
    return ""


def _row_of(case: Case, clock: Clock, area: Area, *, beside: str) -> Row:
    duty, edition = clock.duty, clock.edition
    ended = clock.stopped_by is not None or clock.fell_away_by is not None or case.closed_at is not None
    over = clock.stopped_by or clock.fell_away_by
    owing = body_owing(case, duty.owed_by, area.board, over.day if over else None)
    return {
        "about": clock.about,
        "duty": duty.key,
        "instrument": edition.instrument,
        "edition": edition.key,
        "title": duty.title,
        "force": duty.force.value,
        "source": f"{edition.title}, {duty.cite}",
        "owed_by_id": owing.pk if owing else None,
        "owed_by_kind": duty.owed_by,
        "owed_to": duty.owed_to,
        "bound": duty.bound.value,
        "started_on": clock.started_on,
        "started_at": _instant(clock.started_by.at),
        "due_on": _day(clock.due),
        "due_at": _instant(clock.due),
        "stopped_on": clock.stopped_by.day if clock.stopped_by else None,
        "stopped_at": _instant(clock.stopped_by.at) if clock.stopped_by else None,
        "fell_away_on": clock.fell_away_by.day if clock.fell_away_by else None,
        "ended": ended,
        "beside": beside,
    }


def asked_row(case: Case, asked: Asked) -> Row:
    over = asked.done_at or asked.fell_away_on
    owing = owed_now(case, asked.of, _day(over))
    by = asked.by
    if by == str(case.partnership):
        by = str(partnership_on(case, london_day(asked.asked_at)))
    ended = asked.done_at is not None or asked.fell_away_on is not None or case.closed_at is not None
    return {
        "about": asked.about,
        "duty": "asked",
        "instrument": ASKED,
        "edition": "",
        "title": asked.title,
        "force": ASKED,
        "source": f"asked by {by}",
        "owed_by_id": owing.pk,
        "owed_by_kind": owing.kind,
        "owed_to": by,
        "bound": Bound.NO_LATER_THAN.value,
        "started_on": london_day(asked.asked_at),
        "started_at": _instant(asked.asked_at),
        "due_on": asked.due_on,
        "due_at": None,
        "stopped_on": _day(asked.done_at),
        "stopped_at": _instant(asked.done_at),
        "fell_away_on": asked.fell_away_on,
        "ended": ended,
        "beside": "",
    }


def _replace(case: Case, held: Any, wanted: Sequence[Row], paper: Paper | None, why: str, now: datetime) -> int:
    standing = {tuple(getattr(clock, field) for field in FIELDS): clock.pk for clock in held}
    rows = {tuple(row[field] for field in FIELDS): row for row in wanted}
    gone = [key for key in standing if key not in rows]
    new = [row for key, row in rows.items() if key not in standing]
    if gone:
        before = [dict(zip(FIELDS, key, strict=True)) for key in gone]
        MovedDate.objects.bulk_create(moved_dates(case, before, new, why, now))
        KeptClock.objects.filter(pk__in=[standing[key] for key in gone]).delete()
    partnership = case.partnership_id
    KeptClock.objects.bulk_create(
        KeptClock(case=case, partnership_id=partnership, paper_id=paper.pk if paper else None, **row) for row in new
    )
    return len(gone) + len(new)


def moved_dates(case: Case, gone: Iterable[Row], new: Iterable[Row], why: str, now: datetime) -> Iterator[MovedDate]:
    """A day that was shown on an open clock, and is another day now, leaves a record of itself."""
    open_before = {(c["duty"], c["about"]): c for c in gone if not c["ended"] and c["due_on"] is not None}
    for row in new:
        before = open_before.get((row["duty"], row["about"]))
        if before is not None and before["due_on"] != row["due_on"]:
            yield MovedDate(
                case=case, duty=row["duty"], about=row["about"], title=before["title"],
                was=before["due_on"], now=row["due_on"], why=why[:300], noticed_at=now,
            )  # fmt: skip


def _instant(at: At | None) -> datetime | None:
    return at if isinstance(at, datetime) else None


def _day(at: At | None) -> date | None:
    return None if at is None else london_day(at)
