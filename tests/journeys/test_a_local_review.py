"""A local review from the decision to hold it to its publication; and its parts without script and without a mouse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from playwright.sync_api import Page, expect

from handrail.demonstration.wend_valley import Cast
from tests.journeys import practice
from tests.journeys.hands import expect_said, sign_in
from tests.journeys.test_without_script_and_mouse import tab_to

APPOINTED, HEARD, RECEIVED, PUBLISHED = date(2024, 4, 15), date(2024, 6, 3), date(2024, 8, 1), date(2024, 9, 20)


def test_a_local_review_from_the_decision_to_its_publication(
    at_work: Callable[..., Page],
    new_window: Callable[..., Page],
    accessible: Callable[[Page], None],
    cast: Cast,
) -> None:
    case = practice.rapid_review_written(cast)
    cora = at_work("coordinator")
    practice.decide_to_hold_it(cora, accessible, case)
    practice.set_it_up(cora, accessible, case, APPOINTED)
    practice.meet(cora, accessible, case)
    imogen = new_window()
    sign_in(imogen, practice.commissioned(cast, case))
    practice.hear_the_family(imogen, accessible, case, HEARD)
    practice.write_and_show(imogen, accessible, case, HEARD)
    practice.ask_in_writing(cora, accessible, case, HEARD)
    practice.finish(cora, accessible, case, RECEIVED)
    practice.publish(cora, accessible, case, PUBLISHED)
    pearl = at_work("police partner")
    practice.overview(pearl, case)
    expect(pearl.get_by_role("link", name=practice.WHERE)).to_be_visible()
    expect(pearl.get_by_role("link", name="Said in good faith")).to_have_count(0)


def test_a_part_is_written_without_script_and_without_a_mouse(at_work: Callable[..., Page], cast: Cast) -> None:
    case = practice.rapid_review_written(cast)
    page = at_work("coordinator", java_script_enabled=False, viewport={"width": 320, "height": 640})
    practice.decide_to_hold_it(page, lambda page: None, case)
    tab_to(page, "link", "Write the terms of reference")
    page.keyboard.press("Enter")
    tab_to(page, "textbox", "What is the review for?")
    page.keyboard.type("To learn.")
    tab_to(page, "button", "Record it")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Enter the questions it is to answer")
    expect(page.get_by_label("What is the review for?", exact=True)).to_have_value("To learn.")
    tab_to(page, "textbox", "What is it to find out?")
    page.keyboard.type("Why did it make sense?")
    tab_to(page, "button", "Record it")
    page.keyboard.press("Enter")
    expect_said(page, "It is recorded.")
