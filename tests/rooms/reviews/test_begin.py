"""A rapid review follows a notification; it may be of several incidents, and each incident has one."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Draft, PaperLine
from handrail.service.incidents.models import Outcome
from handrail.service.reviews import actions
from handrail.service.reviews.models import RapidReview
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.reviews.reviewing import at, begun, incident_of


def test_a_review_is_begun_filed_and_has_one_draft(cast: Cast) -> None:
    review = begun(cast)
    line = PaperLine.objects.get(paper_id=review.pk)
    assert (line.title, line.url_name, line.opens) == ("Rapid review", "reviews:rapid_review", "reviews")
    assert Draft.objects.get(paper_id=review.pk).body == cast.partnership


def test_without_a_notification_there_is_no_review(cast: Cast) -> None:
    case = open_folder_for(cast)
    incident = incident_of(case, cast, notified_at=None)
    name_actor(cast["coordinator"])
    with pytest.raises(NotDone, match="Record the notification first"):
        actions.begin_rapid_review(case, [incident], by=cast["coordinator"])


def test_a_notification_set_aside_as_an_error_is_none(cast: Cast) -> None:
    case = open_folder_for(cast)
    incident = incident_of(case, cast)
    incident.notices.update(set_aside_at=at(3, 8), set_aside_why="Recorded in the wrong folder")
    name_actor(cast["coordinator"])
    with pytest.raises(NotDone, match="not been notified"):
        actions.begin_rapid_review(case, [incident], by=cast["coordinator"])


def test_an_incident_found_not_to_meet_the_criteria_is_not_reviewed(cast: Cast) -> None:
    case = open_folder_for(cast)
    incident = incident_of(case, cast)
    Outcome.objects.create(
        incident=incident, decided=Outcome.Decided.NOT_MET, reasons="An accident.", decided_on=date(2024, 3, 9),
        decided_by=cast["coordinator"],
    )  # fmt: skip
    name_actor(cast["coordinator"])
    with pytest.raises(NotDone, match="9 March 2024"):
        actions.begin_rapid_review(case, [incident], by=cast["coordinator"])


def test_beginning_twice_makes_one_review(cast: Cast) -> None:
    review = begun(cast)
    with pytest.raises(NotDone, match="already has a rapid review"):
        actions.begin_rapid_review(review.case, list(review.incidents.all()), by=cast["coordinator"])
    assert RapidReview.objects.count() == 1


def test_an_incident_of_another_folder_is_refused(cast: Cast) -> None:
    elsewhere = incident_of(open_folder_for(cast), cast)
    here = open_folder_for(cast)
    name_actor(cast["coordinator"])
    with pytest.raises(NotDone, match="of this folder"):
        actions.begin_rapid_review(here, [elsewhere], by=cast["coordinator"])


def test_a_further_incident_is_taken_into_a_review_already_begun(cast: Cast) -> None:
    review = begun(cast)
    second = incident_of(review.case, cast, at(3, 14))
    name_actor(cast["coordinator"])
    actions.take_in_incident(review, second, by=cast["coordinator"])
    assert set(review.incidents.all()) >= {second}
    assert review.incidents.count() == 2


def test_the_page_says_what_to_do_when_nothing_was_notified(cast: Cast, client: Client) -> None:
    case = open_folder_for(cast)
    incident = incident_of(case, cast, notified_at=None)
    client.force_login(cast["coordinator"])
    page = client.post(reverse("reviews:begin", args=[case.pk]), {"incidents": [str(incident.pk)]})
    assert page.status_code == 200
    assert "Record the notification first" in page.content.decode()
    assert not RapidReview.objects.exists()


def test_the_page_with_nothing_ticked_asks_for_an_incident(cast: Cast, client: Client) -> None:
    case = open_folder_for(cast)
    incident_of(case, cast)
    client.force_login(cast["coordinator"])
    page = client.post(reverse("reviews:begin", args=[case.pk]), {"pressed": "yes"})
    assert "Tick the incident the review is of" in page.content.decode()


def test_from_the_page_the_review_is_begun_and_opened(cast: Cast, client: Client) -> None:
    case = open_folder_for(cast)
    incident = incident_of(case, cast)
    client.force_login(cast["coordinator"])
    page = client.post(reverse("reviews:begin", args=[case.pk]), {"incidents": [str(incident.pk)]}, follow=True)
    assert "It is due by the end of <strong>28 March 2024</strong>" in page.content.decode()


def test_a_section_that_may_be_left_empty_says_so_and_what_must_be_answered_is_not_started(
    cast: Cast, client: Client
) -> None:
    review = begun(cast)
    client.force_login(cast["coordinator"])
    told = " ".join(client.get(f"/cases/{review.case_id}/reviews/{review.pk}/").content.decode().split())
    lines = told.split("govuk-task-list__item")[1:]
    facts = next(line for line in lines if "The facts" in line)
    criteria = next(line for line in lines if "Criteria for a local review" in line)
    assert "Optional" in facts
    assert "govuk-tag" not in facts
    assert "Optional" not in criteria
    assert "Not started" in criteria
    assert "govuk-tag--blue" in criteria
