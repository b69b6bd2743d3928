"""A practitioner without an account is asked, gets a code by e-mail, fills the form in on two computers, and sends."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from handrail.demonstration.wend_valley import Cast
from handrail.service.access.practitioners import Practitioner
from handrail.service.audit.actions import unit_of_work
from handrail.service.cases.actions import open_case
from handrail.service.cases.models import Case
from handrail.service.requests.models import Contribution
from tests.journeys.by_code import (
    EMAIL,
    NAME,
    SCHOOL,
    a_minute_passes,
    code_told,
    name_somebody,
    number_told,
    open_by_keyboard,
)
from tests.journeys.hands import choose, expect_heading, expect_said, expect_saved, follow, press, write
from tests.journeys.test_without_script_and_mouse import tab_to, too_wide
from tests.rooms.outbox.post_office import PostOffice

SUMMARY = "Wren was seen by me each Tuesday until March."
Check = Callable[[Page], None]


@pytest.fixture
def case(cast: Cast) -> Case:
    with unit_of_work(cast["notifier"]):
        return open_case(partnership=cast.partnership, authority=cast.council, by=cast["notifier"])


def name_a_practitioner(page: Page, check: Check, case: Case) -> None:
    page.goto(f"/cases/{case.pk}/requests/ask")
    choose(page, "Which agencies are asked?", SCHOOL)
    write(page, "Who it is about", "Wren Fairlight, born 4 March 2019")
    choose(page, "Who answers?", "One practitioner, who has no account")
    check(page)
    press(page, "Ask them")
    name_somebody(page, check)


def fill_in_the_rest(page: Page, check: Check) -> None:
    press(page, "Go on with the summary")
    expect(page.get_by_label("The agency's part, in half a page", exact=True)).to_have_value(SUMMARY)
    press(page, "Continue")
    press(page, "Continue")
    write(page, "What the agency has done since, to keep this child and other children safe", "A daily call home.")
    for title in ("What was done at once", "What worked well", "What may be improved"):
        expect_heading(page, title)
        press(page, "Continue")
    press(page, "Continue")
    expect_heading(page, "A document to go with it")
    page.get_by_label("Choose a file", exact=True).set_input_files(
        {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"A line.\n"}
    )
    press(page, "Attach and continue")
    expect(page.get_by_role("link", name="notes.txt")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Continue", exact=True).click()
    write(page, "Who in the agency agreed this summary, and their job", "Hazel Plume, head teacher")
    press(page, "Continue")
    expect_heading(page, "Check your answers")
    check(page)


def test_a_practitioner_answers_with_codes_from_two_computers(
    new_window: Callable[..., Page], at_work: Callable[..., Page], cast: Cast, case: Case, office: PostOffice,
    accessible: Check,
) -> None:  # fmt: skip
    coordinator = at_work("coordinator")
    name_a_practitioner(coordinator, accessible, case)
    a_minute_passes(office)

    first = new_window()
    first.goto("/")
    tab_to(first, "link", "Open a form with a code")
    first.keyboard.press("Enter")
    open_by_keyboard(first, accessible, office)
    press(first, "Write the summary")
    write(first, "The agency's part, in half a page", SUMMARY)
    expect_saved(first)
    accessible(first)
    press(first, "Leave the form")
    expect_said(first, "The form is shut. What you typed is kept.")

    second = new_window()
    second.goto("/form")
    open_by_keyboard(second, accessible, office)
    fill_in_the_rest(second, accessible)
    second.goto("/form/open/answers")
    expect(second.get_by_text(SUMMARY)).to_be_visible()
    accessible(second)
    for address in ("/form/open/", "/form/open/nothing", "/form/open/not-for-me"):
        second.goto(address)
        accessible(second)
    second.goto("/form/open/check")
    press(second, "Send the summary")
    expect_heading(second, "Your answer was received")
    expect(second.get_by_text(SUMMARY)).to_be_visible()
    accessible(second)
    second.goto("/form/open/")
    expect_heading(second, "Open your form")

    assert Contribution.objects.get().sent_by_practitioner == Practitioner.objects.get()
    coordinator.reload()
    expect(coordinator.get_by_text(f"Sent by {NAME} of {SCHOOL}, by code")).to_be_visible()
    accessible(coordinator)


def test_the_same_without_script_on_the_narrowest_phone(
    new_window: Callable[..., Page], at_work: Callable[..., Page], cast: Cast, case: Case, office: PostOffice
) -> None:
    name_a_practitioner(at_work("coordinator", java_script_enabled=False), lambda page: None, case)
    a_minute_passes(office)
    page = new_window(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page.goto("/form")
    write(page, "Number of the form", number_told(office))
    write(page, "Your e-mail address", EMAIL)
    press(page, "Send me a code")
    a_minute_passes(office)
    write(page, "The code", code_told(office))
    press(page, "Open the form")
    expect_heading(page, "What is asked of you")
    press(page, "Write the summary")
    write(page, "The agency's part, in half a page", SUMMARY)
    press(page, "Save and come back later")
    expect(page.get_by_text(f"Last saved by {NAME} of {SCHOOL}, by code")).to_be_visible()
    follow(page, "This is not for me")
    write(page, "Whom should they ask instead?", "The school nurse team")
    press(page, "Tell them")
    expect_said(page, "is told, and the form is shut.")


def test_no_page_of_the_form_scrolls_sideways(
    new_window: Callable[..., Page], at_work: Callable[..., Page], cast: Cast, case: Case, office: PostOffice
) -> None:
    name_a_practitioner(at_work("coordinator"), lambda page: None, case)
    a_minute_passes(office)
    page = new_window(viewport={"width": 320, "height": 640})
    page.goto("/form")
    open_by_keyboard(page, lambda page: None, office)
    press(page, "Write the summary")
    ends = ("", "pages/involvement", "pages/document", "check", "nothing", "not-for-me", "answers")
    assert not [end for end in ends if too_wide(page, f"/form/open/{end}")]
    assert not too_wide(page, "/form")
