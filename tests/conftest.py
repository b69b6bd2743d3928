"""What every test may ask for. Where the database is, is in `tests/database.py`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.db import connections
from django.test import Client
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from handrail.service.access.factor import GIVEN_AT
from handrail.service.web import postgres
from handrail.service.web.logins import make_embedded
from handrail.service.web.serving import migrate_and_grant
from tests.database import CLUSTER, HOME, TEMPLATE, close_connections


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
        migrate_and_grant(make_embedded(cluster, HOME, database=TEMPLATE))
        connections["owner"].close()
    yield
    with django_db_blocker.unblock():
        close_connections()


@pytest.fixture(autouse=True)
def both_factors_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """`client.force_login` stands for somebody who gave a second factor just now. Here alone, never in the service."""
    log_in = Client._login  # type: ignore[attr-defined]

    def log_in_whole(client: Client, *rest: object) -> None:
        log_in(client, *rest)
        session = client.session
        session[GIVEN_AT] = timezone.now().timestamp()
        session.save()

    monkeypatch.setattr(Client, "_login", log_in_whole)


@pytest.fixture(autouse=True)
def quick_passwords(settings: LazySettings) -> None:
    """Passwords are made slow to guess on purpose, and tests sign in often."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
