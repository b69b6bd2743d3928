"""The yearly report on child deaths is begun by the coordinator, counted, written, approved by two others, published,
read on the public site, and withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, expect

from handrail.demonstration.wend_valley import Cast
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.publication.bundle import export
from handrail.service.publication.models import Release
from handrail.service.reports.counting import count_what_waits
from handrail.service.reports.looking import look_through_what_waits
from handrail.service.reports.releasing import release_what_was_published
from tests.journeys.hands import expect_said, follow, press, write
from tests.public.running import Running, running
from tests.rooms.reports.deaths import died

Check = Callable[[Page], None]
LESSONS = "Advice on safe sleep reached families late."


def test_a_year_is_reported_on_and_its_small_numbers_kept_back(
    at_work: Callable[..., Page], accessible: Check, cast: Cast, tmp_path: Path
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
    assert look_through_what_waits() == 1
    approve(at_work("senior officer"), accessible)
    approve_for_the_public(at_work("health partner"), accessible)
    address = publish(cora, accessible)
    with running(export_to(tmp_path / "bundle"), tmp_path / "site") as here:
        read_it(cora, accessible, here, address)
        withdraw(cora, accessible)
        export_to(tmp_path / "bundle")
        here.wait_for(lambda: here.ask(f"/{address}")[0] == 410)
        assert b"A number was counted wrongly." in here.ask(f"/{address}.docx")[1]


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


def approve_for_the_public(page: Page, check: Check) -> None:
    page.goto("/reports/")
    page.get_by_role("link", name="2024–25").click()
    page.get_by_role("button", name="Approve it for the public").click()
    check(page)
    page.get_by_label("I have read all of it").check()
    page.get_by_label("No child, family or practitioner").check()
    press(page, "Approve it")
    expect_said(page, "It is approved for the public")


def publish(page: Page, check: Check) -> str:
    """Gives where it stands on the public site."""
    page.goto("/reports/")
    page.get_by_role("link", name="2024–25").click()
    page.get_by_role("button", name="Publish the report").click()
    check(page)
    page.get_by_label("I have read it as the public will read it").check()
    page.get_by_label("No child, family or practitioner").check()
    press(page, "Publish it")
    expect_said(page, "It is published")
    check(page)
    assert release_what_was_published() == 1
    with unit_of_work(Job("publication")):
        return Release.objects.get().address


def export_to(folder: Path) -> Path:
    with unit_of_work(Job("publication")):
        export(folder)
    return folder


def read_it(page: Page, check: Check, here: Running, address: str) -> None:
    """Signed out: in a window that knows nothing of the service."""
    browser = page.context.browser
    assert browser is not None
    outside = browser.new_context(locale="en-GB", java_script_enabled=True).new_page()
    outside.goto(here.address)
    follow(outside, "Yearly reports on child deaths")
    outside.get_by_role("link", name="child deaths 2024–25").click()
    expect(outside.get_by_role("img", name="15 to 17 years: kept back")).to_be_visible()
    expect(outside.get_by_role("row", name="15 to 17 years Kept back")).to_be_visible()
    expect(outside.get_by_text(LESSONS)).to_be_visible()
    assert address in outside.url
    check(outside)
    outside.context.close()


def withdraw(page: Page, check: Check) -> None:
    follow(page, "Withdraw it, with a reason")
    check(page)
    write(page, "Why?", "A number was counted wrongly.")
    press(page, "Withdraw it")
    expect_said(page, "It is withdrawn")
