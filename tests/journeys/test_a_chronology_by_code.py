"""A practitioner without an account gives their agency's part of a combined chronology: by keyboard on one computer,
then on a telephone that runs no script, and each time with a code that is good once."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from handrail.demonstration.wend_valley import Cast
from handrail.service.access.practitioners import Practitioner
from handrail.service.audit.actions import unit_of_work
from handrail.service.cases.actions import open_case
from handrail.service.cases.models import Case
from handrail.service.chronologies.models import Line
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
from tests.journeys.hands import choose, expect_heading, expect_said, follow, press, write
from tests.journeys.requesting import follow_button
from tests.journeys.test_a_combined_chronology import TITLE
from tests.journeys.test_without_script_and_mouse import tab_to, too_wide
from tests.rooms.outbox.post_office import PostOffice

Check = Callable[[Page], None]
SEEN = "Seen by me at the gate, in her brother's coat."
FILE = b"Date from,What happened\n13 March 2019,Mother rang\nnever,A total\n"


@pytest.fixture
def case(cast: Cast) -> Case:
    with unit_of_work(cast["notifier"]):
        return open_case(partnership=cast.partnership, authority=cast.council, by=cast["notifier"])


def ask_for_lines(page: Page, check: Check, case: Case) -> None:
    """The coordinator begins a chronology, and names somebody at the school who has no account."""
    page.goto(f"/cases/{case.pk}/chronologies/")
    follow_button(page, "Begin a chronology")
    choose(page, "What is it for?", "Rapid review")
    write(page, "What to call it", TITLE)
    press(page, "Begin it")
    choose(page, "Which agencies are asked?", SCHOOL)
    write(page, "Who it is about", "Wren Fairlight, born 4 March 2013")
    choose(page, "Who answers?", "One practitioner, who has no account")
    check(page)
    press(page, "Ask them")
    name_somebody(page, check)


def write_the_first_line(page: Page, check: Check) -> None:
    """By keyboard, with a slip that is told beside the question."""
    tab_to(page, "button", "Write the chronology, or give a file")
    page.keyboard.press("Enter")
    expect_heading(page, f"Chronology from {SCHOOL}")
    check(page)
    tab_to(page, "link", "Write a line")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    check(page)
    write(page, "Date from", "31/02/2019")
    press(page, "Keep this line")
    expect(page.get_by_role("alert")).to_contain_text("there is no such day")
    check(page)
    write(page, "Date from", "12 March 2019")
    write(page, "What happened", SEEN)
    press(page, "Keep this line")
    expect(page.get_by_text("1 line ready, and not sent.")).to_be_visible()
    check(page)


def give_the_rest(page: Page) -> None:
    """A file with a row that is no line, which is left out; then all of it is sent, and the form shuts."""
    follow_button(page, "Write the chronology, or give a file")
    expect(page.get_by_text(SEEN)).to_be_visible()
    follow(page, "Give a file")
    page.get_by_label("Choose a file", exact=True).set_input_files(
        {"name": "ours.csv", "mimeType": "text/csv", "buffer": FILE}
    )
    press(page, "Read it")
    expect(page.get_by_text("1 line taken in; 1 row to be mended.")).to_be_visible()
    press(page, "Leave out row 3")
    follow_button(page, "Send them")
    expect(page.get_by_text("Once it is sent it shuts, and your code opens it no more.")).to_be_visible()
    keep_a_copy(page)
    write(page, "Who in the agency agreed it, and their job", "Hazel Plume, head teacher")
    press(page, "Send it")
    expect_heading(page, "Your answer was received")


def keep_a_copy(page: Page) -> None:
    with page.expect_download() as coming:
        page.get_by_role("link", name="Keep a copy first, as a spreadsheet").click()
    (sheet,) = load_workbook(BytesIO(Path(coming.value.path()).read_bytes())).worksheets
    assert SEEN in [cell.value for row in sheet.iter_rows() for cell in row]


@pytest.mark.full
def test_a_practitioner_gives_a_chronology_with_codes_from_two_computers(
    new_window: Callable[..., Page], at_work: Callable[..., Page], cast: Cast, case: Case, office: PostOffice,
    accessible: Check,
) -> None:  # fmt: skip
    coordinator = at_work("coordinator")
    ask_for_lines(coordinator, accessible, case)
    a_minute_passes(office)

    first = new_window()
    first.goto("/form")
    open_by_keyboard(first, accessible, office)
    write_the_first_line(first, accessible)
    spent = code_told(office)
    press(first, "Leave the form")
    expect_said(first, "The form is shut. What you typed is kept.")

    second = new_window(java_script_enabled=False, viewport={"width": 320, "height": 640})
    second.goto("/form")
    write(second, "Number of the form", number_told(office))
    write(second, "Your e-mail address", EMAIL)
    press(second, "Send me a code")
    a_minute_passes(office)
    write(second, "The code", spent)
    press(second, "Open the form")
    expect(second.get_by_text("You can try 4 more times.")).to_be_visible()
    write(second, "The code", code_told(office))
    press(second, "Open the form")
    ends = ("", "chronology/", "chronology/file", "chronology/write", "chronology/send", "nothing", "not-for-me")
    assert not [end for end in ends if too_wide(second, f"/form/open/{end}")]
    second.goto("/form/open/")
    give_the_rest(second)
    second.goto("/form/open/chronology/")
    expect_heading(second, "Open your form")

    who = Practitioner.objects.get()
    lines = list(Line.objects.standing())
    assert [line.happened for line in lines] == [SEEN, "Mother rang"]
    assert {(line.written_by, line.written_by_practitioner) for line in lines} == {(None, who)}
    coordinator.goto(f"/cases/{case.pk}/chronologies/")
    follow(coordinator, TITLE)
    expect(coordinator.get_by_text(SEEN)).to_be_visible()
    accessible(coordinator)
    asked = Contribution.objects.get().request_id
    coordinator.goto(reverse("requests:request", kwargs={"case_id": case.pk, "request_id": asked}))
    expect(coordinator.get_by_text(f"Sent by {NAME} of {SCHOOL}, by code")).to_be_visible()
