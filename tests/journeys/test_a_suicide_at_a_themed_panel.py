"""A young person's suicide: the mother's address is not to be used, the death is retyped without a name, and a themed
panel analyses it while a member who taught the child finds nothing of it."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from handrail.demonstration.wend_valley import Cast
from handrail.service.access.models import Person
from handrail.service.audit.actions import Job, name_actor, unit_of_work
from handrail.service.cases.models import Case
from handrail.service.overview_panels.actions.carrying import carry
from handrail.service.overview_panels.models import Member
from tests.journeys.hands import choose, expect_not_there, expect_said, follow, go_to, press, sign_in, write, write_day
from tests.rooms.overview_panels.panels import NAMES, SAFE, a_death, day, sits, the_panel

Check = Callable[[Page], None]
WHY = "Bruises that nobody explained."


def test_a_suicide_is_read_at_a_themed_panel_without_a_name_and_comes_back(
    at_work: Callable[..., Page], new_window: Callable[..., Page], accessible: Check, cast: Cast
) -> None:
    with unit_of_work(Job("demonstration")):
        case = a_death(cast)
        teacher, _ = sits(cast, "Bertram Lisle", "member")
        chair, _ = sits(cast, "Ottoline Frost", "chair")
        name_actor(cast["coordinator"])
    cora = at_work("coordinator")
    keep_contact_safe(cora, accessible, case)
    retype(cora, accessible, case)
    assert carry() == 1
    ottoline = new_window()
    sign_in(ottoline, chair)
    expect_not_there(ottoline, f"/cases/{case.pk}/")
    meet(ottoline, accessible)
    page = ottoline.url
    withdraw(ottoline, accessible)
    find_nothing(new_window(), teacher, page)
    analyse(ottoline, accessible, page)
    assert carry() == 1
    read_what_came_back(cora, accessible, case)


def keep_contact_safe(page: Page, check: Check, case: Case) -> None:
    page.goto(f"/cases/{case.pk}/")
    follow(page, "Family: safe contact, key worker, what they are told")
    check(page)
    follow(page, "Petronella Quillfeather, mother")
    check(page)
    follow(page, "Make a safe-contact rule")
    check(page)
    choose(page, "What is the rule?", "Only by telephone: nothing in writing")
    write(page, "Why, and who must not be there or read it?", "Her post is opened.")
    write_day(page, "From when?", day(-1))
    press(page, "Record it")
    expect_said(page, "The rule stands. Handrail keeps to it from now on.")
    expect(page.get_by_text("Do not use: only by telephone")).to_be_visible()
    check(page)


def retype(page: Page, check: Check, case: Case) -> None:
    page.goto(f"/cases/{case.pk}/")
    expect(page.get_by_text("a safe-contact rule stands")).to_be_visible()
    follow(page, "For the overview panel")
    check(page)
    follow(page, "Retype a death for the panel")
    check(page)
    page.get_by_label("Which overview panel?").select_option(label=the_panel_name())
    write(page, "What happened, retyped", f"{SAFE} Zebedee left a note.")
    press(page, "Keep it")
    follow(page, the_panel_name())
    expect(page.get_by_role("main").get_by_text("Retype it.")).to_be_visible()
    check(page)
    follow(page, "Change what was retyped")
    write(page, "What happened, retyped", SAFE)
    press(page, "Keep it")
    follow(page, the_panel_name())
    follow(page, "Lay it before the panel")
    check(page)
    page.get_by_label("I have read each word marked above, and they tell nobody").check()
    press(page, "Lay it before the panel")
    expect_said(page, "It goes to the panel within a minute.")


def the_panel_name() -> str:
    with unit_of_work(Job("tests")):
        return the_panel().name


def meet(page: Page, check: Check) -> None:
    go_to(page, "Overview panels")
    check(page)
    follow(page, the_panel_name())
    check(page)
    follow(page, "Plan a meeting")
    write_day(page, "Which day?", day(0))
    write(page, "Theme (optional)", "Suicide and self-harm")
    write(page, "Neighbouring panels and designated doctors who join (optional)", "The panel of the Moor")
    check(page)
    press(page, "Plan it")
    expect(page.get_by_text("Themed meeting: Suicide and self-harm")).to_be_visible()
    follow(page, "Death 1")
    check(page)
    for name in NAMES:
        expect(page.get_by_role("main")).not_to_contain_text(name)


def withdraw(page: Page, check: Check) -> None:
    address = page.url
    follow(page, "Somebody knew the child, or has another conflict: withdraw")
    check(page)
    choose(page, "Who withdraws?", "Bertram Lisle, member")
    write(page, "Why, in a word and without a name?", "Taught the child")
    press(page, "They withdraw")
    expect_said(page, "It is recorded, and hidden from them.")
    page.goto(address)


def find_nothing(page: Page, teacher: Person, address: str) -> None:
    sign_in(page, teacher)
    expect_not_there(page, address)
    page.goto("/overview-panels/")
    follow(page, the_panel_name())
    expect(page.get_by_role("link", name="Death 1")).to_have_count(0)


def analyse(page: Page, check: Check, address: str) -> None:
    page.goto(address)
    follow(page, "Put it on the agenda of a meeting")
    page.get_by_label("Themed meeting: Suicide and self-harm").check()
    press(page, "Keep it")
    follow(page, "Analysis form")
    expect(page.get_by_text("Recalled means that the words were not checked")).to_be_visible()
    write(page, "Cause of death as the panel understands it", "Hanging")
    for radio in page.get_by_label("Factors that may have contributed").all():
        radio.check()
    page.get_by_label("No modifiable factors were identified").check()
    page.get_by_label("Suicide, or harm that the child").check()
    write(page, "If the panel suspects abuse or neglect: why?", WHY)
    check(page)
    press(page, "Keep it")
    expect_said(page, "The analysis form is kept.")
    check(page)
    follow(page, "The panel has completed it")
    write_day(page, "On which day did the panel complete it?", day(0))
    check(page)
    press(page, "It is complete")
    expect(page.get_by_text("completed on")).to_be_visible()


def read_what_came_back(page: Page, check: Check, case: Case) -> None:
    page.goto(f"/cases/{case.pk}/overview-panel/")
    follow(page, the_panel_name())
    expect(page.get_by_text(WHY)).to_be_visible()
    check(page)
    page.goto(f"/cases/{case.pk}/")
    expect(page.get_by_text("Tell the safeguarding partners of suspected abuse or neglect").first).to_be_visible()
    with unit_of_work(Job("tests")):
        assert Member.objects.count() == 2
