"""The coordinator begins the partnership's yearly report, a partner writes a part, all agree, and it is published."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.utils import timezone
from playwright.sync_api import Page, expect

from handrail.demonstration.wend_valley import Cast
from handrail.service.audit.actions import Job, name_actor, unit_of_work
from handrail.service.reports.actions import years as act
from handrail.service.reports.models import YearReport
from handrail.service.reports.year.gathering import gather_what_waits
from handrail.service.reports.year.releasing import release_what_was_published
from handrail.service.reports.year.saying import items_of, partners_of
from tests.journeys.hands import expect_said, follow, heading, press, write

Check = Callable[[Page], None]
today = timezone.localdate


def test_a_partnership_reports_on_its_year(at_work: Callable[..., Page], accessible: Check, cast: Cast) -> None:
    cora = at_work("coordinator")
    cora.goto("/reports/")
    follow(cora, "Yearly reports")
    expect(cora.get_by_text("Publish the yearly report").first).to_be_visible()
    accessible(cora)
    press(cora, "Begin the report")
    expect_said(cora, "gathered within a minute")
    assert gather_what_waits() == 1
    cora.reload()
    expect(cora.get_by_text("things are still missing")).to_be_visible()
    accessible(cora)
    page = cora.url
    write_the_rest(cast)
    write_a_part(at_work("police partner"), accessible, page)
    assert gather_what_waits() == 1
    cora.goto(page)
    with unit_of_work(Job("tests")):
        partners = [str(body) for body in partners_of(cast.partnership)]
    for body in partners:
        agree(cora, accessible, body)
    expect(cora.get_by_text("Everything is there.")).to_be_visible()
    follow(cora, "Read it as the public reads it")
    expect(
        cora.get_by_role("heading", name="Attendance").or_(cora.get_by_role("heading", name="Actions"))
    ).to_be_visible()
    accessible(cora)
    cora.goto(page)
    publish_and_send(cora, accessible)
    assert release_what_was_published() == 1


def write_the_rest(cast: Cast) -> None:
    """But for what came of the work."""
    with unit_of_work(Job("demonstration")):
        name_actor(cast["coordinator"])
        report = YearReport.objects.get()
        for item in items_of(cast.partnership):
            if item.key != "impact":
                act.write_section(
                    report, item.key, text=f"About {item.key}.", why_not="", version=0, by=cast["coordinator"]
                )


def write_a_part(page: Page, check: Check, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name=re.compile("Write it.*What difference it made")).click()
    check(page)
    page.get_by_label("What the report says").press_sequentially("Children were seen sooner.")
    expect(page.get_by_text("Saved just now.")).to_be_visible()
    press(page, "Save it")
    expect_said(page, "What difference it made: saved")


def agree(page: Page, check: Check, body: str) -> None:
    follow(page, "Record that a partner agreed")
    check(page)
    page.get_by_label("Which partner agrees?").select_option(body)
    write(page, "Who agreed for it?", "Its lead")
    for part, number in (("Day", today().day), ("Month", today().month), ("Year", today().year)):
        page.get_by_label(part, exact=True).fill(str(number))
    write(page, "Where is that written down?", "Minutes of the executive, item 4")
    press(page, "Record it")


def publish_and_send(page: Page, check: Check) -> None:
    page.get_by_role("button", name="Publish the yearly report").click()
    expect(heading(page)).to_have_text("Publish the yearly report")
    page.get_by_label("I have read it as the public will read it").check()
    page.get_by_label("No child, family or practitioner").check()
    press(page, "Publish it")
    expect_said(page, "It is published")
    check(page)
    follow(page, "Send it, or record that it was sent")
    check(page)
    page.get_by_label("To whom?").select_option("Foundations")
    for part, number in (("Day", today().day), ("Month", today().month), ("Year", today().year)):
        page.get_by_label(part, exact=True).fill(str(number))
    write(page, "How did it go?", "By post")
    press(page, "Send it, or record it")
    expect(page.get_by_text(re.compile(f"Foundations: sent on {today().day} "))).to_be_visible()
