"""Each agency is asked for its form; a practitioner fills theirs in with codes on two computers, and sends it. The
coordinator sees all answers side by side, and takes out what goes to the national database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from handrail.demonstration.wend_valley import Cast
from handrail.service.audit.actions import unit_of_work
from handrail.service.cases.actions import open_case
from handrail.service.child_deaths.models import Birth, Death
from handrail.service.children.models import Child
from handrail.service.requests.models import Contribution, Request
from tests.journeys.by_code import EMAIL, NAME, SCHOOL, a_minute_passes, open_by_keyboard
from tests.journeys.hands import choose, expect_heading, expect_said, expect_saved, follow, press, write
from tests.journeys.test_without_script_and_mouse import too_wide
from tests.rooms.outbox.post_office import PostOffice
from tests.rooms.reporting_forms.knowing import ask_one, put, send

TRUST = "Wend Valley Hospitals NHS Trust"
HEIGHT = "The child's height or length, in cm"
SWIM = "Could the child swim?"
Check = Callable[[Page], None]


@pytest.fixture
def death(cast: Cast) -> Death:
    """A boy who drowned; the hospital has sent its form."""
    with unit_of_work(cast["coordinator"]):
        case = open_case(partnership=cast.partnership, authority=cast.council, by=cast["coordinator"])
        robin = Child.objects.create(
            folder=case.folder, given_names="Robin", family_name="Fairlight", born_on=date(2019, 5, 4)
        )
        return Death.objects.create(
            case=case, child=robin, sent_by=cast.trust, born=Birth.ALIVE, died_on=date(2026, 3, 2),
            circumstances="Found in the pond.", recorded_by=cast["coordinator"],
        )  # fmt: skip


def the_hospital_sends(cast: Cast, death: Death) -> None:
    lead = next(one for one in cast.people.values() if cast.trust in one.bodies)
    with unit_of_work(cast["coordinator"]):
        asked = ask_one(cast, death, cast.trust, put("2022", "drowning"))
    with unit_of_work(lead):
        send(asked, lead, {"drowning-water": {"drowning__swim": ["Yes"]}})


def ask_the_school(page: Page, check: Check, death: Death) -> None:
    page.goto(f"/cases/{death.case_id}/reporting-forms/")
    check(page)
    follow(page, "Who was asked, and who has sent")
    follow_button(page, "Ask another agency")
    expect_heading(page, "Ask agencies for their forms")
    check(page)
    choose(page, "Which agencies are asked?", SCHOOL)
    choose(page, "Supplementary forms", "Drowning")
    choose(page, "Who answers?", "One practitioner, who has no account")
    press(page, "Ask them")
    expect_heading(page, "Name who fills in the form")
    choose(page, "Who fills it in?", "Somebody else, whom I name below")
    write(page, "Name", NAME)
    write(page, "Work e-mail address", EMAIL)
    press(page, "Ask them")
    expect_said(page, f"{NAME} is told that a form waits")


def follow_button(page: Page, words: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=words, exact=True).click()


def fill_in_the_rest(page: Page, check: Check) -> None:
    press(page, "Go on with the form")
    press(page, "Continue")
    expect_heading(page, "The child")
    expect(page.get_by_label(HEIGHT, exact=True)).to_have_value("112.5")
    write(page, "The child's weight, in kg", "1900")
    press(page, "Continue")
    expect(page.get_by_role("alert")).to_contain_text("must be between 0.2 and 250 kg")
    check(page)
    write(page, "The child's weight, in kg", "19")
    press(page, "Continue")
    expect_heading(page, "People in the child's life")
    write(page, "Name", "Ann Fairlight")
    choose(page, "Is there anybody else to add?", "Yes")
    press(page, "Continue")
    expect_heading(page, "People in the child's life, 2")
    check(page)
    for title in ("The family's circumstances", "Where the child lived and where it happened", "What happened"):
        press(page, "Continue")
        expect_heading(page, title)
    press(page, "Continue")
    expect_heading(page, "The help that was given")
    choose(page, "Was bereavement support offered to the family?", "No")
    write(page, "What was offered, and by whom", "A group.")
    press(page, "Continue")
    expect(page.get_by_role("alert")).to_contain_text("Leave this empty, or answer “Yes”")
    write(page, "What was offered, and by whom", "")
    press(page, "Continue")
    press(page, "Continue")
    expect_heading(page, "Drowning: the water and who was there")
    choose(page, SWIM, "No")
    check(page)
    press(page, "Continue")
    expect_heading(page, "A document to go with it")
    follow(page, "Continue without one")
    write(page, "Who in the agency agreed this form, and their job", "Hazel Plume, head teacher")
    press(page, "Continue")
    expect_heading(page, "Check your answers")
    check(page)


def test_a_practitioner_fills_leaves_comes_back_and_sends(
    new_window: Callable[..., Page], at_work: Callable[..., Page], cast: Cast, death: Death, office: PostOffice,
    accessible: Check,
) -> None:  # fmt: skip
    the_hospital_sends(cast, death)
    coordinator = at_work("coordinator")
    ask_the_school(coordinator, accessible, death)
    a_minute_passes(office)

    first = new_window()
    first.goto("/form")
    open_by_keyboard(first, accessible, office)
    press(first, "Fill in the form")
    expect_heading(first, "Your agency and the child")
    accessible(first)
    press(first, "Continue")
    write(first, HEIGHT, "112.5")
    expect_saved(first)
    press(first, "Leave the form")
    expect_said(first, "The form is shut. What you typed is kept.")

    second = new_window()
    second.goto("/form")
    open_by_keyboard(second, accessible, office)
    fill_in_the_rest(second, accessible)
    press(second, "Send the form")
    expect_heading(second, "Your answer was received")
    assert Contribution.objects.get(request__body=cast.school).answers["height"] == "112.5"

    seen_by_the_coordinator(coordinator, accessible, death)


def seen_by_the_coordinator(page: Page, check: Check, death: Death) -> None:
    page.goto(f"/cases/{death.case_id}/reporting-forms/")
    follow(page, "Who was asked, and who has sent")
    expect(page.get_by_text("Nothing is awaited.")).to_be_visible()
    check(page)
    follow(page, "See on which")
    row = page.get_by_role("row", name=SWIM)
    expect(row).to_contain_text("They differ")
    expect(row).to_contain_text(SCHOOL)
    expect(row).to_contain_text(TRUST)
    check(page)
    follow(page, "Show all")
    expect(page.get_by_text("112.5")).to_be_visible()
    page.goto(f"/cases/{death.case_id}/reporting-forms/national/{death.pk}")
    expect(page.get_by_text("Agencies answer differently.")).to_be_visible()
    check(page)
    with page.expect_download() as taken:
        page.get_by_role("link", name="Answers, a line each (CSV)").click()
    assert "112.5" in taken.value.path().read_text(encoding="utf-8-sig")


def test_no_page_scrolls_sideways_on_the_narrowest_phone(
    at_work: Callable[..., Page], cast: Cast, death: Death, accessible: Check
) -> None:
    the_hospital_sends(cast, death)
    page = at_work("coordinator", viewport={"width": 320, "height": 640})
    folder, forms = f"/cases/{death.case_id}/reporting-forms/", death.reporting_forms.pk
    asked = Request.objects.get(of=Request.Of.REPORTING_FORM)
    ends = ("", f"ask/{death.pk}", f"{forms}/", f"{forms}/answers", f"{forms}/more/{asked.pk}", f"national/{death.pk}")
    assert not [end for end in ends if too_wide(page, f"{folder}{end}")]
    pages = ("/reporting-forms/versions", "/reporting-forms/versions/2022", "/reporting-forms/national")
    assert not [address for address in pages if too_wide(page, address)]
