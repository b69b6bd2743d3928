"""What the guidance needs to know of a rapid review, of the dialogue about it, and of the review it leads to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from handrail.guidance import At
from handrail.service.cases.filing import Asked, Filing, Happened
from handrail.service.incidents.models import Incident
from handrail.service.reviews.models import (
    Considered,
    PanelMessage,
    PracticeReview,
    RapidReview,
    ReviewCalled,
    SeriousCaseDecision,
    Step,
)
from handrail.service.reviews.times import FOLLOWING, Time, times_of
from handrail.service.reviews.waiting import asked_of, facts_of_delays, facts_of_requests

PANEL_SAYS = {
    PanelMessage.Says.ACKNOWLEDGES: "panel_acknowledged",
    PanelMessage.Says.AGREES: "panel_agreed",
    PanelMessage.Says.CHALLENGES: "panel_challenged",
    PanelMessage.Says.ASKS: "panel_asked",
}


def filing_of(paper: RapidReview | PanelMessage | SeriousCaseDecision | PracticeReview | ReviewCalled) -> Filing:
    match paper:
        case PanelMessage():
            return _filing_of_message(paper)
        case SeriousCaseDecision():
            return _filing(paper, "reviews:serious_case_decision", _decision_facts(paper))
        case PracticeReview():
            # Of a review that starts no clock the line has an address of its own: no duty is met on its page.
            page = "reviews:other_review" if paper.called_id is not None else "reviews:practice_review"
            return _filing(paper, page, _practice_facts(paper), _practice_asked(paper))
        case ReviewCalled():
            return _filing(paper, "reviews:review_called", ())
    return Filing(
        title=str(paper),
        url_name="reviews:rapid_review",
        filed_at=paper.recorded_at,
        facts=tuple(_facts(paper)),
        opens="reviews",
    )


def _facts(review: RapidReview) -> Iterator[Happened]:
    """One review of several incidents stops the clock of each; it decides once, and so starts one clock of a kind.

    Sending tells the Panel what the review itself decided, so that decision is filed under the first incident.
    """
    incidents = _in_order(review.incidents.all())
    for about in incidents:
        if review.completed_at:
            yield Happened("rapid_review_completed", review.completed_at, about)
        if review.sent_at:
            yield Happened("rapid_review_sent", review.sent_at, about)
    for first in incidents[:1]:
        if review.completed_at and review.local_review is not None:
            yield Happened("local_review_decided", review.completed_at, first)
        for addendum in review.addenda.all():
            yield Happened("rapid_review_corrected", addendum.added_at, first)
        yield from _later_decisions(review)
    since = initiated(review)
    if since is not None:
        yield Happened("local_review_initiated", *since)


def _later_decisions(review: RapidReview) -> Iterator[Happened]:
    """Each later decision is a thing of its own: telling the Panel of the first did not tell it of this one."""
    for decision in review.later_decisions.all():
        yield Happened("local_review_decided", decision.decided_on, f"decision-{decision.pk}")


def initiated(review: RapidReview) -> tuple[At, str] | None:
    """When a local review was initiated, and the thing its clocks are about; None while none is under way.

    It is initiated by the decision that first called for it and still stands. One that was called for and then called
    off is not under way: nobody owes its publication.
    """
    since: tuple[datetime | date, str] | None = None
    if review.completed_at and review.local_review:
        since = next(((review.completed_at, about) for about in _in_order(review.incidents.all())), None)
    for decision in review.later_decisions.all():
        if not decision.hold:
            since = None
        elif since is None:
            since = (decision.decided_on, f"decision-{decision.pk}")
    return since


def _filing(
    paper: SeriousCaseDecision | PracticeReview | ReviewCalled,
    url_name: str,
    facts: Iterable[Happened],
    asked: Iterable[Asked] = (),
) -> Filing:
    title = f"Decision: {str(paper).lower()}" if isinstance(paper, ReviewCalled) else str(paper)
    return Filing(
        title=title, url_name=url_name, filed_at=paper.recorded_at, facts=tuple(facts), asked=tuple(asked),
        opens="reviews",
    )  # fmt: skip


def initiates(decision: SeriousCaseDecision) -> bool:
    """Whether this is the decision by which a serious case review is under way, for any of its incidents."""
    return any(_initiating(incident) == decision for incident in decision.incidents.all())


def _initiating(incident: Incident) -> SeriousCaseDecision | None:
    """The decision that first called for a review of this incident, unless a later one called it off."""
    since = None
    for decision in sorted(incident.serious_case_decisions.all(), key=lambda one: (one.decided_on, one.recorded_at)):
        if decision.set_aside_at is None:
            since = (since or decision) if decision.hold else None
    return since


def _decision_facts(decision: SeriousCaseDecision) -> Iterator[Happened]:
    """One decision stops the clock of each of its incidents; it calls for one review, filed under the first."""
    if decision.set_aside_at is not None:
        return
    incidents = _in_order(decision.incidents.all())
    for about in incidents:
        yield Happened("serious_case_review_decided", decision.decided_on, about)
        if decision.told_on is not None:
            yield Happened("serious_case_review_decision_notified", decision.told_on, about)
    for first in incidents[:1]:
        if any(one.answer == Considered.Answer.YES for one in decision.considered.all()):
            yield Happened("serious_case_review_criteria_met", decision.decided_on, first)
        if not decision.hold:
            yield Happened("serious_case_review_declined", decision.decided_on, first)
        elif initiates(decision):
            yield Happened("serious_case_review_initiated", decision.decided_on, first)


def _in_order(incidents: Iterable[Incident]) -> list[str]:
    """What facts about incidents are about, the incident recorded first before the others."""
    return [str(one.pk) for one in sorted(incidents, key=lambda one: (one.recorded_at, one.pk))]


def thing_of(decision: SeriousCaseDecision) -> str:
    """What the clocks of the review that it calls for are about."""
    return _in_order(decision.incidents.all())[0]


def under_way(review: PracticeReview) -> bool:
    """Whether the decision that called for this review still stands."""
    if review.called is not None:
        return review.called.set_aside_at is None
    if review.decision is not None:
        return initiates(review.decision)
    since = initiated(review.rapid_review) if review.rapid_review else None
    return since is not None and since[1] == review.about


What = Step.What
ALL_THREE = frozenset(Step.To.values)
REGULATION_16 = frozenset({Step.To.SECRETARY_OF_STATE.value, Step.To.PANEL.value})
"""Those to whom the regulations have a local review's report given. Ofsted is recalled from the guidance."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """What the guidance calls the steps of a review. `given` says who must all have the report for each to be so."""

    planned: str
    given: Mapping[str, frozenset[str]]
    published: tuple[str, ...]
    not_whole: tuple[str, ...]
    done: Mapping[What, str]
    agreed: str = ""
    """What is so once a version is agreed as the report, before anything of it is published."""


