"""What every test may ask for. Where the database is, is in `tests/database.py`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.db import connections
from psycopg import connect
from psycopg.sql import SQL, Identifier
from pytest_django.plugin import DjangoDbBlocker

from handrail.service.web import postgres
from handrail.service.web.logins import LESSER, acting_names, make_embedded
from handrail.service.web.serving import migrate_and_grant
from tests.database import CLUSTER, HOME, LOGIN, PASSWORD, TEMPLATE, close_connections


@pytest.fixture(scope="session")
def cluster() -> Iterator[postgres.Cluster]:
    """A running cluster that forgets everything at the end."""
    postgres.start(CLUSTER)
    yield CLUSTER
    postgres.stop(CLUSTER)


@pytest.fixture(scope="session")
def django_db_setup(cluster: postgres.Cluster, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """In place of pytest-django's own: the owner migrates once, and tests use what the application may use."""
    with django_db_blocker.unblock():
        logins = make_embedded(cluster, HOME, database=TEMPLATE)
        _make_login_of_the_tests(cluster)
        migrate_and_grant(logins)
        connections["owner"].close()
    yield
    with django_db_blocker.unblock():
        close_connections()


@pytest.fixture(autouse=True)
def quick_passwords(settings: LazySettings) -> None:
    """Passwords are made slow to guess on purpose, and tests sign in often."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def _make_login_of_the_tests(cluster: postgres.Cluster) -> None:
    with connect(cluster.superuser_url(), autocommit=True) as superuser:
        login = Identifier(LOGIN)
        superuser.execute(SQL("create role {} ").format(login) + LESSER + SQL(" password {}").format(PASSWORD))
        superuser.execute(SQL("grant connect on database {} to {}").format(Identifier(TEMPLATE), login))
        for name in acting_names(TEMPLATE).values():
            superuser.execute(SQL("grant {} to {}").format(Identifier(name), login))
