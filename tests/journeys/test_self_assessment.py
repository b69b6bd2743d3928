"""A round is begun by a partnership's own questions; the hospital answers, the police challenge, and it is settled."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.hands import choose, expect_said, follow, press, write, write_day
from tests.rooms.scrutiny.assessed import SMALL
from tests.rooms.scrutiny.scrutinised import in_days

Check = Callable[[Page], None]
TOP, TOLD = "Somebody at the top answers for it", "The board is told"


def test_a_round_from_its_questions_to_what_stands(
    at_work: Callable[..., Page], new_window: Callable[..., Page], accessible: Check, tmp_path: Path
) -> None:
    file = tmp_path / "small.toml"
    file.write_text(SMALL, encoding="utf-8")
    cora = at_work("coordinator")
    begin(cora, accessible, file)
    hosea = at_work("hospital lead")
    fill_in(hosea, accessible)
    ask_the_police(cora, accessible)
    challenge(at_work("police partner"), accessible)
    answer(hosea, accessible)
    settle(cora, accessible)


def begin(page: Page, check: Check, file: Path) -> None:
    page.goto("/self-assessment/")
    expect(page.get_by_text("No round has been begun yet")).to_be_visible()
    check(page)
    follow(page, "Load a question set")
    page.get_by_label("The file").set_input_files(file)
    press(page, "Load it")
    expect_said(page, "Small return, version 1 is kept, with 2 questions")
    page.get_by_role("button", name="Begin a round").click()
    check(page)
    page.get_by_label("Small return (agencies, about themselves)").check()
    page.get_by_label("For which year?").select_option(index=1)
    write_day(page, "By when do answers have to come?", in_days(30))
    write(page, "What are they told?", "Please say how it stands.")
    press(page, "Begin the round")
    check(page)
    page.get_by_label("Wend Valley Hospitals NHS Trust").check()
    page.get_by_label("Wend Valley Police").check()
    press(page, "Ask them")
    expect(page.get_by_text("0 of 2 answered")).to_be_visible()
    check(page)


def fill_in(page: Page, check: Check) -> None:
    page.goto("/requests/")
    page.get_by_role("link", name="Small return").click()
    expect(page.get_by_text("asks your agency for a return")).to_be_visible()
    check(page)
    press(page, "Fill in the return")
    choose(page, TOP, "Fully met")
    choose(page, TOLD, "Partly met")
    press(page, "Continue")
    expect(page.get_by_text(f"Say what shows it: {TOP}").first).to_be_visible()
    check(page)
    shown = page.get_by_label("What shows it", exact=True)
    shown.nth(0).fill("The chief nurse, since May.")
    shown.nth(1).fill("One report in March.")
    write(page, "What will be done better?", "A report each quarter")
    write(page, "Who sees to it?", "Ottoline Ward")
    write_day(page, "By when?", in_days(90))
    press(page, "Continue")
    press(page, "Attach and continue")
    write(page, "Who agreed this return, and their job", "Ada Bright, chief executive")
    press(page, "Continue")
    check(page)
    press(page, "Send the return")
    expect_said(page, "Your return was received")


def ask_the_police(page: Page, check: Check) -> None:
    page.goto("/self-assessment/")
    page.get_by_role("link", name="Small return").first.click()
    expect(page.get_by_text("1 of 2 answered")).to_be_visible()
    check(page)
    follow(page, "Wend Valley Hospitals NHS Trust")
    check(page)
    follow(page, "Ask another body to challenge it")
    page.get_by_label("Who reads and challenges it?").select_option(label="Wend Valley Police")
    write_day(page, "By when?", in_days(7))
    press(page, "Ask them")
    expect_said(page, "Wend Valley Police can read the return from now on")


def challenge(page: Page, check: Check) -> None:
    page.goto("/self-assessment/ours")
    check(page)
    page.get_by_role("link", name="Wend Valley Hospitals NHS Trust").click()
    page.get_by_role("link", name=re.compile(f"Challenge this judgement.*{TOLD}")).click()
    choose(page, "How would you judge it?", "Not met")
    write(page, "Why, or what do you ask?", "We sit on that board, and heard nothing.")
    check(page)
    press(page, "Record it")
    press(page, "We have read it all")
    expect_said(page, "Wend Valley Hospitals NHS Trust is told")


def answer(page: Page, check: Check) -> None:
    page.goto("/self-assessment/ours")
    page.get_by_role("main").get_by_role("link", name="Small return").first.click()
    page.get_by_role("link", name="Answer the challenge").click()
    choose(page, "Do you accept the judgement?", "No")
    write(page, "Your answer", "It was item nine in March.")
    check(page)
    press(page, "Send the answer")
    expect(page.get_by_text("Waits to be settled")).to_be_visible()


def settle(page: Page, check: Check) -> None:
    page.goto("/self-assessment/")
    page.get_by_role("link", name="Small return").first.click()
    expect(page.get_by_text("1 to answer or settle")).to_be_visible()
    follow(page, "Wend Valley Hospitals NHS Trust")
    page.get_by_role("link", name="Settle it").click()
    choose(page, "Which judgement stands?", "Partly met")
    write(page, "Why?", "The minutes have it.")
    press(page, "Record what stands")
    expect(page.get_by_text("Settled", exact=True)).to_be_visible()
    check(page)
    page.goto("/self-assessment/years/small-return")
    expect(page.get_by_text("1 of 2").first).to_be_visible()
    check(page)
