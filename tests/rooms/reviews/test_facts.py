"""What the guidance hears of a review: each incident's clock stops, and what was called off is owed by nobody."""

from __future__ import annotations

from datetime import date

from handrail.service.audit.actions import name_actor
from handrail.service.cases.models import KeptClock
from handrail.service.cases.papers import filing_of
from handrail.service.cases.rebuild import differs
from handrail.service.reviews import actions
from handrail.service.reviews.models import RapidReview
from handrail.service.reviews.whole import Naming
from tests.rooms.cast import Cast
from tests.rooms.reviews.reviewing import COMPLETED, SENT, at, begun, filled, incident_of, send, sent


def of_two(cast: Cast) -> RapidReview:
    """One review of two incidents, completed and sent."""
    review = begun(cast)
    second = incident_of(review.case, cast, at(3, 14))
    name_actor(cast["coordinator"])
    actions.take_in_incident(review, second, by=cast["coordinator"])
    filled(cast, review)
    actions.complete_rapid_review(review, completed_at=COMPLETED, by=cast["coordinator"])
    actions.make_documents(review, naming=Naming.NAMES, by=cast["coordinator"])
    send(review, cast)
    return RapidReview.objects.get(pk=review.pk)


def clocks(review: RapidReview, duty: str) -> list[KeptClock]:
    return list(KeptClock.objects.filter(case=review.case, duty=duty))


def test_one_review_of_two_incidents_stops_both_clocks(cast: Cast) -> None:
    review = of_two(cast)
    assert [clock.stopped_at for clock in clocks(review, "rapid_review")] == [COMPLETED, COMPLETED]
    assert [clock.stopped_at for clock in clocks(review, "send_rapid_review")] == [SENT, SENT]


def test_one_review_of_two_incidents_decides_once_and_initiates_one_local_review(cast: Cast) -> None:
    review = of_two(cast)
    assert len(clocks(review, "tell_local_review_decision")) == 1
    assert len(clocks(review, "publish_local_review")) == 1


def test_a_local_review_called_off_is_owed_by_nobody(cast: Cast) -> None:
    review = sent(cast)
    assert len(clocks(review, "publish_local_review")) == 1
    actions.decide_local_review_again(
        review, hold=False, reasons="The Panel found it was enough.", decided_on=date(2024, 4, 12),
        by=cast["coordinator"],
    )  # fmt: skip
    assert clocks(review, "publish_local_review") == []


def test_keeping_to_the_decision_starts_no_second_local_review(cast: Cast) -> None:
    review = sent(cast)
    actions.decide_local_review_again(
        review, hold=True, reasons="We keep to it.", decided_on=date(2024, 4, 12), by=cast["coordinator"]
    )
    (clock,) = clocks(review, "publish_local_review")
    assert clock.started_on == COMPLETED.date()


def test_a_local_review_called_for_later_runs_from_that_decision(cast: Cast) -> None:
    review = sent(cast)
    for hold, day in ((False, 12), (True, 20)):
        actions.decide_local_review_again(
            review, hold=hold, reasons="Thought again.", decided_on=date(2024, 4, day), by=cast["coordinator"]
        )
    (clock,) = clocks(review, "publish_local_review")
    assert clock.started_on == date(2024, 4, 20)


def test_a_review_being_written_tells_the_guidance_nothing(cast: Cast) -> None:
    assert filing_of(filled(cast)).facts == ()


def test_after_a_whole_dialogue_what_is_kept_is_what_the_papers_say(cast: Cast) -> None:
    review = of_two(cast)
    by = cast["coordinator"]
    message = actions.record_panel_message(
        review, says="challenges", dated_on=date(2024, 4, 9), text="We think not.", by=by,
        answer_wanted_by=date(2024, 4, 23),
    )  # fmt: skip
    decision = actions.decide_local_review_again(
        review, hold=False, reasons="It was enough.", decided_on=date(2024, 4, 12), by=by
    )
    actions.answer_panel(message, dated_on=date(2024, 4, 16), text="We agree.", tells=decision, by=by)
    actions.add_addendum(review, text="A date was wrong.", reason="A date", by=by)
    assert not differs(review.case_id)
