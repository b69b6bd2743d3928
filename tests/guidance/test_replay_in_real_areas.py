"""`handrail replay` with the real register's codes as its areas; the days and the facts are invented."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.guidance.replaying import replay

REGISTER = Path(__file__).resolve().parents[3] / "shared" / "data" / "register" / "dfe_las.csv"
LOG = "at,kind\n2018-07-02,incident_known\n2018-07-04,panel_notified\n2018-07-25,rapid_review_completed\n"


@pytest.fixture(scope="module")
def began_on(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, date]]:
    """An areas file for every real code, each with an invented day in the year that areas had."""
    if not REGISTER.exists():
        pytest.skip("The official registers are not beside this folder, so real codes cannot be tried.")
    with REGISTER.open(encoding="utf-8-sig", newline="") as file:
        codes = [row["new_la_code"] for row in csv.DictReader(file) if " / " not in row["new_la_code"]]
    days = {code: date(2018, 9, 3) + timedelta(days=number * 2) for number, code in enumerate(codes)}
    areas = tmp_path_factory.mktemp("areas") / "areas.csv"
    lines = [f"{code},{day},{day}" for code, day in days.items()]
    header = "code,safeguarding_arrangements_began_on,child_death_arrangements_began_on"
    areas.write_text("\n".join([header, *lines]) + "\n")
    return areas, days


def test_in_every_real_area_the_panel_is_notified_and_the_old_board_still_decides(
    began_on: tuple[Path, dict[str, date]],
) -> None:
    areas, days = began_on
    assert len(days) > 150
    for code in days:
        said = replay(LOG, "--area", code, "--areas", str(areas), "--json")
        assert (said.code, said.of("notify_panel")["due"]) == (0, "2018-07-09")
        assert said.of("rapid_review")["due"] == "2018-07-25"
        assert said.of("decide_serious_case_review")["due"] == "2018-08-04"


def test_an_area_without_a_day_of_its_own_is_said_to_be_missing(began_on: tuple[Path, dict[str, date]]) -> None:
    areas, _ = began_on
    said = replay(LOG, "--area", "E99999999", "--areas", str(areas))
    assert said.code == 2
    assert "E99999999" in said.err
