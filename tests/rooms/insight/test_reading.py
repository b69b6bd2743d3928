"""The report of reading: who is told of whom, what counts as a task, and what was asked and answered."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from handrail.service.access.grounds import ASKING
from handrail.service.access.models import Grant, Person
from handrail.service.audit.actions import looked, name_actor
from handrail.service.audit.models import Entry
from handrail.service.cases.actions import give_key
from handrail.service.cases.models import Case
from handrail.service.children.models import Child
from handrail.service.insight.models import ReadingNote
from handrail.service.insight.reading import days_that_stand_out, people_asked_about
from tests.rooms.cast import Cast, employ, open_folder_for


def a_wednesday() -> datetime:
    """At noon, in the last week: neither the night nor a Sunday, whenever the tests are run."""
    now = timezone.now()
    return (now - timedelta(days=(now.weekday() - 2) % 7 or 7)).replace(hour=12)


@pytest.fixture
def folders(cast: Cast) -> list[Case]:
    return [open_folder_for(cast, by="coordinator") for _ in range(4)]


def read_all(person: Person, folders: list[Case]) -> None:
    name_actor(person)
    at = a_wednesday()
    with pytest.MonkeyPatch.context() as then:
        then.setattr("django.utils.timezone.now", lambda: at)
        for folder in folders:
            looked(person, "all", folder, folder.pk)


def signs(viewer: Person, cast: Cast) -> dict[str, set[str]]:
    days = days_that_stand_out(viewer, cast.partnership)
    return {day.person.name: {finding.sign.value for finding in day.findings} for day in days}


def officer(cast: Cast) -> Person:
    return employ("Sorrel Thackray", "senior officer", cast.council, cast.partnership)


def test_an_officer_who_opens_folder_after_folder_without_a_task_is_asked_about(
    cast: Cast, folders: list[Case]
) -> None:
    read_all(officer(cast), folders)
    assert "Sorrel Thackray" in signs(cast["coordinator"], cast)


def test_a_request_to_their_agency_makes_it_their_work(cast: Cast, folders: list[Case]) -> None:
    for folder in folders:
        name_actor(cast["coordinator"])
        given = give_key(
            folder, cast.council, opens="reviews", why="asked to comment", ground=ASKING, by=cast["coordinator"]
        )
        Grant.objects.filter(pk=given.pk).update(from_at=timezone.now() - timedelta(days=20))
    read_all(officer(cast), folders)
    assert "Sorrel Thackray" not in signs(cast["coordinator"], cast)


def test_the_office_works_on_every_open_folder_and_is_asked_about_closed_ones(cast: Cast, folders: list[Case]) -> None:
    read_all(cast["coordinator"], folders)
    assert cast["coordinator"].name not in signs(officer(cast), cast)
    Case.objects.filter(pk__in=[folder.pk for folder in folders]).update(
        closed_at=timezone.now() - timedelta(days=90), opened_at=timezone.now() - timedelta(days=200)
    )

    other = employ("Olwen Penhale", "coordinator", cast.partnership, cast.partnership)
    read_all(other, folders)
    assert signs(cast["coordinator"], cast)["Olwen Penhale"] == {"Read closed folders"}


def test_a_child_of_the_readers_own_family_name(cast: Cast, folders: list[Case]) -> None:
    Child.objects.create(folder=folders[0].folder, given_names="Wren", family_name="THÁCKRAY")
    read_all(officer(cast), folders[:1])
    assert signs(cast["coordinator"], cast)["Sorrel Thackray"] == {"Read a folder of their own family's name"}


def test_nobody_is_told_of_their_own_reading(cast: Cast, folders: list[Case]) -> None:
    someone = officer(cast)
    read_all(someone, folders)
    assert "Sorrel Thackray" not in signs(someone, cast)
    assert someone.actor_key not in people_asked_about(someone, cast.partnership)


def test_who_speaks_for_one_body_is_told_of_its_people_only(cast: Cast) -> None:
    told = people_asked_about(cast["police partner"], cast.partnership).values()
    assert told
    assert all(person.posts.filter(body=cast.police).exists() for person in told)


def test_of_a_folder_that_the_reader_may_not_open_nothing_is_told(cast: Cast, folders: list[Case]) -> None:
    read_all(officer(cast), folders)
    Grant.objects.filter(body=cast.police).update(until_at=timezone.now())
    assert "Sorrel Thackray" not in signs(cast["police partner"], cast)


def test_a_question_and_its_answer_are_kept_and_looking_is_recorded(
    cast: Cast, folders: list[Case], client: Client
) -> None:
    someone = officer(cast)
    read_all(someone, folders)
    client.force_login(cast["coordinator"])
    page = client.get("/reading/").content.decode()
    assert "Sorrel Thackray" in page
    assert "Nobody has asked yet" in page
    on = timezone.localdate(a_wednesday())
    address = f"/reading/{someone.pk}/{on.isoformat()}"
    shown = client.get(address).content.decode()
    assert folders[0].reference in shown
    client.post(address, {"says": "explained", "note": "She covered for the duty officer."})
    assert "She covered for the duty officer." in client.get(address).content.decode()
    (note,) = ReadingNote.objects.all()
    assert (note.noted_by, note.person, note.on) == (cast["coordinator"], someone, on)
    did = set(Entry.objects.filter(actor=cast["coordinator"].actor_key).values_list("did", flat=True))
    assert "looked at the report of reading" in did
    assert any(words.startswith("noted on the reading of Sorrel Thackray") for words in did)


@pytest.mark.parametrize("part", ["school lead", "notifier"])
def test_who_does_not_ask_about_reading_finds_no_such_page(cast: Cast, client: Client, part: str) -> None:
    client.force_login(cast[part])
    assert client.get("/reading/").status_code == 404
    assert client.get(f"/reading/{cast['coordinator'].pk}/{date(2026, 5, 12).isoformat()}").status_code == 404


def test_another_partnership_is_told_of_nobody_here(cast: Cast, client: Client) -> None:
    client.force_login(cast["stranger"])
    assert client.get(f"/reading/{cast['coordinator'].pk}/{date(2026, 5, 12).isoformat()}").status_code == 404
