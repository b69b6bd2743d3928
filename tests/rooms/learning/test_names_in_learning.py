"""Findings, recommendations, answers and evidence are read outside the folder: none of them names anybody unseen."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.audit.actions import name_actor
from handrail.service.cases.models import Case
from handrail.service.children.models import Child
from handrail.service.learning.actions import recommending
from handrail.service.learning.actions.recommending import Whence, Whom
from handrail.service.learning.models import Addressee, Evidence, Finding, Recommendation
from tests.rooms.cast import Cast, open_folder_for

today = timezone.localdate
MAY_NAME = "may name a child, their family or a practitioner"


@pytest.fixture
def case(cast: Cast) -> Case:
    opened = open_folder_for(cast)
    name_actor(cast["coordinator"])
    Child.objects.create(folder=opened.folder, given_names="Tamsin", family_name="Brackenbury")
    return opened


def day(name: str, days: int = 0) -> dict[str, Any]:
    on = today() + timedelta(days=days)
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def finding(**said: Any) -> dict[str, Any]:
    return {
        "of": "improvement", "title": "Nobody rang back", "what_happened": "A call was missed.", "source": "Review",
        "why": "One line for three teams.", **day("found_on"), **said,
    }  # fmt: skip


def recommendation(cast: Cast, **said: Any) -> dict[str, Any]:
    return {
        "text": "Ring back.", "source": "Review", "bodies": [str(cast.trust.pk)], **day("made_on"),
        **day("due_on", 60), **said,
    }  # fmt: skip


@pytest.mark.parametrize("field", ["title", "what_happened", "why", "again", "conditions", "source"])
def test_a_finding_that_names_the_child_is_asked_about_once(client: Client, cast: Cast, case: Case, field: str) -> None:
    client.force_login(cast["coordinator"])
    address = reverse("learning:add_finding", kwargs={"case_id": case.pk})
    said = finding(**{field: "Tamsin Brackenbury was not seen."})
    asked = client.post(address, said).content.decode()
    assert MAY_NAME in asked
    assert "so keep it as it is" in asked
    assert not Finding.objects.exists()
    assert client.post(address, {**said, "names_seen": "yes"}).status_code == 302
    assert Finding.objects.exists()


@pytest.mark.parametrize("field", ["text", "measure", "source"])
def test_a_recommendation_that_names_the_child_tells_no_body(
    client: Client, cast: Cast, case: Case, field: str
) -> None:
    client.force_login(cast["coordinator"])
    address = reverse("learning:add_recommendation", kwargs={"case_id": case.pk})
    asked = client.post(address, recommendation(cast, **{field: "See Tamsin sooner."})).content.decode()
    assert MAY_NAME in asked
    assert not Recommendation.objects.exists()
    assert not Addressee.objects.exists()
    assert client.post(address, recommendation(cast)).status_code == 302


def put(cast: Cast, case: Case) -> Addressee:
    made = recommending.recommend(
        case, text="Ring back.", made_on=today(), whence=Whence("A review"), due_on=today() + timedelta(days=60),
        to=[Whom(Addressee.To.BODY, cast.trust)], by=cast["coordinator"],
    )  # fmt: skip
    return Addressee.objects.get(recommendation=made)


def page(to: Addressee, name: str = "put") -> str:
    return reverse(f"learning:{name}", kwargs={"case_id": to.case_id, "addressee_id": to.pk})


def test_what_a_coordinator_writes_down_is_asked_about_too(client: Client, cast: Cast, case: Case) -> None:
    to = put(cast, case)
    client.force_login(cast["coordinator"])
    said = {"text": "Tamsin was rung.", "kind": "audit", **day("seen_on")}
    assert MAY_NAME in client.post(page(to, "done_evidence"), said).content.decode()
    assert not Evidence.objects.exists()


def test_a_body_is_told_by_no_form_whom_the_folder_names_and_the_coordinator_is(
    client: Client, cast: Cast, case: Case
) -> None:
    to = put(cast, case)
    client.force_login(cast["hospital lead"])
    said = {"text": "Tamsin was rung.", "kind": "audit", **day("seen_on")}
    assert client.post(page(to, "done_evidence"), said).status_code == 302
    assert "may name a child" not in client.get(page(to)).content.decode()
    client.force_login(cast["coordinator"])
    assert "may name a child, their family or a practitioner: Tamsin" in client.get(page(to)).content.decode()
