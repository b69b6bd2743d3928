"""What was withdrawn can be published again, as a time of its own; and the review says what the public site does."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Case
from handrail.service.cases.rebuild import differs
from handrail.service.cases.reckon import law_clocks
from handrail.service.publication import actions
from handrail.service.publication.gate import unmet
from handrail.service.publication.models import Publication, Release, Withdrawal
from handrail.service.publication.rounds import release_due
from handrail.service.reviews import actions as reviews
from handrail.service.reviews.models import Step
from handrail.service.reviews.under_way import UnderWay, reviews_under_way
from tests.rooms.cast import Cast
from tests.rooms.publication.publishing import AT_TEN, LEAVES, NOW, PLANNED, TEXT, approved, set_to_leave
from tests.rooms.reviews.longer_reviews import called_for

WITHDRAWN = LEAVES + timedelta(days=20)
AGAIN = datetime.combine(date(2024, 11, 4), AT_TEN, LEAVES.tzinfo)
GIVEN_AGAIN = AGAIN - timedelta(days=20)


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(NOW, tick=False):
        yield


def published(cast: Cast) -> Publication:
    publication = set_to_leave(cast)
    with time_machine.travel(LEAVES, tick=False):
        assert release_due() == 1
    name_actor(cast["coordinator"])
    return publication


def withdrawn(cast: Cast) -> Publication:
    publication = published(cast)
    with time_machine.travel(WITHDRAWN, tick=False):
        actions.withdraw(publication, reason="A paragraph was wrong.", by=cast["coordinator"])
    return publication


def begun_again(cast: Cast) -> tuple[Publication, UnderWay]:
    """Given up, begun anew, written, approved, and the family told; the day is not set."""
    first = withdrawn(cast)
    (going,) = reviews_under_way(first.case)
    with time_machine.travel(GIVEN_AGAIN, tick=False):
        actions.give_up(first, why="A paragraph was wrong.", by=cast["coordinator"])
        second = actions.begin(first.case, going, what="report", by=cast["coordinator"])
        actions.write(second, TEXT, over=1, by=cast["coordinator"])
        approved(cast, second)
        actions.record_family(second, told_on=GIVEN_AGAIN.date(), how="His mother.", by=cast["coordinator"])
    return second, going


def planned_again(cast: Cast) -> tuple[Publication, UnderWay]:
    second, going = begun_again(cast)
    with time_machine.travel(GIVEN_AGAIN, tick=False):
        reviews.plan_publication(second.case, going, on=AGAIN.date(), by=cast["coordinator"])
    return second, going


def open_now(publication: Publication) -> set[str]:
    fresh = Publication.objects.select_related("review", "case__folder__partnership", "set_by").get(pk=publication.pk)
    return {one.key for one in unmet(fresh)}


def stopped(case: Case, duty: str) -> list[date | None]:
    """When each clock of this duty stopped, in the order they started."""
    name = sorted((one for one in law_clocks(case) if one.duty.key == duty), key=lambda one: one.started_on)
    return [one.stopped_by.day if one.stopped_by else None for one in name]


def test_what_was_withdrawn_is_published_again_once_all_is_met_anew(cast: Cast) -> None:
    second, going = planned_again(cast)
    by = cast["coordinator"]
    with time_machine.travel(GIVEN_AGAIN, tick=False):
        assert open_now(second) == {"noticed", "set"}, "the Panel is told of the new day too"
        to = ["panel", "secretary of state", "ofsted"]
        reviews.give_report(second.case, going, to=to, on=GIVEN_AGAIN.date(), by=by)
        actions.set_to_leave(second, at=AT_TEN, by=by)
        assert not open_now(second)
    with time_machine.travel(AGAIN, tick=False):
        assert release_due() == 1
    name_actor(by)
    assert second.address in [one.address for one in Release.objects.all()]
    assert not Withdrawal.objects.filter(address=second.address).exists()
    assert stopped(second.case, "publish_local_review") == [PLANNED], "the six months ended with the first"
    assert stopped(second.case, "keep_local_report_available") == [WITHDRAWN.date(), None]
    assert stopped(second.case, "provide_local_report") == [NOW.date(), GIVEN_AGAIN.date()]
    assert '"available_until": "2025-11-04"' in Release.objects.get(address=second.address).document
    assert not differs(second.case_id)


def test_before_a_new_day_is_set_the_old_one_counts_for_nothing(cast: Cast) -> None:
    second, _ = begun_again(cast)
    with time_machine.travel(GIVEN_AGAIN, tick=False):
        assert open_now(second) == {"planned", "noticed", "set"}


def test_it_is_not_given_or_published_again_before_it_was_taken_down(cast: Cast) -> None:
    second, going = planned_again(cast)
    early, by = WITHDRAWN.date() - timedelta(days=1), cast["coordinator"]
    with time_machine.travel(AGAIN, tick=False):
        with pytest.raises(NotDone, match="No longer publicly available: 6 October 2024"):
            reviews.give_report(second.case, going, to=["panel"], on=early, by=by)
        with pytest.raises(NotDone, match="No longer publicly available: 6 October 2024"):
            reviews.record_published(second.case, going, on=early, whole=True, where="On paper.", by=by)


def test_by_hand_too_it_is_published_again_and_taken_down_again(cast: Cast) -> None:
    second, going = planned_again(cast)
    case, by = second.case, cast["coordinator"]
    with time_machine.travel(AGAIN + timedelta(days=3), tick=False):
        reviews.record_published(case, going, on=AGAIN.date(), whole=True, where="On paper.", by=by)
        with pytest.raises(NotDone, match="recorded already: published on 4 November"):
            reviews.record_published(case, going, on=AGAIN.date(), whole=True, where="On paper.", by=by)
        assert "stands" in open_now(second)
        again = Step.objects.get(what=Step.What.PUBLISHED, on=AGAIN.date())
        reviews.record_taken_down(case, going, on=AGAIN.date(), reasons="Torn.", by=by)
        assert stopped(case, "keep_local_report_available") == [WITHDRAWN.date(), AGAIN.date()]
        reviews.set_step_aside(Step.objects.get(what=Step.What.TAKEN_DOWN, on=AGAIN.date()), why="Not so.", by=by)
        reviews.set_step_aside(again, why="Not so.", by=by)
        assert stopped(case, "keep_local_report_available") == [WITHDRAWN.date()]
    assert not differs(case.pk)


def test_what_was_published_again_had_been_taken_down(cast: Cast) -> None:
    review, going = called_for(cast)
    case, by, day = review.case, cast["coordinator"], NOW.date()
    name_actor(by)
    reviews.record_published(case, going, on=day - timedelta(days=5), whole=True, where="On paper.", by=by)
    reviews.record_taken_down(case, going, on=day - timedelta(days=2), reasons="Torn.", by=by)
    reviews.record_published(case, going, on=day, whole=True, where="On paper.", by=by)
    gone = Step.objects.get(what=Step.What.TAKEN_DOWN)
    with pytest.raises(NotDone, match="It was published again on 2 September 2024. Set that aside first"):
        reviews.set_step_aside(gone, why="Not so.", by=by)


def test_what_handrail_published_is_neither_taken_down_nor_set_aside_by_hand(cast: Cast) -> None:
    publication = published(cast)
    (going,) = reviews_under_way(publication.case)
    by, step = cast["coordinator"], Step.objects.get(what=Step.What.PUBLISHED)
    with time_machine.travel(WITHDRAWN, tick=False):
        with pytest.raises(NotDone, match="the public site serves it. Withdraw it there"):
            reviews.record_taken_down(publication.case, going, on=PLANNED, reasons="Over.", by=by)
        with pytest.raises(NotDone, match="so it was not recorded in error"):
            reviews.set_step_aside(step, why="Wrong.", by=by)
        actions.withdraw(publication, reason="A paragraph was wrong.", by=by)
        with pytest.raises(NotDone, match="so it was not recorded in error"):
            reviews.set_step_aside(Step.objects.get(what=Step.What.TAKEN_DOWN), why="Wrong.", by=by)


def test_the_page_of_the_review_leads_to_the_withdrawal(cast: Cast, client: Client) -> None:
    publication = published(cast)
    review = reverse("reviews:practice_review", args=[publication.case_id, publication.review_id])
    by_hand = reverse("reviews:taken_down", args=[publication.case_id, publication.review_id])
    withdraw = reverse("publication:withdraw", args=[publication.case_id, publication.pk])
    step = Step.objects.get(what=Step.What.PUBLISHED)
    aside = reverse("reviews:set_step_aside", args=[publication.case_id, publication.review_id, step.pk])
    with time_machine.travel(LEAVES, tick=False):
        client.force_login(cast["coordinator"])
        page = client.get(review).content.decode()
        assert withdraw in page
        assert by_hand not in page
        assert aside not in page
        answer = client.get(by_hand)
        assert (answer.status_code, answer["Location"]) == (302, withdraw)


def test_the_page_of_the_review_tells_of_each_time(cast: Cast, client: Client) -> None:
    second, _ = planned_again(cast)
    with time_machine.travel(GIVEN_AGAIN, tick=False):
        client.force_login(cast["coordinator"])
        page = client.get(reverse("reviews:practice_review", args=[second.case_id, second.review_id])).content.decode()
    assert "No longer publicly available since 6 October 2024" in page
    assert "It can be published again" in page
    assert "4 November 2024" in page
