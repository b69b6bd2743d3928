"""A coordinator brings in another system's export: what its columns and words are is asked once, and the next month's
file of the same shape goes straight through."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from handrail.service.child_deaths.models import Death
from tests.journeys.hands import choose, expect_heading, expect_said, follow, press, write
from tests.rooms.child_deaths.test_matching import LINE, THEIRS, csv_of

Check = Callable[[Page], None]
NARROW = {"width": 360, "height": 740}
ODD = ("A2", "Wren", "Elm", "02/05/2024", "X?", "", "20/05/2024", "Ward 6", "Ill.", "21/05/2024", "A nurse", "N", "4")


def too_wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def chosen(page: Page, column: str) -> str:
    return page.get_by_label(column, exact=True).locator("option:checked").inner_text()


def choose_from(page: Page, label: str, words: str) -> None:
    page.get_by_label(label, exact=True).select_option(words)


def choose_file(page: Page, where: Path, name: str, content: bytes) -> None:
    page.goto("/child-deaths/bring-in")
    (where / name).write_bytes(content)
    page.get_by_label("The file, as CSV or as an Excel workbook").set_input_files(where / name)
    choose(page, "Which local authority’s folders are these?", "Wendshire Council")
    press(page, "Go on")


def test_another_systems_file_is_matched_once_and_the_next_goes_straight_through(
    at_work: Callable[..., Page], accessible: Check, tmp_path: Path
) -> None:
    page = at_work("coordinator")
    page.goto("/child-deaths/bring-in")
    expect_heading(page, "Bring in existing cases")
    accessible(page)
    choose_file(page, tmp_path, "May.csv", csv_of(("Child deaths, May",), THEIRS, LINE, ODD).encode("utf-16"))
    expect_heading(page, "What each column is")
    expect(page.get_by_text("The columns are named in line 2, not in the first.")).to_be_visible()
    assert chosen(page, "Column D: DOB") == "date of birth"
    assert chosen(page, "Column M: Shoe size") == "Leave it out"
    accessible(page)
    choose_from(page, "Column H: Place of Death (type)", "kind of place")
    choose_from(page, "Column A: Case ID", "Leave it out")
    press(page, "Go on")
    expect(page.get_by_role("alert")).to_contain_text("No column is “reference”, which every line needs.")
    accessible(page)
    choose_from(page, "Column A: Case ID", "reference (every line needs it)")
    write(page, "Keep this under a name (optional)", "The old system")
    press(page, "Go on")

    expect_heading(page, "What its words mean")
    assert chosen(page, "Sex: “F”") == "Female"
    assert chosen(page, "Kind of place: “A&E”") == "In a hospital"
    accessible(page)
    choose_from(page, "Kind of place: “Ward 6”", "In a hospital")
    choose_from(page, "Sex: “X?”", "None of these: leave out its lines, and name them")
    press(page, "Go on")
    expect_heading(page, "What would be taken in")
    expect(page.get_by_text("1 line is right")).to_be_visible()
    expect(page.get_by_text("“sex” holds “X?”. It takes: female, male, not known.")).to_be_visible()
    expect(page.get_by_text("Column M: Shoe size")).to_be_visible()
    accessible(page)
    press(page, "Take in the line that is right")
    expect_heading(page, "What was taken in")
    expect_said(page, "1 taken in.")
    expect(page.get_by_text("Column M: Shoe size")).to_be_visible()
    accessible(page)
    assert Death.objects.get().child.family_name == "Fairlight"

    the_next_goes_straight_through(page, accessible, tmp_path)


def the_next_goes_straight_through(page: Page, accessible: Check, tmp_path: Path) -> None:
    choose_file(page, tmp_path, "June.csv", csv_of(THEIRS, ("A3", *LINE[1:5], "", *LINE[6:])).encode("cp1252"))
    expect_heading(page, "What would be taken in")
    expect(page.get_by_text("Its columns are read as kept under “The old system”")).to_be_visible()
    press(page, "Throw this file away")
    expect_said(page, "June.csv is thrown away.")
    accessible(page)
    follow(page, "Change The old system")
    expect_heading(page, "How its columns are read")
    accessible(page)
    page.goto("/child-deaths/bring-in")
    follow(page, "Forget The old system")
    press(page, "Forget it")
    expect_said(page, "It is forgotten.")


def test_the_same_without_script_on_a_narrow_phone_and_left_in_between(
    at_work: Callable[..., Page], tmp_path: Path
) -> None:
    page = at_work("coordinator", java_script_enabled=False, viewport=NARROW)
    choose_file(page, tmp_path, "May.csv", csv_of(THEIRS, LINE).encode())
    expect_heading(page, "What each column is")
    assert not too_wide(page)
    follow(page, "They are named in another line")
    assert not too_wide(page)
    follow(page, "Go back without changing anything")
    follow(page, "Leave it for now")
    assert not too_wide(page)
    follow(page, "Go on with May.csv")
    press(page, "Go on")
    expect_heading(page, "What its words mean")
    assert not too_wide(page)
    press(page, "Go on")
    expect_heading(page, "What would be taken in")
    assert not too_wide(page)
    press(page, "Take in the line that is right")
    expect_heading(page, "What was taken in")
    assert not too_wide(page)
