"""The partners' executive: begun, met with an agenda, who came and what was decided, and what comes back next time."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.journeys.hands import choose, expect_said, follow, press, write, write_day, write_moment

Check = Callable[[Page], None]
TITLE, DECIDED, TO_DO = "Executive", "One form of supervision for all three.", "Try the one form in two teams"


def test_a_meeting_from_its_agenda_to_an_action_carried_to_the_next(
    at_work: Callable[..., Page], accessible: Check, tmp_path: Path
) -> None:
    paper = tmp_path / "supervision.txt"
    paper.write_text("Supervision across the partners.", encoding="utf-8")
    cora = at_work("coordinator")
    begin(cora, accessible)
    plan(cora, days_ahead=0)
    bring_and_send(cora, accessible, paper)
    hold(cora, accessible)
    decide(cora, accessible)
    ask_for(cora, accessible)
    next_time(cora, accessible)
    found_again(at_work("police partner"), accessible)


def begin(page: Page, check: Check) -> None:
    page.goto("/meetings/groups/")
    expect(page.get_by_text("No group has been begun.")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Begin a group").click()
    check(page)
    write(page, "Name of the group", TITLE)
    write(page, "What it is for", "Leads the partnership.")
    press(page, "Begin the group")
    expect_said(page, "The group is begun. Say now who is expected")
    for body, name in (
        ("Wendshire Council", "Constance Leadbitter"), ("Wend Valley Police", "Percival Lawes"),
        ("NHS Upper Wend Integrated Care Board", "Hetty Welby"),
    ):  # fmt: skip
        follow(page, "Say who is expected")
        page.get_by_label("Which body?").select_option(label=body)
        write(page, "In which office?", "Delegated safeguarding partner")
        write(page, "Who holds it?", name)
        press(page, "Put them in a seat")
    check(page)


def plan(page: Page, days_ahead: int) -> None:
    page.get_by_role("button", name="Plan a meeting").click()
    at = timezone.now() + timedelta(days=days_ahead) - timedelta(minutes=1)
    write_moment(page, "Day", "Time it starts", at)
    write(page, "Where", "Weir Room, Wend House")
    press(page, "Plan it")
    expect_said(page, "The meeting is planned.")


def bring_and_send(page: Page, check: Check, paper: Path) -> None:
    expect(page.get_by_text("This is the first meeting: nothing was asked for before.")).to_be_visible()
    follow(page, "Put something on the agenda")
    check(page)
    write(page, "What is brought", "Supervision across the partners")
    choose(page, "What is asked of the meeting?", "To decide")
    write(page, "Who brings it? (optional)", "Percival Lawes, Wend Valley Police")
    page.get_by_label("A paper to it (optional)").set_input_files(paper)
    press(page, "Put it on the agenda")
    expect(page.get_by_role("link", name="supervision.txt")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Send the agenda and papers").click()
    page.get_by_role("main").locator("form button").first.click()
    expect_said(page, "The agenda and pack are sent")


def hold(page: Page, check: Check) -> None:
    follow(page, "Record that it was held")
    press(page, "Record it")
    follow(page, "Record who came")
    check(page)
    choose(page, re_of("Percival Lawes"), "A deputy came")
    choose(page, re_of("Constance Leadbitter"), "Came")
    choose(page, re_of("Hetty Welby"), "Came")
    write(page, "Who came in the place of Percival Lawes?", "Petra Gale")
    press(page, "Record who came")
    expect_said(page, "There was a quorum: 3 of 3 bodies were there")


def re_of(name: str) -> str:
    bodies = {
        "Percival Lawes": "Wend Valley Police", "Constance Leadbitter": "Wendshire Council",
        "Hetty Welby": "NHS Upper Wend Integrated Care Board",
    }  # fmt: skip
    return f"{name}, {bodies[name]}, Delegated safeguarding partner"


def decide(page: Page, check: Check) -> None:
    follow(page, "Record a decision")
    check(page)
    write(page, "What was decided", DECIDED)
    choose(page, "May these words stand in the yearly report?", "Yes")
    choose(page, "Petra Gale, Wend Valley Police", "Dissented")
    press(page, "Record the decision")
    expect(page.get_by_text("Dissented: Petra Gale, Wend Valley Police")).to_be_visible()


def ask_for(page: Page, check: Check) -> None:
    follow(page, "Add an action")
    check(page)
    write(page, "What is to be done", TO_DO)
    page.get_by_label("Which body is to do it").select_option(label="Wend Valley Police")
    write_day(page, "By which day", timezone.localdate() + timedelta(days=20))
    press(page, "Add the action")
    page.get_by_role("main").get_by_role("link", name=re.compile(f"{TITLE}, ")).click()
    expect(page.get_by_role("link", name=TO_DO)).to_be_visible()
    check(page)


def next_time(page: Page, check: Check) -> None:
    follow(page, "The group’s terms and its year")
    plan(page, days_ahead=60)
    row = page.get_by_role("region", name="Matters arising").get_by_role("row", name=re.compile(TO_DO))
    expect(row).to_contain_text("Open")
    check(page)


def found_again(page: Page, check: Check) -> None:
    page.goto("/meetings/groups/decisions")
    expect(page.get_by_role("link", name=DECIDED)).to_be_visible()
    check(page)
    page.goto("/")
    expect(page.get_by_role("link", name=TO_DO)).to_be_visible()
