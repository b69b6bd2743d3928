"""A local review from the decision to its publication, as the coordinator and the reviewer see it in their browsers."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from handrail.demonstration.wend_valley import Cast
from handrail.service.access.grounds import ASKING
from handrail.service.access.models import Person
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.cases.actions import give_key
from handrail.service.cases.models import Case
from handrail.service.partnerships.models import Body, Kind
from handrail.service.reviews.actions import begin_rapid_review
from tests.journeys.hands import choose, expect_said, follow, press, write, write_day
from tests.journeys.requesting import follow_button
from tests.rooms.cast import employ, open_folder_for
from tests.rooms.reviews.reviewing import COMPLETED, filled, incident_of

Check = Callable[[Page], None]
CONTINUED = "Record it"
COUNCIL = "Wendshire Council"
REPLY = "I rang twice, not once."
WHERE = "https://wend-valley.example/reviews/jaz"


def rapid_review_written(cast: Cast) -> Case:
    """A rapid review with everything written and a local review decided, that only waits to be completed."""
    with unit_of_work(cast["notifier"]):
        case = open_folder_for(cast)
        incident = incident_of(case, cast)
    with unit_of_work(cast["coordinator"]):
        return filled(cast, begin_rapid_review(case, [incident], by=cast["coordinator"])).case


def commissioned(cast: Cast, case: Case) -> Person:
    """A reviewer with the keys of a commission."""
    with unit_of_work(Job("tests")):
        body = Body.objects.create(kind=Kind.REVIEWERS, name="Alder Lane Reviews")
        imogen = employ("Imogen Farthing", "reviewer", body, cast.partnership)
    with unit_of_work(cast["coordinator"]):
        for room in ("reviews", "chronologies", "learning"):
            give_key(case, body, opens=room, why="commissioned", ground=ASKING, by=cast["coordinator"])
    return imogen


def decide_to_hold_it(page: Page, check: Check, case: Case) -> None:
    """Completing the rapid review is the decision: from that day the review is under way."""
    page.goto(f"/cases/{case.pk}/")
    page.get_by_role("region", name="Papers").get_by_role("link", name=re.compile("^Rapid review")).click()
    page.get_by_role("link", name="Complete the rapid review").or_(
        page.get_by_role("button", name="Complete the rapid review")
    ).first.click()
    choose(page, "When was it completed?", "Before now")
    write_day(page, "If before now, the day", COMPLETED.date())
    write(page, "If before now, the time", "16:00")
    press(page, "Complete the rapid review")
    expect_said(page, "The rapid review is complete.")
    page.goto(f"/cases/{case.pk}/")
    follow(page, re.compile("^Practice reviews"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Local review")
    check(page)


def overview(page: Page, case: Case) -> None:
    page.goto(f"/cases/{case.pk}/reviews/practice/")


def set_it_up(page: Page, check: Check, case: Case, on: date) -> None:
    """The overview says what comes next; each is done from there."""
    follow(page, "Write the terms of reference")
    check(page)
    expect(page.get_by_label("Before you write")).to_contain_text("Nobody is blamed")
    write(page, "What is the review for?", "To learn why two calls were never linked.")
    write(page, "What is it to find out?", "Why did it make sense to log each by itself?")
    write_day(page, "If it is agreed, on which day?", on)
    write(page, "By whom was it agreed?", "The three partners")
    press(page, CONTINUED)
    expect_said(page, "It is recorded.")
    check(page)
    overview(page, case)
    follow(page, "Appoint a reviewer")
    write(page, "Who was appointed?", "Imogen Farthing, independent")
    write(page, "Who appointed them?", "The three partners")
    write_day(page, "On which day?", on)
    press(page, "Record the appointment")
    follow(page, "Set up the review’s panel, with its chair")
    follow_button(page, "Add somebody to the panel")
    check(page)
    page.get_by_label("Agency", exact=True).select_option(COUNCIL)
    write(page, "Name", "Ada Fenwick")
    write_day(page, "Since which day?", on)
    choose(page, "In the chair?", "Yes")
    write(page, "Any part in the case, or other interest?", "None")
    press(page, CONTINUED)
    expect(page.get_by_role("cell", name="Ada Fenwick", exact=True)).to_be_visible()


def meet(page: Page, check: Check, case: Case) -> None:
    overview(page, case)
    follow(page, "Plan the first meeting of the panel")
    check(page)
    write_day(page, "Day", timezone.localdate() + timedelta(days=7))
    write(page, "Time it starts", "2pm")
    choose(page, "How long it lasts", "2 hours")
    write(page, "Where", "Otter Room")
    press(page, "Plan the meeting")
    expect_said(page, "The meeting is planned.")
    check(page)


def hear_the_family(page: Page, check: Check, case: Case, on: date) -> None:
    """The reviewer's part: the mother is heard, a draft is shown to her, and her reply changes it."""
    overview(page, case)
    check(page)
    follow(page, "The child and family")
    follow_button(page, "Add one of the family")
    write(page, "Name, or what they wish to be called", "Mara Fictionby")
    write(page, "Who are they to the child?", "his mother")
    choose(page, "Do they take part?", "Wants to take part")
    press(page, CONTINUED)
    follow(page, "Read Mara Fictionby, his mother")
    follow_button(page, "Record a contact")
    write_day(page, "On which day?", on)
    write(page, "How, and by which role?", "A visit by the reviewer")
    write(page, "What do they wish?", "That his name is not used.")
    press(page, CONTINUED)
    expect(page.get_by_text("That his name is not used.", exact=True)).to_be_visible()
    check(page)


