"""Whatever is sent to any address, the service answers with a page or a sentence, and never fails.

The attacks are made from the addresses and from the forms of their pages, so a new form is attacked without being
named here. Nothing of the service is described for machines yet; when it is, its description is read too.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pytest
from django.db import connection
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy

from tests.house.comes_to import FOR_ONE_PERSON, Comers, role_that_opens
from tests.house.forms_shown import FieldShown, forms_on
from tests.house.oracle import BY_CODE, BY_TELLING, Row, rows
from tests.house.scene import Scene
from tests.house.torture import MARK, UNKEEPABLE, Attack, encoded, posts, visits

FEW, MANY = 20, 500
ROOMS = sorted({row.room for row in rows()})
ENDS_THE_VISIT = ("access:sign_out", "access:change_password")


@pytest.fixture(autouse=True)
def nothing_logged() -> Iterator[None]:
    """Each refusal is a line of the log, with where it came from; of thousands, pytest would keep them all."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def scene(scene: Scene) -> Scene:
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")  # what a commit would find is found at once
    return scene


def address_for(scene: Scene, row: Row, relation: str) -> str:
    return reverse(row.url, kwargs=scene.kwargs_of(row.url, relation))


def fields_at(scene: Scene, browser: Client, address: str, method: str) -> list[FieldShown]:
    """The fields of the forms that this address itself answers."""
    with scene.kept():
        page = browser.get(address)
    if page.status_code != 200 or page.streaming or "html" not in page.headers["Content-Type"]:
        return []
    forms = [form for form in forms_on(page.content.decode()) if form.method == method.lower()]
    ours = [form for form in forms if form.action in ("", address) or form.action.startswith("?")]
    return [one for form in ours for one in form.fields.values() if one.name != "csrfmiddlewaretoken"]


def answered(scene: Scene, browser: Client, address: str, attack: Attack) -> HttpResponseBase:
    with scene.kept():
        return browser.generic(attack.method, address, **attack.sent)


def fault_of(response: Any) -> str:
    if response.status_code >= 500:
        return f"failed: {response.status_code} {getattr(response, 'exc_info', None)}"
    html = not response.streaming and "html" in response.headers.get("Content-Type", "")
    return "came back unescaped" if html and MARK.encode() in response.content else ""


def attack_every_address(scene: Scene, room: str, number: int) -> list[str]:
    """One line for each address of a room at which something failed, with the first attack that made it."""
    wrong, comers = [], Comers(scene)
    for row in (row for row in rows() if row.room == room and row.url not in ENDS_THE_VISIT):
        comer = comers.to(row)
        if comer is None:
            wrong.append(f"{row.method} {row.url}: nobody attacks it; name somebody who gets it in comes_to.py")
            continue
        browser, address = comer[0], address_for(scene, row, comer[1])
        fields = fields_at(scene, browser, address, row.method)
        sent = (
            _drawn(posts(fields), number) if row.method == "POST" else _visited(tuple(f.name for f in fields), number)
        )
        faults = ((fault_of(answered(scene, browser, address, attack)), attack) for attack in sent)
        found = next(((fault, attack) for fault, attack in faults if fault), None)
        if found:
            wrong.append(f"{row.method} {row.url}: {found[0]} after {str(found[1])[:600]}"[:1500])
    return wrong


@lru_cache(maxsize=16)
def _visited(names: tuple[str, ...], number: int) -> list[Attack]:
    """Most pages ask nothing by their address: they share one list, for to draw it takes as long as to send it."""
    return _drawn(visits(list(names)), number)


def _drawn(attacks: SearchStrategy[Attack], number: int) -> list[Attack]:
    found: list[Attack] = []

    @settings(
        max_examples=number, derandomize=True, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(attack=attacks)
    def each(attack: Attack) -> None:
        found.append(attack)

    each()
    return found


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.django_db
def test_no_address_fails_whatever_is_sent_to_it(scene: Scene, room: str) -> None:
    wrong = attack_every_address(scene, room, FEW)
    assert not wrong, "\n".join(wrong)


@pytest.mark.full
@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.django_db
def test_no_address_fails_whatever_is_sent_to_it_many_times(scene: Scene, room: str) -> None:
    wrong = attack_every_address(scene, room, MANY)
    assert not wrong, "\n".join(wrong)


@pytest.mark.django_db
def test_whoever_is_named_for_an_address_that_no_role_opens_gets_it(scene: Scene) -> None:
    """Else what attacks it would be turned away at the door, and would prove nothing."""
    comers, seen = Comers(scene), set()
    for row in (row for row in rows() if role_that_opens(row) is None):
        comer = comers.to(row)
        assert comer is not None, row.url
        answer = answered(scene, comer[0], address_for(scene, row, comer[1]), Attack(row.method))
        assert answer.status_code in (200, 302), f"{row.method} {row.url}: {answer.status_code}"
        assert answer.headers.get("Location", "") not in DOORS, row.url
        seen.add(row.url if row.url in FOR_ONE_PERSON else row.signed_out)
    assert seen == {*FOR_ONE_PERSON, BY_CODE, BY_TELLING}


DOORS = ("/form", "/tell-of-a-death/")
"""Where whoever has nothing open by a code is sent."""


def filled(fields: list[FieldShown], bad: FieldShown, words: str) -> bytes:
    """A form filled in plausibly, with one field that holds a character that cannot be kept."""
    pairs = []
    for one in fields:
        if one is bad:
            pairs.append((one.name, words))
        elif one.choices:
            pairs.append((one.name, one.choices[0] or one.choices[-1]))
        else:
            day = next(
                (d for end, d in (("_day", "4"), ("_month", "3"), ("_year", "2024")) if one.name.endswith(end)), ""
            )
            pairs.append((one.name, day or "Words"))
    return encoded(pairs)


ANOTHER_WAY = {"meetings:invite": "remove", "requests:practitioner": "who"}
"""The button or choice of a page by which it does not read what is typed beside it."""


@pytest.mark.django_db
def test_a_character_that_cannot_be_kept_is_never_accepted(scene: Scene) -> None:
    assert (tried := unkeepable_in(scene, every=4)) > 60, tried


@pytest.mark.full
@pytest.mark.django_db
def test_a_character_that_cannot_be_kept_is_accepted_in_no_field(scene: Scene) -> None:
    assert (tried := unkeepable_in(scene, every=1)) > 240, tried


def unkeepable_in(scene: Scene, *, every: int) -> int:
    """How many fields it was tried in: one in so many, counted through all pages."""
    taken, met, tried, comers = [], 0, 0, Comers(scene)
    for row in (row for row in rows() if row.method == "POST" and row.url not in ENDS_THE_VISIT):
        comer = comers.to(row)
        assert comer is not None, row.url
        browser, address = comer[0], address_for(scene, row, comer[1])
        fields = [one for one in fields_at(scene, browser, address, "POST") if one.name != ANOTHER_WAY.get(row.url)]
        for one in (one for one in fields if one.takes_words):
            met += 1
            if met % every:
                continue
            tried += 1
            attack = Attack("POST", body=filled(fields, one, f"before {UNKEEPABLE[tried % 8]} after"))
            response = answered(scene, browser, address, attack)
            if response.status_code in (301, 302, 303) or fault_of(response):
                taken.append(f"{row.url} {one.name}: {response.status_code}")
    assert not taken, "\n".join(taken)
    return tried
