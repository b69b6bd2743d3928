"""Every page of this room, for every part that is played, answers as the table in `access.csv` says."""

from __future__ import annotations

import csv
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from handrail.service.access import urls
from handrail.service.access.models import Post
from handrail.service.partnerships.models import Body, Contact, Coverage, Kind, Membership
from handrail.service.room import Room
from tests.rooms.cast import Cast

PARTS = {
    "coordinator": "coordinator",
    "notifier": "notifier",
    "senior officer": "senior officer",
    "safeguarding partner": "police partner",
    "contributor": "school lead",
    "administrator": "administrator",
}


def table() -> list[dict[str, str]]:
    room = apps.get_app_config("access")
    assert isinstance(room, Room)
    with room.access_table.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def address_of(name: str, cast: Cast) -> str:
    """The page, about something in Wend Valley."""
    pattern = next(pattern for pattern in urls.urlpatterns if f"access:{pattern.name}" == name)
    body = {"add_member": cast.partnership, "change_membership": cast.partnership, "area_dates": cast.council}.get(
        pattern.name or "", cast.police
    )
    member = Membership.objects.filter(partnership=cast.partnership).first()
    post = Post.objects.get(person=cast["hospital lead"])
    rows: dict[str, Any] = {
        "body_id": body.pk,
        "person_id": cast["hospital lead"].pk,
        "post_id": post.pk,
        "membership_id": member.pk if member else 0,
        "contact_id": Contact.objects.filter(body=cast.police).order_by("pk")[0].pk,
        "coverage_id": Coverage.objects.filter(body=cast.police).order_by("pk")[0].pk,
    }
    return reverse(name, kwargs={key: rows[key] for key in pattern.pattern.converters})


def test_every_page_is_in_the_table() -> None:
    assert {row["url"] for row in table()} == {f"access:{pattern.name}" for pattern in urls.urlpatterns}


@pytest.mark.parametrize("row", table(), ids=lambda row: f"{row['method']} {row['url']}")
def test_the_page_answers_as_the_table_says(row: dict[str, str], cast: Cast) -> None:
    for part, player in PARTS.items():
        client = Client()
        client.force_login(cast[player])
        answer = client.generic(row["method"], address_of(row["url"], cast))
        assert (answer.status_code != 404) == (row[part] == "yes"), part


@pytest.mark.parametrize("row", table(), ids=lambda row: f"{row['method']} {row['url']}")
def test_who_is_signed_out_is_sent_to_sign_in(row: dict[str, str], cast: Cast) -> None:
    answer = Client().generic(row["method"], address_of(row["url"], cast))
    sent = answer.status_code == 302 and answer.headers["Location"].startswith("/sign-in?next=")
    assert sent == (row["signed out"] == "sign in")


def test_no_page_here_names_a_child_or_a_folder(cast: Cast) -> None:
    """An administrator opens no folder: nothing on these pages leads to one."""
    client = Client()
    client.force_login(cast["administrator"])
    assert Body.objects.filter(kind=Kind.PARTNERSHIP).exists()
    for row in table():
        if row["method"] == "GET":
            assert "/cases/" not in client.get(address_of(row["url"], cast)).text
