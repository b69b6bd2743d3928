"""A pytest plugin: where the tests' database is, before Django reads its settings.

Tests use the application's own lesser login: whatever it may not do in service, it may not do in a test.
PostgreSQL starts only when a test first asks for a row, so that tests of the law never wait for it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from handrail.service.web import postgres
from handrail.service.web.logins import embedded_logins

TEMPLATE = "handrail_test"
HOME = Path(tempfile.mkdtemp(prefix="handrail-test-"))
HOME.chmod(0o711)  # as root, PostgreSQL runs as somebody else, who must pass through
CLUSTER = postgres.cluster_in(HOME / "postgres", throwaway=True)

_logins = embedded_logins(CLUSTER, HOME, database=TEMPLATE)
os.environ["HANDRAIL_HOME"] = str(HOME)
os.environ["HANDRAIL_APP_URL"] = _logins.app_url
os.environ["HANDRAIL_OWNER_URL"] = _logins.owner_url
for name in ("DATABASE_URL", "HANDRAIL_SERVING", "HANDRAIL_ADDRESS"):
    os.environ.pop(name, None)


def close_connections() -> None:
    """This thread's connection and the pool behind it: a database in use can be neither copied nor dropped."""
    from django.db import connections
    from django.db.backends.postgresql.base import DatabaseWrapper

    connection = connections["default"]
    assert isinstance(connection, DatabaseWrapper)
    connection.close()
    connection.close_pool()


def pytest_unconfigure() -> None:
    for folder in {HOME, CLUSTER.folder, CLUSTER.sockets}:
        shutil.rmtree(folder, ignore_errors=True)
