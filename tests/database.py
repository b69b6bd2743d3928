"""A pytest plugin: where the tests' database is, before Django reads its settings.

Tests have a login of their own, which may act as a person and as a job, and is as little as those of the zones. What a
test does by itself it does as a job named "tests", which sees every row; what it asks of a page is done as
the person who asks, behind both walls.
PostgreSQL starts only when a test first asks for a row, so that tests of the law never wait for it. A cluster as it was
before any test is kept in `.cache`, for as long as the migrations are the same: what has changed since in the walls is
brought to it as an upgrade of Handrail would.
"""

from __future__ import annotations

import os
import shutil
from urllib.parse import quote

from handrail.service.web import postgres
from handrail.service.web.home import kept_secret
from handrail.service.web.logins import acting_names, embedded_logins, role_name
from tests.kept import Turn, copy, keep, kept_as
from tests.places import clear_left_behind, throwaway_folder

TEMPLATE = "handrail_test"
clear_left_behind()
HOME = throwaway_folder()
KEPT_HERE = kept_as("tests-database")
WAS_KEPT = KEPT_HERE.exists()
TURN = Turn(KEPT_HERE)
if WAS_KEPT:
    copy(KEPT_HERE, HOME)
CLUSTER = postgres.cluster_in(HOME / "postgres", throwaway=True)

_logins = embedded_logins(CLUSTER, HOME, database=TEMPLATE)
os.environ["HANDRAIL_HOME"] = str(HOME)
LOGIN = role_name(TEMPLATE, "tests")
PASSWORD = kept_secret(HOME / "tests-password")
AS_A_JOB = f"-c role={acting_names(TEMPLATE)['job']} -c handrail.actor=tests"
os.environ["HANDRAIL_ZONE_URL"] = f"{CLUSTER.url(LOGIN, PASSWORD, TEMPLATE)}&options={quote(AS_A_JOB)}"
os.environ["HANDRAIL_OWNER_URL"] = _logins.owner_url
for name in ("DATABASE_URL", "HANDRAIL_SERVING", "HANDRAIL_ADDRESS"):
    os.environ.pop(name, None)


def have_a_cluster() -> None:
    """Before it is started for the first time: as another process made it meanwhile, if one did. The secrets of the
    logins stay those of this process, and are set anew."""
    if not WAS_KEPT and not TURN.mine():
        copy(KEPT_HERE / "postgres", HOME / "postgres")


def keep_the_cluster() -> None:
    """As it is now, before any test."""
    if not KEPT_HERE.exists():
        postgres.stop(CLUSTER)
        keep(HOME, KEPT_HERE)
        postgres.start(CLUSTER)
    TURN.over()


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
