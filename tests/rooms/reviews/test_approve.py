"""A partner approves the version they read; what is changed later needs approval anew, and the page says so."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.reviews import actions
from handrail.service.reviews.models import Approval, RapidReview
from handrail.service.reviews.partners import seats
from handrail.service.reviews.written import written
from tests.rooms.cast import Cast
from tests.rooms.reviews.reviewing import completed, council_partner, filled


def approve_as(part: str, review: RapidReview, cast: Cast) -> Approval:
    name_actor(cast[part])
    return actions.approve(review, version=written(review).version, by=cast[part])


def approved(review: RapidReview) -> list[str]:
    return [seat.title for seat in seats(review, written(review).version) if seat.approval]


def test_each_of_the_three_partners_approves_for_its_body(cast: Cast) -> None:
    review = filled(cast)
    cast.people["council partner"] = council_partner(cast)
    for part in ("police partner", "health partner", "council partner"):
        approve_as(part, review, cast)
    assert approved(review) == ["Local authority", "Police", "Health"]


def test_a_later_edit_needs_approval_anew_and_the_old_one_is_shown(cast: Cast, client: Client) -> None:
    review = filled(cast)
    approve_as("police partner", review, cast)
    name_actor(cast["coordinator"])
    actions.write_page(review, "facts", {"facts_of_case": "He fell, as was found later."}, by=cast["coordinator"])
    assert approved(review) == []
    client.force_login(cast["coordinator"])
    page = client.get(reverse("reviews:rapid_review", args=[review.case_id, review.pk])).content.decode()
    assert "Needed again." in page


def test_completing_changes_no_text_so_an_approval_stands(cast: Cast) -> None:
    review = filled(cast)
    approve_as("police partner", review, cast)
    name_actor(cast["coordinator"])
    actions.complete_rapid_review(review, by=cast["coordinator"], late_reason="Recorded long after.")
    assert approved(RapidReview.objects.get(pk=review.pk)) == ["Police"]


def test_what_changed_while_it_was_read_is_not_approved_unread(cast: Cast, client: Client) -> None:
    review = filled(cast)
    read = written(review).version
    actions.write_page(review, "facts", {"facts_of_case": "Otherwise."}, by=cast["coordinator"])
    client.force_login(cast["police partner"])
    page = client.post(reverse("reviews:approve", args=[review.case_id, review.pk]), {"version": str(read)})
    assert "Read it again as it now stands" in page.content.decode()
    assert not Approval.objects.exists()


def test_approving_twice_counts_once(cast: Cast) -> None:
    review = completed(cast)
    approve_as("police partner", review, cast)
    with pytest.raises(NotDone, match="already approved"):
        approve_as("police partner", review, cast)


def test_a_coordinator_does_not_approve(cast: Cast) -> None:
    review = completed(cast)
    with pytest.raises(NotDone, match="Only the safeguarding partners"):
        approve_as("coordinator", review, cast)


def test_the_partner_reads_the_whole_on_the_page_where_they_approve(cast: Cast, client: Client) -> None:
    review = filled(cast)
    client.force_login(cast["health partner"])
    address = reverse("reviews:approve", args=[review.case_id, review.pk])
    page = client.get(address).content.decode()
    assert "Jaz fell from a first-floor window." in page
    version = str(written(review).version)
    done = client.post(address, {"version": version}, follow=True).content.decode()
    assert "You approved this version for NHS Upper Wend Integrated Care Board." in done
