"""The practice reviews of every folder that somebody may open: how far each has come, who reviews it, what is due."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils import timezone

from handrail.guidance import london_day
from handrail.service.access.models import Person
from handrail.service.cases.models import Case, KeptClock
from handrail.service.cases.work import work_for
from handrail.service.reviews.covering import ROOM, shut_to
from handrail.service.reviews.facts import What, standing
from handrail.service.reviews.models import PracticeReview, ReviewCalled
from handrail.service.reviews.times import time_now
from handrail.service.reviews.under_way import UnderWay, under_way_in

PAGE = "reviews:practice_review"
LOCAL, SERIOUS_CASE = "local", "serious case"
KINDS = [(LOCAL, "Local review"), (SERIOUS_CASE, "Serious case review"), *ReviewCalled.Kind.choices]


class Stage(StrEnum):
    """How far a review has come, by the last of its steps that stands. The value is written in addresses."""

    DECIDED = "decided"
    APPOINTED = "appointed"
    RECEIVED = "received"
    PUBLISHED = "published"
    TAKEN_DOWN = "taken-down"
    CALLED_OFF = "called-off"

    @property
    def words(self) -> str:
        return {
            Stage.DECIDED: "Decided, no reviewer recorded",
            Stage.APPOINTED: "Under review",
            Stage.RECEIVED: "Report received, not published",
            Stage.PUBLISHED: "Published",
            Stage.TAKEN_DOWN: "No longer publicly available",
            Stage.CALLED_OFF: "Called off",
        }[self]

    @property
    def over(self) -> bool:
        return self in (Stage.PUBLISHED, Stage.TAKEN_DOWN, Stage.CALLED_OFF)


STAGES = [(stage.value, stage.words) for stage in Stage]


@dataclass(frozen=True, slots=True)
class Line:
    """One review as a line of the list. `due_on` is the first day by which something of it is due, and `due` what."""

    pk: uuid.UUID
    case: Case
    kind: str
    title: str
    since: date | None
    stage: Stage
    reviewer: str
    others: tuple[str, ...]
    due_on: date | None = None
    due: str = ""

    @property
    def overdue(self) -> bool:
        return self.due_on is not None and self.due_on < timezone.localdate()

    @property
    def in_order(self) -> tuple[bool, date, date]:
        """What is overdue comes first, as the day is then the earliest; what nothing is due of stands last."""
        return self.due_on is None and self.stage.over, self.due_on or date.max, self.since or date.max


def every_review(person: Person) -> list[Line]:
    """Those of the folders that this person may open, but none that is also of a folder which they may not."""
    shut = shut_to(person)
    folders = {one.pk: one for one in Case.objects.visible_to(person, {ROOM})}
    papers = {
        one.pk: one
        for one in PracticeReview.objects.filter(case__in=folders).exclude(pk__in=shut).select_related("called")
        .prefetch_related("steps", "covered__other", "informationrequests")
    }  # fmt: skip
    going = {one.pk: one for one in under_way_in(folders.values()) if one.pk not in shut}
    clocks = _clocks(person, folders)
    where = {one.pk: one.case_id for one in papers.values()} | {one.pk: one.case_id for one in going.values()}
    lines = [_line(folders[folder], going.get(pk), papers.get(pk), clocks[folder]) for pk, folder in where.items()]
    return sorted(lines, key=lambda line: line.in_order)


def _clocks(person: Person, folders: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[KeptClock]]:
    """What is still to be done in these folders by a day, the first day first."""
    found: dict[uuid.UUID, list[KeptClock]] = defaultdict(list)
    running = KeptClock.objects.running().in_folders_open_to(person).filter(case__in=folders, due_on__isnull=False)
    for clock in running.order_by("due_on", "pk"):
        found[clock.case_id].append(clock)
    return found


def _line(case: Case, going: UnderWay | None, paper: PracticeReview | None, clocks: list[KeptClock]) -> Line:
    stage = _stage(going, paper)
    due_on, due = min(_due(going, paper, clocks), default=(None, ""), key=lambda one: one[0])
    of = paper or going
    assert of is not None
    return Line(
        pk=of.pk, case=case, kind=_kind(of), title=str(of), since=london_day(going.since) if going else None,
        stage=stage, due_on=due_on, due=due,
        reviewer="; ".join(step.reviewer for step in standing(paper, What.APPOINTED)) if paper else "",
        others=tuple(str(one.other) for one in paper.covered.all()) if paper else (),
    )  # fmt: skip


def _kind(of: UnderWay | PracticeReview) -> str:
    if of.called is not None:
        return of.called.kind
    return LOCAL if of.decision is None else SERIOUS_CASE


def _stage(going: UnderWay | None, paper: PracticeReview | None) -> Stage:
    if paper is not None and standing(paper, What.PUBLISHED):
        return Stage.TAKEN_DOWN if time_now(paper).published is None else Stage.PUBLISHED
    if going is None:
        return Stage.CALLED_OFF
    if paper is not None and standing(paper, What.RECEIVED):
        return Stage.RECEIVED
    return Stage.APPOINTED if paper is not None and standing(paper, What.APPOINTED) else Stage.DECIDED


def _due(
    going: UnderWay | None, paper: PracticeReview | None, clocks: Iterable[KeptClock]
) -> Iterator[tuple[date, str]]:
    """What the law or somebody wants of this review by a day, and the day that is set for its publication."""
    time = time_now(paper) if paper is not None and going is not None else None
    if time is not None and time.published is None and time.planned is not None:
        yield time.planned.on, "The day set for publication"
    about = going.about if going else paper.about if paper else ""
    asked = {f"request-{one.pk}" for one in paper.informationrequests.all()} if paper else set()
    for clock in clocks:
        here = paper is not None and clock.paper_id == paper.pk
        if here or (clock.about in {about, *asked} and any(work.url_name == PAGE for work in work_for(clock))):
            assert clock.due_on is not None
            yield clock.due_on, clock.title
