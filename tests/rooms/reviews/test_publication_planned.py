"""A day is set for publication: the days by which the report is given are counted back from it."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import KeptClock, MovedDate
from handrail.service.cases.rebuild import differs
from handrail.service.reviews import actions
from handrail.service.reviews.models import Step
from tests.rooms.cast import Cast
from tests.rooms.reviews.longer_reviews import called_for, clock, day, decide, facts, going_in, noticed

PLANNED = date(2024, 9, 20)
"""A Friday. Seven days before: 13 September. Working days back: 19 (1) 18 17 16 (4) [15 14] 13 (5) 12 11 (7)."""


def test_seven_days_by_the_regulations_and_seven_working_days_by_the_guidance(cast: Cast) -> None:
    review, going = called_for(cast)
    actions.plan_publication(review.case, going, on=PLANNED, by=cast["coordinator"])
    assert clock(review.case, "provide_local_report").due_on == date(2024, 9, 13)
    assert clock(review.case, "send_local_report").due_on == date(2024, 9, 11)
    assert not differs(review.case_id)


def test_another_day_takes_its_place_and_the_moved_days_are_kept(cast: Cast) -> None:
    review, going = called_for(cast)
    for on in (PLANNED, date(2024, 9, 27)):
        actions.plan_publication(review.case, going, on=on, by=cast["coordinator"])
    assert clock(review.case, "provide_local_report").due_on == date(2024, 9, 20)
    moved = MovedDate.objects.get(duty="provide_local_report")
    assert (moved.was, moved.now) == (date(2024, 9, 13), date(2024, 9, 20))
    assert Step.objects.count() == 2


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (date(2024, 3, 26), "decided on 27 March 2024 to hold this review"),
        (PLANNED, "the day that is set already"),
        (date(2999, 9, 20), "2999"),
    ],
)
def test_a_day_that_cannot_be_is_refused(cast: Cast, on: date, sentence: str) -> None:
    review, going = called_for(cast)
    actions.plan_publication(review.case, going, on=PLANNED, by=cast["coordinator"])
    with pytest.raises(NotDone, match=sentence):
        actions.plan_publication(review.case, going, on=on, by=cast["coordinator"])
    assert Step.objects.count() == 1


def test_of_a_review_called_off_nothing_more_is_owed_or_recorded(cast: Cast) -> None:
    review, going = called_for(cast)
    by = cast["coordinator"]
    actions.plan_publication(review.case, going, on=PLANNED, by=by)
    actions.decide_local_review_again(
        review, hold=False, reasons="It was enough.", decided_on=date(2024, 4, 12), by=by
    )  # fmt: skip
    assert not KeptClock.objects.filter(duty="provide_local_report").exists()
    with pytest.raises(NotDone, match="no longer stands"):
        actions.plan_publication(review.case, going, on=date(2024, 9, 27), by=by)
    assert not differs(review.case_id)


def test_a_day_set_in_error_is_set_aside(cast: Cast) -> None:
    review, going = called_for(cast)
    step = actions.plan_publication(review.case, going, on=PLANNED, by=cast["coordinator"])
    actions.set_step_aside(step, why="Another review's.", by=cast["coordinator"])
    assert not KeptClock.objects.filter(duty="provide_local_report").exists()
    with pytest.raises(NotDone, match="set aside already"):
        actions.set_step_aside(step, why="Again.", by=cast["coordinator"])


def test_of_a_serious_case_review_the_day_is_a_fact_too(cast: Cast) -> None:
    incident = noticed(cast)
    decide(cast, incident)
    actions.plan_publication(incident.case, going_in(incident.case), on=date(2017, 11, 10), by=cast["coordinator"])
    kind = "serious_case_review_publication_planned"
    assert facts(incident.case, kind) == [(kind, date(2017, 11, 10))]


def test_in_the_browser_a_day_is_set_and_set_aside(cast: Cast, client: Client) -> None:
    review, going = called_for(cast)
    client.force_login(cast["coordinator"])
    args = [review.case_id, going.pk]
    asked = client.get(reverse("reviews:practice_reviews", args=[review.case_id]))
    assert asked["Location"] == reverse("reviews:practice_review", args=args)
    page = client.get(asked["Location"]).content.decode()
    assert "by the end of <strong>27 September 2024" in page
    assert "No day is set yet" in page
    address = reverse("reviews:plan_publication", args=args)
    early = client.post(address, day("on", date(2024, 3, 1))).content.decode()
    assert "give that day or a later one" in early
    assert "<title>Error: " in early
    assert client.post(address, day("on", PLANNED)).status_code == 302
    step = Step.objects.get()
    aside = reverse("reviews:set_step_aside", args=[*args, step.pk])
    assert "20 September 2024" in client.get(aside).content.decode()
    assert client.post(aside, {"why": "A slip."}).status_code == 302
    assert client.get(aside).status_code == 404
    assert "A slip." in client.get(asked["Location"]).content.decode()


def test_the_rapid_review_leads_on_to_it(cast: Cast, client: Client) -> None:
    review, going = called_for(cast)
    client.force_login(cast["coordinator"])
    page = client.get(reverse("reviews:rapid_review", args=[review.case_id, review.pk])).content.decode()
    assert reverse("reviews:practice_review", args=[review.case_id, going.pk]) in page


def test_those_who_read_the_folder_read_it_and_only_the_coordinator_writes(cast: Cast, client: Client) -> None:
    review, going = called_for(cast)
    args = [review.case_id, going.pk]
    for part, reads, writes in (("police partner", 200, 404), ("school lead", 404, 404), ("coordinator", 200, 200)):
        client.force_login(cast[part])
        assert client.get(reverse("reviews:practice_review", args=args)).status_code == reads
        assert client.get(reverse("reviews:plan_publication", args=args)).status_code == writes
