"""The practice reviews of a folder that are under way, of every kind, and what its LSCB's chair still has to decide."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from handrail.guidance import At, Clock, london_day
from handrail.guidance.clock import is_past
from handrail.service.audit.remembering import remembered
from handrail.service.cases.models import Case, KeptClock, LateReason, Paper
from handrail.service.cases.reckon import law_clocks
from handrail.service.incidents.models import Incident
from handrail.service.partnerships.models import AreaDates
from handrail.service.reviews.facts import initiated, initiates, thing_of
from handrail.service.reviews.models import PracticeReview, RapidReview, ReviewCalled, SeriousCaseDecision

DECIDE = "decide_serious_case_review"
REVIEWS = uuid.UUID("6f0d3f0e-9f5d-4c38-8e5b-6f6a2b8f1c57")
"""From this and the thing it is about a review has one address, before anything is recorded of it and after."""


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A review that a standing decision called for: what its clocks are about, and since when it is under way."""

    about: str
    since: At
    rapid_review: RapidReview | None = None
    decision: SeriousCaseDecision | None = None
    called: ReviewCalled | None = None

    @property
    def pk(self) -> uuid.UUID:
        return uuid.uuid5(REVIEWS, f"{self} {self.about}")

    @property
    def case_id(self) -> uuid.UUID:
        """The folder in which the decision that called for it stands."""
        called_by: Paper | None = self.rapid_review or self.decision or self.called
        assert called_by is not None
        folder: uuid.UUID = called_by.case_id
        return folder

    @property
    def local(self) -> bool:
        return self.decision is None and self.called is None

    def __str__(self) -> str:
        if self.called is not None:
            return str(self.called)
        return "Local review" if self.decision is None else "Serious case review"


def reviews_under_way(case: Case) -> list[UnderWay]:
    return under_way_in([case])


def under_way_in(folders: Iterable[Case] | QuerySet[Case]) -> list[UnderWay]:
    """Those of several folders at once. Who may open these is asked before."""
    return [*_local(folders), *_serious(folders), *_called(folders)]


def _called(folders: Iterable[Case]) -> Iterator[UnderWay]:
    for called in ReviewCalled.objects.filter(case__in=folders, set_aside_at__isnull=True):
        yield UnderWay(f"review-{called.pk}", called.decided_on, called=called)


def _local(folders: Iterable[Case]) -> Iterator[UnderWay]:
    held = RapidReview.objects.filter(case__in=folders).prefetch_related("incidents", "later_decisions")
    for review in held:
        since = initiated(review)
        if since is not None:
            yield UnderWay(since[1], since[0], rapid_review=review)


def _serious(folders: Iterable[Case]) -> Iterator[UnderWay]:
    made = SeriousCaseDecision.objects.filter(case__in=folders, hold=True, set_aside_at__isnull=True)
    for decision in made.prefetch_related("incidents__serious_case_decisions"):
        if initiates(decision):
            yield UnderWay(thing_of(decision), decision.decided_on, decision=decision)


def any_under_way(case: Case) -> bool:
    """Whether there is a local or serious case review to read of or to record something of. More than one room offers a
    page by it, so it is asked once."""

    def asked() -> bool:
        return PracticeReview.objects.filter(case=case).exists() or bool(reviews_under_way(case))

    return remembered(f"a review is under way in {case.pk}", asked)


@dataclass(frozen=True, slots=True)
class ToDecide:
    """An incident of which the chair is to decide: since the notice of that day, by this day."""

    incident: Incident
    since: date
    due_on: date | None
    decided: tuple[SeriousCaseDecision, ...]


def for_the_chair(case: Case) -> list[ToDecide]:
    """The incidents of which the law in the area has the LSCB's chair decide, decided or not."""
    asked = {
        clock.about: clock
        for clock in _waiting_for_the_chair(case)
    }  # fmt: skip
    incidents = Incident.objects.filter(case=case).prefetch_related("serious_case_decisions")
    return [
        ToDecide(
            incident, asked[str(incident.pk)].started_on, asked[str(incident.pk)].due_on,
            tuple(one for one in incident.serious_case_decisions.all() if one.set_aside_at is None),
        )
        for incident in incidents if str(incident.pk) in asked
    ]  # fmt: skip


def chair_decides(case: Case) -> bool:
    """Whether a decision of the chair could now be recorded."""
    return case.closed_at is None and _waiting_for_the_chair(case).exists()


def _waiting_for_the_chair(case: Case) -> QuerySet[KeptClock]:
    """What fell away because the board ended may have been decided while it stood, and be recorded only now."""
    ended = board_ended_before(case)
    stands = Q(fell_away_on__isnull=True) | Q(fell_away_on=ended) if ended else Q(fell_away_on__isnull=True)
    return KeptClock.objects.filter(stands, case=case, duty=DECIDE)


def board_ended_before(case: Case) -> date | None:
    """The first day without a board in the folder's area, where it is known."""
    days = AreaDates.objects.filter(authority=case.authority_id).first()
    return days.safeguarding_began_on if days else None


def too_late(case: Case, about: str, kinds: set[str], on: date) -> list[Clock]:
    """The clocks of one thing that something of these kinds, done on that day, comes too late for, and unexplained."""
    explained = set(LateReason.objects.filter(case=case, about=about).values_list("duty", flat=True))
    return [
        clock
        for clock in law_clocks(case)
        if clock.about == about and clock.duty.stops & kinds and clock.stopped_by is None and clock.due is not None
        and is_past(clock.due, on) and clock.duty.key not in explained
    ]  # fmt: skip


def due_on(case: Case, about: str, kinds: set[str]) -> date | None:
    """The first day by which something of these kinds is still due of one thing."""
    days = [
        london_day(clock.due)
        for clock in law_clocks(case)
        if clock.about == about and clock.duty.stops & kinds and clock.stopped_by is None and clock.due is not None
    ]
    return min(days, default=None)
