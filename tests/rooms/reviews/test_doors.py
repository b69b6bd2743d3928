"""Who reads a review, who writes in it, who approves it; to everybody else it is not there."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.access.grounds import ASKING
from handrail.service.access.models import Person
from handrail.service.audit.actions import name_actor
from handrail.service.audit.models import Entry
from handrail.service.cases.actions import give_key
from handrail.service.reviews.models import RapidReview
from tests.rooms.cast import Cast
from tests.rooms.reviews.reviewing import begun, sent

WRITING = ("complete", "reopen", "documents", "sent", "addendum", "addendum_sent", "panel_message", "decide", "tell")


def status(client: Client, person: Person, name: str, review: RapidReview, *more: str) -> int:
    client.force_login(person)
    return client.get(reverse(f"reviews:{name}", args=[review.case_id, review.pk, *more])).status_code


@pytest.mark.parametrize("part", ["coordinator", "notifier", "senior officer", "police partner", "health partner"])
def test_those_who_hold_the_folder_read_it(cast: Cast, client: Client, part: str) -> None:
    review = begun(cast)
    assert status(client, cast[part], "rapid_review", review) == 200
    assert Entry.objects.filter(looked=True, actor=cast[part].actor_key, case_id=review.case_id).exists()


@pytest.mark.parametrize("part", ["school lead", "hospital lead", "administrator", "stranger", "strange notifier"])
def test_to_others_it_is_not_there(cast: Cast, client: Client, part: str) -> None:
    review = begun(cast)
    for name in ("rapid_review", "whole", *WRITING):
        assert status(client, cast[part], name, review) == 404


@pytest.mark.parametrize("name", WRITING)
def test_only_the_coordinator_writes(cast: Cast, client: Client, name: str) -> None:
    review = sent(cast)
    assert status(client, cast["coordinator"], name, review) in (200, 302)
    for part in ("notifier", "senior officer", "police partner"):
        assert status(client, cast[part], name, review) == 404


def test_only_a_safeguarding_partner_approves(cast: Cast, client: Client) -> None:
    review = begun(cast)
    assert status(client, cast["police partner"], "approve", review) == 200
    assert status(client, cast["coordinator"], "approve", review) == 404


def test_another_partnership_given_the_reviews_reads_and_does_not_write(cast: Cast, client: Client) -> None:
    review = begun(cast)
    name_actor(cast["coordinator"])
    give_key(
        review.case, cast.neighbour, opens="reviews", why="the child lives there", ground=ASKING, by=cast["coordinator"]
    )
    assert status(client, cast["stranger"], "rapid_review", review) == 200
    assert status(client, cast["stranger"], "whole", review) == 200
    for name in WRITING:
        assert status(client, cast["stranger"], name, review) == 404
    assert status(client, cast["stranger"], "section", review, "facts") == 404


def test_a_review_is_not_reached_through_another_folder(cast: Cast, client: Client) -> None:
    here, there = begun(cast), begun(cast)
    client.force_login(cast["coordinator"])
    assert client.get(reverse("reviews:rapid_review", args=[here.case_id, there.pk])).status_code == 404
