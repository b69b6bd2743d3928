"""What each body outside was told of a folder, read from its papers: each thing that was sent is one row.

Only what is recorded as sent to a body is told to it. What the national site copies on is recorded by nobody, and so
is no row.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from django.db.models import Exists, QuerySet

from handrail.guidance import london_day
from handrail.guidance.shelf import every_edition
from handrail.service.cases.models import Case, KeptClock
from handrail.service.cases.owing import partnership_on
from handrail.service.incidents.facts import KINDS_OF_NOTICE, about_of
from handrail.service.incidents.models import Incident, Nature, Notice
from handrail.service.national_panel.models import Told
from handrail.service.reviews.facts import kinds_for
from handrail.service.reviews.models import (
    DelayTold,
    PanelMessage,
    PracticeReview,
    RapidReview,
    SeriousCaseDecision,
    Step,
)
from handrail.service.reviews.times import time_of

To, What = Told.To, Told.What
PANEL_BEGAN: Final = date(2018, 6, 29)
"""Before it, "the national panel" was another body, of independent experts on serious case reviews."""

OF_NOTICES: Final = {
    Notice.To.PANEL: (What.INCIDENT, (To.PANEL,)),
    Notice.To.LOOKED_AFTER: (What.LOOKED_AFTER, (To.OFSTED, To.DEPARTMENT)),
    Notice.To.CARE_LEAVER: (What.CARE_LEAVER, (To.OFSTED, To.DEPARTMENT)),
    Notice.To.OFSTED_AND_LSCB: (What.INCIDENT, (To.OFSTED,)),
}
OF_STEPS: Final = {
    Step.To.PANEL: To.PANEL, Step.To.OFSTED: To.OFSTED, Step.To.SECRETARY_OF_STATE: To.DEPARTMENT,
}  # fmt: skip
OF_DELAYS: Final = {DelayTold.To.PANEL: To.PANEL, DelayTold.To.SECRETARY_OF_STATE: To.DEPARTMENT}
NAMED: Final = {
    To.PANEL: ("the Panel",), To.OFSTED: ("Ofsted",), To.DEPARTMENT: ("the Secretary of State", "the Department"),
}  # fmt: skip
"""How the editions name each of them among those to whom a duty is owed."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A thing that was sent: by which paper, what, when, about which things, and which kinds of fact that was."""

    paper_id: uuid.UUID
    to: Told.To
    what: Told.What
    on: date
    about: tuple[str, ...]
    kinds: frozenset[str] = frozenset()
    incidents: tuple[Incident, ...] = ()
    reference: str = ""
    local_review: bool | None = None
    national_view: bool | None = None
    wanted_by: date | None = None
    expected_on: date | None = None
    reasons: str = ""
    withdrawn_on: date | None = None


def key_of(paper_id: uuid.UUID, to: str) -> uuid.UUID:
    """The row that tells one body of one paper: always the same, so that it can be made anew as it was."""
    return uuid.uuid5(paper_id, to)


def rows_of(cases: Sequence[Case], clocks: Iterable[KeptClock]) -> dict[uuid.UUID, dict[uuid.UUID, dict[str, Any]]]:
    """By folder and by key, the rows that should be kept of these folders, column by column."""
    by_case: dict[uuid.UUID, list[KeptClock]] = defaultdict(list)
    for clock in clocks:
        by_case[clock.case_id].append(clock)
    found: dict[uuid.UUID, dict[uuid.UUID, dict[str, Any]]] = {case.pk: {} for case in cases}
    of = {case.pk: case for case in cases}
    for case_id, sent in _sent(list(of)):
        found[case_id][key_of(sent.paper_id, sent.to)] = _row(of[case_id], sent, by_case[case_id])
    return found


Found = tuple[uuid.UUID, Sent]
"""A folder, and a thing that was sent of it."""


def _sent(cases: list[uuid.UUID]) -> Iterator[Found]:
    """Most folders have been told of in one way or two, and this is asked at every paper that is filed: so it is asked
    first, once, in which."""
    papers = _papers(cases)
    there = Case.objects.filter(pk__in=cases[:1]).values_list(*(Exists(held.order_by()) for held, _ in papers)).first()
    for (held, read), any_ in zip(papers, there or (True,) * len(papers), strict=True):
        if any_:
            yield from read(held)


