"""What the law asks of the Panel once it holds a national review: counted from the decision and the steps recorded of
it, by the editions in force on each day, as it is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from handrail.guidance import Fact, clocks, law_in, london_day
from handrail.guidance.clock import State
from handrail.service.access.models import Person
from handrail.service.law.kept import kept_calendar
from handrail.service.national_panel.models import DocketItem, NationalStep, PanelDecision

What = NationalStep.What
ENDS = (What.PUBLISHED, What.IMPROVEMENTS)
HOW = {
    State.RUNNING: ("To do", "blue"), State.MET: ("Done", "green"), State.LATE: ("Done late", "red"),
    State.OVERDUE: ("Overdue", "red"), State.FELL_AWAY: ("No longer owed", "grey"), State.EARLY: ("Too early", "red"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ahead:
    """A duty that a national review set running, and how it stands."""

    title: str
    owed_by: str
    due_on: date | None
    source: str
    state: State
    done_on: date | None
    item: DocketItem

    @property
    def words(self) -> str:
        return HOW[self.state][0]

    @property
    def colour(self) -> str:
        return HOW[self.state][1]

    @property
    def open(self) -> bool:
        return self.state in (State.RUNNING, State.OVERDUE)


def held(person: Person) -> QuerySet[PanelDecision]:
    """Decisions to hold a national review that no later one took the place of, of what is there for this person."""
    theirs = DocketItem.objects.visible_to(person).values("pk")
    decided = PanelDecision.objects.filter(national=PanelDecision.National.HOLD, item__in=theirs)
    standing = decided.exclude(item__again__decision__released_at__isnull=False)
    return standing.select_related("item__partnership")


def is_held(decision: PanelDecision) -> bool:
    taken_up = DocketItem.objects.filter(again_of=decision.item_id, decision__released_at__isnull=False)
    return decision.national == PanelDecision.National.HOLD and not taken_up.exists()


def standing_steps(decision: PanelDecision) -> list[NationalStep]:
    return list(NationalStep.objects.filter(decision=decision, set_aside_at__isnull=True))


def facts_of(decision: PanelDecision) -> Iterator[Fact]:
    """Publishing settles the day for which it was planned; of days that were set, the last counts, unless put off."""
    about = str(decision.pk)
    yield Fact(decision.decided_on, "national_review_initiated", about)
    steps = standing_steps(decision)
    days = [one for one in steps if one.what in (What.PLANNED, What.PUT_OFF)]
    days.sort(key=lambda one: one.recorded_at)
    last = [one for one in days[-1:] if one.what == What.PLANNED]
    for one in [step for step in steps if step.what in ENDS][:1] or last:
        yield Fact(one.on, What.PLANNED.value, about)
    for one in steps:
        if one.what not in (What.PLANNED, What.PUT_OFF):
            yield Fact(one.on, one.what, about)


def duties_of(decisions: Iterable[PanelDecision]) -> list[Ahead]:
    """Those still to be done first, by their day; then what was done, or is owed no more."""
    law, now = law_in(calendar=kept_calendar()), timezone.now()
    found = [
        Ahead(
            clock.duty.title, clock.duty.owed_by, london_day(clock.due) if clock.due is not None else None,
            f"{clock.edition.title}, {clock.duty.cite}", clock.state(now),
            clock.ended_by.day if clock.ended_by else None, decision.item,
        )
        for decision in decisions for clock in clocks(law, list(facts_of(decision)))
    ]  # fmt: skip
    return sorted(found, key=lambda one: (not one.open, one.due_on or date.max, one.title))


def still_to_do(decisions: Sequence[PanelDecision]) -> list[Ahead]:
    return [one for one in duties_of(decisions) if one.open]
