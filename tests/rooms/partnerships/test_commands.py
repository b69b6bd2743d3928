"""The commands at the keyboard: what they print, and how they refuse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handrail.command_line import main
from handrail.service.partnerships.models import Body
from handrail.service.web import registers

pytestmark = pytest.mark.django_db

LIST = "new_la_code,la_name,date_of_operation,date_of_termination,old_la_code\nE10000901,Wendshire,01/01/2009,,991\n"


@pytest.fixture(autouse=True)
def the_tests_own_database(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def there(home: Path) -> Iterator[None]:
        yield

    monkeypatch.setattr(registers, "database", there)


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "las.csv"
    path.write_text(LIST)
    return path


def test_loading_says_what_it_counted_and_what_it_added(file: Path) -> None:
    said = run("register", "load", file)
    assert said.exit_code == 0
    assert said.stdout.splitlines() == [
        "1 live and 0 ended upper-tier authorities, counted by code; as bodies 1, because 0 codes ended only to be "
        "renewed.",
        "Added: code 2, local authority 1.",
    ]


def test_loading_again_says_that_nothing_changed(file: Path) -> None:
    run("register", "load", file)
    assert run("register", "load", file).stdout.splitlines()[-1] == "Nothing changed."


def test_a_preview_says_that_it_was_one(file: Path) -> None:
    said = run("register", "load", file, "--dry-run")
    assert "This was a preview: nothing was written." in said.stdout
    assert not Body.objects.exists()


def test_a_fault_goes_to_the_error_stream_with_file_and_line(file: Path) -> None:
    file.write_text(LIST + "E10000902,Marl,tomorrow,,992\n")
    said = run("register", "load", file)
    assert said.exit_code == 2
    assert said.stdout == ""
    assert 'las.csv, line 3: "date_of_operation" is "tomorrow"' in said.stderr
    assert said.stderr.rstrip().endswith("Nothing was loaded.")


def test_days_of_areas_are_loaded_for_authorities_that_are_here(file: Path, tmp_path: Path) -> None:
    run("register", "load", file)
    areas = tmp_path / "areas.csv"
    areas.write_text(
        "code,safeguarding_arrangements_began_on,child_death_arrangements_began_on\nE10000901,2019-09-01,2019-09-29\n"
    )
    said = run("areas", "load", areas)
    assert said.stdout.splitlines() == [
        "Changed: Wendshire",
        "Read the days of 1 areas; clocks were counted anew in 0 folders.",
    ]
    assert run("areas", "load", areas).stdout.splitlines()[-1] == "Nothing changed."


def test_the_first_administrator_is_given_a_password_once() -> None:
    said = run("people", "first", "ada@wendvalley.example", "Ada Minter", "Wend Valley", "--short-name", "WV")
    assert said.exit_code == 0
    assert "Ada Minter is the administrator of Wend Valley." in said.stdout
    assert re.search(r"24 hours: \w{4}-\w{4}$", said.stdout.strip())
    again = run("people", "first", "eve@wendvalley.example", "Eve Minter", "Wend Valley")
    assert again.exit_code == 2
    assert "Wend Valley has an administrator" in again.stderr


def test_a_lost_password_is_replaced_at_the_keyboard() -> None:
    run("people", "first", "ada@wendvalley.example", "Ada Minter", "Wend Valley")
    assert "Ada Minter has a new password" in run("people", "password", "ADA@wendvalley.example").stdout
    assert run("people", "password", "nobody@wendvalley.example").exit_code == 2


def test_an_only_administrator_who_lost_everything_begins_anew_at_the_keyboard() -> None:
    run("people", "first", "ada@wendvalley.example", "Ada Minter", "Wend Valley")
    said = run("people", "start-again", "ADA@wendvalley.example").stdout
    assert "Ada Minter has no second factor now" in said
    assert re.search(r"24 hours: \w{4}-\w{4}$", said.strip())
    assert run("people", "start-again", "nobody@wendvalley.example").exit_code == 2


def test_a_draft_of_areas_is_a_suggestion_until_it_is_to_be_written(file: Path) -> None:
    run("register", "load", file)
    found = run("areas", "draft", "--on", "2024-07-01")
    assert "Wendshire Safeguarding Children Partnership: " in found.output
    assert "the registers know no police force here" in found.output
    assert "nothing was written" in found.output
    assert not Body.objects.filter(kind="safeguarding partnership").exists()
    refused = run("areas", "draft", "--together", "E10000901,E10000902")
    assert refused.exit_code == 2
    assert "E10000902 is the code of no authority on that day" in refused.output
    assert "1 were written" in run("areas", "draft", "--on", "2024-07-01", "--write").output
    assert "0 partnerships suggested" in run("areas", "draft", "--on", "2024-07-02").output
