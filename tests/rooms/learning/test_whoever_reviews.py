"""Whoever a review is commissioned from records what was found and what is recommended; whom it is put to, and all that
follows, is the partnership's. They reach that folder alone, for as long as the commission stands."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.grounds import Ground
from handrail.service.access.models import Grant, Person
from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import give_key
from handrail.service.cases.models import Case
from handrail.service.learning.actions import recommending
from handrail.service.learning.actions.recommending import Found, Whence
from handrail.service.learning.models import Addressee, Finding, Recommendation
from handrail.service.partnerships.models import Body, Kind
from handrail.service.reviewers.conflicts import KEYS
from tests.house.wall import acting_as
from tests.rooms.cast import Cast, employ, open_folder_for

today = timezone.localdate


@pytest.fixture
def cases(cast: Cast) -> tuple[Case, Case]:
    opened = open_folder_for(cast), open_folder_for(cast)
    name_actor(cast["coordinator"])
    return opened


@pytest.fixture
def reviewer(cast: Cast, cases: tuple[Case, Case]) -> Person:
    body = Body.objects.create(kind=Kind.REVIEWERS, name="Alder Lane Reviews")
    for room in KEYS:
        give_key(cases[0], body, opens=room, why="commissioned", ground=Ground("review", "16H"), by=cast["coordinator"])
    return employ("Imogen Farthing", "reviewer", body, cast.partnership)


def day(name: str, on: date) -> dict[str, Any]:
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def finding(case: Case) -> tuple[str, dict[str, Any]]:
    said = {
        "of": "improvement", "title": "Nobody rang back", "what_happened": "A call was missed.", "source": "The review",
        "why": "One line for three teams.", **day("found_on", today()),
    }  # fmt: skip
    return reverse("learning:add_finding", args=[case.pk]), said


def test_a_finding_with_its_why_and_what_is_recommended_because_of_it(
    client: Client, cast: Cast, cases: tuple[Case, Case], reviewer: Person
) -> None:
    case = cases[0]
    client.force_login(reviewer)
    address, said = finding(case)
    assert client.post(address, said).status_code == 302
    name_actor(cast["coordinator"])
    found = Finding.objects.get()
    assert (found.why, found.recorded_by) == ("One line for three teams.", reviewer)
    page = client.get(reverse("learning:finding", args=[case.pk, found.pk])).content.decode()
    assert "Recommend something because of it" in page
    add = reverse("learning:add_recommendation", args=[case.pk])
    assert "Which bodies is it addressed to?" not in client.get(add).content.decode()
    said = {"text": "Ring back.", "findings": [str(found.pk)], "source": "The review", **day("made_on", today())}
    # What only the partnership may do is not done by adding it to the form.
    said |= {"bodies": [str(cast.trust.pk)], **day("due_on", today())}
    shown = client.post(add, said, follow=True).content.decode()
    assert "The partnership puts it to bodies." in shown
    assert "Put it to another body" not in shown
    name_actor(cast["coordinator"])
    made = Recommendation.objects.get()
    assert list(made.findings.all()) == [found]
    assert not Addressee.objects.exists()
    for name in ("put_to_more", "set_aside", "same_as"):
        assert client.get(reverse(f"learning:{name}", args=[case.pk, made.pk])).status_code == 404


def test_no_other_folder_is_reached_and_none_once_the_keys_end(
    client: Client, cast: Cast, cases: tuple[Case, Case], reviewer: Person
) -> None:
    here, there = cases
    found = Found("improvement", "Elsewhere", "A call.", "One line.", "", "", today())
    recommending.record_finding(there, found, whence=Whence("Another review"), by=cast["coordinator"])
    client.force_login(reviewer)
    address, said = finding(there)
    assert client.post(address, said).status_code == 404
    assert client.get(reverse("learning:folder_learning", args=[there.pk])).status_code == 404
    assert client.get(reverse("learning:folder_learning", args=[here.pk])).status_code == 200
    with acting_as(reviewer):
        assert not Finding.objects.exists()
    name_actor(cast["coordinator"])
    Grant.objects.filter(folder=here.folder, opens="learning").update(until_at=timezone.now())
    assert client.get(reverse("learning:folder_learning", args=[here.pk])).status_code == 404
    address, said = finding(here)
    assert client.post(address, said).status_code == 404
