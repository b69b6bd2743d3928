"""Whoever is shut out of a folder finds nothing of it at any address, and cannot tell it from one that never was."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.models import BrokenGlass, Exclusion, Person
from handrail.service.audit.actions import Job, name_actor
from handrail.service.cases import calendar_address
from handrail.service.cases.digest import digest_for, text_of
from handrail.service.cases.models import Case
from handrail.service.cases.shutting_out import Named, shut_out
from handrail.service.outbox.actions import write
from handrail.service.outbox.models import Message
from handrail.service.web.postgres import Cluster
from tests.house.canaries import Planted, plant
from tests.house.oracle import ROLES, rows
from tests.house.scene import Scene
from tests.house.test_access import is_of_a_folder
from tests.house.walls_down import second_wall_down
from tests.tokens import without_tokens

AT_AN_OVERVIEW_PANEL = ("outside reader", "ended")
EVERY_ONE = slice(None)
SHUT = [*((role, relation) for role in ROLES for relation in ("own", "asked")), AT_AN_OVERVIEW_PANEL]


@pytest.fixture
def scene(scene: Scene) -> Scene:
    name_actor(scene.cast["coordinator"])
    message = write(
        to="someone@wendvalley.example", subject=scene.case.reference, text="Words", kind="test",
        partnership=scene.cast.partnership, about=[scene.case.pk],
    )  # fmt: skip
    assert message is not None
    scene.things["outbox_message_id"] = message.pk
    scene.at["outbox:try_again"] = {"message_id": message.pk}
    Message.objects.filter(pk=message.pk).update(given_up_at=timezone.now())
    return scene


@pytest.fixture
def planted(scene: Scene) -> Planted:
    return plant(scene.case.folder)


def everyone_shut(scene: Scene) -> list[Person]:
    """Somebody in every role, by post and by key, shut out of the folder; some broke the glass before."""
    people = [scene.visitor(role, relation) for role, relation in SHUT]
    for person in people:
        BrokenGlass.objects.create(
            folder=scene.case.folder, person=person, reason="It is needed tonight, at once.",
            until_at=timezone.now() + timedelta(hours=1), told_first=scene.cast["coordinator"],
            told_second=scene.cast["administrator"],
        )  # fmt: skip
    name_actor(scene.cast["coordinator"])
    names = tuple(person.name for person in people)
    shut_out(scene.case, Named(names, (), Exclusion.Stands.RELATIVE), why="They are kin", by=scene.cast["coordinator"])
    return people


def addresses_asked(scene: Scene, planted: Planted, relation: str) -> Iterator[str]:
    """Every address of every room, and searches for what is in the folder."""
    for row in rows():
        if row.method == "GET":
            yield reverse(row.url, kwargs=scene.kwargs_of(row.url, relation))
    for word in list(planted.at)[::12]:
        yield f"{reverse('cases:search')}?q={word}"
    yield f"{reverse('cases:due')}?of=others"
    yield f"{reverse('cases:cases')}?sort=reference"


def crawl(
    scene: Scene, planted: Planted, person: Person, relation: str, which: slice = EVERY_ONE
) -> dict[str, set[str]]:  # fmt: skip
    """What was found, by the address that gave it."""
    client, found = Client(raise_request_exception=False), {}
    client.force_login(person)
    for address in list(addresses_asked(scene, planted, relation))[which]:
        if "sign" in address:
            continue
        typed = address.partition("?q=")[2]
        shown = whole(answer_to(scene, client, "GET", address)).replace(typed.encode() or b"-", b"")
        if canaries := planted.found_in(shown):
            found[address] = canaries
    return found


def answer_to(scene: Scene, client: Client, method: str, address: str) -> HttpResponseBase:
    with scene.kept():
        return client.generic(method, address)


def whole(answer: HttpResponseBase) -> bytes:
    """Status, headers, cookies and body, without the tokens that differ each time."""
    body = b"".join(answer) if answer.streaming else getattr(answer, "content", b"")
    head = f"{answer.status_code} {sorted(answer.items())} {answer.cookies}".encode()
    return without_tokens(head + body)


@pytest.mark.django_db
def test_whoever_may_read_the_folder_finds_the_canaries(scene: Scene, planted: Planted) -> None:
    found = crawl(scene, planted, scene.visitor("coordinator", "own"), "own")
    assert len(planted.at) > 100
    assert len(set().union(*found.values())) >= 40


@pytest.mark.django_db
def test_what_leads_to_the_folder_without_standing_in_it_is_planted_and_found_by_who_may_read_it(
    scene: Scene, planted: Planted
) -> None:
    """Its death before an overview panel, who asked what is held of its child, who broke its glass, the draft of a
    report that repeats its words; and in lists."""
    found = {
        place
        for url, role, relation in (
            ("overview_panels:death", *AT_AN_OVERVIEW_PANEL), ("records:requests", "coordinator", "own"),
            ("cases:glass", "coordinator", "own"), ("overview_panels:pack", "coordinator", "own"),
            ("outbox:sent", "coordinator", "own"), ("reports:report", "coordinator", "own"),
        )
        for place in _shown_at(scene, planted, url, role, relation)
    }  # fmt: skip
    assert found >= {
        "overview_panels.PanelDeath.summary", "overview_panels.PanelDeath.domains", "overview_panels.Analysis.cause",
        "overview_panels.Analysis.learning", "records.AccessRequest.about_name", "access.BrokenGlass.reason",
        "overview_panels.PanelPack.domains", "outbox.Message.subject", "reports.DeathReport.lessons",
    }  # fmt: skip


def _shown_at(scene: Scene, planted: Planted, url: str, role: str, relation: str) -> set[str]:
    client = Client()
    client.force_login(scene.visitor(role, relation))
    return planted.found_in(whole(answer_to(scene, client, "GET", reverse(url, kwargs=scene.kwargs_of(url, relation)))))


@pytest.mark.django_db
def test_whoever_is_shut_out_finds_none(scene: Scene, planted: Planted) -> None:
    """Three of them, each at a third of the addresses."""
    everyone_shut(scene)
    for place, (role, relation) in enumerate([("coordinator", "own"), ("contributor", "asked"), AT_AN_OVERVIEW_PANEL]):
        person = scene.visitor(role, relation)
        assert crawl(scene, planted, person, relation, slice(place, None, 3)) == {}, f"{role}, {relation}"


@pytest.mark.django_db
def test_whoever_is_shut_out_of_a_folder_in_the_sample_of_an_audit_finds_none_of_the_audit(
    scene: Scene, planted: Planted
) -> None:
    """The audit stands in the scene's folder, and the folder in its sample is joined to nothing."""
    person, by = scene.visitor("coordinator", "own"), scene.cast["coordinator"]
    pages = [row.url for row in rows() if row.method == "GET" and row.url.startswith(("scrutiny:r", "requests:"))]
    found = {place for url in pages for place in _shown_at(scene, planted, url, "coordinator", "own")}
    assert found >= {"scrutiny.CaseJudgement.evidence", "scrutiny.Round.found", "requests.Request.what"}
    name_actor(by)
    sampled = Case.objects.get(pk=scene.things["looked_at_id"])
    shut_out(sampled, Named((person.name,), (), Exclusion.Stands.RELATIVE), why="They are kin", by=by)
    scene.visitors["coordinator", "own"] = Person.objects.get(pk=person.pk)
    assert not {place for url in pages for place in _shown_at(scene, planted, url, "coordinator", "own")}


