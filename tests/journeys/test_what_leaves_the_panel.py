"""What an overview panel found goes on: a learning point is recommended and answered, a letter is sent, and what the
panel suspects is an incident that the authority considers. None of those who read it learns whose death it was."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from handrail.demonstration.wend_valley import Cast
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.overview_panels.models import PanelPack
from tests.journeys.hands import choose, expect_not_there, expect_said, follow, press, write, write_day
from tests.rooms.overview_panels.panels import NAMES, a_death, completed

Check = Callable[[Page], None]
WHY = "Bruises that nobody explained."
ASKS = "School nurses ask directly about self-harm."
OFFICE = "Director of Public Health"


def test_what_the_panel_found_reaches_whoever_can_act_on_it(
    at_work: Callable[..., Page], accessible: Check, cast: Cast
) -> None:
    with unit_of_work(Job("demonstration")):
        pack = completed(cast, a_death(cast), modifiable="identified", abuse_why=WHY)
    cora, page = at_work("coordinator"), reverse("overview_panels:pack", args=[pack.case_id, pack.pk])
    cora.goto(page)
    accessible(cora)
    expect(cora.get_by_text("Somebody to ring at night.").first).to_be_visible()
    recommend(cora, accessible)
    accept(at_work("hospital lead"), accessible, pack)
    cora.goto(page)
    tell_public_health(cora, accessible)
    cora.goto(page)
    consider_what_is_suspected(cora, accessible)


def recommend(page: Page, check: Check) -> None:
    follow(page, re.compile("Make it a recommendation"))
    check(page)
    write(page, "What is recommended", f"{ASKS} Zebedee was not asked.")
    choose(page, "Which bodies is it addressed to?", "Wend Valley Hospitals NHS Trust")
    write_day(page, "By which day is it to be carried out?", timezone.localdate() + timedelta(days=60))
    press(page, "Record it, and tell the bodies")
    expect(page.get_by_role("alert").get_by_text("Zebedee").first).to_be_visible()
    write(page, "What is recommended", ASKS)
    press(page, "Record it, and tell the bodies")
    expect_said(page, "It is recommended, and the bodies it is addressed to were told.")
    follow(page, "It is a recommendation: see what came of it")
    check(page)


def accept(page: Page, check: Check, pack: PanelPack) -> None:
    page.goto(reverse("learning:of_us"))
    follow(page, ASKS)
    check(page)
    for name in NAMES:
        expect(page.get_by_role("main")).not_to_contain_text(name)
    press(page, "Accept or refuse it")
    choose(page, "What is the answer?", "Accepted")
    press(page, "Save the answer")
    expect_not_there(page, reverse("cases:case", args=[pack.case_id]))


def tell_public_health(page: Page, check: Check) -> None:
    follow(page, "Write to public health, or to the health and wellbeing board")
    check(page)
    choose(page, "To whom does it go?", "The director of public health")
    write(page, "Their name or office", OFFICE)
    press(page, "Keep it, and read it")
    expect(page.get_by_text("Read it as whoever gets it will.")).to_be_visible()
    check(page)
    follow(page, "Send it, or record that it went")
    check(page)
    choose(page, "How does it go?", "By post")
    write_day(page, "On which day did it go?", timezone.localdate())
    page.get_by_label("I have read the letter as it stands above, and it is right").check()
    press(page, "It goes")
    expect_said(page, "It is recorded as sent.")
    check(page)


def consider_what_is_suspected(page: Page, check: Check) -> None:
    expect(page.get_by_role("link", name=OFFICE)).to_be_visible()
    follow(page, "consider whether it is to be notified")
    check(page)
    expect(page.get_by_text(WHY).first).to_be_visible()
    expect(page.get_by_text("Raised by The Overview Panel of the Vale").first).to_be_visible()
    for name in NAMES:
        expect(page.get_by_role("main")).not_to_contain_text(name)
