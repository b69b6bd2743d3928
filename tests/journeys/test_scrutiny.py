"""A scrutineer is appointed, weighed, and finds something; it is answered and followed up; figures raise a question."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from handrail.demonstration.figures import figures_published
from handrail.demonstration.wend_valley import Cast
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.partnerships.models import Body, Kind
from tests.journeys.hands import expect_said, follow, press, sign_in, write, write_day
from tests.rooms.cast import employ
from tests.rooms.scrutiny.scrutinised import in_days

Check = Callable[[Page], None]


def test_scrutiny_from_appointment_to_follow_up(
    at_work: Callable[..., Page], new_window: Callable[..., Page], accessible: Check, cast: Cast
) -> None:
    with unit_of_work(Job("demonstration")):
        body = Body.objects.create(kind=Kind.SCRUTINEER, name="Farsight Scrutiny")
        una = employ("Una Farsight", "outside reader", body, cast.partnership)
        figures_published(cast)
    cora = at_work("coordinator")
    appoint(cora, accessible)
    hers = new_window()
    sign_in(hers, una)
    declare(hers, accessible)
    weigh(at_work("police partner"))
    plan(cora, accessible)
    watch_and_ask(cora, accessible)
    find(hers, accessible)
    answer(at_work("council partner"), accessible)
    look_again(hers, accessible)


def appoint(page: Page, check: Check) -> None:
    page.goto("/scrutiny/")
    expect(page.get_by_text("Nobody is appointed yet")).to_be_visible()
    check(page)
    follow(page, "Record a scrutineer’s appointment")
    check(page)
    write(page, "Name of the scrutineer", "Una Farsight")
    page.get_by_label("Where do they work?").select_option(label="Farsight Scrutiny")
    write_day(page, "Appointed on", in_days(0))
    write(page, "Who appointed them?", "The three partners")
    press(page, "Record the appointment")
    expect_said(page, "Now record what they declare")


def declare(page: Page, check: Check) -> None:
    page.goto("/scrutiny/")
    follow(page, "Una Farsight")
    expect(page.get_by_text("They have not declared how they stand")).to_be_visible()
    follow(page, "Record what they declare")
    page.get_by_label("Worked for, or advised, an agency of the area").check()
    write_day(page, "On which day did they declare it?", in_days(0))
    press(page, "Record the declaration")
    expect(page.get_by_text("Say what exactly").first).to_be_visible()
    check(page)
    write(page, "What exactly?", "Advised the trust for six months in 2014.")
    press(page, "Record the declaration")
    expect_said(page, "The partners now weigh it")
    check(page)


def weigh(page: Page) -> None:
    page.goto("/scrutiny/")
    expect(page.get_by_text("Independence not settled")).to_be_visible()
    follow(page, "Una Farsight")
    follow(page, "Record what the partners make of it")
    page.get_by_label("Yes, all the same").check()
    write(page, "Why?", "It was short and long ago.")
    write_day(page, "Decided on", in_days(0))
    write(page, "Who decided?", "The three partners")
    press(page, "Record the decision")
    expect(page.get_by_text("Independent", exact=True)).to_be_visible()


def plan(page: Page, check: Check) -> None:
    page.goto("/scrutiny/")
    follow(page, "Write the plan of a year")
    page.get_by_label("Which year?").select_option(index=1)
    page.get_by_label("Attends meetings").check()
    write(page, "Why so?", "To see practice.")
    write(page, "What is scrutiny to find out this year?", "Whether help lasts.")
    press(page, "Save the plan")
    page.get_by_role("link", name="Add a piece of scrutiny").click()
    write(page, "What is it called?", "Families who come back")
    write(page, "Which question is it to answer?", "What had they not been given?")
    page.get_by_label("Talking with practitioners").check()
    page.get_by_label("Who does it?").select_option(index=1)
    write_day(page, "By when?", in_days(30))
    press(page, "Add it to the plan")
    page.get_by_role("link", name="Record that the plan is agreed").click()
    write_day(page, "Agreed on", in_days(0))
    write(page, "Who agreed it?", "The three partners")
    press(page, "Record it")
    expect(page.get_by_text("Agreed", exact=True)).to_be_visible()
    check(page)


def watch_and_ask(page: Page, check: Check) -> None:
    """An indicator is chosen, is drawn, and gives the piece of scrutiny its question."""
    page.goto("/outcomes/")
    follow(page, "Choose an indicator")
    page.get_by_label("Which published measure?").select_option("re-referrals-percent")
    write(page, "Of which outcome for children does it speak?", "Help lasts")
    write(page, "Which question does it help to answer?", "Who came back, and why?")
    page.get_by_label("Lower is better").check()
    press(page, "Watch it")
    expect(page.get_by_role("img", name="Referrals within 12 months").first).to_be_visible()
    expect(page.get_by_text("Not used yet")).to_be_visible()
    check(page)
    follow(page, "Help lasts")
    follow(page, "Record what it was used for")
    page.get_by_label("A question for scrutiny", exact=True).check()
    write(page, "What was decided, asked or written?", "What had families who came back not been given?")
    write(page, "By whom?", "The three partners")
    write_day(page, "On which day?", in_days(0))
    page.get_by_label("which piece of scrutiny takes it up?").select_option(index=1)
    press(page, "Record it")
    expect(page.get_by_text("Wendshire, 2024: 26.8% (The Wendlands 21.9%; England 22.4%). It is above")).to_be_visible()
    page.locator("summary").first.click()
    check(page)
    page.goto("/outcomes/england?measure=re-referrals-percent")
    expect(page.get_by_role("row", name="Marlbrook")).to_be_visible()
    check(page)


def find(page: Page, check: Check) -> None:
    page.goto("/scrutiny/")
    follow(page, "Families who come back")
    expect(page.get_by_text("Figures that raised it")).to_be_visible()
    follow(page, "Record what was done")
    write_day(page, "Done on", in_days(0))
    page.get_by_label("Talking with practitioners").check()
    write(page, "What was attended, seen or read?", "Two days with three teams.")
    press(page, "Record it")
    follow(page, "Record a finding")
    page.get_by_label("Something to improve").check()
    write(page, "What was found?", "Nobody tells the health visitor that a plan has ended.")
    write(page, "What shows it?", "Nine of twenty files.")
    write_day(page, "On which day was it reported?", in_days(0))
    write_day(page, "By when is an answer wanted?", in_days(28))
    press(page, "Record the finding")
    check(page)
    expect(page.get_by_text("Answer awaited")).to_be_visible()


def answer(page: Page, check: Check) -> None:
    page.goto("/scrutiny/")
    follow(page, "Nobody tells the health visitor that a plan has ended.")
    follow(page, "Record the answer")
    page.get_by_label("Accepted", exact=True).check()
    write(page, "What will be done, or why will nothing be?", "A letter the same day.")
    write_day(page, "Done by", in_days(10))
    write_day(page, "Answered on", in_days(0))
    write(page, "Who answered?", "Constance Leadbitter")
    press(page, "Record the answer")
    check(page)


def look_again(page: Page, check: Check) -> None:
    page.goto("/scrutiny/")
    follow(page, "Nobody tells the health visitor that a plan has ended.")
    follow(page, "Record whether it was acted on")
    page.get_by_label("Done, and it made a difference").check()
    write(page, "What shows it?", "All of ten health visitors knew.")
    write_day(page, "Looked on", in_days(0))
    press(page, "Record what was seen")
    check(page)
    page.goto("/scrutiny/")
    expect(page.get_by_text("No finding waits")).to_be_visible()
    page.get_by_role("link", name="All that scrutiny says of").click()
    expect(page.get_by_text("Done", exact=True).first).to_be_visible()
    check(page)
