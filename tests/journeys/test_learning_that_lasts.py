"""From why it happened to evidence that anything changed: findings, a body that answers, the same call in other years,
a published report, and a briefing that is read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from handrail.demonstration.wend_valley import Cast
from handrail.service.audit.actions import Job, name_actor, unit_of_work
from handrail.service.cases.actions import open_case
from handrail.service.cases.models import Case
from handrail.service.learning.actions.meanings import make_vectors
from handrail.service.learning.actions.recommending import Whence, recommend
from tests.journeys.hands import choose, expect_heading, expect_not_there, expect_said, follow, press, write, write_day

SAID = "Ring every family back within the day."
BEFORE = "Families who telephone are called back the same day."
CALL = "2. Call families back on the day that they ring."


def an_earlier_folder(cast: Cast) -> tuple[Case, Case]:
    """This review's folder, and one of 2019 in which much the same was recommended."""
    with unit_of_work(Job("demonstration")):
        name_actor(cast["coordinator"])
        now, then = (
            open_case(partnership=cast.partnership, authority=cast.council, by=cast["coordinator"]) for _ in range(2)
        )
        whence = Whence("Serious case review, 2019")
        recommend(then, text=BEFORE, made_on=date(2019, 3, 4), whence=whence, by=cast["coordinator"])
    make_vectors()
    return now, then


def test_learning_is_followed_until_it_is_known_to_have_changed_something(
    at_work: Callable[..., Page], accessible: Callable[[Page], None], cast: Cast, tmp_path: Path
) -> None:
    case, _ = an_earlier_folder(cast)
    cora = at_work("coordinator")
    cora.goto(reverse("learning:folder_learning", kwargs={"case_id": case.pk}))
    record_a_finding(cora, accessible)
    recommend_something(cora, accessible)
    find_that_it_was_made_before(cora, accessible)
    hosea = at_work("hospital lead")
    answer_and_carry_out(hosea, accessible)
    show_that_it_made_a_difference(hosea, accessible)
    see_how_it_stands(cora, accessible)
    take_from_a_report(cora, accessible, tmp_path, case)
    send_a_briefing(cora, accessible, case)
    read_the_briefing(at_work("school lead"), accessible)
    cora.goto(reverse("learning:folder_learning", kwargs={"case_id": case.pk}))
    follow(cora, "Ringing back")
    expect(cora.get_by_text("1 person says they have read it")).to_be_visible()
    expect_not_there(at_work("stranger"), cora.url)


def record_a_finding(cora: Page, accessible: Callable[[Page], None]) -> None:
    press(cora, "Record a finding")
    accessible(cora)
    write(cora, "The finding, in a sentence", "Calls of families went unanswered")
    write(cora, "What happened", "Three calls in a week were not returned.")
    write(cora, "Why it happened", "One line served three teams, and nobody saw which calls were still open.")
    write_day(cora, "On which day was it found?", timezone.localdate())
    write(cora, "The review, in words", "Rapid review, this year")
    press(cora, "Record the finding")
    expect_said(cora, "The finding was recorded.")
    accessible(cora)


def recommend_something(cora: Page, accessible: Callable[[Page], None]) -> None:
    press(cora, "Recommend something because of it")
    accessible(cora)
    write(cora, "What is recommended", SAID)
    choose(cora, "Which bodies is it addressed to?", "Wend Valley Hospitals NHS Trust")
    write(cora, "National government (optional)", "Department of Health and Social Care")
    write_day(cora, "By which day is it to be carried out?", timezone.localdate() + timedelta(days=60))
    write(cora, "The review, in words", "Rapid review, this year")
    press(cora, "Record it, and tell the bodies")
    expect_heading(cora, SAID)
    accessible(cora)


def find_that_it_was_made_before(cora: Page, accessible: Callable[[Page], None]) -> None:
    press(cora, "Was it made before?")
    accessible(cora)
    choose(cora, "Which is it again?", BEFORE)
    press(cora, "It is the same")
    expect(cora.get_by_text("Made for the second time").first).to_be_visible()
    expect(cora.get_by_text("Serious case review, 2019").first).to_be_visible()
    accessible(cora)


