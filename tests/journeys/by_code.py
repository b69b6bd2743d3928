"""What a coordinator and a practitioner without an account do, whatever the practitioner is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from handrail.service.outbox.mail_server import mail_server
from handrail.service.outbox.sending import send_waiting
from handrail.service.requests.naming import look_for_asked_codes
from tests.journeys.hands import choose, expect_heading, expect_said, press, write
from tests.journeys.test_without_script_and_mouse import tab_to
from tests.rooms.outbox.post_office import PostOffice

SCHOOL = "Otter Lane Primary School"
NAME, EMAIL = "Bryony Sedge", "bryony.sedge@otter-lane-primary-school.example"
Check = Callable[[Page], None]


def a_minute_passes(office: PostOffice) -> None:
    look_for_asked_codes()
    send_waiting(mail_server({"HANDRAIL_SMTP": office.address, "HANDRAIL_MAIL_FROM": "Handrail <h@wend.example>"}))


def told(office: PostOffice, pattern: str) -> str:
    """What the practitioner was told last in such words."""
    mails = [str(mail.get_payload()) for mail in office.taken_in if mail["To"] == EMAIL]
    found: list[str] = [one for words in mails for one in re.findall(pattern, words, re.M)]
    return found[-1]


def number_told(office: PostOffice) -> str:
    return told(office, r"the number of the form, (\d{4} \d{4}),")


def code_told(office: PostOffice) -> str:
    return told(office, r"^([A-Z0-9]{4}-[A-Z0-9]{4})\r?$")


def name_somebody(page: Page, check: Check) -> None:
    """On the page that comes after the request: a first address with a slip, then the right one."""
    expect_heading(page, "Name who fills in the form")
    choose(page, "Who fills it in?", "Somebody else, whom I name below")
    write(page, "Name", NAME)
    write(page, "Work e-mail address", "bryony@sedge.example")
    press(page, "Ask them")
    expect(page.get_by_role("alert")).to_contain_text("Check it letter by letter")
    check(page)
    write(page, "Work e-mail address", EMAIL)
    press(page, "Ask them")
    expect_said(page, f"{NAME} is told that a form waits")
    check(page)


def open_by_keyboard(page: Page, check: Check, office: PostOffice) -> None:
    """With what stands in the message, and no mouse."""
    expect_heading(page, "Open your form")
    check(page)
    tab_to(page, "textbox", "Number of the form")
    page.keyboard.type(number_told(office))
    page.keyboard.press("Tab")
    page.keyboard.type(EMAIL)
    page.keyboard.press("Enter")
    expect_heading(page, "Type the code")
    check(page)
    tab_to(page, "textbox", "The code")
    page.keyboard.type("AAAA AAAA")
    page.keyboard.press("Enter")
    expect(page.get_by_text("You can try 4 more times.")).to_be_visible()
    check(page)
    a_minute_passes(office)
    tab_to(page, "textbox", "The code")
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type(code_told(office).lower())
    page.keyboard.press("Enter")
    expect_heading(page, "What is asked of you")
    check(page)
