"""`handrail holidays`: what it prints, how it refuses, and that nothing is half done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handrail.command_line import main
from handrail.guidance import published_working_days
from handrail.service.cases.models import Case, MovedDate
from handrail.service.law import govuk
from handrail.service.law.actions import unreached
from handrail.service.law.govuk import NotFetched
from handrail.service.law.models import HolidayList
from handrail.service.web import holidays
from tests.rooms.cases.holidays import (
    FIRST_DUE,
    WITH,
    WITHOUT,
    differing,
    due,
    file_of,
    first_list,
    under_review,
)
from tests.rooms.cast import Cast

TODAYS_DUE = date(2022, 9, 27)


@pytest.fixture(autouse=True)
def the_tests_own_database(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def there(home: Path) -> Iterator[None]:
        yield

    monkeypatch.setattr(holidays, "database", there)


@pytest.fixture
def case(cast: Cast) -> Case:
    first_list(WITHOUT)
    return under_review(cast)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "bank-holidays.json"
    path.write_bytes(file_of(WITH))
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["holidays", *(str(word) for word in words)])


def test_loading_says_what_is_new_and_how_many_clocks_moved(case: Case, file: Path) -> None:
    said = run("load", file)
    assert said.exit_code == 0, said.output
    moved = MovedDate.objects.count()
    assert moved > 0
    assert said.stdout.splitlines() == [
        "Look at this: this list ends with 2023, and the one before it with "
        f"{published_working_days().known_until.year}. Is it an old file?",
        "19 September 2022 is now a bank holiday (Bank Holiday for the State Funeral of Queen Elizabeth II).",
        f"The day moved on {moved} open {'clock' if moved == 1 else 'clocks'}, in 1 folder.",
    ]
    assert due(case) == TODAYS_DUE
    assert differing() == 0


def test_loading_says_what_is_gone(case: Case, file: Path) -> None:
    run("load", file)
    file.write_bytes(file_of(WITHOUT))
    assert "19 September 2022 is no longer a bank holiday" in run("load", file).stdout
    assert due(case) == FIRST_DUE


def test_loading_again_changes_nothing_and_says_so(case: Case, file: Path) -> None:
    run("load", file)
    before = HolidayList.objects.count(), MovedDate.objects.count()
    said = run("load", file)
    assert said.exit_code == 0
    assert said.stdout.splitlines()[-1] == "The list says nothing new. Nothing changed."
    assert (HolidayList.objects.count(), MovedDate.objects.count()) == before


def test_a_load_that_was_cut_short_is_finished_by_the_next(
    case: Case, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_short() -> Iterator[tuple[int, int]]:
        yield 0, 0
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("handrail.service.cases.holidays.reach_folders", cut_short)
        said = run("load", file)
        assert said.exit_code == holidays.STOPPED
        assert "Run it again to go on" in said.stderr
        assert "Not every folder has been counted" in run().stdout
    assert due(case) == FIRST_DUE
    said = run("load", file)
    assert said.exit_code == 0
    assert "in 1 folder." in said.stdout
    assert due(case) == TODAYS_DUE
    assert "Not every folder" not in run().stdout


def test_a_preview_keeps_nothing(case: Case, file: Path) -> None:
    said = run("load", file, "--dry-run")
    assert "19 September 2022 is now a bank holiday" in said.stdout
    assert said.stdout.splitlines()[-1].startswith("This was a preview")
    assert HolidayList.objects.count() == 1
    assert due(case) == FIRST_DUE
    assert unreached() is None


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"day,name\n2022-09-19,A day\n", "This is not a list of bank holidays."),
        (b'{"scotland": {"events": []}}', "This is not a list of bank holidays."),
        ("Ostermontag ä".encode("latin-1"), "This is not a list of bank holidays."),
        (b'{"england-and-wales": {"events": []}}', "It has no bank holidays for England and Wales."),
        (file_of(WITH, [2021, 2023]), "2022 is not whole"),
        (file_of({date(2040, 1, 2): "New Year", date(2040, 12, 25): "Christmas Day"}, [2040]), "years between"),
    ],
)
def test_a_file_that_is_not_such_a_list_is_refused(case: Case, file: Path, raw: bytes, says: str) -> None:
    file.write_bytes(raw)
    said = run("load", file)
    assert said.exit_code == 2
    assert said.stdout == ""
    assert says in said.stderr
    assert said.stderr.rstrip().endswith("Nothing was taken in.")
    assert HolidayList.objects.count() == 1
    assert due(case) == FIRST_DUE


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    said = run("load", tmp_path / "nowhere.json")
    assert said.exit_code == 2
    assert "nowhere.json cannot be read: No such file or directory. Check the name." in said.stderr


def test_without_a_file_govuk_is_asked(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(govuk, "fetch", lambda: file_of(WITH))
    assert run("load").exit_code == 0
    newest = HolidayList.objects.last()
    assert newest is not None
    assert newest.source == "https://www.gov.uk/bank-holidays.json"
    assert due(case) == TODAYS_DUE


def test_without_a_file_and_without_a_network_nothing_is_taken_in(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_way() -> bytes:
        raise NotFetched("GOV.UK could not be reached.")

    monkeypatch.setattr(govuk, "fetch", no_way)
    said = run("load")
    assert said.exit_code == 2
    assert "GOV.UK could not be reached." in said.stderr
    assert HolidayList.objects.count() == 1


def test_the_list_is_shown_with_its_years_and_where_it_came_from(case: Case, file: Path) -> None:
    run("load", file)
    shown = run("--all").stdout
    days = published_working_days()
    assert shown.startswith(f"Bank holidays in England and Wales, {days.known_from.year} to {days.known_until.year}\n")
    assert "From the file bank-holidays.json, taken in on " in shown
    assert " by holidays load." in shown
    assert "\n2022\n" in shown
    assert "  Mon 19 September: Bank Holiday for the State Funeral of Queen Elizabeth II\n" in shown
    assert "\n2022\n" not in run().stdout


def test_before_any_list_was_taken_in_the_packages_is_shown() -> None:
    assert "From the installed package; none was taken in yet." in run().stdout
