"""Nobody opens more than sixty different folders in an hour, or takes away more than two hundred lines, without a
reason and the second factor again; also not by asking for many at once."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from handrail.service.access import factor
from handrail.service.access.measure import FOLDERS, LINES, folders_read, lines_taken, past_the_measure
from handrail.service.access.models import MoreReading, Person
from handrail.service.audit.actions import Job, looked, name_actor, unit_of_work
from handrail.service.audit.kinds import took_away
from handrail.service.audit.models import Entry
from handrail.service.web.database import POOL
from handrail.service.web.postgres import Cluster
from tests.journeys.database import fresh_database
from tests.rooms.cast import Cast, open_folder_for, wend_valley

PATIENCE = 300.0


@pytest.fixture
def reader(cast: Cast) -> Person:
    name_actor(cast["coordinator"])
    return cast["coordinator"]


def look_at(person: Person, *folders: uuid.UUID) -> None:
    for folder in folders:
        looked(person, "all", person, folder)


def refuses(person: Person, folder: uuid.UUID) -> bool:
    """Whether the page of this folder would be too much, as the middleware asks it: its look is written first."""
    began = timezone.now()
    look_at(person, folder)
    return past_the_measure(person, folders={folder}, lines=0, began=began) is not None


def test_the_sixtieth_folder_opens_and_the_sixty_first_does_not(reader: Person) -> None:
    look_at(reader, *(uuid.uuid4() for _ in range(59)))
    assert not refuses(reader, uuid.uuid4())
    assert refuses(reader, uuid.uuid4())


def test_a_folder_that_was_read_already_opens_again(reader: Person) -> None:
    folders = [uuid.uuid4() for _ in range(60)]
    look_at(reader, *folders)
    assert not refuses(reader, folders[0])


def test_reads_of_more_than_an_hour_ago_and_of_others_do_not_count(
    reader: Person, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = timezone.now() - timedelta(minutes=61)
    with monkeypatch.context() as earlier:
        earlier.setattr("django.utils.timezone.now", lambda: before)
        look_at(reader, *(uuid.uuid4() for _ in range(60)))
    assert folders_read(reader) == 0
    assert not refuses(reader, uuid.uuid4())
    assert folders_read(cast["notifier"]) == 0


def test_a_reason_gives_as_many_again_and_lifts_the_measure_of_lines(reader: Person) -> None:
    look_at(reader, *(uuid.uuid4() for _ in range(60)))
    assert refuses(reader, uuid.uuid4())
    MoreReading.objects.create(person=reader, of=FOLDERS, why="The yearly report needs every folder.")
    assert not refuses(reader, uuid.uuid4())
    took_away(reader, what="a list", lines=201, room="cases")
    assert past_the_measure(reader, folders=(), lines=201, began=timezone.now()) is LINES
    MoreReading.objects.create(person=reader, of=LINES, why="Internal audit asked for the list.")
    assert past_the_measure(reader, folders=(), lines=201, began=timezone.now()) is None


def test_two_hundred_lines_leave_and_one_more_does_not(reader: Person) -> None:
    for lines, stopped in ((150, None), (50, None), (1, LINES)):
        took_away(reader, what="a list", lines=lines, room="cases")
        assert past_the_measure(reader, folders=(), lines=lines, began=timezone.now()) is stopped
    assert lines_taken(reader) == 201


def test_the_page_says_what_to_do_and_shows_nothing_of_the_folder(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = open_folder_for(cast)
    name_actor(cast["coordinator"])
    look_at(cast["coordinator"], *(uuid.uuid4() for _ in range(60)))
    client.force_login(cast["coordinator"])
    told = client.get(f"/cases/{case.pk}/")
    assert told.status_code == 403
    assert "You have opened 60 different folders in the last hour." in told.content.decode()
    assert case.reference not in told.content.decode()
    assert not Entry.objects.filter(actor=cast["coordinator"].actor_key, case_id=case.pk, looked=True).exists()
    assert Entry.objects.get(paper="Refusal").did == "was refused: GET cases: case"
    monkeypatch.setattr(factor, "fresh", lambda request: True)
    short = client.post("/account/more/folders", {"why": "Because."}).content.decode()
    assert "Say it in at least 20 letters" in short
    client.post("/account/more/folders", {"why": "I prepare the yearly report of the partnership."})
    assert client.get(f"/cases/{case.pk}/").status_code == 200


def test_a_reason_is_not_asked_for_before_the_second_factor(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.http import HttpResponse

    monkeypatch.setattr(factor, "fresh", lambda request: False)
    monkeypatch.setattr(factor, "ask", lambda request: HttpResponse("Who are you?"))
    client.force_login(cast["coordinator"])
    sent = client.post("/account/more/folders", {"why": "I prepare the yearly report of the partnership."})
    assert sent.content == b"Who are you?"
    assert not MoreReading.objects.exists()


@pytest.fixture
def own_database(
    cluster: Cluster, django_db_setup: None, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """With a connection for each of the pages that are opened at once."""
    monkeypatch.setitem(connections.settings["default"]["OPTIONS"], "pool", {**POOL, "max_size": 40, "timeout": 300})
    with django_db_blocker.unblock(), fresh_database(cluster):
        yield


def opened_at_once(person: Person, wanted: int) -> int:
    """So many pages of as many folders, all counted before any is let go; how many were shown."""
    ready = threading.Barrier(wanted)

    def one_page(_: int) -> bool:
        ready.wait(PATIENCE)
        try:
            with unit_of_work(person):
                if refuses(person, uuid.uuid4()):
                    raise _Stopped
        except _Stopped:
            return False
        finally:
            connections["default"].close()
        return True

    with ThreadPoolExecutor(wanted) as pool:
        return sum(pool.map(one_page, range(wanted)))


class _Stopped(Exception):
    """Undoes the page."""


def test_thirty_two_pages_at_once_do_not_pass_the_measure_together(
    own_database: None,
) -> None:
    with unit_of_work(Job("demonstration")):
        reader = wend_valley()["coordinator"]
    with unit_of_work(reader):
        look_at(reader, *(uuid.uuid4() for _ in range(50)))
    assert opened_at_once(reader, 32) == 10
    with unit_of_work(reader):
        assert folders_read(reader) == 60


def test_without_the_lock_they_would(own_database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    all_counted = threading.Barrier(8)

    def counted(person: Person) -> int:
        number = folders_read(person)
        all_counted.wait(PATIENCE)
        return number

    monkeypatch.setattr("handrail.service.access.measure._one_at_a_time", lambda person: None)
    monkeypatch.setattr("handrail.service.access.measure.folders_read", counted)
    with unit_of_work(Job("demonstration")):
        reader = wend_valley()["coordinator"]
    with unit_of_work(reader):
        look_at(reader, *(uuid.uuid4() for _ in range(59)))
    assert opened_at_once(reader, 8) == 8
