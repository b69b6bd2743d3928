"""Two posts of one form in the same moment, each on a connection of its own: the second waits for the first."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.cases import actions
from handrail.service.cases.actions import open_case
from handrail.service.cases.models import Case, Note
from handrail.service.web.postgres import Cluster
from tests.journeys.database import fresh_database
from tests.rooms.cast import Cast, wend_valley
from tests.rooms.web.once.sending import CALL, browser, form_at, note_page

PATIENCE = 20  # seconds; only a test that has gone wrong waits for it
WAITING = """
select count(*) from pg_locks l join pg_stat_activity a using (pid)
where not l.granted and a.datname = current_database()
"""


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


class Slow:
    """Writes the note, then waits to be told how to end: kept, or with a fault."""

    def __init__(self, write: Callable[..., Any]) -> None:
        self.write, self.fails, self.turns = write, False, 0
        self.written, self.go_on = threading.Event(), threading.Event()

    def __call__(self, *args: Any, **said: Any) -> Any:
        self.turns += 1
        note = self.write(*args, **said)
        if self.turns == 1:
            self.written.set()
            assert self.go_on.wait(PATIENCE)
            if self.fails:
                raise RuntimeError("the first stumbles after it has written")
        return note


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    slow = Slow(actions.file_note)
    monkeypatch.setattr(actions, "file_note", slow)
    return slow


def posting(client: Client, address: str, said: dict[str, str], answers: list[Any]) -> threading.Thread:
    def post() -> None:
        try:
            answers.append(client.post(address, said, HTTP_IDEMPOTENCY_KEY=""))
        finally:
            connections.close_all()

    thread = threading.Thread(target=post)
    thread.start()
    return thread


def wait_until_one_waits() -> None:
    patience = threading.Event()
    for _ in range(PATIENCE * 100):
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
        patience.wait(0.01)
    pytest.fail("the second post did not wait for the first")


def both(cast: Cast, case: Case, slow: Slow) -> list[Any]:
    client = browser(cast["coordinator"])
    answers: list[Any] = []
    client.raise_request_exception = False
    said = {**form_at(client, note_page(case)), **CALL}
    first = posting(client, note_page(case), said, answers)
    assert slow.written.wait(PATIENCE)
    second = posting(client, note_page(case), said, answers)
    wait_until_one_waits()
    slow.go_on.set()
    first.join(PATIENCE)
    second.join(PATIENCE)
    return answers


def test_the_second_gets_the_firsts_answer_and_one_note_is_written(cast: Cast, case: Case, slow: Slow) -> None:
    answers = both(cast, case, slow)
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert (Note.objects.count(), slow.turns) == (1, 1)


def test_where_the_first_fails_the_second_does_the_work(cast: Cast, case: Case, slow: Slow) -> None:
    slow.fails = True
    answers = both(cast, case, slow)
    assert sorted(answer.status_code for answer in answers) == [302, 500]
    assert (Note.objects.count(), slow.turns) == (1, 2)
