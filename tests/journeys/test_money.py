"""A coordinator begins a year, a partner agrees, the sheet is loaded and mended, and what is missing is shared."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import Page, expect

from handrail.demonstration.figures import figures_published
from handrail.demonstration.paying import april_of
from handrail.demonstration.wend_valley import Cast
from handrail.service.audit.actions import Job, unit_of_work
from tests.journeys.hands import expect_said, follow, press, write, write_day

Check = Callable[[Page], None]
today = timezone.localdate
HEAD = "What,Body or heading,Amount,Day,Who agreed"


def test_a_year_of_money_from_its_beginning_to_what_is_missing(
    at_work: Callable[..., Page], accessible: Check, cast: Cast, tmp_path: Path
) -> None:
    with unit_of_work(Job("demonstration")):
        figures_published(cast)
    first = april_of(today())
    cora = at_work("coordinator")
    begin(cora, accessible, first)
    address = cora.url
    load(cora, accessible, tmp_path)
    agree(at_work("police partner"), accessible, address)
    cora.goto(address)
    expect(cora.get_by_text("£30,000.00 of what is planned is not covered")).to_be_visible()
    accessible(cora)
    correct(cora, accessible)
    follow(cora, "What a shortfall would take from whom")
    accessible(cora)
    expect(cora.get_by_role("row", name=re.compile("Wendshire Council.*£6,200.00"))).to_be_visible()
    cora.goto(f"{address}equity")
    accessible(cora)
    expect(cora.get_by_role("img", name=re.compile("Wend Valley Police: £28,000.00"))).to_be_visible()
    lead = at_work("school lead")
    lead.goto(address)
    accessible(lead)
    expect(lead.get_by_role("row", name=re.compile("All bodies together"))).to_be_visible()


def begin(page: Page, check: Check, first: date) -> None:
    page.goto("/arrangements/money/")
    check(page)
    write_day(page, "First day of the year", first)
    page.get_by_label("Nothing is entered yet").check()
    press(page, "Begin the year")
    expect_said(page, "The year is begun.")
    check(page)


def load(page: Page, check: Check, folder: Path) -> None:
    file = folder / "money.csv"
    on = today().isoformat()
    lines = [f"Agreed,Wendshire Council,31000,{on},Delia Marsh", f"Planned,Business unit,90000,{on},"]
    file.write_text("\n".join([HEAD, *lines, "Agreed,Total,30000,,"]), encoding="utf-8")
    follow(page, "Load it from a spreadsheet")
    check(page)
    page.get_by_label("The file").set_input_files(file)
    press(page, "Load it")
    expect(page.get_by_text("the lines make £31,000.00: £1,000.00 more")).to_be_visible()
    check(page)
    file.write_text("\n".join([HEAD, *lines, "Agreed,Total,31000,,"]), encoding="utf-8")
    page.get_by_label("The file").set_input_files(file)
    press(page, "Load it")
    expect_said(page, "The file is loaded: 2 new.")


def agree(page: Page, check: Check, address: str) -> None:
    page.goto(address)
    follow(page, "Record what a body agreed to give")
    check(page)
    page.get_by_label("Which body?").select_option("Wend Valley Police")
    page.get_by_label("In cash", exact=True).check()
    write(page, "Amount, or value in kind, in pounds (optional in kind)", "29000")
    write(page, "Who agreed for the body?", "Ruth Denholm")
    write_day(page, "On which day?", today())
    press(page, "Record it")
    expect_said(page, "It is recorded that Wend Valley Police agreed.")


def correct(page: Page, check: Check) -> None:
    page.get_by_text(re.compile("Every entry")).click()
    page.get_by_role("link", name=re.compile("Correct.*Agreed by Wend Valley Police")).click()
    check(page)
    write(page, "How much, in pounds?", "28000")
    write(page, "Why is it corrected?", "Typed wrongly")
    press(page, "Correct it")
    expect_said(page, "It is corrected.")
