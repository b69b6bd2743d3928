"""Somebody who gets each address, for tests that have it tried by one who does: a role, a holder of a code, or the one
person whom it is for."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from handrail.service.access.models import BrokenGlass, Person
from handrail.service.access.practitioners import Practitioner, Teller
from tests.house.holders import Holders, has_open, writing_in
from tests.house.oracle import RELATIONS, ROLES, Row
from tests.house.scene import Scene
from tests.house.scene_rounds import who_challenges

Comer = Person | Practitioner | Teller


def _whose_glass(scene: Scene) -> Person:
    return BrokenGlass.objects.select_related("person").get(pk=scene.things["glass_id"]).person


def _whose_factor(scene: Scene) -> Person:
    return scene.cast["school lead"]


FOR_ONE_PERSON: dict[str, Callable[[Scene], Person]] = {
    "access:rename_factor": _whose_factor,
    "access:remove_factor": _whose_factor,
    "cases:end_glass": _whose_glass,
    "reports:sign_inventory_line": lambda scene: scene.cast["police partner"],
    "scrutiny:challenge_done": who_challenges,
}
"""Addresses that no role opens, and whom each is for."""


def role_that_opens(row: Row) -> tuple[str, str] | None:
    return next(((role, at) for at in RELATIONS for role in ROLES if row.opens_to(role, at)), None)


class Comers:
    """Somebody who gets an address, and how they stand to the folder; None where there is nobody."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self._holders = scene, Holders(scene)
        self._known: dict[str, Person] = {}

    def whom(self, row: Row) -> tuple[Comer, str] | None:
        if (by_code := self._holders.of(row)) is not None:
            return by_code, "own"
        if row.url in FOR_ONE_PERSON:
            if row.url not in self._known:
                self._known[row.url] = FOR_ONE_PERSON[row.url](self.scene)
            return self._known[row.url], "own"
        opened = role_that_opens(row)
        return None if opened is None else (self.scene.visitor(*opened), opened[1])

    def to(self, row: Row) -> tuple[Client, str] | None:
        """The same, with their browser."""
        found = self.whom(row)
        return None if found is None else (browser_of(found[0]), found[1])


def browser_of(comer: Comer) -> Client:
    """One in which they are signed in, or have open what is theirs to write."""
    if isinstance(comer, Person):
        client = Client(raise_request_exception=False)
        client.force_login(comer)
        return client
    return writing_in(comer) if isinstance(comer, Teller) else has_open(comer)
