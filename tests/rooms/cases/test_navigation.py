"""The way from room to room shows each person the rooms their posts open, and no others."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.rooms.cases.folders import page, signed_in
from tests.rooms.cast import Cast


def rooms(client: Client) -> set[str]:
    return rooms_in(page(client, "/"))


def rooms_in(told: str) -> set[str]:
    """The words in the way from room to room; none where a page has no such way."""
    labels = ("Rooms", "Search, the law and administration")
    navigation = " ".join(told.partition(f'aria-label="{label}"')[2].partition("</nav>")[0] for label in labels)
    plain = re.sub(r"<button.*?</button>", "", navigation)
    return {words.strip() for words in re.findall(r">([^<>]+)<", plain) if words.strip()}


@pytest.mark.parametrize(
    ("part", "shown", "hidden"),
    [
        (
            "coordinator",
            {"What is due", "Cases", "Search", "Administration"},
            {"Asked of us", "Bodies", "Records", "Requests to see", "Messages", "Reading"},
        ),
        ("police partner", {"What is due", "Administration"}, {"Reading", "Reviewers"}),
        ("notifier", {"What is due", "Cases", "Search"}, {"Administration", "Messages"}),
        ("school lead", {"What is due", "Search"}, {"Cases", "Administration", "Messages"}),
        ("administrator", {"What is due", "Search"}, {"Cases", "Incidents", "Asked of us", "Actions"}),
    ],
)
def test_each_person_is_shown_the_rooms_their_posts_open(
    cast: Cast, client: Client, part: str, shown: set[str], hidden: set[str]
) -> None:
    seen = rooms(signed_in(client, cast[part]))
    assert shown <= seen
    assert not hidden & seen


def test_someone_signed_out_is_shown_only_what_everyone_may_read(client: Client, cast: Cast) -> None:
    for address in ("/sign-in", "/nothing-is-here"):
        told = " ".join(client.get(address).content.decode().split())
        assert not rooms_in(told) - {"The law", "Sign in", "Open a form with a code"}, address


def test_search_and_the_law_stand_beside_the_account_and_not_among_the_rooms(cast: Cast, client: Client) -> None:
    told = page(signed_in(client, cast["police partner"]), "/")
    rooms_alone = told.partition('aria-label="Rooms"')[2].partition("</nav>")[0]
    assert not re.search(r">\s*(Search|The law)\s*<", rooms_alone)
    assert {"Search", "The law"} <= rooms_in(told)


def test_whoever_sends_national_data_finds_the_way_to_a_period(cast: Cast, client: Client) -> None:
    by = signed_in(client, cast["coordinator"])
    assert "/reporting-forms/national" in page(by, "/administration")
    assert "/reporting-forms/national" in page(by, "/reports/")


@pytest.mark.parametrize(
    ("address", "current"),
    [("/child-deaths/told/", ["Child deaths"]), ("/arrangements/", ["Administration"]), ("/search", ["Search"])],
)
def test_a_page_stands_in_one_place(cast: Cast, client: Client, address: str, current: list[str]) -> None:
    told = page(signed_in(client, cast["coordinator"]), address)
    marked = re.findall(r'aria-current="(?:page|true)"[^>]*>(.*?)</a>', told.partition("<main")[0], re.DOTALL)
    assert [" ".join(re.sub(r"<[^>]+>", "", words).split()) for words in marked] == current
