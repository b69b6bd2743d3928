"""A paediatrician without an account tells of a child's death; the coordinator makes sure who it was and takes it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from handrail.demonstration.wend_valley import Cast
from handrail.service.audit.actions import unit_of_work
from handrail.service.child_deaths.models import Notification
from handrail.service.requests.naming import look_for_asked_codes
from handrail.service.tellings.actions.asking import Keeps, set_page
from handrail.service.tellings.actions.codes import write_codes
from handrail.service.tellings.actions.comparing import compare_tellings
from tests.journeys.by_code import a_minute_passes
from tests.journeys.hands import choose, expect_heading, expect_said, expect_saved, follow, press, write, write_day
from tests.journeys.test_without_script_and_mouse import tab_to
from tests.rooms.child_deaths.telling import NUMBER
from tests.rooms.outbox.post_office import PostOffice
from tests.rooms.requests.by_code import code_in

EMAIL = "rowan.pike@wend-hospital.example"
Check = Callable[[Page], None]


@pytest.fixture
def opened(cast: Cast) -> None:
    with unit_of_work(cast["coordinator"]):
        set_page(
            cast.partnership, is_open=True, domains=["wend-hospital.example"],
            otherwise="Telephone the child death office on 01632 960100.",
            keeps=Keeps(14, 90, "Retention policy, row 12"), by=cast["coordinator"],
        )  # fmt: skip


def too_wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def the_code(office: PostOffice) -> str:
    """Whoever comes back is looked for by their number first; whoever comes anew is known."""
    look_for_asked_codes()
    write_codes()
    a_minute_passes(office)
    return code_in(office, EMAIL)


def come(page: Page, check: Check) -> None:
    write(page, "Your name", "Rowan Pike")
    write(page, "Your job", "Paediatrician")
    write(page, "Your employer", "Wend Hospital")
    write(page, "Your work e-mail address", "rowan@gmail.com")
    press(page, "Send me a code")
    expect(page.get_by_role("alert")).to_contain_text("Telephone the child death office")
    check(page)
    write(page, "Your work e-mail address", EMAIL)
    press(page, "Send me a code")
    expect_heading(page, "Type the code")
    check(page)


def write_it(page: Page, check: Check) -> None:
    expect_heading(page, "Where did the child normally live?")
    choose(page, "Local authority", "Wendshire Council")
    press(page, "Continue")
    expect_heading(page, "Was the child born alive?")
    choose(page, "How was the child born?", "Born alive, at any gestation, even if for a moment")
    press(page, "Continue")
    write(page, "Family name", "Fairlight")
    write(page, "NHS number", NUMBER)
    press(page, "Continue")
    write_day(page, "Day of the death", timezone.localdate() - timedelta(days=1))
    check(page)
    press(page, "Continue")
    for title in ("Where the child died", "Where the child lived, and with whom"):
        expect_heading(page, title)
        press(page, "Continue")
    write(page, "What is known of the circumstances", "Found in the cot.")
    press(page, "Continue")
    press(page, "Continue")
    expect_heading(page, "Check your answers")
    check(page)


@pytest.mark.usefixtures("opened")
def test_a_professional_tells_by_keyboard_and_it_is_taken_in(
    new_window: Callable[..., Page], at_work: Callable[..., Page], office: PostOffice, accessible: Check
) -> None:
    page = new_window()
    page.goto("/")
    tab_to(page, "link", "Tell us of a child’s death")
    page.keyboard.press("Enter")
    expect_heading(page, "Tell us of a child’s death")
    accessible(page)
    come(page, accessible)
    tab_to(page, "textbox", "The code")
    page.keyboard.type(the_code(office).lower())
    page.keyboard.press("Enter")
    expect_heading(page, "What you tell of a child’s death")
    accessible(page)
    press(page, "Begin")
    write_it(page, accessible)
    press(page, "Send it")
    expect_heading(page, "It is sent")
    expect(page.get_by_text("Found in the cot.")).to_be_visible()
    accessible(page)

    compare_tellings()
    coordinator = at_work("coordinator")
    coordinator.goto("/")
    follow(coordinator, "A child’s death was told of by code, and waits for you to take it in")
    accessible(coordinator)
    follow(coordinator, "Rowan Pike, Paediatrician")
    accessible(coordinator)
    press(coordinator, "Take it in")
    press(coordinator, "Take it in")
    expect(coordinator.get_by_role("alert")).to_contain_text("Say how you made sure who sent it")
    accessible(coordinator)
    write(coordinator, "How did you make sure who sent it?", "Telephoned the ward.")
    choose(coordinator, "Where does it go?", "Open a folder: nobody has told us of this death")
    press(coordinator, "Take it in")
    expect_said(coordinator, "It is taken in. The reference is")
    assert Notification.objects.get().by_name == "Rowan Pike"


@pytest.mark.usefixtures("opened")
def test_the_same_without_script_on_the_narrowest_phone_and_left_in_between(
    new_window: Callable[..., Page], office: PostOffice
) -> None:
    page = new_window(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page.goto("/tell-of-a-death/")
    assert not too_wide(page)
    come(page, lambda page: None)
    write(page, "The code", the_code(office))
    press(page, "Go on")
    number = page.get_by_text("Number ").first.inner_text()
    assert not too_wide(page)
    press(page, "Begin")
    choose(page, "Local authority", "Wendshire Council")
    press(page, "Save and come back later")
    press(page, "Leave")
    expect_said(page, "It is shut. What you typed is kept.")
    follow(page, "Go back to what you have begun")
    write(page, "Number of the form", number.removeprefix("Number ")[:9])
    write(page, "Your e-mail address", EMAIL)
    press(page, "Send me a code")
    write(page, "The code", the_code(office))
    press(page, "Go on")
    press(page, "Go on writing")
    expect(page.get_by_label("Wendshire Council")).to_be_checked()
    write_it(page, lambda page: None)
    assert not too_wide(page)
    press(page, "Send it")
    expect_heading(page, "It is sent")


@pytest.mark.usefixtures("opened")
def test_what_is_typed_saves_itself(new_window: Callable[..., Page], office: PostOffice) -> None:
    page = new_window()
    page.goto("/tell-of-a-death/")
    come(page, lambda page: None)
    write(page, "The code", the_code(office))
    press(page, "Go on")
    page.goto("/tell-of-a-death/open/pages/what-happened")
    write(page, "What is known of the circumstances", "Found")
    expect_saved(page)
    page.reload()
    expect(page.get_by_label("What is known of the circumstances", exact=True)).to_have_value("Found")


@pytest.mark.usefixtures("opened")
def test_continue_pressed_while_it_is_being_saved_goes_on(new_window: Callable[..., Page], office: PostOffice) -> None:
    """The page once froze there: it asked again before the answer of the saving was read."""
    page, held = new_window(), list[Route]()
    page.goto("/tell-of-a-death/")
    come(page, lambda page: None)
    write(page, "The code", the_code(office))
    press(page, "Go on")
    page.goto("/tell-of-a-death/open/pages/what-happened")
    page.route(
        "**/pages/what-happened",
        lambda route: (
            held.append(route) if b"autosave" in (route.request.post_data_buffer or b"") else route.continue_()
        ),
    )
    write(page, "What is known of the circumstances", "Found")
    expect(page.get_by_text("Saving…")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="Continue", exact=True).focus()
        page.keyboard.press("Enter")
        held[0].continue_()
