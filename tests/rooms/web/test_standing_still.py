"""A start leaves the wall alone where it stands as it was raised, and raises it whole where anything was changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import psycopg
import pytest
from psycopg.errors import DeadlockDetected, LockNotAvailable

from handrail.service.web import logins as rooms_logins
from handrail.service.web import postgres
from handrail.service.web.logins import Logins, embedded_logins, grant
from handrail.service.web.wall import raising
from tests.database import HOME, TEMPLATE

COUNT = "select count(*) from pg_policies where schemaname = 'public'"
CHANGES = [
    'drop policy "jobs" on cases_note',
    "alter table cases_note disable row level security",
    "update wall.role set wide = true where key = 'notifier'",
    "grant select on cases_note to public",
    "create or replace function wall.shut() returns uuid[] language sql stable as $$ select '{}'::uuid[] $$",
    "create table bench_unsaid (one integer)",
]


@pytest.fixture
def logins(cluster: postgres.Cluster, django_db_setup: None) -> Logins:
    return embedded_logins(cluster, HOME, database=TEMPLATE)


@pytest.fixture
def owner(logins: Logins) -> Iterator[psycopg.Connection]:
    """The owner, who waits for nobody; whatever they change is undone."""
    with psycopg.connect(logins.owner_url) as owner:
        rooms_logins._raise_where_it_does_not_stand(owner, logins)  # as a migration leaves it
        owner.commit()
        owner.execute("set local lock_timeout = '200ms'")
        yield owner
        owner.rollback()


@pytest.fixture
def at_work(logins: Logins) -> Iterator[psycopg.Connection]:
    """Somebody whose transaction is open, as a backup's is for minutes."""
    with psycopg.connect(logins.worker_url) as worker:
        worker.execute("select set_config('handrail.actor', 'a backup', true)")
        worker.execute("select count(*) from cases_note")
        yield worker
        worker.rollback()


def test_a_start_waits_for_nobody_who_is_at_work(
    owner: psycopg.Connection, at_work: psycopg.Connection, logins: Logins
) -> None:
    rooms_logins._raise_where_it_does_not_stand(owner, logins)


def test_raised_anew_it_would_have_waited(
    owner: psycopg.Connection, at_work: psycopg.Connection, logins: Logins, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms_logins, "stands", lambda *_: False)
    with pytest.raises(LockNotAvailable):
        rooms_logins._raise_where_it_does_not_stand(owner, logins)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: " ".join(change.split()[:4]))
def test_whatever_of_it_was_changed_is_mended(
    owner: psycopg.Connection, logins: Logins, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = owner.execute(COUNT).fetchone()
    owner.execute(change.encode())
    raised: list[bool] = []
    original = raising.raise_wall

    def raise_and_say(owner: psycopg.Connection, names: Mapping[str, str], zones: Mapping[str, Iterable[str]]) -> None:
        raised.append(True)
        original(owner, names, zones)

    monkeypatch.setattr(rooms_logins, "raise_wall", raise_and_say)
    rooms_logins._raise_where_it_does_not_stand(owner, logins)
    assert raised
    assert owner.execute(COUNT).fetchone() == before
    secured = owner.execute("select relrowsecurity from pg_class where relname = 'cases_note'").fetchone()
    assert secured == (True,)


def test_another_version_of_the_code_raises_it_anew(
    owner: psycopg.Connection, logins: Logins, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms_logins, "made_from", lambda *_: "another version")
    raised: list[bool] = []
    monkeypatch.setattr(rooms_logins, "raise_wall", lambda *_: raised.append(True))
    rooms_logins._raise_where_it_does_not_stand(owner, logins)
    assert raised


def test_whoever_is_in_the_way_is_waited_out_and_it_is_tried_again(
    logins: Logins, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns: list[int] = []

    def in_the_way(*_: object) -> None:
        turns.append(1)
        if len(turns) < 3:
            raise DeadlockDetected

    monkeypatch.setattr(rooms_logins, "_raise_where_it_does_not_stand", in_the_way)
    grant(logins)
    assert len(turns) == 3
    monkeypatch.setattr(
        rooms_logins, "_raise_where_it_does_not_stand", lambda *_: (_ for _ in ()).throw(DeadlockDetected)
    )
    with pytest.raises(DeadlockDetected):
        grant(logins)
