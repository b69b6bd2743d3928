"""The unit of work: one transaction that first names to the database who acts, what for, and in which role.

A login of the service can read nothing by itself. The role it acts in is set for the transaction alone, and what that
role may see follows from the actor named: see `web/wall`. Without an actor the database answers with an error.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol, cast

from django.db import connection, transaction

from handrail.service.audit.remembering import remembering
from handrail.service.audit.saying import said

SIGNED_OUT = "signed out"


class Actor(Protocol):
    """Whoever acts: a person, or a job by its name."""

    @property
    def actor_key(self) -> str: ...

    @property
    def acts(self) -> str:
        """The kind of actor, as the database tells them apart: "person" or "job"."""
        ...

    @property
    def name(self) -> str: ...


class Job:
    """A piece of work that no person started, such as sending the day's digest."""

    acts = "job"

    def __init__(self, name: str) -> None:
        self.name = name

    @property
    def actor_key(self) -> str:
        return self.name


@contextmanager
def unit_of_work(actor: Actor | None, purpose: str = "") -> Iterator[None]:
    """One transaction that first names its actor to the database, and acts as them. One within another gives back.

    What a job changed without an entry in the audit is not kept: see `saying.py`.
    """
    within = connection.in_atomic_block
    with transaction.atomic(), remembering(), said(actor):
        before = _asked(f"select {STANDING}, {ENTER}", _entering(actor, purpose))[:-1]
        yield
        if within and not transaction.get_rollback():  # what is undone gives back by itself
            _asked(GIVE_BACK, before)


def act_as(actor: Actor | None, purpose: str = "") -> None:
    """Act as somebody from here to the end of the transaction that is open."""
    _asked(f"select {ENTER}", _entering(actor, purpose))


def _entering(actor: Actor | None, purpose: str) -> list[str]:
    key, acts = (actor.actor_key, actor.acts) if actor else (SIGNED_OUT, "signed_out")
    return [key, acts, purpose or acts]


def name_actor(actor: Actor | None) -> None:
    """Name the actor, for a job that tells what others did; the role it acts in stays."""
    _asked("select set_config('handrail.actor', %s, true)", [actor.actor_key if actor else SIGNED_OUT])


@contextmanager
def keeping(folder_id: uuid.UUID) -> Iterator[None]:
    """File in one folder what somebody handed in, who may not read all of it: the whole of that folder is before the
    keeper, and no other. The database refuses it for a folder in which the actor has nothing to hand in."""
    with transaction.atomic():
        before = _asked(f"select {STANDING}, set_config('role', wall.keep(%s), true)", [folder_id])
        yield
        if not transaction.get_rollback():
            _asked(GIVE_BACK, before[:-1])


STANDING = ", ".join(
    f"coalesce(current_setting('{name}', true), '')"
    for name in ("handrail.actor", "handrail.purpose", "handrail.folder", "role")
)
ENTER = "set_config('role', wall.enter(%s, %s, %s), true)"
"""Asked for together with how things stood, and after it: a select gives its answers from left to right."""
GIVE_BACK = """
select set_config('handrail.actor', %s, true), set_config('handrail.purpose', %s, true),
       set_config('handrail.folder', %s, true), set_config('role', %s, true)
"""


def _asked(query: str, values: Sequence[str | uuid.UUID] = ()) -> tuple[str, ...]:
    """Settings hold for the transaction alone, so outside of one they would be lost at once."""
    if not connection.in_atomic_block:
        raise RuntimeError("An actor is named inside a transaction.")
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cast("tuple[str, ...]", cursor.fetchone())
