"""Each page of coming in, looked at by the accessibility checker: empty, and with its errors."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from handrail.demonstration.wend_valley import PASSWORD
from handrail.service.audit.actions import Job, unit_of_work
from tests.journeys.hands import press, write
from tests.journeys.test_signing_in import app_shows
from tests.rooms.access.pages import code_sent_to
from tests.rooms.cast import Cast, employ


def test_the_pages_before_anything_opens(page: Page, cast: Cast, accessible: Callable[[Page], None]) -> None:
    with unit_of_work(Job("demonstration")):
        newcomer = employ("Nerys Newland", "contributor", cast.school, cast.partnership)
    for address, button in (("/forgotten", "Send me a code"), ("/invited", "Send me a code"), ("/sign-in", "Sign in")):
        page.goto(address)
        press(page, button)
        accessible(page)
    page.goto("/invited")
    write(page, "E-mail address", newcomer.email)
    press(page, "Send me a code")
    press(page, "Go on")
    accessible(page)
    page.goto("/sign-in")
    write(page, "E-mail address", newcomer.email)
    write(page, "Password", PASSWORD)
    press(page, "Sign in")
    accessible(page)
    with unit_of_work(Job("demonstration")):
        code = code_sent_to(newcomer.email)
    write(page, "Code from the e-mail", code)
    press(page, "Go on")
    accessible(page)
    page.goto("/account/passkey")
    accessible(page)
    page.goto("/account/app")
    press(page, "Go on")
    accessible(page)
    write(page, "Code that the app now shows", app_shows(page.locator("code").inner_text()))
    press(page, "Go on")
    accessible(page)
    page.goto("/account/recovery-codes")
    accessible(page)
    page.goto("/sign-in/again")
    press(page, "Go on")
    accessible(page)


def test_the_pages_of_whoever_keeps_people(
    at_work: Callable[..., Page], cast: Cast, accessible: Callable[[Page], None]
) -> None:
    window = at_work("administrator")
    for address in ("/people/invite", "/people/", f"/people/{cast['notifier'].pk}/second-factor"):
        window.goto(address)
        accessible(window)
