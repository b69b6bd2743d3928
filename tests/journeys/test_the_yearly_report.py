"""The yearly report on child deaths is begun by the coordinator, counted, written, and approved by somebody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from playwright.sync_api import Page, expect

from handrail.demonstration.wend_valley import Cast
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.reports.counting import count_what_waits
from tests.journeys.hands import expect_said, press, write
from tests.rooms.reports.deaths import died

Check = Callable[[Page], None]
LESSONS = "Advice on safe sleep reached families late."


def test_a_year_is_reported_on_and_its_small_numbers_kept_back(
    at_work: Callable[..., Page], accessible: Check, cast: Cast
) -> None:
    with unit_of_work(Job("demonstration")):
        for day in range(1, 21):
            died(cast, date(2024, 6, day), days_old=10 if day < 13 else 3_000)
        for day in range(1, 4):
            died(cast, date(2024, 8, day), days_old=6_000)
    cora = at_work("coordinator")
    cora.goto("/reports/")
    accessible(cora)
    cora.get_by_label("Which year is it about?").select_option("2024")
    press(cora, "Begin the report")
    expect_said(cora, "counted within a minute")
    assert count_what_waits() == 1
    cora.reload()
    expect(cora.get_by_role("heading", name="Deaths by year")).to_be_visible()
    expect(cora.get_by_role("row", name="15 to 17 years Kept back")).to_be_visible()
    accessible(cora)
    cora.get_by_role("button", name="Write the words").click()
    for label in ("Patterns and trends", "What was recommended", "How well child death review"):
        cora.get_by_label(label).fill("As the panel said.")
    write(cora, "What was learnt", LESSONS)
    accessible(cora)
    press(cora, "Save the report")
    expect(cora.get_by_text(LESSONS)).to_be_visible()
    see_what_else_is_there(cora, accessible)
    approve(at_work("senior officer"), accessible)


def see_what_else_is_there(page: Page, check: Check) -> None:
    page.goto("/reports/area")
    expect(page.get_by_text("at least 60 child deaths a year")).to_be_visible()
    check(page)
    page.goto("/reports/staff-time")
    expect(page.get_by_text("No time is recorded yet")).to_be_visible()
    check(page)


def approve(page: Page, check: Check) -> None:
    page.goto("/reports/")
    page.get_by_role("link", name="2024–25").click()
    page.get_by_role("button", name="Approve the report").click()
    check(page)
    page.get_by_label("I have read all of it").check()
    page.get_by_label("No child, family or practitioner").check()
    press(page, "Approve it")
    expect_said(page, "stands as it is")
    expect(page.get_by_role("button", name="Approve the report")).to_have_count(0)
