"""What the engine answers to a worked example, written so that it can stand beside the count by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import lru_cache

from handrail.guidance import AreaDays, At, Clock, Law, State, clocks, explain, law_in
from handrail.guidance.calendar import published_calendar
from handrail.guidance.clock import in_order
from handrail.guidance.days import LONDON
from handrail.guidance.explain import Explanation
from handrail.guidance.found import edition_named
from handrail.guidance.law import law_of
from handrail.guidance.shelf import every_edition
from handrail.guidance.wording import name_of
from tests.guidance.examples.reading import NO_CLOCK, NOTHING, Example
from tests.guidance.timeline import written


@dataclass(frozen=True, slots=True)
class Answer:
    """When it is due, what has become of it, and who says so; the clock it was read from, where there is one."""

    due: At | None
    state: str
    edition: str
    clock: Clock | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        return f"due {written(self.due)}, {self.state}, by {self.edition}"


NO_ANSWER = Answer(None, NO_CLOCK, NOTHING)


def by_hand(example: Example) -> Answer:
    return Answer(example.falls_due, example.state, example.edition)


def by_engine(example: Example) -> Answer:
    """Of several clocks of one duty, the last that started; that none runs is an answer too."""
    law = law_for(example.area, example.under)
    known_by = datetime.fromisoformat(example.known_by) if example.known_by else None
    running = clocks(law, example.happened, known_by)
    found = [clock for clock in running if clock.duty.key == example.duty and example.about in ("", clock.about)]
    if not found:
        return next(_always_owed(law, example), NO_ANSWER)
    last = max(found, key=lambda clock: in_order(clock.started_by))
    return Answer(last.due, last.state(told_at(example)).value, name_of(last.edition), last)


def _always_owed(law: Law, example: Example) -> Iterator[Answer]:
    """A duty that no fact starts runs no clock: it is owed on every day on which it governs."""
    for version in law.standing:
        if version.duty.key == example.duty and version.governs(date.fromisoformat(example.today)):
            yield Answer(None, State.RUNNING.value, name_of(version.edition))


def told_at(example: Example) -> datetime:
    return datetime.combine(date.fromisoformat(example.today), time(12), LONDON)


@lru_cache(maxsize=64)
def law_for(area: str, under: str) -> Law:
    """The law in an area; with `under`, as if that draft had come into force and nothing had taken its place."""
    days = AreaDays(*map(date.fromisoformat, area.split()))
    if len(area.split()) == 1:
        days = replace(days, child_death=days.safeguarding)
    if not under:
        return law_in(days)
    draft = replace(edition_named(under, every_edition()), until=date.max)
    others = [edition for edition in every_edition() if edition.instrument != draft.instrument]
    return law_of([*others, draft], days, published_calendar(), as_if=draft)


def beside(example: Example, answer: Answer) -> str:
    """The count by hand and the engine's, one above the other."""
    lines = [
        str(example),
        f"  by hand:   {by_hand(example)}",
        f"             {example.count}",
        f"  by engine: {answer}",
    ]
    if answer.clock is not None:
        lines.append(f"             {counted(explain(answer.clock, told_at(example)))}")
    return "\n".join(lines)


def counted(told: Explanation) -> str:
    """As people write a count: "Tue 16 Apr: 17 (1) 18 (2) [19 Good Friday] [20 Saturday] 23 (3)"."""
    if not told.days:
        return f"{told.counted} {told.due}".strip()
    first, *rest = told.days
    words = [f"[{day.day.day} {day.skipped}]" if day.skipped else f"{day.day.day} ({day.number})" for day in rest]
    return f"{first.day:%a} {first.day.day} {first.day:%b}: {' '.join(words)}"
