"""One load of the demonstration, committed to a database of its own by the application's login; tests read it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connections, transaction
from pytest_django.plugin import DjangoDbBlocker

from handrail.demonstration.load import load_if_empty
from handrail.service.web.postgres import Cluster
from tests.database import TEMPLATE, close_connections
from tests.journeys.database import fresh_database


@pytest.fixture(scope="session")
def loaded(cluster: Cluster, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The name of a database in which the demonstration was loaded as `handrail serve --demonstration` loads it."""
    settings = connections.settings["default"]
    with django_db_blocker.unblock(), fresh_database(cluster):
        assert load_if_empty()
        name = settings["NAME"]
        close_connections()
        settings["NAME"] = TEMPLATE
        with django_db_blocker.block():
            yield name


@pytest.fixture
def wend_valley(loaded: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The loaded database, for one test; what the test does there is undone."""
    settings = connections.settings["default"]
    with django_db_blocker.unblock():
        close_connections()
        settings["NAME"] = loaded
        try:
            with transaction.atomic():
                yield
                transaction.set_rollback(True)
        finally:
            close_connections()
            settings["NAME"] = TEMPLATE