LOCAL = Kinds(
    planned="local_review_publication_planned",
    given={"local_review_report_provided": REGULATION_16, "local_review_report_sent_to_all": ALL_THREE},
    published=("local_review_published",),
    not_whole=("local_review_improvements_published",),
    done={
        What.APPOINTED: "local_reviewer_appointed",
        What.CHECKED: "local_review_progress_checked",
        What.RECEIVED: "local_review_report_received",
        What.TAKEN_DOWN: "local_review_taken_down",
    },
)
SERIOUS_CASE = Kinds(
    planned="serious_case_review_publication_planned",
    given={"serious_case_review_report_sent": ALL_THREE},
    published=("serious_case_review_published",),
    not_whole=("serious_case_review_completed", "serious_case_review_withheld"),
    done={
        What.TOLD_WITHHELD: "serious_case_review_withholding_told",
        What.TAKEN_DOWN: "serious_case_review_taken_down",
    },
    agreed="serious_case_review_completed",
)
"""The earlier law knew no improvements in place of a report: a report that a board withheld was complete."""


def kinds_for(review: PracticeReview) -> Kinds:
    return LOCAL if review.decision_id is None else SERIOUS_CASE


def standing(review: PracticeReview, *what: str) -> list[Step]:
    """The steps of these kinds that were not set aside, in the order they were recorded."""
    return [step for step in review.steps.all() if step.what in what and step.set_aside_at is None]


