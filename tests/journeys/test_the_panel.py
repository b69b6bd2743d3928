"""A rapid review that was sent is read by the Panel's secretariat, decided in meeting, and the answer is seen by the
coordinator: each in a browser of their own, and neither in the other's papers."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.utils import timezone
from playwright.sync_api import Page, expect

from handrail.demonstration.wend_valley import Cast
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.national_panel.actions.answering import give_answers
from handrail.service.national_panel.weighing import criteria_on
from tests.journeys.hands import (
    choose,
    expect_heading,
    expect_not_there,
    expect_said,
    follow,
    go_to,
    press,
    sign_in,
    write,
    write_day,
)
from tests.rooms.national_panel.outside import secretariat
from tests.rooms.reviews.reviewing import sent

Check = Callable[[Page], None]
REASONS = "Nothing here is new to the country."
NOT_HERE = "It is about two calls in one office."
VIEW = "A local review would find out why the two calls were never linked."


def test_a_rapid_review_is_decided_on_by_the_panel_and_the_coordinator_reads_the_answer(
    at_work: Callable[..., Page], new_window: Callable[..., Page], accessible: Check, cast: Cast
) -> None:
    with unit_of_work(Job("demonstration")):
        review = sent(cast)
        cast.people["secretariat"] = secretariat()
    sorley = new_window()
    sign_in(sorley, cast["secretariat"])
    read_what_was_told(sorley, accessible)
    expect_not_there(sorley, f"/cases/{review.case_id}/")
    record_the_members(sorley, accessible)
    meet(sorley, accessible)
    ask_about_the_conflict(sorley, accessible)
    decide(sorley, accessible)
    assert give_answers() == 1
    sorley.reload()
    expect(sorley.get_by_text("On its way")).to_have_count(0)
    accessible(sorley)
    see_the_year(sorley, accessible)
    cora = at_work("coordinator")
    read_the_answer(cora, accessible, f"/cases/{review.case_id}/")
    expect_not_there(cora, "/panel/")
    expect_not_there(cora, "/told/")


def read_what_was_told(page: Page, check: Check) -> None:
    go_to(page, "Told to us")
    check(page)
    expect(page.get_by_text("CSI-0001").first).to_be_visible()
    expect(page.get_by_role("main")).not_to_contain_text("Fictionby")
    page.get_by_role("link", name="Rapid review").first.click()
    expect_heading(page, "Rapid review")
    expect(page.get_by_text("28 March 2024").first).to_be_visible()
    check(page)


def record_the_members(page: Page, check: Check) -> None:
    go_to(page, "The Panel")
    check(page)
    follow(page, "Members and what they declared")
    check(page)
    for name, office in (("Edith Fairweather", "Chair"), ("Hugh Marlow", "Member")):
        follow(page, "Record an appointment")
        write(page, "Name", name)
        choose(page, "Office", office)
        write_day(page, "Appointed from", timezone.localdate().replace(day=1))
        check(page)
        press(page, "Record the appointment")
        expect_said(page, "The appointment is recorded.")
    follow(page, "Hugh Marlow")
    follow(page, "Record an interest")
    check(page)
    write(page, "What is declared", "He advised the partnership until 2023.")
    page.get_by_label("The partnership or local authority that it concerns").select_option(
        label="Wend Valley Safeguarding Children Partnership"
    )
    write_day(page, "Declared on", timezone.localdate())
    press(page, "Record the interest")
    expect_said(page, "The interest is recorded.")
    check(page)


def meet(page: Page, check: Check) -> None:
    go_to(page, "The Panel")
    follow(page, "Plan a meeting")
    write_day(page, "Day", timezone.localdate())
    write(page, "Where", "Sanctuary Buildings")
    check(page)
    press(page, "Plan the meeting")
    expect_said(page, "The meeting is planned.")
    page.get_by_role("link", name="Meeting of").click()
    check(page)
    page.get_by_role("button", name="Put on the agenda").click()
    expect_said(page, "It is on the agenda.")
    check(page)
    follow(page, "Record that it was held")
    choose(page, "Who was there?", "Edith Fairweather", "Hugh Marlow")
    check(page)
    press(page, "Record the meeting")
    expect_said(page, "It is recorded that the Panel met.")
    follow(page, "Rapid review, CSI-0001")


def ask_about_the_conflict(page: Page, check: Check) -> None:
    expect(page.get_by_text("Hugh Marlow declared")).to_be_visible()
    check(page)
    follow(page, "Record what a member says of a conflict")
    page.get_by_label("Member", exact=True).select_option(label="Hugh Marlow")
    choose(page, "Do they have a conflict?", "Yes: they stand aside and take no part")
    write(page, "In a few words", "He was its adviser.")
    check(page)
    press(page, "Record it")
    expect(page.get_by_text("stands aside")).to_be_visible()


def decide(page: Page, check: Check) -> None:
    follow(page, "Record what was decided")
    check(page)
    press(page, "Record the decision")
    expect(page.get_by_role("link", name="Answer criterion 1")).to_be_visible()
    check(page)
    weigh(page)
    choose(page, "Is a national review to be held?", "No national review")
    write(page, "Reasons for the decision on a national review", REASONS)
    choose(page, "What is the Panel's view of the partners' own decision?", "Challenges the partners' decision")
    write(page, "Reasons for the view", VIEW)
    write(page, "Themes", "Children not seen\nNeglect")
    press(page, "Record the decision")
    expect_said(page, "The decision is recorded.")
    expect(page.get_by_text(VIEW)).to_be_visible()
    check(page)
    press(page, "Let it leave")
    expect_said(page, "The letter leaves.")
    expect(page.get_by_text("On its way")).to_be_visible()
    check(page)


def weigh(page: Page) -> None:
    """Each criterion that the regulations give; those that nobody has read in the text may be left."""
    for number, one in enumerate(criteria_on(timezone.localdate()), start=1):
        if not one.optional:
            page.get_by_role("group", name=re.compile(rf"^{number}\. ")).get_by_label("No", exact=True).check()
            write(page, f"Reasons for the answer to {number}", NOT_HERE)


def see_the_year(page: Page, check: Check) -> None:
    go_to(page, "The Panel")
    follow(page, "This year in numbers")
    expect(page.get_by_text("Decisions: 1.")).to_be_visible()
    check(page)


def read_the_answer(page: Page, check: Check, folder: str) -> None:
    """On the folder's page, in the dialogue, and waiting for a reply in what is due."""
    page.goto(folder)
    page.get_by_role("region", name="Papers").get_by_role("link", name="The Panel challenges").click()
    expect_heading(page, "The Panel challenges")
    expect(page.get_by_text(REASONS)).to_be_visible()
    expect(page.get_by_text(VIEW)).to_be_visible()
    expect(page.get_by_text(NOT_HERE).first).to_be_visible()
    expect(page.get_by_text("as the Panel itself decided it here")).to_be_visible()
    check(page)
    follow(page, "Record the reply")
    expect(page.get_by_text(VIEW)).to_be_visible()
