"""What the folder needs to know of what a review waits for: information, replies, another look, a delay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handrail.service.cases.filing import Asked, Happened
from handrail.service.reviews.models import (
    Delay,
    DelayTold,
    InformationAnswer,
    InformationRequest,
    PracticeReview,
    Step,
)

What = InformationAnswer.What
AT_REST = (What.ACCEPTED, What.NOT_ORDERED, What.WITHDRAWN)
"""After these nothing more is asked for; after any other, until it is given, the request stands."""
TOLD_OF_DELAY = frozenset({DelayTold.To.SECRETARY_OF_STATE.value, DelayTold.To.PANEL.value})
"""Those whom the guidance, as recalled, has told of a local review's delay."""


def standing_answers(request: InformationRequest) -> list[InformationAnswer]:
    return sorted(
        (one for one in request.answers.all() if one.set_aside_at is None), key=lambda one: (one.on, one.recorded_at)
    )


def ended_on(request: InformationRequest) -> tuple[date, bool] | None:
    """The day the request was met (true) or put to rest (false); None while it stands."""
    last = standing_answers(request)[-1:]
    for answer in last:
        if answer.what == What.GIVEN:
            return answer.on, True
        if answer.what in AT_REST:
            return answer.on, False
    return None


def requests_of(review: PracticeReview) -> list[InformationRequest]:
    return [one for one in review.informationrequests.all() if one.set_aside_at is None]


def facts_of_requests(review: PracticeReview) -> Iterator[Happened]:
    """What was asked for under the Act, by one of the three partners or by the Panel: whoever is asked must answer.
    What nothing compels anybody to answer starts no duty."""
    for request in requests_of(review):
        if request.under == InformationRequest.Under.NO_POWER:
            continue
        about, ended = f"request-{request.pk}", ended_on(request)
        yield Happened(f"{request.under}_information_requested", request.on, about)
        if ended is not None:
            on, given = ended
            yield Happened(
                f"{request.under}_information_given" if given else "information_request_withdrawn", on, about
            )


def facts_of_delays(review: PracticeReview) -> Iterator[Happened]:
    """A delay is told once both of those named had its reasons. A later delay is told anew."""
    for delay in sorted(standing_delays(review), key=lambda one: (one.on, one.recorded_at)):
        yield Happened("local_review_delay_expected", delay.on, review.about)
        told = told_on(delay)
        if told is not None:
            yield Happened("local_review_delay_told", told, review.about)


def standing_delays(review: PracticeReview) -> list[Delay]:
    return [one for one in review.delays.all() if one.set_aside_at is None]


def told_on(delay: Delay) -> date | None:
    """The day the last of those whom the guidance names had it; None while one of them has not."""
    days: dict[str, date] = {}
    for one in delay.told.all():
        if one.set_aside_at is None:
            days[one.to] = min(one.on, days.get(one.to, one.on))
    return max(days[to] for to in TOLD_OF_DELAY) if days.keys() >= TOLD_OF_DELAY else None


def asked_of(review: PracticeReview) -> Iterator[Asked]:
    """What listed bodies were asked for by a day, and when the partnership meant to look at its progress again. What is
    put to a body's own people here stands as a request, and asks by itself."""
    by = str(review.case.partnership)
    for request in requests_of(review):
        if request.of_body is not None and request.through_id is None:
            ended = ended_on(request)
            yield Asked(
                title="Information in writing, for a review", of=request.of_body, by=by, about=f"request-{request.pk}",
                asked_at=request.on, due_on=request.wanted_by, done_at=ended[0] if ended and ended[1] else None,
                fell_away_on=ended[0] if ended and not ended[1] else None,
            )  # fmt: skip
    yield from _replies(review, by)
    yield from _looks(review, by)


def _replies(review: PracticeReview, by: str) -> Iterator[Asked]:
    for shown in review.draftshowns.all():
        if shown.set_aside_at is None and shown.to_body is not None and shown.reply_by and not shown.through_id:
            answered = min((one.on for one in shown.answers.all() if one.set_aside_at is None), default=None)
            yield Asked(
                title="Reply to a draft report", of=shown.to_body, by=by, about=f"shown-{shown.pk}",
                asked_at=shown.on, due_on=shown.reply_by, done_at=answered,
            )  # fmt: skip


def _looks(review: PracticeReview, by: str) -> Iterator[Asked]:
    """The day set to look again, met by the next look or by the report itself."""
    steps = [one for one in review.steps.all() if one.set_aside_at is None]
    done = sorted(one.on for one in steps if one.what in (Step.What.CHECKED, Step.What.RECEIVED))
    for step in steps:
        if step.what == Step.What.CHECKED and step.next_on is not None:
            yield Asked(
                title="Look at a review’s time and quality", of=review.case.partnership, by=by, about=f"look-{step.pk}",
                asked_at=step.on, due_on=step.next_on, done_at=next((on for on in done if on > step.on), None),
            )  # fmt: skip