def all_given(kinds: Kinds, given: Mapping[str, date]) -> dict[str, date]:
    """What is so once these had the report on these days, and since when: the day the last of those named had it."""
    return {
        name: max(given[to] for to in wanted)
        for name, wanted in kinds.given.items() if wanted <= given.keys()
    }  # fmt: skip


def _practice_facts(review: PracticeReview) -> Iterator[Happened]:
    """What was called off before it was published is owed by nobody: nothing said of it counts.

    Publishing settles the day: the report was due before the day of publication, whatever day had been set. The
    editions count the days of local and serious case reviews; of what is asked for in writing they speak for every one.
    """
    kinds, goes_on, times = kinds_for(review), under_way(review), times_of(review)
    if not goes_on and not standing(review, What.PUBLISHED):
        return
    yield from facts_of_requests(review)
    if review.called_id is not None:
        return
    if kinds is LOCAL:
        yield from facts_of_delays(review)
    yield from _agreed(review, kinds)
    for step in standing(review, *kinds.done):
        if step.what not in FOLLOWING:
            yield Happened(kinds.done[What(step.what)], step.on, review.about)
    for time in times:
        if goes_on or time.published is not None:
            yield from _of_a_time(time, kinds)


def _of_a_time(time: Time, kinds: Kinds) -> Iterator[Happened]:
    settled = time.published or time.planned
    if settled is not None:
        yield Happened(kinds.planned, settled.on, time.about)
    given = {step.to: step.on for step in time.standing(What.GIVEN)}
    for name, on in all_given(kinds, given).items():
        yield Happened(name, on, time.about)
    if time.published is None:
        return
    for name in kinds.published if time.published.whole else kinds.not_whole:
        yield Happened(name, time.published.on, time.about)
    for step in time.standing(*(set(kinds.done) & set(FOLLOWING))):
        yield Happened(kinds.done[What(step.what)], step.on, time.about)


def _agreed(review: PracticeReview, kinds: Kinds) -> Iterator[Happened]:
    """Complete since the day on which the first version that stands as the report was agreed: a trial that holds up its
    publication holds up no more than that."""
    days = [one.agreed_on for one in review.finalreports.all() if one.set_aside_at is None]
    if kinds.agreed and days:
        yield Happened(kinds.agreed, min(days), review.about)


def _practice_asked(review: PracticeReview) -> Iterator[Asked]:
    if under_way(review):
        yield from asked_of(review)


def _filing_of_message(message: PanelMessage) -> Filing:
    return Filing(
        title=str(message),
        url_name="reviews:message",
        filed_at=message.recorded_at,
        facts=tuple(_message_facts(message)),
        asked=tuple(_answer_wanted(message)),
        opens="reviews",
    )


def _message_facts(message: PanelMessage) -> Iterator[Happened]:
    """One letter of ours may both reply and tell a decision; it tells the one decision it names, no other."""
    if message.direction == PanelMessage.Direction.FROM_PANEL:
        yield Happened(PANEL_SAYS[PanelMessage.Says(message.says)], message.dated_on, str(message.review_id))
        return
    if message.answers_id is not None:
        yield Happened("panel_replied_to", message.dated_on, str(message.review_id))
    if message.tells_id is not None:
        yield Happened("local_review_decision_told", message.dated_on, f"decision-{message.tells_id}")


def _answer_wanted(message: PanelMessage) -> Iterator[Asked]:
    """What the Panel asks or challenges waits for the partnership's reply. No edition gives it a number of days."""
    if message.says not in (PanelMessage.Says.ASKS, PanelMessage.Says.CHALLENGES):
        return
    replied = min((reply.dated_on for reply in message.answered_by.all()), default=None)
    yield Asked(
        title="Reply to the Panel",
        of=message.case.partnership,
        by="the Panel",
        about=str(message.pk),
        asked_at=message.dated_on,
        due_on=message.answer_wanted_by,
        done_at=replied,
    )
