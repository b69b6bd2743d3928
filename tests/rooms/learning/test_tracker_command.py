"""`handrail tracker load`: all of it or nothing, and it ends with 2 when something is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from handrail.command_line import COMMANDS
from handrail.service.cases.models import Case
from handrail.service.web.tracker import WRONG, Refused, load_tracker, tracker
from tests.rooms.cast import Cast
from tests.rooms.learning.sheets import csv_of, reviews

CORA = "cora.ordway@wendvalley.example"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "tracker.xlsx"


def load(file: Path, content: bytes, *, email: str = CORA, partnership: str = "wv", **more: bool) -> None:
    file.write_bytes(content)
    load_tracker(file, email, partnership, **{"look": False, "leave_out_wrong": False, **more})


def test_it_is_a_command_of_handrail() -> None:
    assert COMMANDS["tracker"] == "handrail.service.web.tracker:tracker"
    assert set(tracker.commands) == {"load"}


def test_it_takes_a_tracker_in_and_says_what_was_made(
    cast: Cast, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load(file, reviews({}), partnership="Wend Valley Safeguarding Children Partnership")
    assert "1 made, 0 already there, 0 wrong." in capsys.readouterr().out
    load(file, reviews({}))
    assert "0 made, 1 already there, 0 wrong." in capsys.readouterr().out
    assert Case.objects.count() == 1


def test_a_wrong_line_is_said_and_nothing_is_written(
    cast: Cast, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Refused, match="Nothing was taken in") as refused:
        load(file, reviews({}, {"Local reference": "RR2", "Nature": "?"}))
    assert refused.value.exit_code == WRONG == 2
    said = capsys.readouterr().out
    assert "Reviews, line 3: review RR2: wrong" in said
    assert "“?” is not a nature we know. Write death, serious harm or other." in said
    assert not Case.objects.exists()


def test_wrong_lines_are_left_out_when_that_is_asked(cast: Cast, file: Path) -> None:
    load(file, reviews({}, {"Local reference": "RR2", "Nature": "?"}), leave_out_wrong=True)
    assert Case.objects.count() == 1


def test_looking_writes_nothing(cast: Cast, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load(file, reviews({}), look=True)
    assert "1 would be made" in capsys.readouterr().out
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("email", "partnership", "says"),
    [
        ("nobody@wendvalley.example", "WV", "Nobody signs in as"),
        ("norris.tiffin@wendvalley.example", "WV", "may not take in trackers"),
        (CORA, "Farrowdale", "Give one of: Wend Valley Safeguarding Children Partnership"),
    ],
)
def test_who_and_whose_must_be_right(cast: Cast, file: Path, email: str, partnership: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        load(file, reviews({}), email=email, partnership=partnership)
    assert not Case.objects.exists()


def test_a_file_that_is_no_tracker_is_refused(cast: Cast, file: Path) -> None:
    with pytest.raises(Refused, match="not an Excel workbook"):
        load(file, csv_of("Dear all"))
