"""A reviewer is put on the register, declares an interest, is appointed, paid and removed; and sees what is theirs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from handrail.demonstration.wend_valley import Cast
from handrail.service.access.models import Person
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.cases.models import Case
from handrail.service.partnerships.models import Body, Kind
from tests.journeys import practice
from tests.journeys.hands import choose, expect_said, follow, press, sign_in, write, write_day
from tests.rooms.cast import employ

Check = Callable[[Page], None]
FIRM, COUNCIL = "Alder Lane Reviews", "Wendshire Council"


def test_a_reviewer_is_commissioned_paid_and_removed(
    at_work: Callable[..., Page], new_window: Callable[..., Page], accessible: Check, cast: Cast
) -> None:
    case, imogen = practice.rapid_review_written(cast), a_reviewer_with_an_account(cast)
    cora, hers = at_work("coordinator"), new_window()
    practice.decide_to_hold_it(cora, accessible, case)
    put_on_the_register(cora, accessible)
    appoint(cora, accessible, case)
    agree_and_pay(cora, accessible)
    sign_in(hers, imogen)
    sees_what_is_theirs(hers, accessible)
    remove(cora, accessible)
    hers.reload()
    expect(hers.get_by_text("The review no longer opens to you.")).to_be_visible()
    assert hers.goto(f"/cases/{case.pk}/reviews/practice/").status == 404  # type: ignore[union-attr]


def a_reviewer_with_an_account(cast: Cast) -> Person:
    with unit_of_work(Job("tests")):
        body = Body.objects.create(kind=Kind.REVIEWERS, name=FIRM)
        return employ("Imogen Farthing", "reviewer", body, cast.partnership)


def put_on_the_register(page: Page, check: Check) -> None:
    page.goto("/reviewers/")
    check(page)
    follow(page, "Add a reviewer to the register")
    check(page)
    write(page, "Name", "Imogen Farthing")
    write(page, "E-mail address", "imogen@alderlane.example")
    page.get_by_label("Where do they work?", exact=True).select_option(FIRM)
    page.get_by_label("This partnership's own pool of reviewers").check()
    page.get_by_label("Neglect", exact=True).check()
    choose(page, "Can they take a review?", "Can take a review now")
    press(page, "Add to the register")
    follow(page, "Imogen Farthing")
    check(page)
    follow(page, "Record an interest they declare")
    choose(page, "How do they stand to it?", "Worked for, as a contractor or adviser")
    page.get_by_label("To which body?", exact=True).select_option(COUNCIL)
    write(page, "What exactly?", "An audit of fostering.")
    write_day(page, "Until when?", timezone.localdate() - timedelta(days=2000))
    write_day(page, "On which day did they declare it?", timezone.localdate())
    press(page, "Record the interest")
    expect_said(page, "The interest is recorded. Record the next one, or that there are no more.")


def appoint(page: Page, check: Check, case: Case) -> None:
    """The check says which interest meets the case; whoever appoints says why it does not matter."""
    page.goto(f"/cases/{case.pk}/reviews/practice/")
    follow(page, "Appoint a reviewer")
    check(page)
    expect(page.get_by_text("1 interest meets this case")).to_be_visible()
    follow(page, f"Imogen Farthing, {FIRM}")
    check(page)
    press(page, "Appoint and commission")
    check(page)
    expect(page.get_by_role("alert")).to_contain_text("Say why this interest does not matter")
    write(page, "Why does it not matter? Worked for, as a contractor or adviser Wendshire Council", "Long ago.")
    write(page, "Who decided that the interests do not matter?", "The three partners, each by name")
    choose(page, "What do they do?", "Leads the review")
    write_day(page, "On which day were they appointed?", timezone.localdate())
    write(page, "Who appointed them?", "The three partners")
    write(page, "What is commissioned, and on what terms?", "A report in four months.")
    write(page, "Who supervises their work?", "Ada Fenwick")
    write_day(page, "On which day does the commission end?", timezone.localdate() + timedelta(days=120))
    press(page, "Appoint and commission")
    follow(page, "Commissions: terms, keys, supervision and fees")
    check(page)
    follow(page, "Imogen Farthing")
    expect(page.get_by_text("the key to reviews, until the end of")).to_be_visible()
    check(page)


def agree_and_pay(page: Page, check: Check) -> None:
    follow(page, "Agree the fee and its shares")
    check(page)
    write(page, "The whole fee, in pounds", "10,000.00")
    write_day(page, "On which day was it agreed?", timezone.localdate())
    press(page, "Record the fee")
    expect(page.get_by_role("row", name="Together £10,000.00")).to_be_visible()
    for link in ("Record an invoice", "Record a payment"):
        follow(page, link)
        page.get_by_label("Which body?", exact=True).select_option(COUNCIL)
        write(page, "How much, in pounds?", "1,250.50")
        write_day(page, "On which day?", timezone.localdate())
        press(page, "Record it")
    expect(page.get_by_role("row", name="Together £10,000.00 £1,250.50 £1,250.50 £0.00")).to_be_visible()
    check(page)


def sees_what_is_theirs(page: Page, check: Check) -> None:
    page.get_by_role("navigation", name="Rooms").get_by_role("link", name="Your commissions", exact=True).click()
    check(page)
    for words in ("A report in four months.", "£10,000.00"):
        expect(page.get_by_text(words).first).to_be_visible()
    expect(page.get_by_text("Why does it not matter")).to_have_count(0)
    follow(page, "Go to the review")
    expect(page.get_by_role("heading", level=1)).to_have_text("Local review")
    page.go_back()


def remove(page: Page, check: Check) -> None:
    follow(page, "Remove the reviewer")
    check(page)
    expect(page.get_by_text("regulation 13")).to_be_visible()
    write(page, "Who decided it, for the safeguarding partners?", "Each of the three, by name")
    write_day(page, "On which day was it decided?", timezone.localdate())
    write(page, "Why?", "The drafts did not come.")
    press(page, "Record the removal")
    expect_said(page, "The removal is recorded, and the keys are ended.")
    expect(page.get_by_text("holds no key to this folder")).to_be_visible()
    check(page)
