"""The rapid review is written, weighed, approved, completed and sent; the Panel asks, and is answered."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import docx
import pypdf
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from handrail.guidance.days import LONDON
from tests.journeys.hands import (
    choose,
    expect_heading,
    expect_not_there,
    expect_said,
    expect_saved,
    follow,
    press,
    write,
    write_day,
    write_moment,
)
from tests.journeys.recording import Known
from tests.journeys.requesting import SCHOOL, SUMMARY, TRUST, follow_button, open_folder

Check = Callable[[Page], None]
SECTIONS = (
    "The facts", "Immediate action", "What may be improved", "Context: inequality and protected characteristics",
    "Good practice", "The child and family", "Next steps",
)  # fmt: skip
ASKED = "The Panel asks who calls at the door when a school cannot reach a family."
REPLIED = "The attendance team calls on the first day, from 1 December."


def begin_the_review(page: Page, check: Check, known: Known) -> None:
    open_folder(page, known)
    follow(page, "Begin a rapid review")
    check(page)
    press(page, "Begin the rapid review")
    expect_said(page, "The rapid review is begun.")
    check(page)


def write_the_sections(page: Page, check: Check) -> None:
    """What the school sent is brought in with its source; the rest is typed."""
    follow(page, "The facts")
    check(page)
    page.get_by_role("button", name=re.compile(f"^Bring in The agency's part.*, from the summary of {SCHOOL}")).click()
    expect_said(page, "It was added at the end of the text, with its source.")
    expect(page.get_by_role("textbox")).to_have_value(re.compile(re.escape(SUMMARY)))
    for title in SECTIONS:
        expect_heading(page, title)
        box = page.get_by_role("textbox")
        box.fill(f"{box.input_value()}\n\n{text_of(title)}".strip())
        if title == SECTIONS[-1]:
            expect_saved(page)
        press(page, "Continue")


def text_of(title: str) -> str:
    return f"What the partners say under “{title}”, in their own words."


def weigh_every_criterion(page: Page, check: Check) -> int:
    """Each criterion of both pages is answered with its reasons; the answers stand beside the decision."""
    weighed = 0
    for title in ("Criteria for a local review", "Criteria for a national review"):
        expect_heading(page, title)
        check(page)
        asked = page.get_by_role("main").get_by_role("group").all()
        assert asked
        for place, criterion in enumerate(asked, start=1):
            criterion.get_by_label("Yes, or it may" if place == 1 else "No", exact=True).check()
            write(page, f"Reasons for your answer to {place}", f"{title}, reason {place}.")
        weighed += len(asked)
        press(page, "Continue")
    return weighed


def decide_on_reviews(page: Page, check: Check, weighed: int) -> None:
    expect_heading(page, "What the partners decide")
    beside = page.get_by_role("heading", name="What was answered to the criteria").locator("xpath=..")
    expect(beside.get_by_role("listitem")).to_have_count(weighed)
    check(page)
    choose(page, "Is a local review to be held?", "No")
    write(page, "Reasons for the decision on a local review", "The agencies have agreed what changes.")
    choose(page, "In the partners' view, may a national review be right?", "No")
    write(page, "Reasons for the view on a national review", "Nothing here is of national importance.")
    press(page, "Continue")
    expect_heading(page, "Complete the rapid review")
    follow(page, "Cancel")


def approve(page: Page, check: Check, known: Known, body: str) -> None:
    open_folder(page, known)
    open_review(page)
    follow_button(page, f"Read and approve for {body}")
    expect(page.get_by_text(text_of("Next steps"))).to_be_visible()
    check(page)
    press(page, "Approve this version")
    expect_said(page, f"You approved this version for {body}.")


def open_review(page: Page) -> None:
    page.get_by_role("region", name="Papers").get_by_role("link", name=re.compile("^Rapid review(?! meeting)")).click()
    expect_heading(page, "Rapid review")


def complete(page: Page, check: Check) -> None:
    page.reload()
    expect(page.get_by_text("Everything that must be answered is answered.")).to_be_visible()
    for name in ("Constance Leadbitter", "Percival Lawes", "Hetty Welby"):
        expect(page.get_by_text(re.compile(rf"Approved for .* by {name}"))).to_be_visible()
    follow_button(page, "Complete the rapid review")
    check(page)
    press(page, "Complete the rapid review")
    expect_said(page, "The rapid review is complete.")


def make_and_read_the_documents(page: Page, check: Check, folder: Path) -> None:
    follow_button(page, "Make the Word and PDF")
    check(page)
    press(page, "Make them")
    expect_said(page, "The Word and PDF are made.")
    word = saved(page, page.get_by_role("link", name=re.compile(r"\.docx$")), folder)
    pdf = saved(page, page.get_by_role("link", name=re.compile(r"\.pdf$")), folder)
    in_word = "\n".join(paragraph.text for paragraph in docx.Document(str(word)).paragraphs)
    in_pdf = " ".join(" ".join(sheet.extract_text() for sheet in pypdf.PdfReader(pdf).pages).split())
    for title in SECTIONS:
        assert text_of(title) in in_word
        assert text_of(title) in in_pdf


def saved(page: Page, link: Locator, folder: Path) -> Path:
    with page.expect_download() as coming:
        link.click()
    kept = folder / coming.value.suggested_filename
    coming.value.save_as(kept)
    return kept


def record_that_it_was_sent(page: Page, check: Check) -> None:
    follow_button(page, "Record that it was sent")
    check(page)
    write_moment(page, "Day", "Time", timezone.now())
    write(page, "How it was sent", "By secure e-mail to the Panel's mailbox")
    press(page, "Record that it was sent")
    expect_said(page, "It is recorded that the rapid review was sent to the Panel.")
    check(page)


def the_panel_asks_and_is_answered(page: Page, check: Check) -> None:
    follow(page, "Record what the Panel wrote")
    check(page)
    choose(page, "What does the Panel say?", "Asks for more")
    write_day(page, "Date of the letter", timezone.localdate())
    write(page, "What it says", ASKED)
    press(page, "Record the letter")
    expect_said(page, "What the Panel wrote is recorded.")
    expect(page.get_by_text("Waits for a reply")).to_be_visible()
    follow(page, re.compile("^Record the reply to the letter"))
    check(page)
    expect(page.get_by_text(ASKED)).to_be_visible()
    write_day(page, "Date of the letter", timezone.localdate())
    write(page, "What it says", REPLIED)
    press(page, "Record the reply")
    expect_said(page, "The reply to the Panel is recorded.")
    expect(page.get_by_text("Waits for a reply")).to_have_count(0)
    check(page)


IN_ORDER = (
    "The local authority became aware of the incident", "The Panel was notified",
    "The safeguarding partners agreed that the incident be notified", "A summary was asked for",
    "The summary was received", "The rapid review was completed", "The Panel asked for more",
    "The partnership replied to the Panel",
)  # fmt: skip
LOOKED = (
    "Norris Tiffin", "Selma Offley", "Percival Lawes", "Hetty Welby", "Constance Leadbitter", "Cora Ordway",
    "Skye Learmonth", "Hosea Pitts", "Polly Constable-Ashe",
)  # fmt: skip
KEYS = (
    f"{SCHOOL} may open what it is asked for, and what it sends",
    f"{TRUST} may open what it is asked for, and what it sends",
    "Wend Valley Police may open the pack of the meeting",
)


def see_it_all_in_order(page: Page, check: Check, known: Known) -> None:
    open_folder(page, known)
    check(page)
    happened = page.get_by_role("region", name="What happened").get_by_role("listitem")
    when = [moment(words) for words in happened.locator(".handrail-happened__when").all_inner_texts()]
    assert when == sorted(when)
    told = " ".join(happened.all_inner_texts())
    assert "The rapid review was sent to the Panel" in told
    places = [told.find(words) for words in IN_ORDER]
    assert -1 not in places
    assert places == sorted(places)


def moment(words: str) -> datetime:
    """When a line says that it was; what has no hour stands at the end of its day."""
    day, _, hour = words.partition(" at ")
    return datetime.strptime(f"{day} {hour or '11:59pm'}", "%d %B %Y %I:%M%p").replace(tzinfo=LONDON)


def see_who_may_and_who_did(page: Page, check: Check) -> None:
    keys = page.get_by_role("region", name="Who may see what")
    for words in KEYS:
        expect(keys).to_contain_text(words)
    follow(page, "See everyone who has looked")
    check(page)
    for name in LOOKED:
        expect(page.get_by_role("row").filter(has_text=name).first).to_be_visible()
    expect(page.get_by_role("main")).not_to_contain_text("Stan Gerrard-Elsewhere")


def the_neighbour_finds_nothing(page: Page, known: Known, review: str) -> None:
    for address in (known.folder, known.incident, review, f"{known.folder}requests/", f"{known.folder}meetings/"):
        expect_not_there(page, address)
    page.goto(f"/search?q={known.reference}")
    expect(page.get_by_role("main").get_by_role("link", name=known.reference)).to_have_count(0)