@pytest.mark.full
@pytest.mark.django_db
def test_nobody_who_is_shut_out_finds_any(scene: Scene, planted: Planted) -> None:
    everyone_shut(scene)
    for role, relation in SHUT:
        assert crawl(scene, planted, scene.visitor(role, relation), relation) == {}, f"{role}, {relation}"


@pytest.mark.django_db
def test_no_digest_calendar_or_message_says_anything_of_it(scene: Scene, planted: Planted) -> None:
    people = everyone_shut(scene)
    far = timezone.localdate() + timedelta(days=400)
    name_actor(Job("outbox"))
    for person in Person.objects.filter(pk__in=[person.pk for person in people]):
        assert not planted.found_in(" ".join(text_of(digest_for(person, far), far)).encode())
        name_actor(person)
        address = calendar_address.make(person)
        name_actor(Job("outbox"))
        assert not planted.found_in(Client().get(reverse("cases:feed", args=[address.key])).content)
        assert write(to=person.email, subject="x", text="x", kind="x", about=[scene.case.pk]) is None


@pytest.mark.parametrize("step", [2, pytest.param(1, marks=pytest.mark.full)])
@pytest.mark.django_db
def test_shut_and_absent_are_the_same_byte_for_byte(scene: Scene, step: int) -> None:
    """In the sample each address is asked by one of the two."""
    everyone_shut(scene)
    nobodys = uuid.uuid4()
    differing = []
    for place, (role, relation) in enumerate([("coordinator", "own"), ("contributor", "asked")]):
        client = Client(raise_request_exception=False)
        client.force_login(scene.visitor(role, relation))
        for row in [row for row in rows() if is_of_a_folder(row)][place % step :: step]:
            kwargs = scene.kwargs_of(row.url, relation)
            shut, absent = (
                whole(answer_to(scene, client, row.method, reverse(row.url, kwargs={**kwargs, "case_id": case_id})))
                for case_id in (scene.case.pk, nobodys)
            )
            if shut != absent or not shut.startswith(b"404"):
                differing.append(f"{row.method} {row.url} as {role}")
    assert differing == []


@pytest.mark.django_db
def test_a_door_that_forgot_would_be_seen(
    scene: Scene, planted: Planted, monkeypatch: pytest.MonkeyPatch, cluster: Cluster
) -> None:
    """Only where the database does not remember."""
    everyone_shut(scene)
    monkeypatch.setattr("handrail.service.access.opening.is_shut", lambda *_: False)
    with second_wall_down(cluster):
        assert crawl(scene, planted, scene.visitor("coordinator", "own"), "own", slice(None, None, 4))
