"""An incident is recorded page by page, judged by the partners, signed off, and notified on the national site."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from playwright.sync_api import FilePayload, Page, expect

from handrail.guidance.days import LONDON
from tests.journeys.hands import (
    choose,
    expect_heading,
    expect_said,
    expect_saved,
    follow,
    go_to,
    press,
    write,
    write_day,
    write_moment,
)
from tests.journeys.ways import runs_script

Check = Callable[[Page], None]
KNOWN = "Wren was found alone at home, very cold. A neighbour heard crying and telephoned."
GIVEN, FAMILY = "Wren", "Tarrant-Mere"
REFERENCE = "SIN-2026-90417"
RECEIPT: FilePayload = {"name": "receipt.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}


@dataclass(frozen=True)
class Known:
    """What the story knows of its folder once there is one."""

    reference: str
    folder: str
    incident: str


def yesterday_at(hour: int) -> datetime:
    return datetime.combine(timezone.localdate() - timedelta(days=1), time(hour), LONDON)


def begin(page: Page) -> None:
    go_to(page, "Incidents")
    follow(page, "Record or raise an incident")
    press(page, "Begin")
    expect_heading(page, "What happened")


def tell_what_happened(page: Page) -> None:
    choose(page, "What has happened?", "A child has been seriously harmed")
    write(page, "What is known or suspected", KNOWN)
    choose(page, "Which kinds of abuse or neglect are known or suspected?", "Neglect", "Emotional abuse")


def say_when(page: Page, aware_on: date) -> None:
    write_day(page, "Which day did the local authority become aware?", aware_on)
    press(page, "Continue")
    expect_heading(page, "Why it may have to be notified")


def type_until_called_away(page: Page, check: Check, aware_on: date) -> None:
    """One page is continued from; on the next the words have saved themselves when the window is shut."""
    begin(page)
    check(page)
    tell_what_happened(page)
    expect_saved(page)
    press(page, "Continue")
    expect_heading(page, "When the authority became aware")
    check(page)
    write_day(page, "Which day did the local authority become aware?", aware_on)
    expect_saved(page)
    page.close()


def go_on_elsewhere(page: Page, check: Check, aware_on: date) -> None:
    """Nothing is lost: the finished page, and the one that was being typed."""
    go_to(page, "Incidents")
    follow(page, "Record or raise an incident")
    check(page)
    follow(page, re.compile("^Wendshire Council, begun"))
    expect_heading(page, "Check your answers")
    expect(page.get_by_text(KNOWN)).to_be_visible()
    expect(page.get_by_text("Neglect, Emotional abuse")).to_be_visible()
    expect(page.get_by_role("heading", name="Some answers are still needed")).to_be_visible()
    check(page)
    follow(page, "Change when the authority became aware")
    asked = page.get_by_role("group", name="Which day did the local authority become aware?")
    expect(asked.get_by_label("Day", exact=True)).to_have_value(str(aware_on.day))
    write(page, "At what time?", "9am")
    press(page, "Continue")


def answer_the_rest(page: Page, check: Check, happened_on: date) -> None:
    """From here each page leads to the next, by way of the last one that was changed."""
    follow(page, re.compile("^Why it may have to be notified: "))
    check(page)
    choose(
        page, "Which of these is it, as far as is known?",
        "A child died or was seriously harmed in the area, and abuse or neglect is known or suspected",
    )  # fmt: skip
    press(page, "Continue")
    follow(page, re.compile("^When it happened: "))
    choose(page, "How well is it known when it happened?", "The day is known")
    write_day(page, "Day", happened_on)
    press(page, "Continue")
    follow(page, re.compile("^The first child: "))
    check(page)
    write(page, "Given names", GIVEN)
    write(page, "Family name", FAMILY)
    choose(page, "What has happened to this child?", "The child has been seriously harmed")
    press(page, "Continue")
    expect_heading(page, "Check your answers")
    follow(page, "Change how things stood for the first child")
    check(page)
    choose(page, "Was the child looked after?", "No")
    press(page, "Continue")
    follow(page, "Change what has been done")
    write(page, "What has been done to keep this child and other children safe?", "Wren is safe with an aunt.")
    press(page, "Continue")


def record(page: Page, check: Check) -> Known:
    expect(page.get_by_role("heading", name="Some answers are still needed")).to_have_count(0)
    check(page)
    press(page, "Record the incident")
    expect_said(page, "The working days are running.")
    check(page)
    found = re.search(r"Recorded in the folder (\S+)\.", page.get_by_role("main").inner_text())
    address = re.match(r".*?(/cases/[^/]+/)", page.url)
    assert found is not None
    assert address is not None
    return Known(found[1], address[1], page.url)


def see_the_clock_and_its_days(page: Page, check: Check, known: Known) -> None:
    """The count is shown day by day: five working days, the day it became known not among them."""
    go_to(page, "What is due")
    line = page.get_by_role("row").filter(has_text="Notify the Panel of a serious incident")
    expect(line).to_contain_text(known.reference)
    expect(line).to_contain_text("Serious harm, Wendshire Council")
    expect(line).to_contain_text("1 child, W.T.")
    expect(line).to_contain_text("Also the law, promptly")
    check(page)
    follow(page, f"Why this day for Notify the Panel of a serious incident, {known.reference}")
    check(page)
    page.get_by_text("The same as a list").click()
    days = page.get_by_role("table", name="Every day of the count").get_by_role("row")
    counted = [words for words in days.all_inner_texts() if re.search(r"\bday \d", words)]
    assert len(counted) == 5
    due_on = re.sub(r"^\S+ |\s+day 5$", "", counted[-1].strip())
    expect(page.get_by_text(due_on, exact=False).first).to_be_visible()
    assert not any(f"{yesterday_at(9):%-d %B %Y}" in words for words in counted)


def open_incident(page: Page, known: Known) -> None:
    """As each partner finds it: through the list of folders, and the paper in it."""
    go_to(page, "Cases")
    follow(page, known.reference)
    page.get_by_role("region", name="Papers").get_by_role("link", name=re.compile("seriously harmed")).click()
    page.wait_for_url(known.incident)


def give_view(page: Page, check: Check, known: Known, body: str) -> None:
    open_incident(page, known)
    follow(page, f"Say whether {body} agrees that it be notified.")
    check(page)
    choose(page, "What should be done?", "Notify the Panel")
    write(page, "Reasons", f"{body} has looked at what it holds. The harm is serious, and neglect is suspected.")
    press(page, "Give this view")
    expect_said(page, "The view is recorded.")


def decide_and_sign_off(page: Page, check: Check, known: Known) -> None:
    open_incident(page, known)
    expect(page.get_by_text("The three partners agree that it be notified.").first).to_be_visible()
    check(page)
    follow(page, "The three partners agree that it be notified. Record the decision.")
    check(page)
    choose(page, "What was decided?", "To be notified")
    press(page, "Record the decision")
    expect_said(page, "The decision is recorded.")
    follow(page, "Read the answers, then sign them off.")
    check(page)
    expect(page.get_by_text(KNOWN)).to_be_visible()
    press(page, "I agree that it be sent")
    expect_said(page, "The notification is signed off.")


def copy_and_record_the_notice(page: Page, check: Check, known: Known) -> None:
    """Handrail sends nothing: the answers are copied to the national site, and what it gave is recorded."""
    open_incident(page, known)
    follow(page, re.compile("^Notify the Panel on the national site"))
    check(page)
    row = page.locator(".govuk-summary-list__row").filter(has_text=KNOWN)
    if runs_script(page):
        row.get_by_role("button", name=re.compile("^Copy")).click()
        expect(row.get_by_role("button", name=re.compile("^Copied"))).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == KNOWN
    else:
        expect(row.get_by_role("button")).to_have_count(0)
    follow(page, "Record: The Panel, on the national site")
    check(page)
    write_moment(page, "On which day?", "At what time?", yesterday_at(15))
    write(page, "National reference", REFERENCE)
    page.get_by_label("Receipt", exact=True).set_input_files(RECEIPT)
    press(page, "Record it")
    expect_said(page, "It is recorded.")
    expect(page.get_by_text(f"National reference {REFERENCE}.")).to_be_visible()
    expect(page.get_by_role("link", name="receipt.pdf")).to_be_visible()


def see_the_clock_stopped(page: Page, known: Known) -> None:
    go_to(page, "What is due")
    expect(page.get_by_role("row").filter(has_text="Notify the Panel of a serious incident")).to_have_count(0)
    page.goto(f"{known.folder}")
    line = page.get_by_role("row").filter(has_text="Notify the Panel of a serious incident")
    expect(line).to_contain_text(f"done on {yesterday_at(15):%-d %B %Y}")