def _papers(cases: list[uuid.UUID]) -> tuple[tuple[QuerySet[Any], Callable[[Any], Iterator[Found]]], ...]:
    """What may have been sent of folders, and how each is read."""
    return (
        (Notice.objects.filter(incident__case__in=cases), _notices),
        (RapidReview.objects.filter(case__in=cases, sent_at__isnull=False), _rapid_reviews),
        (PanelMessage.objects.filter(case__in=cases, direction=PanelMessage.Direction.TO_PANEL), _letters),
        (Step.objects.filter(review__case__in=cases, what=Step.What.GIVEN), _reports),
        (DelayTold.objects.filter(delay__review__case__in=cases, to__in=OF_DELAYS), _delays),
        (Step.objects.filter(review__case__in=cases, what=Step.What.TOLD_WITHHELD), _withholdings),
        (SeriousCaseDecision.objects.filter(case__in=cases, told_on__isnull=False), _serious_case_decisions),
    )


def _notices(held: QuerySet[Notice]) -> Iterator[Found]:
    for notice in held.select_related("incident", "child"):
        what, told = OF_NOTICES.get(Notice.To(notice.to), (What.INCIDENT, ()))
        about = (about_of(notice.child or notice.incident),)
        for to in told:
            yield notice.incident.case_id, Sent(
                notice.pk, to, what, notice.on, about, frozenset({KINDS_OF_NOTICE[Notice.To(notice.to)]}),
                incidents=(notice.incident,), reference=notice.national_reference,
                withdrawn_on=london_day(notice.set_aside_at) if notice.set_aside_at else None,
            )  # fmt: skip


def _rapid_reviews(held: QuerySet[RapidReview]) -> Iterator[Found]:
    for review in held.prefetch_related("incidents__notices", "addenda"):
        incidents, about = _of_review(review)
        assert review.sent_at is not None
        yield review.case_id, Sent(
            review.pk, To.PANEL, What.RAPID_REVIEW, london_day(review.sent_at), about,
            frozenset({"rapid_review_completed", "rapid_review_sent"}), incidents, _references(incidents),
            review.local_review, review.national_review,
        )  # fmt: skip
        for addendum in review.addenda.all():
            if addendum.sent_at is not None:
                yield review.case_id, Sent(
                    uuid.uuid5(review.pk, str(addendum.pk)), To.PANEL, What.ADDENDUM, london_day(addendum.sent_at),
                    about, frozenset(), incidents, _references(incidents),
                )  # fmt: skip


def _letters(held: QuerySet[PanelMessage]) -> Iterator[Found]:
    for letter in held.select_related("answers", "tells", "review").prefetch_related("review__incidents__notices"):
        incidents, about = _of_review(letter.review)
        tells, answers = letter.tells, letter.answers
        yield letter.case_id, Sent(
            letter.pk, To.PANEL, What.REPLY if answers else What.LATER_DECISION, letter.dated_on,
            (f"decision-{tells.pk}",) if tells else about,
            frozenset({"local_review_decision_told"}) if tells else frozenset(), incidents, _references(incidents),
            local_review=tells.hold if tells else None, wanted_by=answers.answer_wanted_by if answers else None,
        )  # fmt: skip


def _reports(held: QuerySet[Step]) -> Iterator[Found]:
    for step in held.select_related("review__rapid_review", "review__decision").prefetch_related("review__steps"):
        to = OF_STEPS[Step.To(step.to)]
        if to != To.PANEL or step.on >= PANEL_BEGAN:
            incidents = _of_practice(step.review)
            yield step.review.case_id, Sent(
                step.pk, to, What.REPORT, step.on, (time_of(step).about,), frozenset(kinds_for(step.review).given),
                incidents, _references(incidents),
                withdrawn_on=london_day(step.set_aside_at) if step.set_aside_at else None,
            )  # fmt: skip


def _delays(held: QuerySet[DelayTold]) -> Iterator[Found]:
    """A delay with its reasons, as it was told. One that is set aside was not so, whoever had been told of it."""
    for told in held.select_related("delay__review__rapid_review", "delay__review__decision"):
        delay = told.delay
        incidents, aside = _of_practice(delay.review), told.set_aside_at or delay.set_aside_at
        yield delay.review.case_id, Sent(
            told.pk, OF_DELAYS[DelayTold.To(told.to)], What.DELAY, told.on, (delay.review.about,),
            frozenset({"local_review_delay_told"}), incidents, _references(incidents), expected_on=delay.expected_on,
            reasons=delay.reasons, withdrawn_on=london_day(aside) if aside else None,
        )  # fmt: skip


def _withholdings(held: QuerySet[Step]) -> Iterator[Found]:
    """Why a serious case review is not published. Before the Panel began it was told to another body."""
    for step in held.filter(on__gte=PANEL_BEGAN).select_related("review__decision").prefetch_related("review__steps"):
        incidents, time = _of_practice(step.review), time_of(step)
        yield step.review.case_id, Sent(
            step.pk, To.PANEL, What.WITHHELD, step.on, (time.about,),
            frozenset({"serious_case_review_withholding_told"}), incidents, _references(incidents),
            reasons=time.published.reasons if time.published else "",
            withdrawn_on=london_day(step.set_aside_at) if step.set_aside_at else None,
        )  # fmt: skip


