"""A child's death from the first hour to the report of the review meeting, as people see it in their browsers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from handrail.demonstration.wend_valley import Cast
from tests.journeys.hands import choose, expect_heading, expect_said, follow, go_to, press, write, write_day

Check = Callable[[Page], None]
KNOWN = "Found in the cot at six in the morning. The ambulance came within ten minutes."


def yesterday() -> date:
    return timezone.localdate() - timedelta(days=1)


def notify(page: Page, check: Check, *, born_on: date, where: dict[str, str], asks_whose: bool = False) -> None:
    """Page by page, with the few answers that are needed."""
    go_to(page, "Child deaths")
    check(page)
    page.get_by_role("button", name="Notify a child’s death").click()
    press(page, "Begin")
    if asks_whose:
        choose(page, "Local authority", "Wendshire Council")
        press(page, "Continue")
    expect_heading(page, "Was the child born alive?")
    check(page)
    choose(page, "How was the child born?", "Born alive, at any gestation, even if for a moment")
    press(page, "Continue")
    write(page, "First names", "Wren")
    write(page, "Family name", "Fairlight")
    press(page, "Continue")
    expect(page.get_by_role("alert").get_by_text("choose below why there is none").first).to_be_visible()
    write(page, "NHS number", "999 000 1235")
    write_day(page, "Date of birth", born_on)
    press(page, "Continue")
    write_day(page, "Day of the death", yesterday())
    check(page)
    press(page, "Continue")
    choose(page, "In what kind of place?", where["kind"])
    choose(page, "Where was that?", where["where"])
    write(page, "Country, if it was abroad", where.get("country", ""))
    press(page, "Continue")
    choose(page, "Where did the child normally live?", "In this area")
    press(page, "Continue")
    write(page, "What is known of the circumstances", KNOWN)
    press(page, "Continue")
    choose(page, "Agencies", "Otter Lane Primary School")
    press(page, "Continue")
    press(page, "Continue")
    check(page)
    press(page, "Notify the death")
    expect_said(page, "The death is notified.")


def record(page: Page, words: str, on: date, **typed: str) -> None:
    """One of the dates, by the words that stand in the list of them."""
    follow(page, "Record what a registrar, a coroner, the police or others did")
    follow(page, words)
    write_day(page, "Day", on)
    for label, said in typed.items():
        write(page, label.replace("_", " "), said)
    press(page, "Record")
    expect_said(page, f"Recorded: {words}.")


def decide_together(page: Page, check: Check) -> None:
    follow(page, "Record whether it calls for a joint agency response")
    check(page)
    groups = page.get_by_role("group").filter(has=page.get_by_label("Not known", exact=True))
    for place in range(groups.count()):
        groups.nth(place).get_by_label("No", exact=True).check()
    page.get_by_role("group").filter(has_text="The death is sudden").get_by_label("Yes", exact=True).check()
    choose(page, "Does the death call for a joint agency response?", "Yes")
    for label in ("Who decided for health", "Who decided for the police", "Who decided for children’s social care"):
        write(page, label, "Somebody on duty")
    write(page, "Reasons", "Sudden, with no cause that is plain.")
    press(page, "Record the decision")
    expect_said(page, "The decision is recorded.")


def plan_meeting(page: Page, check: Check) -> None:
    follow(page, "Plan the child death review meeting")
    expect(page.get_by_text("Give a month’s notice if you can")).to_be_visible()
    check(page)
    write_day(page, "Day", timezone.localdate() + timedelta(days=45))
    write(page, "Time it starts", "10:00")
    write(page, "Where", "Otter Room")
    press(page, "Plan it")
    expect_said(page, "The meeting is planned.")
    check(page)


def test_an_infants_sudden_death_is_responded_to_together(
    at_work: Callable[..., Page], accessible: Check, cast: Cast
) -> None:
    norris = at_work("notifier")
    notify(
        norris, accessible, born_on=yesterday() - timedelta(days=90), where={"kind": "At home", "where": "In this area"}
    )
    accessible(norris)
    expect(norris.get_by_role("heading", name="By which day")).to_be_visible()
    cora = at_work("coordinator")
    cora.goto(norris.url)
    decide_together(cora, accessible)
    follow(cora, "Record the first meeting to share information")
    write_day(cora, "Day", timezone.localdate())
    write(cora, "What was shared, what was planned, and whether other children are safe", "No other child lives there.")
    press(cora, "Record")
    follow(cora, "Or record why no visit was made")
    write_day(cora, "Day", timezone.localdate())
    write(cora, "Why not", "The family had moved that day.")
    press(cora, "Record")
    record(cora, "The coroner directed a post-mortem", timezone.localdate())
    accessible(cora)
    expect(cora.get_by_text("The post-mortem report", exact=True)).to_be_visible()
    death = cora.url
    go_to(cora, "Child deaths")
    follow(cora, "What is waited for")
    cora.get_by_role("link", name="The post-mortem report: 1").click()
    expect(cora.get_by_role("cell", name="Wren Fairlight")).to_be_visible()
    accessible(cora)
    cora.goto(death)
    plan_meeting(cora, accessible)
    cora.goto(death)
    expect(cora.get_by_role("link", name="Final case discussion after a joint agency response")).to_be_visible()


def test_a_death_abroad_is_reviewed_where_the_child_lived(
    at_work: Callable[..., Page], accessible: Check, cast: Cast
) -> None:
    cora = at_work("coordinator")
    notify(
        cora, accessible, born_on=date(2015, 3, 1), asks_whose=True,
        where={"kind": "In a public place", "where": "Abroad", "country": "Portugal"},
    )  # fmt: skip
    follow(cora, "Say whether a special situation applies: the answers point to one")
    accessible(cora)
    cora.get_by_role("button", name="This applies: A child who normally lived in England died overseas.").click()
    expect_heading(cora, "Died overseas")
    expect(cora.get_by_text("not checked against the published guidance").first).to_be_visible()
    accessible(cora)
    write(cora, "How the death was certified and registered there, and what papers there are", "In Faro.")
    press(cora, "Keep the answers")
    expect_said(cora, "The answers are kept.")
    cora.get_by_role("link", name="Tell them, or record that they were told: The coroner").click()
    write(cora, "Who there was, or is to be, told", "The coroner’s office")
    write(cora, "E-mail address to write to", "coroner@wend.example")
    press(cora, "Tell them")
    expect_said(cora, "They are told.")
    expect(cora.get_by_text("was told on")).to_be_visible()


def test_a_newborns_death_in_hospital_has_the_hospitals_own_meeting(
    at_work: Callable[..., Page], accessible: Check, cast: Cast
) -> None:
    cora = at_work("coordinator")
    notify(
        cora, accessible, born_on=yesterday() - timedelta(days=2), asks_whose=True,
        where={"kind": "In a hospital", "where": "In this area"},
    )  # fmt: skip
    death = cora.url
    plan_meeting(cora, accessible)
    cora.goto(death)
    expect(cora.get_by_role("link", name="Perinatal mortality review group")).to_be_visible()