def write_and_show(page: Page, check: Check, case: Case, on: date) -> None:
    overview(page, case)
    follow(page, "The report: versions")
    _version(page, "Two calls were not linked.", "", on)
    overview(page, case)
    follow(page, "Who saw which version, and their reply")
    follow_button(page, "Record that a version was shown")
    page.get_by_label("Which version?", exact=True).select_option("version 1")
    write_day(page, "On which day was it shown?", on)
    page.get_by_label("To one of the family", exact=True).select_option("Mara Fictionby, his mother")
    write(page, "How much of it did they see, and how?", "All of it, read together")
    press(page, CONTINUED)
    follow(page, re.compile("^Read version 1"))
    follow_button(page, "Record a reply")
    write_day(page, "On which day did they reply?", on)
    write(page, "What did they reply?", REPLY)
    write(page, "What was changed because of it?", "The second call was added.")
    press(page, CONTINUED)
    expect(page.get_by_text(REPLY, exact=True)).to_be_visible()
    check(page)
    overview(page, case)
    follow(page, "The report: versions")
    _version(page, "Three calls were not linked.", "The mother’s second call.", on)


def _version(page: Page, text: str, changed: str, on: date) -> None:
    follow_button(page, "Keep a version")
    write_day(page, "The day of this version", on)
    write(page, "What changed since the version before, and why?", changed)
    write(page, "The report, or its summary", text)
    press(page, CONTINUED)
    expect_said(page, "It is recorded.")


def ask_in_writing(page: Page, check: Check, case: Case, on: date) -> None:
    """Medical confidence is claimed, disputed, and the notes are given after all."""
    overview(page, case)
    follow(page, "Information asked for in writing")
    follow_button(page, "Record a request")
    choose(page, "How was it asked for?", "By a safeguarding partner, under section 16H of the Children Act 2004")
    page.get_by_label("Which partner asked?", exact=True).select_option(COUNCIL)
    write(page, "If they are not in the list, of whom?", "A private clinic")
    write_day(page, "The day of the letter", on)
    write(page, "What was asked for?", "Its notes")
    write(page, "What for?", "This review")
    write(page, "To whom is it to be given?", "The reviewer")
    press(page, CONTINUED)
    follow(page, "Read A private clinic")
    for answer in ("Medical confidence claimed", "The claim or refusal disputed", "Given"):
        follow_button(page, "Record what came of it")
        write_day(page, "On which day?", on)
        choose(page, "What came of it?", answer)
        write(page, "In what words, and on whose advice?", "On the solicitor’s advice.")
        press(page, CONTINUED)
    expect(page.get_by_text("The claim or refusal disputed", exact=True)).to_be_visible()
    check(page)


def finish(page: Page, check: Check, case: Case, on: date) -> None:
    """Received, gone through, agreed, given and published."""
    overview(page, case)
    follow(page, "Record the report when the reviewer gives it in")
    write_day(page, "On which day?", on)
    press(page, CONTINUED)
    follow(page, "Go through what the report must hold, and agree it")
    follow(page, "Read version 2")
    follow(page, "Go through what it must and should hold")
    check(page)
    for item in page.get_by_role("main").get_by_role("group").all():
        item.get_by_label("Yes", exact=True).check()
    press(page, CONTINUED)
    check(page)
    overview(page, case)
    follow(page, "The report as agreed")
    follow_button(page, "Record that it was agreed")
    page.get_by_label("Which version is the report?", exact=True).select_option("version 2")
    write_day(page, "On which day was it agreed?", on)
    write(page, "By whom was it agreed?", "The three partners")
    write(page, "How was its quality judged?", "It says why, and not only what.")
    press(page, CONTINUED)
    expect_said(page, "It is recorded.")


def publish(page: Page, check: Check, case: Case, on: date) -> None:
    overview(page, case)
    page.get_by_role("link", name="Set the day of publication", exact=True).first.click()
    write_day(page, "When is it to be published?", on)
    press(page, "Set the day")
    follow(page, "Give the report before it is published")
    for to in page.get_by_role("checkbox").all():
        to.check()
    write_day(page, "On which day?", on - timedelta(days=14))
    press(page, CONTINUED)
    follow(page, "Record the publication")
    choose(page, "What was published?", "The report")
    write_day(page, "On which day was it published?", on)
    write(page, "Where can it be read?", WHERE)
    press(page, CONTINUED)
    expect_said(page, "The publication is recorded.")
    expect(page.get_by_role("link", name=WHERE)).to_be_visible()
    check(page)
