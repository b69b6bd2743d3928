"""Agencies are asked for summaries, and answer; a meeting reads them and decides."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.journeys.hands import (
    choose,
    expect_heading,
    expect_not_there,
    expect_said,
    expect_saved,
    follow,
    go_to,
    heading,
    press,
    write,
    write_day,
    write_moment,
)
from tests.journeys.recording import FAMILY, GIVEN, KNOWN, Known

Check = Callable[[Page], None]
SCHOOL, TRUST = "Otter Lane Primary School", "Wend Valley Hospitals NHS Trust"
SUMMARY = "Wren has been at this school since September. Absences were followed up by telephone, and not at the door."
SAID = "It was agreed that Wren had been seen by nobody for nine days."


def open_folder(page: Page, known: Known) -> None:
    go_to(page, "Cases")
    follow(page, known.reference)
    expect(heading(page)).to_contain_text(known.reference)


def ask_for_summaries(page: Page, check: Check, known: Known) -> None:
    open_folder(page, known)
    check(page)
    follow(page, "Requests to agencies")
    follow_button(page, "Ask agencies for summaries")
    check(page)
    expect(page.get_by_label("Who it is about", exact=True)).to_have_value(f"{GIVEN} {FAMILY}")
    choose(page, "Which agencies are asked?", SCHOOL, TRUST)
    choose(page, "The legal basis", "Make it a request under section 16H of the Children Act 2004")
    press(page, "Ask them")
    expect_said(page, f"{SCHOOL}, {TRUST}.")
    expect(page.get_by_text("2 of 2 still awaited.")).to_be_visible()
    check(page)


def see_only_the_request(page: Page, check: Check, known: Known) -> None:
    """The school reads what is asked of it: not the folder, not the incident, not who else is asked."""
    expect(page.get_by_label("Rooms").get_by_role("link", name="Cases")).to_have_count(0)
    go_to(page, "Asked of us")
    check(page)
    follow(page, f"Agency summary, {known.reference}")
    check(page)
    expect(page.get_by_text(f"{GIVEN} {FAMILY}", exact=True)).to_be_visible()
    expect(page.get_by_role("main")).not_to_contain_text(KNOWN)
    expect(page.get_by_role("main")).not_to_contain_text(TRUST)
    request = page.url
    for address in (known.folder, known.incident, f"{known.folder}requests/", f"{known.folder}chronology"):
        expect_not_there(page, address)
    page.goto(request)


def write_and_send_the_summary(page: Page, check: Check) -> None:
    press(page, "Write the summary")
    write(page, "The agency's part, in half a page", SUMMARY)
    expect_saved(page)
    press(page, "Continue")
    check(page)
    press(page, "Continue")
    write(page, "What the agency has done since, to keep this child and other children safe", "A daily call home.")
    for title in ("What was done at once", "What worked well", "What may be improved"):
        expect_heading(page, title)
        press(page, "Continue")
    write(page, "What the child and the family have said", "Wren said: nobody came.")
    press(page, "Continue")
    expect_heading(page, "A document to go with it")
    check(page)
    follow(page, "Continue without one")
    write(page, "Who in the agency agreed this summary, and their job", "Hazel Plume, head teacher")
    press(page, "Continue")
    expect_heading(page, "Check your answers")
    expect(page.get_by_text(SUMMARY)).to_be_visible()
    check(page)
    press(page, "Send the summary")
    expect_said(page, "Your summary was received.")
    check(page)


def hold_nothing(page: Page, check: Check, known: Known) -> None:
    go_to(page, "Asked of us")
    follow(page, f"Agency summary, {known.reference}")
    follow(page, "We hold nothing about them")
    check(page)
    choose(
        page, "Before you answer",
        "We searched our records for everyone named, under every name given, and hold nothing",
    )  # fmt: skip
    press(page, "Send this answer")
    expect(page.get_by_text("The agency searched its records and holds nothing about them.")).to_be_visible()


def plan_and_send(page: Page, check: Check, known: Known) -> None:
    """A meeting of this same hour: it can be invited to, and then recorded as held."""
    open_folder(page, known)
    follow(page, "Meetings")
    follow_button(page, "Plan a rapid review meeting")
    check(page)
    write_moment(page, "Day", "Time it starts", timezone.now() - timedelta(minutes=1))
    write(page, "Where", "Room 2, Wend Hall")
    write(page, "Who is in the chair", "Percival Lawes")
    press(page, "Plan the meeting")
    expect_said(page, "The meeting is planned.")
    follow(page, "Invite people")
    check(page)
    choose(page, "People we know", f"{SCHOOL}: Skye Learmonth, safeguarding lead")
    choose(page, "People we know", "Wend Valley Police: Polly Constable-Ashe, safeguarding lead")
    press(page, "Put on the list")
    expect_said(page, "They are written to when you send the agenda and pack.")
    follow(page, "Back to the meeting")
    follow(page, "Choose the papers")
    check(page)
    choose(page, "Summaries that have come", f"{SCHOOL}, received")
    press(page, "Keep this pack")
    follow_button(page, "Send the agenda and pack")
    check(page)
    press(page, "Send it")
    expect_said(page, "The agenda and pack are sent: those invited can now open them.")


def read_the_pack(page: Page, check: Check, known: Known) -> None:
    """Police were not asked for a summary, and read what the school sent, and nothing else of the folder."""
    go_to(page, "Meetings")
    check(page)
    follow(page, f"Rapid review meeting, {known.reference}")
    check(page)
    follow(page, f"Summary from {SCHOOL}")
    check(page)
    expect(page.get_by_text(SUMMARY)).to_be_visible()
    expect_not_there(page, known.folder)


def hold_the_meeting(page: Page, check: Check) -> None:
    follow(page, "Record that it was held")
    check(page)
    press(page, "Record it")
    expect_said(page, "The meeting is recorded as held.")
    follow(page, "Record who came")
    check(page)
    choose(page, f"Skye Learmonth, {SCHOOL}", "Came")
    choose(page, "Polly Constable-Ashe, Wend Valley Police", "Sent apologies")
    press(page, "Record who came")
    expect_said(page, "Who came is recorded.")


def write_minutes(page: Page, check: Check) -> None:
    items = page.get_by_role("main").get_by_role("list").filter(has_text="Decision and next steps").get_by_role(
        "listitem"
    ).count()  # fmt: skip
    press(page, "Write the minutes")
    check(page)
    for place in range(items):
        expect(page.get_by_label("What was said", exact=True)).to_have_value("")
        if place == 0:
            write(page, "What was said", SAID)
        press(page, "Continue")
    expect_heading(page, "Check your answers")
    press(page, "Put the minutes on record")
    expect_said(page, "The minutes are on record.")
    expect(page.get_by_text(SAID)).to_be_visible()
    press(page, "The minutes are agreed")
    expect_said(page, "The minutes are recorded as agreed, and no longer change.")


def decide_at_the_meeting(page: Page, check: Check) -> None:
    follow(page, "Record a decision or an immediate action")
    check(page)
    choose(page, "What is it?", "An immediate action")
    write(page, "What was decided", "Call at the door on the first day that a child is not in school.")
    page.get_by_label("Agency that is to do it", exact=True).select_option(label=SCHOOL)
    write_day(page, "Due day", timezone.localdate() + timedelta(days=3))
    press(page, "Record it")
    expect_said(page, "Recorded.")
    check(page)


def follow_button(page: Page, words: str) -> None:
    """A link that is drawn as a button."""
    page.get_by_role("main").get_by_role("button", name=words, exact=True).click()


def feed_names_nobody(page: Page, known: Known, says: str) -> None:
    """The calendar that leaves our walls says what and the reference, and nothing of the child."""
    page.goto("/calendar/")
    if not page.get_by_text("Paste this into your calendar").is_visible():
        press(page, "Make an address")
    expect(page.get_by_text("Paste this into your calendar")).to_be_visible()
    address = re.search(r"/calendar/[0-9a-f-]+\.ics", page.get_by_role("main").inner_text())
    assert address is not None
    calendar = page.request.get(address[0]).text().replace("\r\n ", "")
    assert f"SUMMARY:{says} – {known.reference}" in calendar
    for word in (GIVEN, FAMILY, "Skye", "door"):
        assert word not in calendar
