"""Whatever somebody shut out of a folder asks for, at whatever address, whoever leads the folder learns of it alike."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.converters import UUIDConverter
from django.utils import timezone

from handrail.service.access.models import Attempt, Exclusion, Person
from handrail.service.audit.actions import Job, name_actor, unit_of_work
from handrail.service.audit.kinds import REFUSAL
from handrail.service.audit.models import Entry
from handrail.service.cases.attempts import behind, look_at_turned_away
from handrail.service.cases.models import Case, Draft
from handrail.service.cases.shutting_out import Named, shut_out
from handrail.service.outbox.models import Message
from handrail.service.records.models import AccessRequest, Hold
from tests.house.oracle import rows
from tests.house.scene import Scene, scene_of_wend_valley
from tests.rooms.cast import Cast, open_folder_for

OF_NO_FOLDER = {
    "calendar_key": "of a person", "person_id": "a person", "invitation_id": "of a person", "body_id": "a body",
    "reviewer_id": "somebody on the register", "interest_id": "of a reviewer, or of a member of the Panel",
    "member_id": "a member of the Panel", "panel_meeting_id": "a meeting of the Panel", "yearly_id": "a year's report",
    "scrutineer_id": "a scrutineer", "scrutiny_plan_id": "of scrutiny", "activity_id": "of scrutiny",
    "found_id": "of scrutiny", "inspection_id": "of scrutiny", "remedy_id": "of scrutiny",

    "indicator_id": "figures that are public", "seat_id": "at an overview panel",
    "sitting_id": "a meeting of an overview panel", "arrangements_id": "published arrangements",
    "school_id": "a school", "attempt_id": "of a school", "other_school_id": "a school", "way_id": "a way of schools",
    "said_id": "of published arrangements",
    "transition_id": "the plan of a change of law", "passing_id": "of such a plan", "area_id": "an authority",
    "inventory_line_id": "of such a plan", "budget_id": "a year of the shared fund", "fund_entry_id": "of such a year",
    "year_report_id": "the partnership's report of a year",
    "death_report_sent_id": "of a year's report",
    "earlier_year_id": "a yearly report that came out before reports were kept here",
    "share_id": "of a service commissioned together", "need_id": "the same", "commissioned_id": "the same",
    "unit_post_id": "of the plan of a change of law",
    "brought_id": "a file that is in no folder yet", "matching_id": "how files of one shape are read",
    "line_id": "of a form opened by a code, with no account", "delivery_id": "the same", "unread_id": "the same",
}  # fmt: skip
"""Keys in addresses without a folder that are of nothing in one."""


@pytest.fixture
def scene(cast: Cast) -> Scene:
    return scene_of_wend_valley(cast)


def keys_of_addresses() -> Iterator[tuple[str, str]]:
    """Each address that names no folder, and the last key in it: what `asked_for` takes."""
    resolver = get_resolver()
    for url in sorted({row.url for row in rows()}):
        namespace, _, name = url.rpartition(":")
        among = resolver.namespace_dict[namespace][1] if namespace else resolver
        for (possible, *_), _pattern, _defaults, converters in among.reverse_dict.getlist(name)[:1]:
            keys = [one for one in possible[1] if isinstance(converters.get(one), UUIDConverter)]
            if keys and "case_id" not in possible[1]:
                yield url, keys[-1]


def test_every_address_of_something_in_a_folder_leads_to_the_folder(scene: Scene) -> None:
    """Of each kind of key that an address may have, once something of that kind stands in the folder."""
    Draft.objects.update(case=scene.case)
    Message.objects.filter(kind="test").update(about=[scene.case.pk])
    Hold.objects.update(folder=scene.case.folder)
    asked = [(url, key) for url, key in keys_of_addresses() if key not in OF_NO_FOLDER]
    with unit_of_work(Job("tests")):
        found = {key for url, key in asked if scene.case.pk in behind(scene.kwargs_of(url, "own")[key])}
    assert found == {key for _, key in asked}
    assert len(found) > 8


ASKED_FOR = [
    ("learning:briefing", "contributor", "asked"),
    ("child_deaths:decide_alike", "coordinator", "own"),
    ("same_child:pair", "coordinator", "own"),
    ("records:request", "coordinator", "own"),
    ("records:decide", "coordinator", "own"),
    ("tellings:telling", "coordinator", "own"),
    ("national_panel:told_one", "outside reader", "own"),
    ("overview_panels:death", "outside reader", "ended"),
    ("cases:case", "coordinator", "own"),
]


def test_asking_for_anything_of_the_folder_is_an_attempt(scene: Scene) -> None:
    client, asked = Client(), []
    for url, role, relation in ASKED_FOR:
        asked.append((reverse(url, kwargs=scene.kwargs_of(url, relation)), scene.visitor(role, relation)))
    for address, person in asked:
        client.force_login(person)
        assert client.get(address).status_code == 200, address
    _shut(scene, *{person for _, person in asked})
    for address, person in asked:
        client.force_login(person)
        assert client.get(address).status_code == 404, address
        look_at_turned_away()
        assert _attempts(person) == {(scene.case.pk, "asked")}, address
    assert _told(scene).exists()


def test_searching_for_the_folder_in_any_room_is_an_attempt(scene: Scene) -> None:
    person = scene.visitor("coordinator", "own")
    _shut(scene, person)
    other = open_folder_for(scene.cast)
    name_actor(scene.cast["coordinator"])
    asked = AccessRequest.objects.create(
        partnership=scene.cast.partnership, asked_by_name="W", about_name="W", received_on=timezone.localdate(),
        asks="self", identity_how="Known.", recorded_by=scene.cast["coordinator"],
    )  # fmt: skip
    client = Client()
    client.force_login(person)
    for address, field in (
        (reverse("cases:search"), "q"),
        (reverse("learning:recommendations"), "words"),
        (reverse("learning:before", args=[other.pk]), "words"),
        (reverse("records:match", args=[asked.pk]), "name"),
        (reverse("meetings:decisions"), "words"),
    ):
        typed: dict[str, Any] = {field: scene.case.reference}
        assert client.get(address, typed).status_code == 200
        look_at_turned_away()
        with unit_of_work(Job("tests")):
            assert Attempt.objects.filter(person=person, way="searched").count() == 1, address
            Attempt.objects.all().delete()


CALLED_IN = {
    "cases:join": {"why": "They are kin"},
    "incidents:start": {},
    "reviews:cover_folder": {"why": "They are kin"},
    "scrutiny:sample": {},
    "tellings:take_in": {"made_sure": "Rang them", "into": "other"},
}
"""Each form that takes the reference of a folder, and what else it is given."""


@pytest.mark.parametrize("url", CALLED_IN)
def test_calling_the_folder_by_its_reference_in_any_form_is_an_attempt_and_is_written_down(
    scene: Scene, url: str
) -> None:
    person = scene.visitor("coordinator", "own")
    shut = open_folder_for(scene.cast)
    _shut_from(shut, scene, person)
    client, page = Client(), reverse(url, kwargs=scene.kwargs_of(url, "own"))
    client.force_login(person)
    for reference, attempts in (("ZZ-2026-9999", 0), (shut.reference, 1)):
        assert client.post(page, _answers(client.get(page).text, CALLED_IN[url], reference)).status_code == 200
        look_at_turned_away()
        with unit_of_work(Job("tests")):
            assert Attempt.objects.filter(person=person, folder=shut.pk, way="searched").count() == attempts
            refused = Entry.objects.filter(actor=person.actor_key, paper=REFUSAL).order_by("number").last()
            assert refused is not None
            assert refused.case_id is None
            assert reference not in f"{refused.did} {refused.paper_id}"


def _answers(page: str, given: dict[str, str], reference: str) -> dict[str, str]:
    """What a form is sent with: its hidden fields, the first of what may be chosen, and the reference."""
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    posts = re.findall(r'name="post"[^>]*value="([^"]+)"', page)
    named = {"folder" if 'name="folder"' in page else "reference": reference}
    return hidden | {"post": posts[0] if posts else ""} | given | named


def test_a_key_that_is_nobodys_leads_nowhere(scene: Scene) -> None:
    nobodys = uuid.uuid4()
    with unit_of_work(Job("tests")):
        assert behind(nobodys) == {nobodys}


def _shut(scene: Scene, *people: Person) -> None:
    _shut_from(scene.case, scene, *people)


def _shut_from(case: Case, scene: Scene, *people: Person) -> None:
    by = scene.cast["coordinator"]
    name_actor(by)
    shut_out(
        case,
        Named(tuple(person.name for person in people), (), Exclusion.Stands.RELATIVE),
        why="They are kin",
        by=by,
    )


def _attempts(person: Person) -> set[tuple[uuid.UUID, str]]:
    """What was kept of them since the last time this was asked."""
    with unit_of_work(Job("tests")):
        kept = Attempt.objects.filter(person=person)
        found = set(kept.values_list("folder", "way"))
        kept.delete()
        return found


def _told(scene: Scene) -> QuerySet[Message]:
    name_actor(Job("tests"))
    return Message.objects.filter(kind="folder", about__contains=[scene.case.pk])