def answer_and_carry_out(hosea: Page, accessible: Callable[[Page], None]) -> None:
    hosea.goto(reverse("learning:of_us"))
    accessible(hosea)
    follow(hosea, SAID)
    accessible(hosea)
    press(hosea, "Accept or refuse it")
    choose(hosea, "What is the answer?", "Accepted")
    press(hosea, "Save the answer")
    follow(hosea, "Record it as carried out")
    press(hosea, "Record it as carried out")
    expect(hosea.get_by_role("alert")).to_be_visible()
    hosea.goto(hosea.url.removesuffix("/carried-out"))
    press(hosea, "Show that it was done")
    write(hosea, "What was done, and how is that known?", "A second line; the rota is kept with the ward.")
    choose(hosea, "What kind of evidence is it?", "A document, such as a procedure or a plan")
    write_day(hosea, "As of which day?", timezone.localdate())
    press(hosea, "Save the evidence")
    follow(hosea, "Record it as carried out")
    write_day(hosea, "When was it carried out?", timezone.localdate())
    press(hosea, "Record it as carried out")
    expect(hosea.get_by_text("Carried out, no difference shown yet")).to_be_visible()


def show_that_it_made_a_difference(hosea: Page, accessible: Callable[[Page], None]) -> None:
    press(hosea, "Show what difference it made")
    accessible(hosea)
    choose(hosea, "What does it show?", "It made a difference")
    write(hosea, "What is different for children, and how is that known?", "Of 40 families asked, 38 were rung back.")
    choose(hosea, "What kind of evidence is it?", "What children and families say")
    write_day(hosea, "As of which day?", timezone.localdate())
    press(hosea, "Save the evidence")
    accessible(hosea)


def see_how_it_stands(cora: Page, accessible: Callable[[Page], None]) -> None:
    cora.goto(reverse("learning:recommendations"))
    expect(cora.get_by_text("Made a difference", exact=True)).to_be_visible()
    cora.get_by_label("How it stands", exact=True).select_option("Not answered yet")
    cora.get_by_label("Addressed to", exact=True).select_option("National government")
    press(cora, "Show these")
    expect(cora.get_by_text("1 recommendation", exact=True)).to_be_visible()
    accessible(cora)


def take_from_a_report(cora: Page, accessible: Callable[[Page], None], folder: Path, case: Case) -> None:
    report = folder / "inspection.txt"
    report.write_text(f"Recommendations\n1. Paint the door green.\n{CALL}\n", encoding="utf-8")
    cora.goto(reverse("learning:reports", kwargs={"case_id": case.pk}))
    accessible(cora)
    cora.get_by_label("The report", exact=True).set_input_files(report)
    write(cora, "What is the report called?", "Inspection of Wendshire, 2021")
    write_day(cora, "On which day was it published?", date(2021, 6, 1))
    press(cora, "Find its recommendations")
    accessible(cora)
    choose(cora, "Recommendations", CALL)
    press(cora, "Take those ticked")
    choose(cora, "Recommendations", "1. Paint the door green.")
    press(cora, "Leave out those ticked")
    expect(cora.get_by_text("All of it is decided on.")).to_be_visible()
    accessible(cora)


def send_a_briefing(cora: Page, accessible: Callable[[Page], None], case: Case) -> None:
    cora.goto(reverse("learning:begin_briefing", kwargs={"case_id": case.pk}))
    accessible(cora)
    write(cora, "What is it about, in a few words?", "Ringing back")
    choose(cora, "Which findings does it carry?", "Calls of families went unanswered")
    choose(cora, "Which recommendations does it carry?", SAID)
    press(cora, "Make a draft")
    accessible(cora)
    press(cora, "Save the briefing")
    accessible(cora)
    press(cora, "Send it")
    choose(cora, "To which bodies?", "Otter Lane Primary School")
    choose(cora, "Before it leaves", "I have read it through, and nobody can be told from it")
    press(cora, "Send it")
    expect_said(cora, "Sent on")


def read_the_briefing(skye: Page, accessible: Callable[[Page], None]) -> None:
    skye.goto(reverse("learning:briefings"))
    accessible(skye)
    follow(skye, "Ringing back")
    accessible(skye)
    press(skye, "I have read this")
    expect(skye.get_by_text("that you have read this")).to_be_visible()
