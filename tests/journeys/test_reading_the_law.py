"""Somebody who has no account reads the law, finds a duty, and asks when it would fall due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from playwright.sync_api import Page, expect

from tests.journeys.hands import expect_heading, follow, go_to, press, write, write_day


def test_the_law_is_searched_counted_and_compared_signed_out(page: Page, accessible: Callable[[Page], None]) -> None:
    page.goto("/sign-in")
    go_to(page, "The law")
    accessible(page)
    write(page, "Search the law", "rapid review")
    press(page, "Search")
    accessible(page)
    follow(page, "Complete the rapid review")
    expect_heading(page, "Complete the rapid review")
    write_day(page, "When it starts", date(2019, 4, 16))
    press(page, "Count the days")
    # Tue 16 April 2019: 17 18 (2) [19 Good Friday, 22 Easter Monday] 23-26 (6) 29-30 1-3 (11) [6 May] 7-10 (15)
    expect(page.get_by_text("10 May 2019", exact=True)).to_be_visible()
    expect(page.get_by_role("cell", name="22 Easter Monday")).to_be_visible()
    accessible(page)
    go_to(page, "The law")
    page.get_by_label("From", exact=True).select_option("Working Together to Safeguard Children 2018")
    page.get_by_label("To", exact=True).select_option("Working Together to Safeguard Children 2023")
    press(page, "Compare")
    expect(page.get_by_role("link", name="Complete the rapid review")).to_be_visible()
    accessible(page)
    follow(page, "Working Together to Safeguard Children 2023")
    expect_heading(page, "Working Together to Safeguard Children 2023")
    accessible(page)


def test_the_law_is_read_on_a_narrow_phone_without_script(new_window: Callable[..., Page]) -> None:
    page = new_window(java_script_enabled=False, viewport={"width": 320, "height": 640})
    for address in ("/law/", "/law/in-force", "/law/duties/notify_panel", "/law/editions/working_together/2018"):
        page.goto(address)
        widths = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        assert page.evaluate(widths), f"{address} is wider than the screen"
