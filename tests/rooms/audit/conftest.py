"""A sealed audit that tests may tamper with: each puts it back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from handrail.service.web.postgres import Cluster
from tests.journeys.database import fresh_database
from tests.rooms.audit.written import Audit, sealed_audit


@pytest.fixture
def own_database(cluster: Cluster, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A database of its own, because what is sealed is committed."""
    with django_db_blocker.unblock(), fresh_database(cluster):
        yield


@pytest.fixture(scope="module")
def audit(cluster: Cluster, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Audit]:
    with django_db_blocker.unblock(), fresh_database(cluster):
        audit = sealed_audit(cluster, 40)
        yield audit
        audit.connection.close()


@pytest.fixture(scope="module")
def large_audit(cluster: Cluster, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Audit]:
    with django_db_blocker.unblock(), fresh_database(cluster):
        audit = sealed_audit(cluster, 5_000)
        yield audit
        audit.connection.close()
