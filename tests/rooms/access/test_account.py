"""Everyone's own page: their posts, the digest, their password."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.access.models import Person, Post
from tests.rooms.access.passwords import opens
from tests.rooms.cast import PASSWORD, Cast

NEW = "otter-lantern-gravel-9"


@pytest.fixture
def cora(client: Client, cast: Cast) -> Client:
    client.force_login(cast["coordinator"])
    return client


def test_somebody_with_three_posts_sees_them_all(cora: Client, cast: Cast) -> None:
    Post.objects.create(person=cast["coordinator"], role="coordinator", body=cast.neighbour, partnership=cast.neighbour)
    Post.objects.create(person=cast["coordinator"], role="contributor", body=cast.school, partnership=cast.partnership)
    page = " ".join(cora.get(reverse("access:account")).text.split())
    assert page.count("Partnership coordinator at") == 2
    assert "Agency contributor at Otter Lane Primary School, for Wend Valley" in page


def test_the_calendar_is_one_link_away(cora: Client) -> None:
    assert f'href="{reverse("cases:calendar")}"' in cora.get(reverse("access:account")).text


def test_the_digest_is_chosen(cora: Client, cast: Cast) -> None:
    cora.post(reverse("access:account"), {"digest": "no"})
    assert not Person.objects.get(pk=cast["coordinator"].pk).digest
    assert "Choose whether to send it" in cora.post(reverse("access:account"), {}).text


def test_a_password_is_changed_here_and_ends_sessions_elsewhere(cora: Client, cast: Cast) -> None:
    elsewhere = Client()
    elsewhere.force_login(cast["coordinator"])
    cora.post(reverse("access:change_password"), {"old": PASSWORD, "new": NEW, "again": NEW})
    assert opens(cast["coordinator"], NEW)
    assert cora.get(reverse("access:account")).status_code == 200
    assert elsewhere.get(reverse("access:account")).status_code == 302


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("not this", NEW, NEW, "This is not your password now."),
        (PASSWORD, "heron-7!", "heron-7!", "at least 12 characters"),
        (PASSWORD, "password1234", "password1234", "too common"),
        (PASSWORD, NEW, NEW + "x", "are not the same"),
        (PASSWORD, "cora.ordway@wendvalley", "cora.ordway@wendvalley", "too similar"),
    ],
)
def test_a_password_that_will_not_do_is_refused(
    cora: Client, cast: Cast, old: str, new: str, again: str, said: str
) -> None:
    answer = cora.post(reverse("access:change_password"), {"old": old, "new": new, "again": again})
    assert said in answer.text
    assert new not in answer.text
    assert opens(cast["coordinator"], PASSWORD)
