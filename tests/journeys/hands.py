"""What a person does at a page: each by the words that stand there to be read."""

from __future__ import annotations

import re
from datetime import date, datetime

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from handrail.demonstration.wend_valley import PASSWORD, give_apps
from handrail.service.access.factors.checking import code_now
from handrail.service.access.factors.keeping import has_factor
from handrail.service.access.models import Person
from handrail.service.audit.actions import Job, unit_of_work
from tests.journeys.ways import runs_script


def sign_in(page: Page, person: Person) -> None:
    _has_an_app(person)
    page.goto("/sign-in")
    write(page, "E-mail address", person.email)
    write(page, "Password", PASSWORD)
    press(page, "Sign in")
    write(page, "Code from your authenticator app", code_of(person))
    press(page, "Sign in")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def code_of(person: Person) -> str:
    """What this person's app shows."""
    with unit_of_work(Job("tests")):
        return code_now(person)


def _has_an_app(person: Person) -> None:
    """Somebody a journey brought in has one from now on."""
    with unit_of_work(Job("tests")):
        if not has_factor(person):
            give_apps([person])


def press(page: Page, words: str) -> None:
    """Press a button that sends a form, and be where it leads."""
    with page.expect_navigation():
        page.get_by_role("button", name=words, exact=True).click()


def follow(page: Page, words: str | re.Pattern[str]) -> None:
    """Click the one link of the page's own that is named so, and be there; a pattern may match part of the name."""
    link = page.get_by_role("main").get_by_role("link", name=words, exact=True)
    with page.expect_navigation():
        link.click()


def go_to(page: Page, place: str) -> None:
    """One of the places in the bar at the head of every page."""
    page.get_by_role("banner").get_by_role("link", name=place, exact=True).click()
    expect(heading(page)).to_be_visible()


def write(page: Page, label: str, words: str) -> None:
    page.get_by_label(label, exact=True).fill(words)


def choose(page: Page, question: str, *answers: str) -> None:
    """Tick these answers to a question, or the one where only one can be chosen."""
    for answer in answers:
        page.get_by_role("group", name=question, exact=True).get_by_label(answer, exact=True).check()


def write_day(page: Page, question: str, day: date) -> None:
    asked = page.get_by_role("group", name=question, exact=True)
    for part, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        asked.get_by_label(part, exact=True).fill(str(number))


def write_moment(page: Page, day_label: str, time_label: str, at: datetime) -> None:
    """A day and an hour, as a person in London writes them."""
    there = timezone.localtime(at)
    write_day(page, day_label, there.date())
    write(page, time_label, f"{there:%H:%M}")


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def expect_heading(page: Page, words: str) -> None:
    expect(heading(page)).to_have_text(words)


def expect_said(page: Page, words: str) -> None:
    """What the page says at its head about what was just done."""
    expect(page.get_by_role("main").get_by_role("status").filter(has_text=words).first).to_be_visible()


def expect_saved(page: Page) -> None:
    """Typing saves itself; the page says when it has. Without script there is a button for it, and then a way back."""
    if runs_script(page):
        expect(page.get_by_text("Saved just now.")).to_be_visible()
        return
    here = page.url
    press(page, "Save and come back later")
    page.goto(here)


def expect_not_there(page: Page, address: str) -> None:
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 404
    expect_heading(page, "Page not found")
