"""Someone shut out of a folder is at it: its lead learns of it quietly, and they learn nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.grounds import ASKING
from handrail.service.access.models import Attempt, Exclusion, Person, TurnedAway
from handrail.service.access.roles import CONTRIBUTION
from handrail.service.audit.actions import Job, act_as, name_actor
from handrail.service.cases.actions import change_details, give_key, join_folders
from handrail.service.cases.attempts import look_at_turned_away
from handrail.service.cases.models import Case
from handrail.service.cases.shutting_out import Named, shut_out
from handrail.service.outbox.models import Message
from tests.rooms.cases.folders import next_doors_folder
from tests.rooms.cast import Cast, employ, open_folder_for


@pytest.fixture
def folder(cast: Cast) -> Case:
    return open_folder_for(cast)


@pytest.fixture
def shut(cast: Cast, folder: Case) -> Person:
    """Another coordinator of the partnership, who is shut out of the folder."""
    person = employ("Secunda Cole", "coordinator", cast.partnership, cast.partnership)
    name_actor(cast["coordinator"])
    shut_out(folder, Named(("Secunda Cole",), (), Exclusion.Stands.RELATIVE), why="Aunt", by=cast["coordinator"])
    return person


def told() -> list[str]:
    return sorted(Message.objects.filter(kind="folder").values_list("to", flat=True))


def test_asking_for_a_page_is_an_attempt(client: Client, cast: Cast, folder: Case, shut: Person) -> None:
    client.force_login(shut)
    client.get(reverse("cases:chronology", args=[folder.pk]))
    assert not told()
    assert look_at_turned_away() == 1
    attempt = Attempt.objects.get()
    assert (attempt.person, attempt.folder_id, attempt.way) == (shut, folder.pk, "asked")
    assert cast["coordinator"].email in told()
    assert shut.email not in told()


def test_searching_for_the_reference_or_words_of_a_paper_is_an_attempt(
    client: Client, folder: Case, shut: Person
) -> None:
    client.force_login(shut)
    client.get(reverse("cases:search"), {"q": folder.reference.lower()})
    client.get(reverse("cases:search"), {"q": "something else altogether"})
    assert look_at_turned_away() == 1
    assert Attempt.objects.get().way == "searched"


def test_whoever_is_turned_away_for_another_reason_is_no_attempt(
    client: Client, cast: Cast, folder: Case, shut: Person
) -> None:
    client.force_login(cast["stranger"])
    client.get(reverse("cases:case", args=[folder.pk]))
    client.get(reverse("cases:search"), {"q": folder.reference})
    assert TurnedAway.objects.count() == 2
    assert look_at_turned_away() == 0
    assert not TurnedAway.objects.exists()
    assert not told()


def test_a_message_an_hour_and_every_attempt_on_the_page(
    client: Client, cast: Cast, folder: Case, shut: Person
) -> None:
    client.force_login(shut)
    for _ in range(3):
        client.get(reverse("cases:case", args=[folder.pk]))
        look_at_turned_away()
    assert Attempt.objects.count() == 3
    before = len(told())
    Attempt.objects.update(told_at=timezone.now() - timedelta(hours=1, seconds=1))
    client.get(reverse("cases:case", args=[folder.pk]))
    look_at_turned_away()
    assert len(told()) == 2 * before
    client.force_login(cast["coordinator"])
    assert "was at it" in client.get(reverse("cases:case", args=[folder.pk])).content.decode()
    assert client.get(reverse("cases:shut_out", args=[folder.pk])).content.decode().count("asked for a page") == 4


def test_the_message_says_only_to_open_the_page(client: Client, folder: Case, shut: Person) -> None:
    client.force_login(shut)
    client.get(reverse("cases:case", args=[folder.pk]))
    look_at_turned_away()
    message = Message.objects.filter(kind="folder")[0]
    assert "Secunda" not in message.text + message.subject
    assert "shut" not in message.text + message.subject


def test_a_lead_alone_is_told(client: Client, cast: Cast, folder: Case, shut: Person) -> None:
    lead = employ("Zuleika Last", "coordinator", cast.partnership, cast.partnership)
    name_actor(cast["coordinator"])
    change_details(folder, lead=lead, local_reference="", by=cast["coordinator"])
    client.force_login(shut)
    client.get(reverse("cases:case", args=[folder.pk]))
    look_at_turned_away()
    assert told() == [lead.email]


def test_where_every_coordinator_is_shut_out_the_next_answerable_is_told(
    client: Client, cast: Cast, folder: Case, shut: Person
) -> None:
    Person.objects.filter(posts__role="coordinator").exclude(pk=shut.pk).update(is_active=False)
    client.force_login(shut)
    client.get(reverse("cases:case", args=[folder.pk]))
    look_at_turned_away()
    assert told() == [cast["senior officer"].email]


def test_where_nobody_is_left_an_administrator_hears_no_reference(
    client: Client, cast: Cast, folder: Case, shut: Person
) -> None:
    may = ("coordinator", "senior officer", "safeguarding partner")
    Person.objects.filter(posts__role__in=may).exclude(pk=shut.pk).update(is_active=False)
    client.force_login(shut)
    client.get(reverse("cases:case", args=[folder.pk]))
    look_at_turned_away()
    (message,) = Message.objects.filter(kind="folder")
    assert message.to == cast["administrator"].email
    assert folder.reference not in message.text + message.subject


def test_at_a_joined_folder_whoever_leads_the_one_with_the_exclusion_is_told(
    client: Client, cast: Cast, folder: Case, shut: Person
) -> None:
    joined = open_folder_for(cast)
    name_actor(cast["coordinator"])
    join_folders(joined, folder, why="One family", by=cast["coordinator"])
    client.force_login(shut)
    client.get(reverse("cases:case", args=[joined.pk]))
    look_at_turned_away()
    assert Attempt.objects.get().folder_id == folder.pk


def test_a_key_to_the_body_where_they_work_is_an_attempt_too(cast: Cast, folder: Case) -> None:
    nurse = employ("Nora Quick", "contributor", cast.trust, cast.partnership)
    act_as(cast["coordinator"])
    shut_out(folder, Named(("Nora Quick",), (), Exclusion.Stands.PROFESSIONAL), why="LADO", by=cast["coordinator"])
    give_key(folder, cast.trust, opens=CONTRIBUTION, why="asked", ground=ASKING, by=cast["coordinator"])
    assert (look_at_turned_away(), look_at_turned_away()) == (1, 0)
    act_as(Job("tests"))
    attempt = Attempt.objects.get()
    assert (attempt.person, attempt.way) == (nurse, "offered")
    assert cast["coordinator"].email in told()


def test_a_key_given_before_anybody_was_shut_out_is_no_attempt(cast: Cast, folder: Case) -> None:
    employ("Nora Quick", "contributor", cast.trust, cast.partnership)
    act_as(cast["coordinator"])
    give_key(folder, cast.trust, opens=CONTRIBUTION, why="asked", ground=ASKING, by=cast["coordinator"])
    shut_out(folder, Named(("Nora Quick",), (), Exclusion.Stands.PROFESSIONAL), why="LADO", by=cast["coordinator"])
    assert look_at_turned_away() == 0


def test_a_key_to_a_folder_joined_to_one_of_another_partnership_is_told_there(cast: Cast, folder: Case) -> None:
    """Whoever gives the key sees neither the other folder nor the exclusion made in it."""
    nurse = employ("Nora Quick", "contributor", cast.trust, cast.partnership)
    act_as(cast["strange notifier"])
    theirs = next_doors_folder(cast)
    act_as(cast["stranger"])
    shut_out(theirs, Named(("Nora Quick",), (), Exclusion.Stands.RELATIVE), why="Aunt", by=cast["stranger"])
    act_as(cast["deputy coordinator"])
    join_folders(folder, theirs, why="One family", by=cast["deputy coordinator"], ground=ASKING)
    act_as(cast["coordinator"])
    give_key(folder, cast.trust, opens=CONTRIBUTION, why="asked", ground=ASKING, by=cast["coordinator"])
    assert look_at_turned_away() == 1
    assert not Attempt.objects.exists(), "it is not before the coordinator who gave the key"
    act_as(Job("tests"))
    attempt = Attempt.objects.get()
    assert (attempt.person, attempt.folder_id, attempt.way) == (nurse, theirs.pk, "offered")
    assert cast["stranger"].email in told()
    assert cast["coordinator"].email not in told()


def test_the_answer_waits_for_nothing_and_writes_alike_for_what_is_not_there(
    client: Client, folder: Case, shut: Person
) -> None:
    client.force_login(shut)
    client.get(reverse("cases:case", args=[folder.pk]))
    client.get("/cases/00000000-0000-4000-8000-000000000000/")
    one, other = TurnedAway.objects.all()
    assert (one.person, one.words) == (other.person, other.words)
    assert not Message.objects.filter(kind="folder").exists()
