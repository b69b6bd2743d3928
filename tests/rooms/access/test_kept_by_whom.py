"""The database itself lets nobody change, or take the second factors of, somebody who also works where they look after
nobody: name, address, password and factors are one person's everywhere."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from handrail.demonstration.wend_valley import give_apps
from handrail.service.access.models import Person, Post
from handrail.service.audit.actions import Job, unit_of_work
from tests.rooms.cast import Cast, employ


def may_change(keeper: Person, person: Person) -> bool:
    with unit_of_work(keeper):
        return bool(Person.objects.filter(pk=person.pk).update(digest=True))


def may_take_factors(keeper: Person, person: Person) -> bool:
    with unit_of_work(keeper):
        return bool(Authenticator.objects.filter(user=person).delete()[0])


def somebody(cast: Cast, who: str) -> Person:
    if who == "whoever works here alone":
        return cast["notifier"]
    if who == "whoever works only elsewhere":
        return cast["stranger"]
    person = employ("Bertha Twofold", "coordinator", cast.partnership, cast.partnership)
    if who == "nobody's, without a post":
        Post.objects.filter(person=person).delete()
        return person
    over = {"until_on": timezone.localdate() - timedelta(days=1)} if who == "whoever left the other place" else {}
    Post.objects.create(person=person, role="coordinator", body=cast.neighbour, partnership=cast.neighbour, **over)
    return person


@pytest.mark.parametrize(
    ("who", "kept"),
    [
        ("whoever works here alone", True), ("whoever left the other place", True), ("nobody's, without a post", True),
        ("whoever works here and elsewhere", False), ("whoever works only elsewhere", False),
    ],
)  # fmt: skip
def test_an_administrator_reaches_people_of_their_own_partnership_alone(cast: Cast, who: str, kept: bool) -> None:
    with unit_of_work(Job("tests")):
        person = somebody(cast, who)
        Authenticator.objects.all().delete()
        give_apps([person])
    assert may_change(cast["administrator"], person) is kept
    assert may_take_factors(cast["administrator"], person) is kept
    with unit_of_work(Job("tests")):
        assert Authenticator.objects.filter(user=person).exists() is not kept


def test_nobody_else_reaches_anybody_but_themselves(cast: Cast) -> None:
    with unit_of_work(Job("tests")):
        Authenticator.objects.all().delete()
        give_apps([cast["notifier"], cast["coordinator"]])
    assert not may_change(cast["coordinator"], cast["notifier"])
    assert not may_take_factors(cast["coordinator"], cast["notifier"])
    assert may_take_factors(cast["coordinator"], cast["coordinator"])
