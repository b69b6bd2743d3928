"""A public text is written, checked, approved by two, set to leave, published, and withdrawn again."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from handrail.demonstration.wend_valley import Cast, employ
from handrail.service.access.models import Person
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.cases.models import Case
from handrail.service.publication.bundle import export
from handrail.service.publication.rounds import release_due
from tests.journeys.hands import (
    choose,
    expect_heading,
    expect_not_there,
    expect_said,
    follow,
    press,
    sign_in,
    write,
    write_day,
)
from tests.rooms.reviews.in_full import agreed_by_the_partners
from tests.rooms.reviews.longer_reviews import called_for, going_in

TOLD = "His mother, Brigid, rang the school."
UNTOLD = "His mother rang the school."
LATE = "The trial ended only now."


@pytest.fixture
def case(cast: Cast) -> Case:
    """A folder with a local review under way, called for in March 2024."""
    with unit_of_work(Job("tests")):
        return called_for(cast)[0].case


@pytest.fixture
def second(cast: Cast) -> Person:
    with unit_of_work(Job("demonstration")):
        return employ("Ada Second", "senior officer", cast.council, cast.partnership)


@pytest.fixture
def seen(accessible: Callable[[Page], None]) -> Callable[[Page, str], None]:
    """Each page is checked, and kept as a picture where a folder for pictures is named."""
    folder = os.environ.get("HANDRAIL_PICTURES")

    def look(page: Page, name: str) -> None:
        accessible(page)
        if folder:
            for width in (1280, 360):
                page.set_viewport_size({"width": width, "height": 900})
                page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)
            page.set_viewport_size({"width": 1280, "height": 900})

    return look


Look = Callable[[Page, str], None]


def begin(page: Page, case: Case, look: Look) -> str:
    page.goto(f"/cases/{case.pk}/")
    follow(page, "Publication: the public text, its check and its release")
    look(page, "publications")
    follow(page, "Begin a publication of the local review")
    choose(page, "What is to be published?", "The report")
    look(page, "begin")
    press(page, "Begin it")
    expect_said(page, "The publication is begun.")
    look(page, "gate-begun")
    return page.url


def write_the_text(page: Page, gate: str, look: Look) -> None:
    """A mother's name that no page of the folder holds is told to the check; the rest it knows by itself."""
    page.goto(f"{gate}known")
    choose(page, "What is it?", "Somebody of the family or household")
    write(page, "How is it written?", "Brigid Fictionby")
    look(page, "known")
    press(page, "Tell it to the check")
    expect_said(page, "The check looks for it from now on.")
    page.goto(f"{gate}text")
    look(page, "text")
    follow(page, "Write the title and the summary")
    write(page, "Title", "Local child safeguarding practice review: Child Q")
    look(page, "title")
    press(page, "Save and check")
    expect_said(page, "Saved as a new version, and checked.")
    follow(page, "Introduction")
    write(page, "Text", f"{TOLD}\n\n- Calls were logged.\n- The London Road surgery wrote to Dr Lamplight.")
    look(page, "section")
    press(page, "Save and check")
    expect(page.get_by_text("Marks open")).to_be_visible()


def go_through_the_marks(page: Page, gate: str, look: Look) -> None:
    """One mark is answered by changing the text, the other by a reason; the new version asks for the reason again."""
    page.goto(f"{gate}marks")
    expect(page.locator("mark")).to_have_count(2)
    look(page, "marks")
    follow(page, re.compile("Say why it stays.*Lamplight"))
    look(page, "mark")
    press(page, "These words stay")
    expect(page.get_by_role("alert")).to_contain_text("Say why these words may stay")
    write(page, "Why may these words stay?", "It is the name of the surgery, not of a person.")
    press(page, "These words stay")
    expect_said(page, "These words stay, in your name.")
    page.goto(f"{gate}text")
    follow(page, "Introduction")
    box = page.get_by_label("Text", exact=True)
    box.fill(box.input_value().replace(TOLD, UNTOLD))
    press(page, "Save and check")
    page.goto(f"{gate}marks")
    look(page, "marks-again")
    page.get_by_label(re.compile("It stays, because: It is the name of the surgery")).check()
    press(page, "These still stay")
    expect_said(page, "1 resolved again, in your name.")
    expect(page.get_by_text("No mark is open.")).to_be_visible()


