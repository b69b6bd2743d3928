"""Agencies are asked for their chronologies: one sends a spreadsheet with faults and mends it, one writes its lines.
They are put in one order, held against each other, and taken out as Word and Excel."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from handrail.demonstration.wend_valley import Cast
from handrail.service.audit.actions import unit_of_work
from handrail.service.cases.actions import open_case
from handrail.service.cases.models import Case
from handrail.service.chronologies.actions.delivering import read_waiting
from handrail.service.chronologies.actions.weighing import compare_changed
from tests.journeys.hands import (
    choose,
    expect_heading,
    expect_not_there,
    expect_said,
    follow,
    go_to,
    press,
    write,
    write_day,
)
from tests.journeys.requesting import SCHOOL, TRUST, follow_button
from tests.journeys.test_without_script_and_mouse import too_wide
from tests.rooms.chronologies.books import HEADINGS, book

Check = Callable[[Page], None]
TITLE = "The spring term"
SENT = book(
    [
        ("11 March 2019", "Wren absent. Mother rang at 9.10am to say that she had a cold.", "Noted"),
        ("12/03/2019", "A neighbour reported shouting at the home; police attended. Three children seen.", "Referred"),
        ("never", "A row to be mended", ""),
        ("May 2019", "Class teacher saw bruising to the left arm.", "Told the safeguarding lead"),
    ],
    headings=HEADINGS,
)
TOLD = "Mother said that officers attended the home after a neighbour reported shouting. Two children were seen."


@pytest.fixture
def case(cast: Cast) -> Case:
    with unit_of_work(cast["notifier"]):
        return open_case(partnership=cast.partnership, authority=cast.council, by=cast["notifier"])


def begin_and_ask(page: Page, check: Check, case: Case) -> None:
    page.goto(f"/cases/{case.pk}/")
    follow(page, "Combined chronology")
    check(page)
    follow_button(page, "Begin a chronology")
    check(page)
    choose(page, "What is it for?", "Rapid review")
    write(page, "What to call it", TITLE)
    write_day(page, "The first day asked about", timezone.localdate().replace(year=2019, month=1, day=1))
    write_day(page, "The last day asked about", timezone.localdate().replace(year=2019, month=7, day=31))
    press(page, "Begin it")
    expect_heading(page, "Ask agencies for chronologies")
    check(page)
    choose(page, "Which agencies are asked?", SCHOOL, TRUST)
    write(page, "Who it is about", "Wren Fairlight, born 4 March 2013")
    choose_a_working_day(page)
    press(page, "Ask them")
    expect_said(page, f"{SCHOOL}, {TRUST}.")
    check(page)


def choose_a_working_day(page: Page) -> None:
    """The suggested day stands there already; it is kept."""
    expect(page.get_by_role("group", name="Due day", exact=True).get_by_label("Day", exact=True)).not_to_have_value("")


def send_a_spreadsheet(page: Page, check: Check, case: Case) -> None:
    go_to(page, "Asked of us")
    follow(page, f"Chronology, {case.reference}")
    check(page)
    follow_button(page, "Send the chronology")
    check(page)
    follow(page, "Give a file")
    check(page)
    page.get_by_label("Choose a file", exact=True).set_input_files(
        {"name": "ours.xlsx", "mimeType": "application/octet-stream", "buffer": b"%PDF-1.7"}
    )
    press(page, "Read it")
    expect(page.get_by_role("alert")).to_contain_text("A PDF cannot be read line by line")
    check(page)
    page.get_by_label("Choose a file", exact=True).set_input_files(
        {"name": "ours.xlsx", "mimeType": "application/octet-stream", "buffer": SENT}
    )
    press(page, "Read it")
    expect(page.get_by_text("3 lines taken in; 1 row to be mended.")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Mend row 4").click()
    expect(page.get_by_text("“Date from” says “never”")).to_be_visible()
    check(page)
    write(page, "Date from", "20 March 2019")
    press(page, "Keep this line")
    expect_said(page, "Nothing is left to mend.")
    check(page)
    follow_button(page, "Send them")
    check(page)
    write(page, "Who in the agency agreed it, and their job", "Hazel Plume, head teacher")
    press(page, "Send it")
    expect_said(page, "4 lines were sent.")
    check(page)


def correct_a_line(page: Page, check: Check) -> None:
    page.get_by_role("link", name="Correct the line of 20 March 2019").click()
    check(page)
    write(page, "What happened", "The school nurse weighed her.")
    write(page, "Why it is corrected", "The wrong row was copied")
    press(page, "Keep this")
    expect_said(page, "Corrected. What was sent can still be read.")


def write_lines(page: Page, check: Check, case: Case) -> None:
    go_to(page, "Asked of us")
    follow(page, f"Chronology, {case.reference}")
    follow_button(page, "Send the chronology")
    follow(page, "Write a line")
    check(page)
    write(page, "Date from", "31/02/2019")
    press(page, "Keep it and write another")
    expect(page.get_by_role("alert")).to_contain_text("there is no such day")
    write(page, "Date from", "about 13 March 2019")
    write(page, "What happened", TOLD)
    press(page, "Keep it and write another")
    write(page, "Date from", "2 June 2019")
    write(page, "What happened", "Seen in clinic with her father.")
    press(page, "Keep this line")
    follow_button(page, "Send them")
    write(page, "Who in the agency agreed it, and their job", "Dr Fen Marsh, named doctor")
    press(page, "Send it")
    expect_said(page, "2 lines were sent.")
    expect(page.get_by_role("main")).not_to_contain_text("bruising to the left arm")


def read_together(page: Page, check: Check, case: Case) -> None:
    page.goto(f"/cases/{case.pk}/chronologies/")
    follow(page, TITLE)
    check(page)
    order = page.locator("table th[scope=row] a").all_inner_texts()
    assert [words.split("\n")[0].strip() for words in order] == [
        "11 March 2019", "12 March 2019", "about 13 March 2019", "20 March 2019", "some time in May 2019",
        "2 June 2019",
    ]  # fmt: skip
    follow(page, "Picture")
    check(page)
    page.get_by_role("link", name="Wend Valley Hospitals NHS Trust, 27 May 2019").click()
    expect(page.get_by_text("1 line of this filter.")).to_be_visible()
    follow(page, "Gaps")
    check(page)
    expect(page.get_by_text("before the first line").first).to_be_visible()
    follow(page, "Several agencies")
    check(page)


def decide(page: Page, check: Check) -> None:
    follow(page, "Same event?")
    expect(page.get_by_text("The number of children: 3 and 2")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Decide about").first.click()
    check(page)
    choose(page, "What are they?", "The same event, told differently")
    write(page, "Note", "Ask both how many children were seen.")
    press(page, "Keep this decision")
    expect_said(page, "Decided: the same event, told differently.")
    follow(page, "All lines")
    expect(page.get_by_role("link", name=f"Told differently by {TRUST}")).to_be_visible()
    follow(page, "some time in May 2019 day not certain")
    check(page)
    write(page, "Why it is a key event", "The first sign of harm")
    press(page, "Mark as a key event")
    expect_said(page, "Marked as a key event.")


def take_out(page: Page, case: Case) -> None:
    page.goto(f"/cases/{case.pk}/chronologies/")
    follow(page, TITLE)
    for words in ("Excel", "Word"):
        with page.expect_download() as coming:
            page.get_by_role("link", name=words, exact=True).click()
        held = BytesIO(Path(coming.value.path()).read_bytes())
        if words == "Excel":
            (sheet,) = load_workbook(held).worksheets
            assert sheet.max_row == 7
        else:
            assert len(Document(held).tables[0].rows) == 7


def test_a_combined_chronology(at_work: Callable[..., Page], accessible: Check, case: Case) -> None:
    coordinator = at_work("coordinator")
    begin_and_ask(coordinator, accessible, case)
    school = at_work("school lead")
    send_a_spreadsheet(school, accessible, case)
    correct_a_line(school, accessible)
    write_lines(at_work("hospital lead"), accessible, case)
    compare_changed()
    read_together(coordinator, accessible, case)
    decide(coordinator, accessible)
    take_out(coordinator, case)
    expect_not_there(school, f"/cases/{case.pk}/chronologies/")


def test_a_long_file_shows_how_far_it_has_been_read_and_can_be_stopped(
    at_work: Callable[..., Page], accessible: Check, case: Case
) -> None:
    begin_and_ask(at_work("coordinator"), lambda page: None, case)
    school = at_work("school lead", viewport={"width": 360, "height": 800})
    school.goto("/requests/")
    follow(school, f"Chronology, {case.reference}")
    follow_button(school, "Send the chronology")
    lines = "\n".join(f"{day % 28 + 1}/03/2019,Contact {day}" for day in range(3_000))
    for ends in ("Stop reading it", "Take this file out again"):
        follow(school, "Give a file")
        school.get_by_label("Choose a file", exact=True).set_input_files(
            {"name": "all.csv", "mimeType": "text/csv", "buffer": f"Date from,What happened\n{lines}".encode()}
        )
        press(school, "Read it")
        expect(school.get_by_text("Being read: 0 of about 3,001 rows.")).to_be_visible()
        accessible(school)
        assert not too_wide(school, school.url)
        if ends.startswith("Take"):
            assert read_waiting() == 1
            school.reload()
            expect(school.get_by_text("3,000 lines taken in.")).to_be_visible()
            accessible(school)
        press(school, ends)
        expect_said(school, "The file was taken out. None of its lines was sent.")
