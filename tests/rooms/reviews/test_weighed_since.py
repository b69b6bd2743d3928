"""Interests that arise while a review runs stand on the commission until they are weighed, which comes before keys to a
further folder."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.audit.actions import name_actor
from handrail.service.audit.models import Entry
from handrail.service.cases.actions import NotDone, close_case
from handrail.service.cases.models import Case
from handrail.service.partnerships.models import Body
from handrail.service.reviewers import actions as reviewers
from handrail.service.reviewers.conflicts import unweighed
from handrail.service.reviewers.models import Commission, Interest, InterestWeighed
from handrail.service.reviews import actions
from handrail.service.reviews.models import FolderCovered, PracticeReview, ReviewPanelMember
from handrail.service.reviews.under_way import UnderWay, reviews_under_way
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.reviewers.pool import in_days, live_keys, on_the_register
from tests.rooms.reviews.longer_reviews import called_for
from tests.rooms.reviews.test_from_the_register import SAID

NOT_YET = "Not weighed yet"


@pytest.fixture
def commission(cast: Cast) -> Commission:
    """Somebody who has nothing to do with anybody, appointed."""
    review, going = called_for(cast)
    reviewer = on_the_register(cast)
    return actions.appoint_from_register(
        review.case, going, reviewer, on=in_days(0), by=cast["coordinator"], **SAID
    )  # fmt: skip


def declared(cast: Cast, commission: Commission, body: Body) -> Interest:
    name_actor(cast["coordinator"])
    return reviewers.declare_interest(
        commission.reviewer, tie="related", body=body, words="A brother", declared_on=in_days(0), by=cast["coordinator"]
    )


def at(name: str, commission: Commission) -> str:
    return reverse(f"reviewers:{name}", args=[commission.case_id, commission.pk])


def other_folder(cast: Cast, commission: Commission) -> tuple[Case, UnderWay]:
    """Another child's folder, and the review that is to take it in."""
    other = open_folder_for(cast)
    name_actor(cast["coordinator"])
    (going,) = reviews_under_way(commission.case)
    return other, going


def test_what_is_declared_during_the_work_is_a_warning_until_it_is_weighed(
    client: Client, cast: Cast, commission: Commission
) -> None:
    client.force_login(cast["coordinator"])
    assert NOT_YET not in client.get(at("commission", commission)).content.decode()
    declared(cast, commission, cast.council)
    client.force_login(cast["coordinator"])
    page = client.get(at("commission", commission)).content.decode()
    assert NOT_YET in page
    assert "A brother" in page
    assert at("weigh", commission) in page
    assert "Say why this interest does not matter" in client.post(at("weigh", commission), {}).content.decode()
    said = {"reason_0": "They have not met for years.", "weighed_by": "The three partners"}
    page = client.post(at("weigh", commission), said, follow=True).content.decode()
    assert NOT_YET not in page
    assert "They have not met for years." in page
    name_actor(cast["coordinator"])
    assert unweighed(commission) == []
    assert Entry.objects.filter(did__startswith="weighed interests", case_id=commission.case_id).exists()
    with pytest.raises(NotDone, match="weighed already"):
        reviewers.weigh(commission, weighed=[], by=cast["coordinator"])


def test_a_body_that_joins_the_panel_later_is_held_against_a_running_commission(
    client: Client, cast: Cast, commission: Commission
) -> None:
    interest = declared(cast, commission, cast.probation)
    assert unweighed(commission) == []
    (going,) = reviews_under_way(commission.case)
    actions.check_progress(commission.case, going, found="So far so good.", on=in_days(0), by=cast["coordinator"])
    ReviewPanelMember.objects.create(
        review=PracticeReview.objects.get(), body=cast.probation, name="Ada", from_on=in_days(0),
        recorded_by=cast["coordinator"],
    )  # fmt: skip
    assert [met.interest for met in unweighed(commission)] == [interest]
    client.force_login(cast["coordinator"])
    assert "sits on the panel of this review" in client.get(at("commission", commission)).content.decode()
    reviewers.end(commission, how="done", on=in_days(0), why="Done.", by=cast["coordinator"])
    client.force_login(cast["coordinator"])
    assert NOT_YET not in client.get(at("commission", commission)).content.decode(), "what ended is weighed no more"


def test_no_key_to_a_further_folder_is_given_before_what_it_meets_is_weighed(
    client: Client, cast: Cast, commission: Commission
) -> None:
    interest = declared(cast, commission, cast.council)
    other, going = other_folder(cast, commission)
    with pytest.raises(NotDone, match="say who decided it, and why"):
        actions.cover_folder(commission.case, going, other, why="One household.", by=cast["coordinator"])
    client.force_login(cast["coordinator"])
    page = reverse("reviews:cover_folder", args=[commission.case_id, going.pk])
    said = {"reference": other.reference, "why": "One household.", f"seen_{other.pk.hex[:8]}": "yes"}
    asked = client.post(page, said).content.decode()
    assert "Say why this interest does not matter" in asked
    name_actor(cast["coordinator"])
    assert not FolderCovered.objects.exists()
    assert live_keys(other, commission.body) == []
    client.force_login(cast["coordinator"])
    said |= {"reason_0": "Long ago.", "weighed_by": "The three partners"}
    assert client.post(page, said).status_code == 302
    name_actor(cast["coordinator"])
    kept = InterestWeighed.objects.get(commission=commission)
    assert (kept.interest, kept.reason, kept.decided_by_name) == (interest, "Long ago.", "The three partners")
    assert live_keys(other, commission.body) == ["chronologies", "learning", "reviews"]


def test_nothing_is_weighed_in_a_closed_folder(cast: Cast, commission: Commission) -> None:
    interest = declared(cast, commission, cast.council)
    close_case(commission.case, why="Done.", by=cast["coordinator"])
    given = [reviewers.Weighed(interest.pk, "The three partners", "Long ago.")]
    with pytest.raises(NotDone, match="folder is closed"):
        reviewers.weigh(commission, weighed=given, by=cast["coordinator"])
