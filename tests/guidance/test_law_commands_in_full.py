"""What `handrail law` prints, to the letter, of a small shelf; and what it takes and refuses of an area and a day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from handrail.guidance import shelf
from tests.guidance.replaying import handrail
from tests.guidance.timeline import duty

OLD = 'title = "The board’s book"\nstage = "superseded"\nfrom = 2018-01-01\nuntil = 2019-12-31\ncite = "c"\n'
OLD += duty(
    "tell", "incident_known", "panel_notified", within='"5 days"', falls_away='["incident_withdrawn"]',
    note='"A number in dispute."', ended_by='"the Act"',
)  # fmt: skip
OLD += '[change.first]\non = 2018-05-01\nsays = "A word was put right."\nseen = "text"\n'
NEW = 'title = "The new book"\nstage = "in force"\nfrom = 2020-01-01\n'
NEW += duty("publish", "", "")
NEW += '[contents.plan]\ntitle = "Plan"\ncite = "page 3"\nseen = "text"\n'
NEW += '[[contents.plan.item]]\nkey = "a"\nsays = "What the children said."\nforce = "must"\n'
EMPTY = 'title = "An empty one"\nstage = "in force"\nfrom = 2021-01-01\n'


@pytest.fixture
def small_books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "books").mkdir()
    for name, text in (("2018", OLD), ("2020", NEW), ("2021", EMPTY)):
        (tmp_path / "books" / f"{name}.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(shelf, "EDITIONS", tmp_path)
    shelf.every_edition.cache_clear()
    yield
    shelf.every_edition.cache_clear()


@pytest.mark.usefixtures("small_books")
def test_the_list() -> None:
    assert (
        handrail("law", "list").out
        == """
The board’s book (books/2018), in force from 1 January 2018 to 31 December 2019
  tell: A duty. should, no later than 5 days

The new book (books/2020), in force from 1 January 2020
  publish: A duty. should, a standing duty

An empty one (books/2021), in force from 1 January 2021
  No duty is encoded.
"""
    )


@pytest.mark.usefixtures("small_books")
@pytest.mark.parametrize(
    ("key", "page"),
    [
        (
            "tell",
            """
The board’s book, page 1 (books/2018)
  in force from 1 January 2018 to 31 December 2019
  A duty: should, no later than 5 days
  Owed by: local authority. Owed to: the Panel.
  Do it.
  Started by: incident_known
  Stopped by: panel_notified
  Falls away by: incident_withdrawn
  Ended by: the Act.
  Checked against the published text.
  A number in dispute.
""",
        ),
        (
            "publish",
            """
The new book, page 1 (books/2020)
  in force from 1 January 2020
  A duty: should, a standing duty
  Owed by: local authority. Owed to: the Panel.
  Do it.
  Checked against the published text.
""",
        ),
        (
            "plan",
            """
The new book, page 3 (books/2020)
  in force from 1 January 2020
  Plan (contents)
  - What the children said. (must; text)
  Checked against the published text.
""",
        ),
        (
            "first",
            """
The board’s book (books/2018)
  in force from 1 January 2018 to 31 December 2019
  first (changes)
  A word was put right.
  Checked against the published text.
""",
        ),
    ],
)
def test_one_row_of_each_kind(key: str, page: str) -> None:
    assert handrail("law", "show", key).out == page


@pytest.mark.usefixtures("small_books")
def test_a_comparison_in_each_form() -> None:
    assert handrail("law", "compare", "books/2018", "books/2020").out.startswith("From: The board’s book (books/2018)")
    page = handrail("law", "compare", "books/2018", "books/2020", "--markdown").out
    assert page.startswith("# The board’s book and The new book\n")
    text = handrail("law", "compare", "books/2018", "books/2020", "--json").out
    assert text == json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n"
    assert "board’s" in text


# ---- when a duty would fall due, by the real editions


def test_a_day_it_starts_is_asked_for() -> None:
    said = handrail("law", "due", "notify_panel")
    assert (said.code, said.out) == (2, "")
    assert "Missing option '--from'" in said.err


def test_what_is_assumed_is_told_beside_the_answer() -> None:
    said = handrail("law", "due", "notify_panel", "--from", "2019-10-27 01:30")
    assert said.err == (
        "01:30 on 27 October 2019 came twice, as the clocks went back. The first, in summer time, is assumed.\n"
    )
    assert said.out.startswith("1 November 2019\n")
    assert handrail("law", "due", "notify_panel", "--from", "2019-10-27").err == ""


def test_for_other_programs_it_is_one_object() -> None:
    text = handrail("law", "due", "notify_panel", "--from", "2019-05-01", "--json").out
    clock = json.loads(text)
    assert text == json.dumps(clock, indent=2) + "\n"
    assert set(clock) == {"duty", "instrument", "edition", "started", "due", "stopped", "state"}


@pytest.mark.parametrize(
    ("area", "edition"),
    [
        ("2019-09-02", "2015"),  # one day stands for both
        ("2018-06-29,2019-09-02", "2015"),  # the second is that of child deaths
        ("2019-09-02, 2018-06-29", "2018"),
        ("2018-06-29", "2018"),
    ],
)
def test_an_area_may_be_given_by_its_days(area: str, edition: str) -> None:
    said = handrail("law", "due", "respond_jointly_to_child_death", "--from", "2018-07-02", "--area", area, "--json")
    assert json.loads(said.out)["edition"] == edition


@pytest.mark.parametrize(
    ("area", "why"),
    [
        ("2019-09-02,2019-09-02,2019-09-02", "--area: at most two days, for safeguarding and for child deaths.\n"),
        (
            "E01",
            "--area: write the day its arrangements began, 2019-09-02, "
            "or give --areas with a file that has the code.\n",
        ),
    ],
)
def test_and_by_nothing_else(area: str, why: str) -> None:
    said = handrail("law", "due", "notify_panel", "--from", "2019-05-01", "--area", area)
    assert (said.code, said.out, said.err) == (2, "", why)
