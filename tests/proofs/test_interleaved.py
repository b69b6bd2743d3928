"""Requests of many people through a small pool, with exceptions, clients that are gone, statements that take too long
and backends that are killed: nobody's context is ever another's."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connections
from psycopg import connect
from pytest_django.plugin import DjangoDbBlocker

from handrail.service.web.logins import embedded_logins, login_in, password_in
from handrail.service.web.postgres import Cluster
from tests.database import HOME, TEMPLATE, close_connections
from tests.journeys.database import fresh_database
from tests.proofs.crowd import Crowd, members, watched

THREADS = 8
POOL = {"min_size": 1, "max_size": 3, "timeout": 30, "reconnect_timeout": 5}
# What was refused names the folder that was asked for, though nothing of it was shown.
ANOTHERS = """
select count(*) from audit_entry e join access_folder f on f.id = e.case_id
where e.actor <> 'signed out' and e.paper <> 'Refusal' and not exists (
  select from access_post p where p.person_id::text = e.actor and p.partnership_id = f.partnership_id)
"""


@pytest.fixture
def crowd(
    cluster: Cluster, django_db_setup: None, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Crowd]:
    options = connections.settings["default"]["OPTIONS"]
    monkeypatch.setitem(options, "pool", POOL)
    logging.disable()  # thousands of faults, all of them wanted
    with django_db_blocker.unblock(), fresh_database(cluster):
        name = connections.settings["default"]["NAME"]
        everyone = members(12)
        close_connections()
        for said, text in login_of_the_pages(cluster).items():
            monkeypatch.setitem(connections.settings["default"], said, text)
        monkeypatch.delitem(options, "options")
        yield Crowd(everyone, get_wsgi_application(), cluster.superuser_url(name))
        close_connections()
    logging.disable(logging.NOTSET)


def login_of_the_pages(cluster: Cluster) -> dict[str, str]:
    """That of the database which all others are copies of. The name stays the copy's, and is put back with the copy."""
    url = embedded_logins(cluster, HOME, database=TEMPLATE).app_url
    return {"USER": login_in(url), "PASSWORD": password_in(url)}


def ask(crowd: Crowd, requests: int) -> None:
    def come(seed: int) -> None:
        try:
            crowd.come_and_ask(seed, requests // THREADS)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=come, args=[seed]) for seed in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def prove(crowd: Crowd, monkeypatch: pytest.MonkeyPatch, requests: int) -> None:
    watched(crowd, monkeypatch)
    ask(crowd, requests)
    print(
        f"{crowd.asked.total():,} requests through {POOL['max_size']} connections: {dict(crowd.asked)}; "
        f"answers {dict(crowd.statuses)}; a backend was handed to another actor {crowd.handed_on:,} times"
    )
    assert crowd.leaks == []
    assert crowd.handed_on > requests / 4
    assert set(crowd.statuses) <= {200, 302, 400, 403, 404, 428, 500, 503}
    assert min(crowd.statuses[status] for status in (200, 302, 404, 500, 503)) > 0
    with connect(crowd.superuser) as superuser:
        assert superuser.execute(ANOTHERS).fetchone() == (0,)
        for member in crowd.members:
            query = "select count(*) from cases_note where text = %s and (recorded_by_id, case_id) <> (%s, %s)"
            found = superuser.execute(query, [member.canary, member.person.pk, member.case.pk]).fetchone()
            assert found == (0,)


def test_fifteen_hundred_requests_share_no_context(crowd: Crowd, monkeypatch: pytest.MonkeyPatch) -> None:
    prove(crowd, monkeypatch, 1_500)


@pytest.mark.full
def test_twenty_thousand_requests_share_no_context(crowd: Crowd, monkeypatch: pytest.MonkeyPatch) -> None:
    prove(crowd, monkeypatch, 20_000)


@pytest.mark.parametrize("left", ["handrail.actor", "role"])
def test_what_is_set_for_the_session_would_be_seen(crowd: Crowd, monkeypatch: pytest.MonkeyPatch, left: str) -> None:
    watched(crowd, monkeypatch, left=left)
    ask(crowd, 80)
    assert any("still named" in leak for leak in crowd.leaks)