def _serious_case_decisions(held: QuerySet[SeriousCaseDecision]) -> Iterator[Found]:
    for decision in held.prefetch_related("incidents__notices"):
        incidents = _in_order(decision.incidents.all())
        on = decision.told_on
        assert on is not None
        for to in (To.OFSTED, To.DEPARTMENT, *((To.PANEL,) if on >= PANEL_BEGAN else ())):
            yield decision.case_id, Sent(
                decision.pk, to, What.SERIOUS_CASE, on, tuple(str(one.pk) for one in incidents),
                frozenset({"serious_case_review_decision_notified"}), incidents, _references(incidents),
                local_review=decision.hold,
                withdrawn_on=london_day(decision.set_aside_at) if decision.set_aside_at else None,
            )  # fmt: skip


def _of_review(review: RapidReview) -> tuple[tuple[Incident, ...], tuple[str, ...]]:
    incidents = _in_order(review.incidents.all())
    return incidents, tuple(str(one.pk) for one in incidents)


def _of_practice(review: PracticeReview) -> tuple[Incident, ...]:
    origin = review.rapid_review or review.decision
    return _in_order(origin.incidents.all()) if origin else ()


def _in_order(incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    return tuple(sorted(incidents, key=lambda one: (one.recorded_at, one.pk)))


def _references(incidents: Iterable[Incident]) -> str:
    """The Panel's own numbers for them, from the notices that stand."""
    numbers = {
        notice.national_reference for one in incidents for notice in one.notices.all()
        if notice.set_aside_at is None and notice.national_reference
    }  # fmt: skip
    return ", ".join(sorted(numbers))[:300]


def _row(case: Case, sent: Sent, clocks: Sequence[KeptClock]) -> dict[str, Any]:
    """Of what was withdrawn nothing is left but that it was."""
    row: dict[str, Any] = {
        "id": key_of(sent.paper_id, sent.to), "to": sent.to.value, "partnership_id": partnership_on(case, sent.on).pk,
        "authority_id": case.authority_id, "what": sent.what.value, "told_on": sent.on, "national_reference": "",
        "nature": "", "due_on": None, "in_time": None, "source": "", "expected": [], "local_review": None,
        "national_view": None, "expected_on": None, "reasons": "", "withdrawn_on": sent.withdrawn_on,
    }  # fmt: skip
    if sent.withdrawn_on is not None:
        return row
    due = _due(sent, clocks)
    wanted, met_on = (due.due_on, due.stopped_on or sent.on) if due else (sent.wanted_by, sent.on)
    return row | {
        "national_reference": sent.reference, "nature": _natures(sent.incidents), "due_on": wanted,
        "in_time": None if wanted is None else met_on <= wanted, "source": due.source if due else "",
        "expected": list(_expected(sent, clocks)), "local_review": sent.local_review,
        "national_view": sent.national_view, "expected_on": sent.expected_on, "reasons": sent.reasons,
    }  # fmt: skip


def _natures(incidents: Iterable[Incident]) -> str:
    return ", ".join(dict.fromkeys(Nature(one.nature).label for one in incidents))[:200]


def _due(sent: Sent, clocks: Sequence[KeptClock]) -> KeptClock | None:
    """The duty with the earliest day that sending this met, or was to meet."""
    met = [one for one in clocks if one.due_on and one.about in sent.about and stops_of(one) & sent.kinds]
    return min(met, key=_day, default=None)


def _expected(sent: Sent, clocks: Sequence[KeptClock]) -> Iterator[dict[str, str]]:
    """What the partnership still owes this body about the same thing, soonest first."""
    owed: Callable[[KeptClock], bool] = lambda one: (  # noqa: E731 read once, below
        not one.ended and not one.beside and one.about in sent.about and _owed_to(one, sent.to)
    )
    for one in sorted(filter(owed, clocks), key=_day):
        yield {"title": one.title, "due_on": one.due_on.isoformat() if one.due_on else "", "source": one.source}


def _owed_to(clock: KeptClock, to: Told.To) -> bool:
    return any(name in clock.owed_to for name in NAMED[to])


def _day(clock: KeptClock) -> tuple[date, str]:
    return clock.due_on or date.max, clock.duty


def stops_of(clock: KeptClock) -> frozenset[str]:
    """The kinds of fact that stop this duty, by its edition."""
    return _stops().get((clock.instrument, clock.edition, clock.duty), frozenset())


@cache
def _stops() -> dict[tuple[str, str, str], frozenset[str]]:
    return {
        (edition.instrument, edition.key, key): frozenset(duty.stops)
        for edition in every_edition() for key, duty in edition.duties.items()
    }  # fmt: skip
