"""A worked example as a timeline in plain text: a line for each day or event, from the start to what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from textwrap import wrap

from handrail.guidance import At, Clock, Fact, explain, london_day, spoken
from handrail.guidance.clock import in_order
from handrail.guidance.days import LONDON
from handrail.guidance.shelf import kinds_of_fact
from tests.guidance.examples.answering import by_engine, by_hand, told_at
from tests.guidance.examples.reading import NO_CLOCK, Example

LONG = 24
"""Lines: a longer timeline draws days on which nothing happened together."""
WIDTH = 112


@dataclass(frozen=True, slots=True)
class Line:
    """One day or instant: its number in the count, why it is skipped, and what happened on it."""

    at: At
    number: int | None = None
    skipped: str = ""
    happened: tuple[str, ...] = ()

    @property
    def quiet(self) -> bool:
        return not self.happened


def drawn(example: Example) -> Iterator[str]:
    """The timeline as the engine counts it, and the count by hand below it."""
    answer = by_engine(example)
    yield from _circumstances(example)
    lines = _lines(example, answer.clock)
    yield from _in_columns(_folded(lines) if len(lines) > LONG else [[line] for line in lines])
    yield from _indented(f"On {spoken(date.fromisoformat(example.today))}: {_ending(example)}")
    yield from _indented(f"Counted by hand: {example.count}")
    if answer != by_hand(example):
        yield from _indented(f"The two differ. By hand: {by_hand(example)}. By Handrail: {answer}.")


def _ending(example: Example) -> str:
    if example.state == NO_CLOCK:
        return "no such clock has started."
    return f"{example.state.replace('_', ' ')}." if example.facts else "owed, as on every day while the edition stands."


def _circumstances(example: Example) -> Iterator[str]:
    if example.under:
        yield from _indented(f"As if {example.under} had come into force.")
    days = [spoken(date.fromisoformat(day)) for day in example.area.split()]
    if len(set(days)) == 2:
        yield from _indented(f"Safeguarding arrangements began on {days[0]}, child death arrangements on {days[1]}.")
    elif days:
        yield from _indented(f"The area's own arrangements began on {days[0]}.")
    if example.known_by:
        yield from _indented(f"By what was known on {spoken(datetime.fromisoformat(example.known_by))}.")


def _lines(example: Example, clock: Clock | None) -> list[Line]:
    """Everything that has a place on the timeline; what falls on one day stands on one line."""
    found: list[Line] = []
    if clock is not None:
        days = explain(clock, told_at(example)).days
        found += [Line(day.day, day.number, day.skipped or "") for day in days[1:]]
        found += _due(clock)
    found += [Line(fact.at, happened=(_told(fact, clock),)) for fact in sorted(example.happened, key=in_order)]
    found.sort(key=lambda line: (london_day(line.at), _hour(line.at)))
    return [_together(list(same)) for _, same in groupby(found, key=lambda line: (london_day(line.at), _hour(line.at)))]


def _due(clock: Clock) -> Iterator[Line]:
    if clock.due is not None:
        yield Line(clock.due, happened=("DUE",))
    elif clock.ordinarily_due is not None:
        yield Line(clock.ordinarily_due, happened=("would have been due; relaxed",))


def _hour(at: At) -> float:
    """A day without an hour comes before every instant of it."""
    return at.timestamp() if isinstance(at, datetime) else 0.0


def _together(lines: Sequence[Line]) -> Line:
    first = next((line for line in lines if line.number or line.skipped), lines[0])
    return replace(first, happened=tuple(words for line in lines for words in line.happened))


def _told(fact: Fact, clock: Clock | None) -> str:
    about = f" [{fact.about}]" if fact.about else ""
    known = f"; recorded {spoken(fact.recorded_at)}" if fact.recorded_at else ""
    replaced = f"; corrected {spoken(fact.replaced_at)}" if fact.replaced_at else ""
    return f"{_part_in(fact, clock)}{kinds_of_fact()[fact.kind].says} ({fact.kind}){about}{known}{replaced}"


def _part_in(fact: Fact, clock: Clock | None) -> str:
    if clock is None:
        return ""
    if fact == clock.started_by:
        return "PLANNED DAY: " if clock.duty.looks_back else "START: "
    if fact == clock.stopped_by:
        return "STOP: "
    return "FALLS AWAY: " if fact == clock.fell_away_by else ""


def _folded(lines: Sequence[Line]) -> list[list[Line]]:
    """Runs of days on which nothing happened, counted ones and skipped ones apart."""
    runs: list[list[Line]] = []
    for line in lines:
        if runs and line.quiet and runs[-1][-1].quiet and bool(line.skipped) == bool(runs[-1][-1].skipped):
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _in_columns(runs: Sequence[Sequence[Line]]) -> Iterator[str]:
    when = [_when(run) for run in runs]
    counts = [_count(run) for run in runs]
    left, middle = max(map(len, when), default=0), max(map(len, counts), default=0)
    for run, day, count in zip(runs, when, counts, strict=True):
        lead = f"{day:<{left}}  {count:>{middle}}  " if middle else f"{day:<{left}}  "
        words = wrap(_what(run), WIDTH - len(lead), break_long_words=False, break_on_hyphens=False) or [""]
        yield f"{lead}{words[0]}".rstrip()
        yield from (f"{'':{len(lead)}}{more}" for more in words[1:])


def _when(run: Sequence[Line]) -> str:
    first, last = _day(run[0].at), _day(run[-1].at)
    return first if first == last else f"{first} to {last}"


def _day(at: At) -> str:
    day = london_day(at)
    words = f"{day:%a} {day.day:>2} {day:%b} {day.year}"
    return f"{words}, {at.astimezone(LONDON):%H:%M %Z}" if isinstance(at, datetime) else words


def _count(run: Sequence[Line]) -> str:
    numbers = [line.number for line in run if line.number is not None]
    if not numbers:
        return "-" if run[0].skipped else ""
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]} to {numbers[-1]}"


def _what(run: Sequence[Line]) -> str:
    reasons = list(dict.fromkeys(line.skipped for line in run if line.skipped))
    return "; ".join([*(["skipped: " + ", ".join(reasons)] if reasons else []), *run[0].happened])


def _indented(words: str) -> list[str]:
    return wrap(words, WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
