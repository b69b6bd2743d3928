"""A partnership writes its arrangements, checks them, has its partners agree, and publishes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from handrail.demonstration.arranging import LEADS, give_codes, schools_of_the_area, tried, write_it_all
from handrail.demonstration.wend_valley import Cast
from handrail.service.arrangements import actions as act
from handrail.service.arrangements.models import Arrangements
from handrail.service.audit.actions import Job, name_actor, unit_of_work
from handrail.service.publication.models import Release
from handrail.service.publication.rounds import arranged
from tests.journeys.hands import expect_said, follow, heading, press, write

Check = Callable[[Page], None]
today = timezone.localdate


@pytest.fixture
def draft(cast: Cast) -> Arrangements:
    """Written but for how children are heard, and one school that is tried but has not been recorded so."""
    with unit_of_work(Job("demonstration")):
        give_codes(cast)
        name_actor(cast["coordinator"])
        made = act.begin(cast.partnership, title="Arrangements for the new year", by=cast["coordinator"])
        write_it_all(cast, made, begins_on=today() + timedelta(days=30), by=cast["coordinator"])
        made.section_lines.filter(item="voices").update(text="")
    return made


def test_a_partnership_writes_checks_and_publishes_its_arrangements(
    at_work: Callable[..., Page], accessible: Check, cast: Cast, draft: Arrangements, tmp_path: Path
) -> None:
    cora = at_work("coordinator")
    cora.goto("/arrangements/")
    accessible(cora)
    follow(cora, str(draft))
    expect(cora.get_by_text("things are still missing")).to_be_visible()
    accessible(cora)
    cora.get_by_role("link", name=re.compile("Write it.*How children and families are heard")).click()
    expect(cora.get_by_text("Recalled, and not checked against the published text").first).to_be_visible()
    accessible(cora)
    write(cora, "What the arrangements say", "Young people set one item of each agenda.")
    press(cora, "Save it")
    load_the_schools(cora, accessible, cast, tmp_path)
    cora.goto(f"/arrangements/{draft.pk}/")
    for body, (lead, *_) in LEADS.items():
        agree(cora, accessible, body, lead)
    expect(cora.get_by_text("Everything is there.")).to_be_visible()
    follow(cora, "Read it as the public reads it")
    expect(cora.get_by_role("heading", name="Level 2: Targeted help")).to_be_visible()
    accessible(cora)
    cora.go_back()
    publish_and_tell(cora, accessible)
    with unit_of_work(Job("tests")):
        assert Release.objects.filter(kind="arrangements").exists() is False
    assert arranged() == 1


def load_the_schools(page: Page, check: Check, cast: Cast, folder: Path) -> None:
    file = folder / "edubasealldata.csv"
    file.write_bytes(schools_of_the_area(cast))
    page.goto("/arrangements/schools/")
    follow(page, "Load the register’s list")
    check(page)
    page.get_by_label("The register’s file").set_input_files(file)
    press(page, "Load the list")
    expect_said(page, "6 new")
    follow(page, "Add a way in which schools take part")
    write(page, "Name", "Heads’ forum")
    write(page, "How it works", "Meets each term.")
    press(page, "Add it")
    for phase in ("16 plus", "Primary", "Secondary"):
        follow(page, "Put many schools into a way")
        page.get_by_label("Put every school of this phase that has no way yet").select_option(phase)
        page.get_by_label("into this way").select_option("Heads’ forum")
        press(page, "Put them in")
    with unit_of_work(Job("demonstration")):
        name_actor(cast["coordinator"])
        tried(cast, cast["coordinator"], today())
    page.goto("/arrangements/schools/?show=no")
    expect(page.get_by_role("row", name=re.compile("Highstoke House School"))).to_be_visible()
    check(page)
    follow(page, "Highstoke House School")
    check(page)


def agree(page: Page, check: Check, body: str, lead: str) -> None:
    follow(page, "Record that a partner agreed")
    check(page)
    page.get_by_label("Which partner agrees?").select_option(body)
    write(page, "Who agreed for it?", lead)
    for part, number in (("Day", today().day), ("Month", today().month), ("Year", today().year)):
        page.get_by_label(part, exact=True).fill(str(number))
    write(page, "Where is that written down?", "Minutes of the executive, item 4")
    press(page, "Record it")


def publish_and_tell(page: Page, check: Check) -> None:
    page.get_by_role("button", name="Publish the arrangements").click()
    expect(heading(page)).to_have_text("Publish the arrangements")
    press(page, "Publish it")
    expect(page.get_by_text("Tick both, or go back").first).to_be_visible()
    check(page)
    page.get_by_label("I have read it as the public will read it").check()
    page.get_by_label("Everybody whom it names knows that their name is published").check()
    press(page, "Publish it")
    expect_said(page, "Version 1 is published")
    check(page)
    expect(page.get_by_text("Tell the Secretary of State that the arrangements are published")).to_be_visible()
    follow(page, "Record the notice to the Secretary of State")
    for part, number in (("Day", today().day), ("Month", today().month), ("Year", today().year)):
        page.get_by_label(part, exact=True).fill(str(number))
    write(page, "How, and to what address?", "By e-mail to the Department")
    press(page, "Record it")
    expect(page.get_by_text(f"done on {today().day} ").first).to_be_visible()
