"""Two people act on one folder in the same moment, each on a connection of their own: both clocks come out right."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection, connections
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from handrail.service.access.models import Person
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.cases.actions import NotDone, close_case, open_case
from handrail.service.cases.follow import locked
from handrail.service.cases.models import Case, KeptClock, KeptFact
from handrail.service.cases.reckon import reckon
from handrail.service.web.postgres import Cluster
from tests.journeys.database import fresh_database
from tests.rooms.cases.folders import happened, today
from tests.rooms.cast import Cast, wend_valley

PATIENCE = 20  # seconds; only a test that has gone wrong waits for it
WAITING = "select count(distinct pid) from pg_locks where not granted"
"""Of all connections to the tests' own server: what others are at is hidden from somebody who acts in a role."""


@pytest.fixture
def cast(cluster: Cluster, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    """Wend Valley in a database of its own, because what is done here is committed."""
    with django_db_blocker.unblock(), fresh_database(cluster):
        with unit_of_work(Job("demonstration")):
            cast = wend_valley()
        yield cast


@pytest.fixture
def case(cast: Cast) -> Case:
    with unit_of_work(cast["notifier"]):
        return open_case(partnership=cast.partnership, authority=cast.council, by=cast["notifier"])


@dataclass
class Acting:
    """Another person's action, in a unit of work and on a connection of its own."""

    thread: threading.Thread
    faults: list[BaseException] = field(default_factory=list)

    def ends(self) -> list[BaseException]:
        """What went wrong with it, once it is over."""
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive()
        return self.faults


def meanwhile(person: Person, act: Callable[[], None]) -> Acting:
    acting = Acting(threading.Thread())

    def work() -> None:
        try:
            with unit_of_work(person):
                act()
        except BaseException as fault:
            acting.faults.append(fault)
        finally:
            connections.close_all()

    acting.thread = threading.Thread(target=work)
    acting.thread.start()
    return acting


def wait_until_the_other_waits() -> None:
    """Until another connection waits for what this one holds. Asked again and again: nothing depends on how long."""
    patience = threading.Event()
    for _ in range(PATIENCE * 100):
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
        patience.wait(0.01)
    pytest.fail("the other action did not wait for the folder")


def records(case: Case, kind: str, days_ago: int) -> None:
    """As an action does: hold the folder, write, and reckon the clocks."""
    happened(locked(case.pk), kind, today() - timedelta(days=days_ago))


def test_the_second_waits_for_the_first_and_its_clock_sees_what_the_first_did(cast: Cast, case: Case) -> None:
    with unit_of_work(cast["senior officer"]):
        records(case, "incident_known", 30)
        other = meanwhile(cast["notifier"], lambda: records(case, "panel_notified", 29))
        wait_until_the_other_waits()
    assert not other.ends()
    notify = KeptClock.objects.get(case=case, duty="notify_panel")
    assert notify.stopped_on == today() - timedelta(days=29)
    assert KeptClock.objects.get(case=case, duty="rapid_review").started_on == today() - timedelta(days=29)
    assert reckon(Case.objects.get(pk=case.pk), "asked again", timezone.now()) == 0


def test_many_at_once_lose_nothing(cast: Cast, case: Case) -> None:
    people = [cast["notifier"], cast["senior officer"], cast["coordinator"]]
    begin = threading.Barrier(len(people))

    def work(number: int) -> None:
        begin.wait(PATIENCE)
        happened(locked(case.pk), "incident_known", today() - timedelta(days=30), f"incident-{number}")

    for turn in range(4):
        acting = [meanwhile(who, partial(work, 10 * turn + place)) for place, who in enumerate(people)]
        assert [one.ends() for one in acting] == [[], [], []]
    assert KeptFact.objects.filter(case=case).count() == 12
    assert KeptClock.objects.filter(case=case, duty="notify_panel").count() == 12


def test_of_two_who_close_a_folder_at_once_the_second_is_told(cast: Cast, case: Case) -> None:
    def close() -> None:
        close_case(case, why="The second.", by=cast["deputy coordinator"])

    with unit_of_work(cast["coordinator"]):
        close_case(case, why="The first.", by=cast["coordinator"])
        other = meanwhile(cast["deputy coordinator"], close)
        wait_until_the_other_waits()
    (fault,) = other.ends()
    assert isinstance(fault, NotDone)
    assert str(fault) == "This folder is already closed."
    assert Case.objects.get(pk=case.pk).closed_why == "The first."
