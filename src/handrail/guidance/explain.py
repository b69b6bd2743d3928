"""Why a clock says what it says: every day counted or skipped, and every source named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from handrail.guidance.calendar import changed_days
from handrail.guidance.clock import Clock, Fact, State
from handrail.guidance.days import At, WorkingDays, earliest_instant, london_day, spoken
from handrail.guidance.edition import Bound, Force, Late
from handrail.guidance.lateness import late_in_words, unit_of
from handrail.guidance.shelf import kinds_of_fact

LONGEST_LISTED = 92
"""Longer spans in days are told, not listed day by day."""

FORCES = {
    Force.MUST: "This is the law: it must be done.",
    Force.SHOULD: "This is statutory guidance: it should be done unless there is a good reason, which is recorded.",
    Force.EXPECTED: "This is expected; it is not statutory.",
    Force.MAY: "This may be done; nobody is bound to.",
}
LATENESS = {
    Late.BREACH: "Doing it late is a breach.",
    Late.EXPLAIN: "If it is late, record the reason.",
    Late.NOTIFY: "If it will be late, say so, with the reason, to those the rule names.",
}


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day of the count: its number, or why it was skipped."""

    day: date
    number: int | None
    skipped: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """A clock in sentences, in the order a reader asks: what, since when, until when, who says so."""

    started: str
    rule: str
    counted: str
    days: tuple[CountedDay, ...]
    due: str
    ended: str
    binds: str
    confirmed: str
    cautions: tuple[str, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        told = (self.started, self.rule, self.counted, self.due, self.ended, self.binds, self.confirmed)
        return tuple(sentence for sentence in (*told, *self.cautions) if sentence)


def explain(clock: Clock, now: datetime) -> Explanation:
    """Tells a clock as at `now`, counted by the very list of bank holidays that the clock was counted by."""
    days = tuple(_counted(clock, clock.working_days))
    return Explanation(
        started=_start_in_words(clock),
        rule=f"{clock.edition.title}, {clock.duty.cite}: {clock.duty.says}",
        counted=_count_in_words(clock, days),
        days=days,
        due=_due_in_words(clock),
        ended=_ended_in_words(clock, now, clock.working_days),
        binds=f"{FORCES[clock.duty.force]} {LATENESS[clock.duty.late]}" if clock.due else FORCES[clock.duty.force],
        confirmed=clock.duty.seen.sentence,
        cautions=tuple(_cautions(clock)),
    )


def _start_in_words(clock: Clock) -> str:
    at, words = spoken(clock.started_by.at), _fact_in_words(clock.started_by)
    return f"The planned day is {at}: {words}." if clock.duty.looks_back else f"The clock started on {at}: {words}."


def _fact_in_words(fact: Fact) -> str:
    known = kinds_of_fact().get(fact.kind)
    return known.says if known else fact.kind.replace("_", " ")


def _counted(clock: Clock, working_days: WorkingDays) -> Iterator[CountedDay]:
    """Every day from the event to the due day, both included; going back for a planned day."""
    span, due = clock.duty.within, clock.ordinarily_due
    if span is None or due is None or span.unit not in ("days", "working days"):
        return
    start, end = clock.started_on, span.from_(clock.started_by.at, working_days)
    last = london_day(end)
    if abs((last - start).days) > LONGEST_LISTED:
        return
    step, number = timedelta(days=-1 if span.before else 1), 0
    day = start
    yield CountedDay(day, None, "the planned day" if span.before else "the day it happened; day one is the next")
    while day != last:
        day += step
        skipped = working_days.why_skipped(day) if span.unit == "working days" else None
        number += skipped is None
        yield CountedDay(day, None if skipped else number, skipped)


def _count_in_words(clock: Clock, days: tuple[CountedDay, ...]) -> str:
    span = clock.duty.within
    if span is None:
        return ""
    if span.unit == "hours":
        known = isinstance(clock.started_by.at, datetime)
        return (
            f"{span}, counted from {'the hour' if known else 'the first moment of the day, as the hour is not known'}."
        )
    skipped = sum(1 for day in days[1:] if day.skipped)
    left_out = f"; {skipped} {'day was' if skipped == 1 else 'days were'} skipped" if skipped else ""
    way = "counted back from" if span.before else "counted from"
    return f"{span}, {way} {spoken(clock.started_on)}{left_out}."


def _due_in_words(clock: Clock) -> str:
    if clock.relaxed_by is not None:
        ordinarily = spoken(clock.ordinarily_due) if clock.ordinarily_due else "no fixed day"
        return f"It would have been due on {ordinarily}; {clock.relaxed_by.says} ({clock.relaxed_by.cite})."
    if clock.duty.stands:
        return "This is a standing duty: it is owed always, and no day ends it."
    if clock.due is None:
        return "The edition gives no number of days: do it promptly."
    day = spoken(clock.due)
    end = day if isinstance(clock.due, datetime) else f"the end of {day}"
    match clock.duty.bound:
        case Bound.NOT_BEFORE:
            return f"Not to be done before {day}."
        case Bound.FOR_AT_LEAST:
            return f"To stand until at least {end}."
        case Bound.TARGET:
            return f"The target is {end}."
        case Bound.AT_MOST:
            return f"It may last until {end} and no longer."
        case _:
            return f"Due by {end}, London time."


def _ended_in_words(clock: Clock, now: datetime, working_days: WorkingDays) -> str:
    if clock.stopped_by is not None:
        late = f", {_late(clock, clock.stopped_by.at, working_days)}"
        how = {State.LATE: late, State.EARLY: ", too early"}.get(clock.state(now), "")
        return f"It stopped on {spoken(clock.stopped_by.at)}{how}: {_fact_in_words(clock.stopped_by)}."
    if clock.fell_away_by is not None:
        return f"It fell away on {spoken(clock.fell_away_by.at)}: {_fact_in_words(clock.fell_away_by)}."
    if clock.state(now) is State.OVERDUE:
        return f"It is overdue: {_late(clock, now, working_days)}."
    if clock.state(now) is State.MET:
        return "It has stood for as long as it must."
    return "" if clock.duty.stands else "Nothing has stopped it yet."


def _late(clock: Clock, at: At, working_days: WorkingDays) -> str:
    """How far something lies past the day, in the unit of the duty."""
    return late_in_words(clock.due, at, unit_of(clock.duty), working_days) if clock.due is not None else ""


def _cautions(clock: Clock) -> Iterator[str]:
    if clock.unread is not None:
        yield (
            f"{clock.unread.title} was in force when this clock started and Handrail has not read it: "
            f"the rule shown is the last one read. Check it against the new edition."
        )
    if clock.provisional:
        yield "This day lies past the published list of bank holidays and may still move."
    yield from _lists_changed(clock)
    if clock.relaxed_by is not None:
        yield f"The relaxation: {clock.relaxed_by.seen.sentence}"
    if clock.duty.note:
        yield clock.duty.note


def _lists_changed(clock: Clock) -> Iterator[str]:
    """Each later list of bank holidays that gave the clock another day, and one that came too late to do so."""
    end, told = clock.ended_by, False
    for (_, before), (at, days) in pairwise(((None, clock.calendar.published), *clock.calendar.later)):
        was, now = clock.due_by(before), clock.due_by(days)
        if was == now or was is None or now is None or at is None or _came_before(at, clock.started_by):
            continue
        since = f"The list of bank holidays changed on {spoken(london_day(at))}{_which(clock, before, days, was, now)}"
        if end is None or earliest_instant(at) <= earliest_instant(end.at):
            yield f"{since}. By the list before, this day was {spoken(was)}; it is {spoken(now)} by the new one."
        elif not told:
            yield f"{since}. This clock had ended by then, so its day stays {spoken(was)}."
            told = True


def _came_before(at: At, start: Fact) -> bool:
    """A list that was there before the clock was known to run never changed what anybody was shown."""
    return earliest_instant(at) <= (start.recorded_at or earliest_instant(start.at))


def _which(clock: Clock, before: WorkingDays, days: WorkingDays, was: At, now: At) -> str:
    span = (clock.started_on, london_day(was), london_day(now))
    changed = "; ".join(changed_days(before, days, min(span), max(span)))
    return f": {changed}" if changed else ""
