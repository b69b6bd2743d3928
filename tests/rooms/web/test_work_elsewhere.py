"""Whoever works outside the folders finds from the first page where their work is."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.access.models import Person
from handrail.service.partnerships.models import Body, Kind
from tests.rooms.cast import Cast, employ
from tests.rooms.national_panel.outside import secretariat

pytestmark = pytest.mark.django_db


def first_page(client: Client, who: Person) -> str:
    client.force_login(who)
    return client.get(reverse("cases:due")).text


def test_a_reviewer_is_led_to_their_commissions(cast: Cast, client: Client) -> None:
    body = Body.objects.create(kind=Kind.REVIEWERS, name="Alder Lane Reviews")
    text = first_page(client, employ("Imogen Farthing", "reviewer", body, cast.partnership))
    assert "Your work is on these pages" in text
    assert text.count(f'href="{reverse("reviewers:mine")}"') == 2, "in the menu, and on the page"
    assert "Nothing is due from you" not in text


def test_the_panels_own_people_are_led_to_the_panel_and_to_what_was_told(client: Client) -> None:
    text = first_page(client, secretariat())
    for name in ("national_panel:desk", "national_panel:told"):
        assert text.count(f'href="{reverse(name)}"') == 2, name


def test_an_administrator_is_led_to_what_they_look_after(cast: Cast, client: Client) -> None:
    text = first_page(client, cast["administrator"])
    assert "Your work is on these pages" in text
    for name in ("access:bodies", "access:people"):
        assert f'href="{reverse(name)}"' in text, name


def test_an_agency_with_nothing_to_do_is_told_so(cast: Cast, client: Client) -> None:
    assert "Nothing is due from you" in first_page(client, cast["school lead"])
