"""What every test may ask for. Where the database is, is in `tests/database.py`."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections
from django.test import Client, RequestFactory, override_settings
from django.utils import timezone
from psycopg import connect
from psycopg.sql import SQL, Identifier, Literal
from pytest_django.plugin import DjangoDbBlocker

from handrail.service.access.factor import GIVEN_AT
from handrail.service.access.sessions import BEGAN_AT
from handrail.service.audit.actions import unit_of_work
from handrail.service.web import evenly, postgres
from handrail.service.web.logins import LESSER, acting_names, make_embedded
from handrail.service.web.serving import migrate_and_grant
from tests.database import (
    CLUSTER,
    HOME,
    LOGIN,
    PASSWORD,
    TEMPLATE,
    TURN,
    close_connections,
    have_a_cluster,
    keep_the_cluster,
)


@pytest.fixture(scope="session")
def cluster() -> Iterator[postgres.Cluster]:
    """A running cluster that forgets everything at the end."""
    have_a_cluster()
    postgres.start(CLUSTER)
    yield CLUSTER
    postgres.stop(CLUSTER)
    TURN.over()


@pytest.fixture(scope="session")
def django_db_setup(cluster: postgres.Cluster, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """In place of pytest-django's own: the owner migrates once, and tests use what the application may use."""
    with django_db_blocker.unblock():
        logins = make_embedded(cluster, HOME, database=TEMPLATE)
        _make_login_of_the_tests(cluster)
        migrate_and_grant(logins)
        connections["owner"].close()
        close_connections()
        keep_the_cluster()
    yield
    with django_db_blocker.unblock():
        close_connections()


@pytest.fixture(autouse=True)
def both_factors_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """`client.force_login` stands for somebody who signed in through both pages. Here alone, never in the service."""
    log_in = Client._login  # type: ignore[attr-defined]

    def log_in_whole(client: Client, *rest: object) -> None:
        with unit_of_work(None):  # as whoever comes in: nobody else is given the hash that a session grows from
            log_in(client, *rest)
        session = client.session
        session[BEGAN_AT] = session[GIVEN_AT] = timezone.now().timestamp()
        session.save()

    monkeypatch.setattr(Client, "_login", log_in_whole)


@pytest.fixture(autouse=True)
def every_post_has_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """As every form of ours gives it one. A test that is about keys brings its own, or an empty one."""
    generic = RequestFactory.generic

    def keyed(self: RequestFactory, method: str, path: str, *rest: Any, **extra: Any) -> Any:
        if method == "POST":
            extra.setdefault("HTTP_IDEMPOTENCY_KEY", secrets.token_urlsafe(18))
        return generic(self, method, path, *rest, **extra)

    monkeypatch.setattr(RequestFactory, "generic", keyed)


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Passwords are made slow to guess on purpose, and tests sign in often."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="session", autouse=True)
def no_waiting_for_a_mark() -> Iterator[None]:
    """A page that is not there comes at an even mark (`tests/rooms/web/test_evenly.py`); thousands are asked for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(evenly, "sleep", lambda seconds: None)
        yield


def _make_login_of_the_tests(cluster: postgres.Cluster) -> None:
    with connect(cluster.superuser_url(), autocommit=True) as superuser:
        login = Identifier(LOGIN)
        if superuser.execute("select from pg_roles where rolname = %s", [LOGIN]).fetchone() is not None:
            superuser.execute(SQL("alter role {} password {}").format(login, PASSWORD))  # in a cluster that was kept
            return
        superuser.execute(SQL("create role {} ").format(login) + LESSER + SQL(" password {}").format(PASSWORD))
        superuser.execute(SQL("grant connect on database {} to {}").format(Identifier(TEMPLATE), login))
        if plans := os.environ.get("HANDRAIL_TEST_PLANS"):  # "force_generic_plan": one plan for every actor
            query = SQL("alter database {} set plan_cache_mode = {}").format(Identifier(TEMPLATE), Literal(plans))
            superuser.execute(query)
        for name in acting_names(TEMPLATE).values():
            superuser.execute(SQL("grant {} to {}").format(Identifier(name), login))
