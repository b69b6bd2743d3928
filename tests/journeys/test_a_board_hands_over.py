"""A board hands over to the partners with two serious case reviews open: one is finished in its twelve months, one is
passed on; and what was on paper is signed for."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from handrail.demonstration.wend_valley import BEGAN, Cast
from handrail.service.arrangements.rounds import write_what_was_given
from handrail.service.audit.actions import Job, name_actor, unit_of_work
from handrail.service.cases.models import Case
from handrail.service.partnerships.models import AreaDates, Body
from tests.journeys.hands import expect_said, follow, heading, press, write
from tests.rooms.arrangements.changing import left_open

Check = Callable[[Page], None]
PUBLISHED, PASSED_ON = date(2020, 8, 28), date(2020, 9, 7)


@pytest.fixture
def folders(cast: Cast) -> tuple[Case, Case]:
    """Two reviews that the board decided on in 2017, in an area of which nobody has said when it changed its law."""
    with unit_of_work(Job("demonstration")):
        AreaDates.objects.all().delete()
        Body.objects.filter(pk=cast.lscb.pk).update(until_on=None)
        first, _ = left_open(cast)
        second, _ = left_open(cast)
        name_actor(Job("demonstration"))
    return first, second


def test_one_review_is_finished_in_its_time_and_one_is_passed_on_and_the_paper_is_signed_for(
    at_work: Callable[..., Page], accessible: Check, cast: Cast, folders: tuple[Case, Case]
) -> None:
    first, second = folders
    cora = at_work("coordinator")
    plan = begin(cora, accessible)
    give_the_days(cora, accessible)
    assert write_what_was_given() == 2
    cora.goto(plan)
    expect(cora.get_by_text("2 folders were counted anew")).to_be_visible()
    expect(cora.get_by_role("row", name=re.compile("To be passed on now"))).to_have_count(2)
    accessible(cora)
    finish(cora, accessible, first)
    pass_on(cora, accessible, second)
    cora.goto(plan)
    expect(cora.get_by_role("row", name=re.compile("Published on 28 August 2020, in its time"))).to_be_visible()
    expect(cora.get_by_role("row", name=re.compile("Passed on 7 September 2020"))).to_be_visible()
    follow(cora, "The inventory: what is handed over, and who signed for it")
    inventory = cora.url
    write_the_inventory(cora, accessible)
    percival = at_work("police partner")
    sign(percival, accessible, inventory)
    cora.reload()
    expect(cora.get_by_text("3 of 4 lines not signed for yet")).to_be_visible()
    expect(cora.get_by_text("Box 7 was wet.")).to_be_visible()


def fill_day(page: Page, group: str, on: date) -> None:
    named = page.get_by_role("group", name=group)
    for part, number in (("Day", on.day), ("Month", on.month), ("Year", on.year)):
        named.get_by_label(part, exact=True).fill(str(number))


def begin(page: Page, check: Check) -> str:
    page.goto("/arrangements/")
    follow(page, "Changes of law and of bodies: plans, days and what is handed over")
    check(page)
    page.get_by_role("radio", name=re.compile("From local safeguarding children boards")).check()
    write(page, "What is this plan called?", "The handover of 2019")
    press(page, "Begin the plan")
    expect(page.get_by_text("Say who passes to whom.")).to_be_visible()
    plan = page.url
    follow(page, "Add who passes to whom")
    check(page)
    page.get_by_label("Which body passes on its duties?").select_option("Wend Valley Local Safeguarding Children Board")
    page.get_by_label("To which body?").select_option("Wend Valley Safeguarding Children Partnership")
    fill_day(page, "On which day does the other take over?", BEGAN)
    page.get_by_label("Yes, it ends").check()
    press(page, "Put it in")
    expect(page.get_by_text("keeps its duties until the end of 1 September 2019")).to_be_visible()
    check(page)
    return plan


def give_the_days(page: Page, check: Check) -> None:
    follow(page, re.compile("Give the days of Wendshire"))
    check(page)
    fill_day(page, "Safeguarding arrangements: first published", date(2019, 6, 28))
    fill_day(page, "Safeguarding arrangements: began", date(2019, 6, 3))
    press(page, "Keep these days")
    expect(page.get_by_text("arrangements do not begin before that").first).to_be_visible()
    check(page)
    fill_day(page, "Safeguarding arrangements: began", BEGAN)
    press(page, "Keep these days")
    expect_said(page, "Within a minute the area has them")


def finish(page: Page, check: Check, case: Case) -> None:
    """In the twelve months the board publishes its own report."""
    page.goto(f"/cases/{case.pk}/")
    follow(page, "Practice reviews: reviewer, panel, report and publication")
    expect(heading(page)).to_contain_text("Serious case review")
    follow(page, re.compile("Record that it was published$|Or record that it was published elsewhere"))
    page.get_by_role("radio", name="The report", exact=True).check()
    fill_day(page, "On which day was it published?", PUBLISHED)
    write(page, "Where can it be read?", "In the county library")
    write(page, "If it is late, why?", "The trial ended in July.")
    press(page, "Record it")
    page.goto(f"/cases/{case.pk}/")
    follow(page, "Reviews that the old board left open")
    expect(page.get_by_role("row", name=re.compile("Published on 28 August 2020"))).to_be_visible()
    check(page)


def pass_on(page: Page, check: Check, case: Case) -> None:
    page.goto(f"/cases/{case.pk}/")
    follow(page, "Reviews that the old board left open")
    follow(page, "Record that a review was passed on")
    check(page)
    page.get_by_role("radio", name=re.compile("Serious case review")).check()
    page.get_by_label("It was not finished: all the information there is").check()
    write(page, "What was handed over?", "Eleven interviews and four chronologies.")
    write(page, "Who received it?", "Cora Ordway")
    fill_day(page, "On which day?", PASSED_ON)
    press(page, "Record it")
    expect_said(page, "It is recorded that the review was passed on.")
    check(page)


def write_the_inventory(page: Page, check: Check) -> None:
    check(page)
    press(page, "Count what the system holds")
    expect_said(page, "Counted: 3 lines.")
    follow(page, "Add a line: paper, a drive, a mailbox")
    check(page)
    write(page, "What is handed over?", "Minutes of the board, twelve boxes")
    page.get_by_label("Paper", exact=True).check()
    press(page, "Add it")
    follow(page, "Say of all lines who hands over to whom, by what law, and who signs")
    check(page)
    page.get_by_label("Controller before").select_option("Wendshire Council")
    page.get_by_label("Controller after").select_option("Wend Valley Police")
    write(page, "By what law", "SI 2018/497, regulation 9")
    page.get_by_label("Who signs for it?").select_option("Percival Lawes")
    press(page, "Say it of all")
    check(page)


def sign(page: Page, check: Check, inventory: str) -> None:
    page.goto(inventory)
    check(page)
    follow(page, re.compile("Sign for it.*twelve boxes"))
    expect(heading(page)).to_contain_text("Sign for")
    check(page)
    fill_day(page, "On which day was it received?", date(2019, 9, 4))
    write(page, "Was anything missing or damaged? (optional)", "Box 7 was wet.")
    press(page, "Sign for it")
    expect_said(page, "You signed for it.")
