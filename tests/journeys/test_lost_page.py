"""Somebody follows an address that leads nowhere."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

NARROW = {"width": 320, "height": 640}


def test_a_lost_reader_is_told_in_plain_words_what_to_check(page: Page, accessible: Callable[[Page], None]) -> None:
    page.goto("/nothing-is-here")
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    expect(page.get_by_text("ask the person who keeps it")).to_be_visible()
    accessible(page)


def test_the_first_key_press_leads_past_the_header_to_the_words(page: Page) -> None:
    page.goto("/nothing-is-here")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main-content")).to_be_focused()


def test_the_page_never_scrolls_sideways_on_the_narrowest_phone(new_window: Callable[..., Page]) -> None:
    page = new_window(viewport=NARROW)
    page.goto("/nothing-is-here")
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


def test_the_page_says_the_same_when_scripts_do_not_run(new_window: Callable[..., Page]) -> None:
    page = new_window(java_script_enabled=False)
    page.goto("/nothing-is-here")
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")


def test_no_letter_is_set_in_the_typeface_of_gov_uk(page: Page) -> None:
    page.goto("/nothing-is-here")
    font = page.get_by_role("heading", level=1).evaluate("heading => getComputedStyle(heading).fontFamily")
    assert font == "arial, sans-serif"
