"""Everything can be done without script, without a mouse, and on the narrowest phone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from handrail.demonstration.wend_valley import PASSWORD, Cast
from handrail.service.access.models import Person
from handrail.service.audit.actions import unit_of_work
from handrail.service.cases.models import Case
from handrail.service.children.actions import Known
from handrail.service.incidents.actions import record_incident
from handrail.service.incidents.models import Incident, Limb, Nature
from handrail.service.incidents.told import Told, ToldChild
from tests.journeys import recording
from tests.journeys.hands import code_of, expect_heading, expect_said, press, write, write_day

NARROW = {"width": 320, "height": 640}
FURTHEST = 150
"""Key presses after which something on a page counts as out of reach."""


def recorded_by(person: Person, cast: Cast) -> Incident:
    """An incident that somebody has recorded before the journey begins."""
    told = Told(
        nature=Nature.SERIOUS_HARM, what_is_known="Found alone at home.", limb=Limb.IN_AREA,
        became_aware=timezone.localdate() - timedelta(days=1),
        children=(ToldChild(known=Known(given_names="Linnet", family_name="Under-Wend"), outcome=Nature.SERIOUS_HARM),),
    )  # fmt: skip
    with unit_of_work(person):
        return record_incident(told, partnership=cast.partnership, authority=cast.council, by=person)


@pytest.fixture
def case(cast: Cast) -> Case:
    return recorded_by(cast["notifier"], cast).case


def test_an_incident_is_recorded_without_script(at_work: Callable[..., Page]) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    page = at_work("notifier", java_script_enabled=False)
    recording.begin(page)
    recording.tell_what_happened(page)
    press(page, "Continue")
    write_day(page, "Which day did the local authority become aware?", yesterday)
    press(page, "Save and come back later")
    page.get_by_role("link", name="Wendshire Council, begun").click()
    expect(page.get_by_text(recording.KNOWN)).to_be_visible()
    recording.answer_the_rest(page, lambda page: None, yesterday)
    known = recording.record(page, lambda page: None)
    page.goto("/")
    expect(page.get_by_role("row").filter(has_text=known.reference).first).to_be_visible()


def test_an_error_is_told_without_script_and_what_was_typed_is_still_there(at_work: Callable[..., Page]) -> None:
    page = at_work("notifier", java_script_enabled=False)
    recording.begin(page)
    write(page, "What is known or suspected", recording.KNOWN)
    press(page, "Continue")
    expect(page.get_by_role("alert")).to_contain_text("Choose what has happened")
    expect(page.get_by_label("What is known or suspected", exact=True)).to_have_value(recording.KNOWN)


def tab_to(page: Page, role: str, name: str) -> None:
    """Press Tab until it is reached."""
    wanted = page.get_by_role(role, name=name, exact=True).first  # type: ignore[arg-type]
    for _ in range(FURTHEST):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"No number of presses on Tab leads to the {role} “{name}”.")


def test_signing_in_reading_what_is_due_and_a_form_need_no_mouse(page: Page, cast: Cast, case: Case) -> None:
    page.goto("/")
    tab_to(page, "textbox", "E-mail address")
    page.keyboard.type(cast["coordinator"].email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect_heading(page, "Check that it is you")
    tab_to(page, "textbox", "Code from your authenticator app")
    page.keyboard.type(code_of(cast["coordinator"]))
    page.keyboard.press("Enter")
    expect_heading(page, "What is due")
    tab_to(page, "link", "Waiting for others")
    page.keyboard.press("Enter")
    tab_to(page, "link", case.reference)
    page.keyboard.press("Enter")
    expect_heading(page, case.reference)
    tab_to(page, "link", "Write a note")
    page.keyboard.press("Enter")
    expect_heading(page, "Write a note")
    write_a_note_by_keyboard(page)
    expect_said(page, "The note is filed.")


def write_a_note_by_keyboard(page: Page) -> None:
    """The kind is chosen with the arrow keys, as radio buttons are; the form is sent from its button."""
    today = timezone.localdate()
    tab_to(page, "radio", "Telephone call")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Note", exact=True)).to_be_checked()
    for words in (str(today.day), str(today.month), str(today.year), "", "", "The aunt rang: Linnet slept well."):
        page.keyboard.press("Tab")
        page.keyboard.type(words)
    tab_to(page, "button", "File the note")
    page.keyboard.press("Enter")


def test_the_place_of_the_keyboard_is_always_to_be_seen(at_work: Callable[..., Page], case: Case) -> None:
    page = at_work("coordinator")
    page.goto(f"/cases/{case.pk}/")
    unseen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        shown = page.evaluate(
            "() => { const style = getComputedStyle(document.activeElement);"
            " return style.outlineStyle !== 'none' || style.boxShadow !== 'none'; }"
        )
        if not shown:
            unseen.append(page.evaluate("document.activeElement.outerHTML"))
    assert not unseen


PAGES = {
    "coordinator": (
        "/", "/?of=others", "/calendar/", "/search?q=Linnet", "/cases/", "/incidents/", "/incidents/record/",
        "/meetings/", "/actions/", "/actions/tracker", "/outbox/", "/account/",
        "{folder}", "{folder}chronology", "{folder}looked", "{folder}keys", "{folder}keys/give", "{folder}notes/new",
        "{folder}close", "{folder}clocks/notify_panel/{incident}", "{folder}incidents/{incident}/",
        "{folder}incidents/{incident}/notify", "{folder}incidents/{incident}/notices/panel", "{folder}requests/",
        "{folder}requests/ask", "{folder}meetings/", "{folder}meetings/plan", "{folder}reviews/begin",
        "{folder}learning/",
    ),
    "notifier": ("/", "{folder}", "{folder}incidents/{incident}/correct/limb"),
    "police partner": ("{folder}incidents/{incident}/view",),
    "senior officer": ("{folder}incidents/{incident}/decision", "{folder}incidents/{incident}/sign-off"),
    "administrator": ("/bodies/", "/people/"),
}  # fmt: skip


def too_wide(page: Page, address: str) -> bool:
    answer = page.goto(address)
    assert answer is not None
    assert answer.ok, f"{address} answered {answer.status}"
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


@pytest.mark.parametrize("part", PAGES)
def test_no_page_scrolls_sideways_on_the_narrowest_phone(part: str, at_work: Callable[..., Page], case: Case) -> None:
    page, places = at_work(part, viewport=NARROW), {"folder": f"/cases/{case.pk}/"}
    places["incident"] = str(Incident.objects.get(case=case).pk)
    assert not [address for address in PAGES[part] if too_wide(page, address.format(**places))]
