"""Two people of one authority go on with the same draft: nobody's words are lost, and one paper comes of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from handrail.demonstration.wend_valley import Cast, employ
from handrail.service.access.models import Person
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.incidents.models import Incident
from tests.journeys import recording
from tests.journeys.hands import expect_heading, expect_saved, press, sign_in, write

HERS = "A neighbour says that Wren was alone since Friday."
QUESTION = "What is known or suspected"


@pytest.fixture
def colleague(cast: Cast) -> Person:
    """A second notifier of the same council."""
    with unit_of_work(Job("demonstration")):
        return employ("Nerys Wharfe", "notifier", cast.council, cast.partnership)


@pytest.fixture
def two(at_work: Callable[..., Page], new_window: Callable[..., Page], colleague: Person) -> tuple[Page, Page]:
    """He begins a draft; she opens the same page of it in her own window."""
    his, hers = at_work("notifier"), new_window()
    sign_in(hers, colleague)
    recording.begin(his)
    hers.goto(his.url)
    expect_heading(hers, "What happened")
    return his, hers


def test_whoever_saves_second_is_shown_both_texts(two: tuple[Page, Page], accessible: Callable[[Page], None]) -> None:
    his, hers = two
    write(his, QUESTION, recording.KNOWN)
    expect_saved(his)
    write(hers, QUESTION, HERS)
    expect(hers.get_by_text("Someone else changed this page.")).to_be_visible()
    press(hers, "Continue")
    both = hers.get_by_role("alert")
    expect(both).to_contain_text("Norris Tiffin changed this page while you were typing")
    expect(both).to_contain_text(recording.KNOWN)
    expect(hers.get_by_label(QUESTION, exact=True)).to_have_value(HERS)
    accessible(hers)


def test_what_she_puts_together_is_kept_and_he_is_told_in_his_turn(two: tuple[Page, Page]) -> None:
    his, hers = two
    write(his, QUESTION, recording.KNOWN)
    expect_saved(his)
    write(hers, QUESTION, HERS)
    press(hers, "Continue")
    recording.tell_what_happened(hers)
    write(hers, QUESTION, f"{recording.KNOWN} {HERS}")
    press(hers, "Continue")
    expect_heading(hers, "When the authority became aware")
    write(his, QUESTION, f"{recording.KNOWN} The police were there.")
    press(his, "Continue")
    expect(his.get_by_role("alert")).to_contain_text("Nerys Wharfe changed this page while you were typing")
    expect(his.get_by_role("alert")).to_contain_text(HERS)


def test_of_two_who_submit_one_paper_comes(two: tuple[Page, Page]) -> None:
    his, hers = two
    finish(his)
    hers.goto(his.url)
    expect_heading(hers, "Check your answers")
    press(his, "Record the incident")
    expect(his.get_by_text("The working days are running.")).to_be_visible()
    press(hers, "Record the incident")
    expect_heading(hers, "This has already been sent")
    expect(hers.get_by_text("Nothing was sent twice.")).to_be_visible()
    assert Incident.objects.count() == 1
    hers.get_by_role("link", name="Go on from here").click()
    hers.wait_for_url(his.url)


def finish(page: Page) -> None:
    """Every page that must be answered, and on to the last."""
    yesterday = timezone.localdate() - timedelta(days=1)
    recording.tell_what_happened(page)
    press(page, "Continue")
    recording.say_when(page, yesterday)
    page.goto(page.url.rpartition("/")[0] + "/")
    recording.answer_the_rest(page, lambda page: None, yesterday)
