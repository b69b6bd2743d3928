"""The rooms stand in one row at the width of a laptop, for every role, and leave the page its room on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

LONGEST = ("coordinator", "notifier", "senior officer", "police partner")
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 360, "height": 740}


def rows_of(page: Page) -> int:
    """In how many rows the places stand."""
    found = page.get_by_role("navigation", name="Rooms").get_by_role("listitem").all()
    return len({round(box["y"]) for one in found if (box := one.bounding_box())})


@pytest.mark.parametrize("part", LONGEST)
def test_the_rooms_of_each_role_stand_in_one_row(
    at_work: Callable[..., Page], accessible: Callable[[Page], None], part: str
) -> None:
    page = at_work(part, viewport=WIDE)
    assert rows_of(page) == 1
    beside = page.get_by_role("navigation", name="Search, the law and administration")
    for name in ("Search", "The law"):
        expect(beside.get_by_role("link", name=name, exact=True)).to_be_visible()
    accessible(page)


@pytest.mark.parametrize("script", [True, False])
def test_on_a_phone_the_page_begins_on_the_first_screen(at_work: Callable[..., Page], script: bool) -> None:
    page = at_work("police partner", viewport=NARROW, java_script_enabled=script)
    begins = page.get_by_role("main").bounding_box()
    assert begins is not None
    assert begins["y"] < NARROW["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
