"""Whoever is shut out of a child's folder finds nothing of the child in what is told by code either."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from handrail.demonstration.wend_valley import employ
from handrail.service.access.models import Attempt, Exclusion, Person
from handrail.service.access.practitioners import Teller
from handrail.service.audit.actions import Job, name_actor, unit_of_work
from handrail.service.cases.attempts import look_at_turned_away
from handrail.service.cases.models import Case
from handrail.service.cases.shutting_out import Named, shut_out
from handrail.service.children.models import Child
from handrail.service.outbox.mail_server import MailServer
from handrail.service.outbox.models import Message
from handrail.service.same_child.actions.comparing import compare_children
from handrail.service.tellings.actions.comparing import compare_tellings
from handrail.service.tellings.doors import sent_to, waiting_for
from handrail.service.tellings.models import Telling
from handrail.service.web.postgres import Cluster
from tests.house.walls_down import second_wall_down
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.child_deaths.telling import NUMBER, as_person, tell_of
from tests.rooms.outbox.post_office import PostOffice
from tests.rooms.tellings.by_telling import opened, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(cast: Cast, client: Client, office: PostOffice, server: MailServer) -> Telling:
    opened(cast)
    return told(client, office, server)


def kin(cast: Cast) -> Person:
    """A second coordinator, who is of the family."""
    name_actor(Job("tests"))
    return employ("Hesper Lowe", "coordinator", cast.partnership, cast.partnership)


def shut(cast: Cast, case: Case, *names: str, by: str = "coordinator") -> None:
    name_actor(cast[by])
    named = Named(names, (), Exclusion.Stands.RELATIVE)
    shut_out(case, named, why="An aunt of the child.", by=cast[by])


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def finds(person: Person, telling: Telling) -> tuple[int, bool, bool]:
    """What a page, the list, and "What is due" give this person of it."""
    client = client_of(person)
    listed = client.get(reverse("tellings:waiting")).text
    return (
        client.get(reverse("tellings:telling", kwargs={"waiting_id": telling.pk})).status_code,
        "Rowan Pike" in listed,
        "told of by code" in client.get(reverse("cases:due")).text,
    )


def in_the_database(person: Person) -> tuple[int, int]:
    """How many tellings, and how many tellers, the database shows whatever the pages ask."""
    with unit_of_work(person), connection.cursor() as cursor:
        cursor.execute("select (select count(*) from tellings_telling), (select count(*) from access_teller)")
        told, tellers = cursor.fetchone()
    return told, tellers


def in_the_application(person: Person, cluster: Cluster) -> int:
    with second_wall_down(cluster), unit_of_work(Job("tests")):
        return waiting_for(Person.objects.get(pk=person.pk)).count()


def test_a_child_whose_death_has_a_folder_already(cast: Cast, waiting: Telling, cluster: Cluster) -> None:
    aunt = kin(cast)
    assert finds(aunt, waiting) == (200, True, True)
    known = tell_of(cast)
    shut(cast, known.case, "Hesper Lowe")
    compare_tellings()
    assert finds(aunt, waiting) == (404, False, False)
    assert in_the_database(aunt) == (0, 0)
    assert in_the_application(aunt, cluster) == 0
    assert finds(as_person(cast["coordinator"]), waiting) == (200, True, True)
    assert in_the_database(cast["coordinator"]) == (1, 1)
    look_at_turned_away()
    assert Attempt.objects.filter(folder=known.case.folder_id, person=aunt).exists()


def test_nobody_reads_it_before_it_was_compared(cast: Cast, waiting: Telling, cluster: Cluster) -> None:
    name_actor(Job("tests"))
    Telling.objects.update(compared_at=None)
    coordinator = as_person(cast["coordinator"])
    assert finds(coordinator, waiting) == (404, False, False)
    assert in_the_database(coordinator) == (0, 0)
    assert in_the_application(coordinator, cluster) == 0
    compare_tellings()
    assert finds(coordinator, waiting) == (200, True, True)


def test_a_child_who_is_in_a_folder_that_is_of_no_death(cast: Cast, waiting: Telling) -> None:
    aunt, case = kin(cast), open_folder_for(cast)
    name_actor(Job("tests"))
    Child.objects.create(folder=case.folder, given_names="Wren", family_name="Fairlight", nhs_number=NUMBER)
    compare_children()
    shut(cast, case, "Hesper Lowe")
    compare_tellings()
    assert finds(aunt, waiting) == (404, False, False)


def test_what_names_somebody_who_is_shut_out_elsewhere(cast: Cast, waiting: Telling) -> None:
    """The words of the telling have a "Dr Sorrel Bright, GP"; she works for the partnership now."""
    name_actor(Job("tests"))
    doctor = employ("Bright Sorrel", "coordinator", cast.partnership, cast.partnership)
    other = kin(cast)
    shut(cast, open_folder_for(cast), "Dr Sorrel Bright")
    compare_tellings()
    assert finds(doctor, waiting) == (404, False, False)
    assert finds(other, waiting) == (200, True, True)


def test_taken_in_it_goes_behind_the_exclusions_of_its_folder(cast: Cast, waiting: Telling) -> None:
    aunt = kin(cast)
    page = reverse("tellings:take_in", kwargs={"waiting_id": waiting.pk})
    client_of(as_person(cast["coordinator"])).post(page, {"made_sure": "Telephoned.", "into": "new"})
    assert in_the_database(aunt) == (1, 1)
    shut(cast, Case.objects.get(), "Hesper Lowe")
    assert in_the_database(aunt) == (0, 0)


def test_what_was_refused_is_hidden_too(cast: Cast, waiting: Telling) -> None:
    aunt = kin(cast)
    page = reverse("tellings:refuse", kwargs={"waiting_id": waiting.pk})
    client_of(as_person(cast["coordinator"])).post(page, {"why": "unusable", "words": "It is short.", "sure": "yes"})
    assert "Rowan Pike" in client_of(aunt).get(reverse("tellings:waiting")).text
    shut(cast, tell_of(cast).case, "Hesper Lowe")
    compare_tellings()
    assert "Rowan Pike" not in client_of(aunt).get(reverse("tellings:waiting")).text
    assert not sent_to(Person.objects.get(pk=aunt.pk)).exists()


def test_where_nobody_is_left_to_take_it_in_those_who_let_people_in_are_told(
    cast: Cast, client: Client, office: PostOffice, server: MailServer
) -> None:
    page = opened(cast)
    known = tell_of(cast)
    coordinators = Person.objects.filter(posts__role="coordinator", posts__partnership=page.partnership)
    shut(cast, known.case, *(one.name for one in coordinators if one != cast["coordinator"]))
    told(client, office, server)
    message = Message.objects.filter(subject="Something told by code waits, and nobody can take it in")
    assert not message.exists(), "one of them may"
    shut(cast, known.case, cast["coordinator"].name, by="senior officer")
    name_actor(Job("tests"))
    Telling.objects.update(compared_at=None)
    compare_tellings()
    compare_tellings()
    assert {one.to for one in message} == {cast["administrator"].email}
    assert message.get().about == [known.case.pk]
    assert "Fairlight" not in message.get().text
    assert Teller.objects.exists()
