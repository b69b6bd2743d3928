"""A pytest plugin: Wend Valley stands through all tests of a file, in a transaction that none of them sees the end of.

To make it takes a hundred statements, and many tests ask for it. Each works in a savepoint of its own, which
is undone after it, and is given a copy of the rows as objects: nothing that a test does is there for the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import TYPE_CHECKING

import pytest
from django.db import connection, transaction
from pytest_django.plugin import DjangoDbBlocker

if TYPE_CHECKING:
    from tests.rooms.cast import Cast


STANDING = ("standing_cast", "standing_scene")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In each file, tests that asked for less come first: nothing stands there yet that they did not ask for."""
    places = {item.path: place for place, item in reversed(list(enumerate(items)))}

    def asked(item: pytest.Item) -> tuple[int, int]:
        return places[item.path], sum(name in getattr(item, "fixturenames", ()) for name in STANDING)

    items.sort(key=asked)


@contextmanager
def made_once(blocker: DjangoDbBlocker) -> Iterator[None]:
    """What is made within stands for every test of the file. What a commit would look at is looked at now: it would
    be looked at again after each of them."""
    with blocker.unblock():
        yield
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
            cursor.execute("set constraints all deferred")


@pytest.fixture(scope="module")
def standing_cast(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    from tests.rooms.cast import wend_valley

    with django_db_blocker.unblock(), transaction.atomic():
        with made_once(django_db_blocker):
            cast = wend_valley()
        with django_db_blocker.block():
            yield cast
        transaction.set_rollback(True)


@pytest.fixture
def cast(db: None, standing_cast: Cast) -> Cast:
    return deepcopy(standing_cast)
