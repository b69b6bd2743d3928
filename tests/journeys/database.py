"""A database of its own for each journey, copied in a moment from the one that was migrated."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections
from psycopg import connect
from psycopg.sql import SQL, Identifier

from handrail.service.web.postgres import Cluster
from tests.database import TEMPLATE, close_connections


def _number_anew(cluster: Cluster, name: str) -> None:
    """Tests that took numbers of the audit and were undone have left them used: the copy begins at one, as if new."""
    with connect(cluster.superuser_url(name), autocommit=True) as superuser:
        superuser.execute("alter sequence audit_entry_in_order restart with 1")


@contextmanager
def fresh_database(cluster: Cluster) -> Iterator[None]:
    """Every connection of this process goes to the copy meanwhile; what a journey commits is dropped with it."""
    name = f"journey_{secrets.token_hex(6)}"
    settings = connections.settings["default"]
    close_connections()
    with connect(cluster.superuser_url(), autocommit=True) as superuser:
        copy = SQL("create database {} template {} strategy file_copy")
        superuser.execute(copy.format(Identifier(name), Identifier(TEMPLATE)))
        settings["NAME"] = name
        _number_anew(cluster, name)
        try:
            yield
        finally:
            settings["NAME"] = TEMPLATE  # first: a thread that is not done yet must not make a pool of what goes
            close_connections()
            superuser.execute(SQL("drop database {} with (force)").format(Identifier(name)))
