"""Two things in the same moment, each on a connection of its own; and a process killed between opening and telling."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from functools import partial
from urllib.parse import urlsplit

import pytest
from django.db import connection, connections

from handrail.service.access.actions import add_person
from handrail.service.access.models import BrokenGlass, Exclusion, Person, ShutOut
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.audit.models import Entry
from handrail.service.cases import glass
from handrail.service.cases.actions import NotDone, open_case
from handrail.service.cases.models import Case
from handrail.service.cases.shutting_out import Named, shut_out
from handrail.service.outbox.models import Message
from tests.rooms.cases.test_two_at_once import WAITING, Acting, cast, meanwhile
from tests.rooms.cast import Cast, employ

__all__ = ["cast"]
WHY = "A child of this family is at the door tonight, and nobody answers."
BREAK = """
import django
django.setup()
from handrail.service.access.models import Person
from handrail.service.audit.actions import unit_of_work
from handrail.service.cases import glass
def stop(**message):
    print("opened", flush=True)
    input()
glass.write = stop
person = Person.objects.get(email={email!r})
with unit_of_work(person):
    glass.break_glass(person, reference={reference!r}, reason={why!r})
"""


@pytest.fixture
def officer(cast: Cast) -> Person:
    with unit_of_work(Job("demonstration")):
        employ("Secunda Cole", "coordinator", cast.partnership, cast.partnership)
        return employ("Brock Hasty", "senior officer", cast.other_council, cast.partnership)


def folders(cast: Cast, count: int) -> list[Case]:
    with unit_of_work(cast["notifier"]):
        return [
            open_case(partnership=cast.partnership, authority=cast.council, by=cast["notifier"]) for _ in range(count)
        ]


def wait_for(others: int) -> None:
    """Until so many others wait for a lock that this connection holds."""
    while True:
        with connection.cursor() as cursor:
            cursor.execute("select pg_stat_clear_snapshot()")  # else they stay as first seen
            cursor.execute(WAITING)
            if cursor.fetchone()[0] >= others:
                return


def test_three_at_once_after_one_come_no_further_than_three(cast: Cast, officer: Person) -> None:
    first, *cases = folders(cast, 4)

    def break_into(reference: str) -> None:
        person = Person.objects.get(pk=officer.pk)
        assert glass.break_glass(person, reference=reference, reason=WHY)

    with unit_of_work(officer):
        break_into(first.reference)
    with unit_of_work(officer):
        Person.objects.select_for_update().get(pk=officer.pk)
        acting: list[Acting] = [meanwhile(officer, partial(break_into, case.reference)) for case in cases]
        wait_for(3)
    faults = [fault for one in acting for fault in one.ends()]
    assert [type(fault) for fault in faults] == [NotDone]
    assert BrokenGlass.objects.count() == 3
    assert Message.objects.filter(kind="broken glass").count() == 6


def test_an_account_made_while_its_person_is_being_shut_out_is_shut_out(cast: Cast, officer: Person) -> None:
    (case,) = folders(cast, 1)
    named = Named(("Zoe Muller",), (), Exclusion.Stands.PARENT)

    def make_account() -> None:
        add_person(email="z@wend.example", name="Zoë Müller", by=cast["administrator"])

    with unit_of_work(cast["coordinator"]):
        shut_out(case, named, why="Mother", by=cast["coordinator"])
        making = meanwhile(cast["administrator"], make_account)
        wait_for(1)
    assert making.ends() == []
    assert ShutOut.objects.get(folder=case.pk).person.email == "z@wend.example"


def test_killed_between_opening_and_telling_leaves_neither(cast: Cast, officer: Person) -> None:
    (case,) = folders(cast, 1)
    at = urlsplit(os.environ["HANDRAIL_ZONE_URL"])._replace(path=f"/{connections['default'].settings_dict['NAME']}")
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "handrail.service.web.settings", "HANDRAIL_ZONE_URL": at.geturl()
    }  # fmt: skip
    words = BREAK.format(email=officer.email, reference=case.reference, why=WHY)
    with subprocess.Popen(
        [sys.executable, "-c", words], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "opened\n"
        process.send_signal(signal.SIGKILL)
        process.communicate()
    with connection.cursor() as cursor:
        cursor.execute("select id from access_person where id = %s for share", [officer.pk])  # once it has ended
    assert not BrokenGlass.objects.exists()
    assert not Message.objects.filter(kind="broken glass").exists()
    assert not Entry.objects.filter(paper="BrokenGlass").exists()