def approve(page: Page, gate: str, look: Look) -> None:
    page.goto(gate)
    follow(page, re.compile("^Read and approve it"))
    expect(page.get_by_role("heading", name="Local child safeguarding practice review: Child Q")).to_be_visible()
    look(page, "approve")
    press(page, "Approve this version")
    expect_said(page, "You approved this version.")


def agree_the_report(cast: Cast, case: Case) -> None:
    """What the review's own pages are for."""
    with unit_of_work(cast["coordinator"]):
        agreed_by_the_partners(cast, case, going_in(case), date(2024, 9, 2))


def meet_the_rest(page: Page, gate: str, look: Look) -> None:
    """Published today, so that those who must have it beforehand have it late, and there is a reason."""
    today = timezone.localdate()
    page.goto(gate)
    follow(page, re.compile("^Set the day"))
    write_day(page, "When is it to be published?", today)
    press(page, "Set the day")
    page.goto(gate)
    follow(page, re.compile("^Record to whom the report was given"))
    for body in page.get_by_role("checkbox").all():
        body.check()
    write_day(page, "On which day?", today)
    write(page, "If it is late, why?", LATE)
    page.get_by_role("button", name=re.compile("^Record")).click()
    page.goto(gate)
    follow(page, re.compile("^Record what the family was told"))
    look(page, "family")
    choose(page, "Was the family told what will be published, and when?", "Yes")
    write_day(page, "If yes: on which day?", today)
    write(page, "If yes: who was told, how, and what did they say?", "His mother, by her social worker.")
    press(page, "Record it")
    expect(page.get_by_text("Everything else is met. It can now be set to leave.")).to_be_visible()
    look(page, "gate-ready")


def set_to_leave(page: Page, gate: str, look: Look) -> None:
    page.goto(gate)
    follow(page, re.compile("^Set it to leave"))
    look(page, "leave")
    write(page, "At what time?", "0:01")
    write(page, "If that day is late, why?", LATE)
    press(page, "Set it to leave")
    expect_said(page, "It leaves by itself at that time")
    expect(page.get_by_text("Everything is met.")).to_be_visible()
    look(page, "gate-met")


def test_a_review_is_published_through_the_gate_and_withdrawn(
    at_work: Callable[..., Page],
    new_window: Callable[..., Page],
    cast: Cast,
    case: Case,
    second: Person,
    seen: Look,
    tmp_path: Path,
) -> None:
    coordinator = at_work("coordinator")
    gate = begin(coordinator, case, seen)
    write_the_text(coordinator, gate, seen)
    go_through_the_marks(coordinator, gate, seen)
    expect_not_there(coordinator, f"{gate}approve")
    one, other = at_work("senior officer"), new_window()
    sign_in(other, second)
    for window in (one, other):
        approve(window, gate, seen)
    agree_the_report(cast, case)
    meet_the_rest(coordinator, gate, seen)
    set_to_leave(coordinator, gate, seen)
    assert release_due() == 1
    coordinator.goto(gate)
    expect(coordinator.get_by_text("It is published")).to_be_visible()
    seen(coordinator, "gate-published")
    told = bundle(tmp_path)
    assert "Brigid" not in told
    assert UNTOLD in told
    withdraw(coordinator, seen)
    assert UNTOLD not in bundle(tmp_path)
    assert [one["reason"] for one in json.loads((tmp_path / "manifest.json").read_text())["withdrawn"]] == [
        "The family asked for it."
    ]


def withdraw(page: Page, look: Look) -> None:
    follow(page, "Withdraw what was published")
    expect_heading(page, "Withdraw what was published")
    look(page, "withdraw")
    write(page, "Why?", "Brigid asked for it.")
    press(page, "Withdraw it")
    expect(page.get_by_role("alert")).to_contain_text("they may tell who it is about: “Brigid”")
    write(page, "Why?", "The family asked for it.")
    press(page, "Withdraw it")
    expect_said(page, "It is withdrawn.")
    look(page, "gate-withdrawn")


def bundle(folder: Path) -> str:
    with unit_of_work(Job("publication")):
        export(folder)
    return "".join(path.read_text() for path in (folder / "documents").iterdir())
