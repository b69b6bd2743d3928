"""Taking either wall down, for the length of a test, so that the other is seen to stand alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db.models import Q
from psycopg import connect
from psycopg.sql import SQL, Identifier

from handrail.service.access import opening
from handrail.service.access.models import Person, Post
from handrail.service.access.roles import ROLES, Role
from handrail.service.web.logins import acting_names
from handrail.service.web.postgres import Cluster
from tests.database import TEMPLATE
from tests.house.house import addresses

WHATEVER = Role(
    "whatever", "Whatever", "May everything, everywhere.",
    frozenset().union(*(role.may for role in ROLES.values())),
    frozenset().union(*(role.reach for role in ROLES.values())),
    wide=True,
)  # fmt: skip
EVERY_ROW = Q(pk__isnull=False)


@contextmanager
def second_wall_down(cluster: Cluster) -> Iterator[None]:
    """No policy is asked of anybody, as if there were none: the application stands alone."""
    acting = list(acting_names(TEMPLATE).values())
    with connect(cluster.superuser_url(), autocommit=True) as superuser:
        try:
            for name in acting:
                superuser.execute(SQL("alter role {} bypassrls").format(Identifier(name)))
            yield
        finally:
            for name in acting:
                superuser.execute(SQL("alter role {} nobypassrls").format(Identifier(name)))


def first_wall_down(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the application is asked, it lets through: every door, every list, every permission, and nobody is
    shut out. The database stands alone."""
    list(addresses())  # every page is read before: one read meanwhile would keep what stands here for good
    for name in ("opens", "opens_by_glass"):
        _everywhere(monkeypatch, name, lambda *_, **__: True)
    _everywhere(monkeypatch, "is_shut", lambda *_, **__: False)
    for name in ("which_open", "by_keys", "not_shut"):
        _everywhere(monkeypatch, name, lambda *_, **__: EVERY_ROW)
    monkeypatch.setattr("handrail.service.overview_panels.doors.deaths_shut", list)
    monkeypatch.setattr(Post, "in_role", WHATEVER)
    monkeypatch.setattr(Person, "may", lambda *_: True)
    monkeypatch.setattr(Person, "shut_out_of", frozenset())


def _everywhere(monkeypatch: pytest.MonkeyPatch, name: str, answer: object) -> None:
    """In each module that asks by this name."""
    asked = getattr(opening, name)
    for module in list(sys.modules.values()):
        if module.__name__.startswith("handrail.") and vars(module).get(name) is asked:
            monkeypatch.setattr(module, name, answer)
