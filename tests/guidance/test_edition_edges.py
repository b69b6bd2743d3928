"""What an edition file may just still hold, and what is one too many; and that what was read stays as it is."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import FrozenInstanceError, is_dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from handrail import guidance
from handrail.guidance.calendar import Calendar
from handrail.guidance.days import WorkingDays
from handrail.guidance.edition import Edition
from handrail.guidance.law import Law, Periods, Version
from handrail.guidance.schema import as_published, edition_schema
from handrail.guidance.shelf import EditionFault, every_edition, kinds_of_fact, read_editions
from tests.guidance.test_edition_faults import CONTENTS, HEADING, ITEM, KINDS, TELL, faults_in
from tests.guidance.timeline import duty, small_shelf

RELAXATION = '[relaxation.r]\ntitle = "r"\nfrom = 2020-02-01\nuntil = {until}\nsays = "s"\ncite = "c"\nseen = "text"\n'
LIST = CONTENTS + ITEM.format("a")


def read(text: str, folder: Path) -> Edition:
    (folder / "small").mkdir()
    (folder / "small" / "2020.toml").write_text(HEADING + text, encoding="utf-8")
    (edition,) = read_editions(folder, KINDS)
    return edition


@pytest.mark.parametrize(
    "text",
    [
        TELL.replace("local authority", "a" * 60),
        TELL.replace("local authority", "a"),
        TELL.replace("the Panel", "a" * 200),
        TELL.replace("the Panel", "a"),
        TELL.replace("A duty", "a" * 200),
        TELL.replace("duty.tell", f"duty.{'a' * 60}"),
        TELL.replace("Do it.", "a"),
        TELL + "from = 2020-01-01\n",  # the edition's own first day
        TELL + "from = 2020-02-01\nuntil = 2020-02-01\n",  # one day only
        TELL + "until = 2020-01-01\n",
        TELL + 'within = "1 month"\nmonth_end = true\n',
        TELL + "month_end = false\n",
        "until = 2020-01-01\n",
        "until = 2020-03-01\n" + TELL + "from = 2020-03-01\n",  # the edition's own last day
        CONTENTS + ITEM.format("a"),
        TELL + RELAXATION.format(until="2020-02-01") + 'duties = ["tell"]\n',
    ],
)
def test_the_most_and_the_least_that_a_file_may_hold_is_read(text: str, tmp_path: Path) -> None:
    assert read(text, tmp_path).title == "T"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (TELL.replace("the Panel", "a" * 201), "9: [duty.tell] owed_to: expected at most 200 letters; found 201"),
        (TELL.replace("A duty", "a" * 201), "6: [duty.tell] title: expected at most 200 letters; found 201"),
        (TELL.replace("the Panel", ""), '9: [duty.tell] owed_to: expected words, and it is empty; found ""'),
        (TELL.replace("local authority", ""), '8: [duty.tell] owed_by: expected words, and it is empty; found ""'),
        (TELL.replace("Do it.", ""), '12: [duty.tell] says: expected words, and it is empty; found ""'),
        (TELL + "by = 1\n", "15: [duty.tell] by: '1' is not a day of the year: write, for example, \"30 September\""),
        (CONTENTS + "item = []\n", "8: [contents.report] item: expected one at least; found []"),
        (
            RELAXATION.format(until="2020-02-01") + "duties = []\n",
            "11: [relaxation.r] duties: expected one at least; found []",
        ),
        (
            RELAXATION.format(until="2020-01-31") + 'duties = ["tell"]\n',
            "7: [relaxation.r] until: its last day comes before its first, 2020-02-01",
        ),
        (
            TELL.replace('"should"', '"café"'),
            '7: [duty.tell] force: expected one of must, should, expected, may; found "café"',
        ),
        (
            CONTENTS + 'item = [{key = "a", says = "s", force = "must"}, 5]\n',
            "8: [contents.report] item 2: expected a table; found 5",
        ),
        ("until = 2019-12-31\n", "4: until: its last day comes before its first, 2020-01-01"),
        (LIST.replace('"c"', "5"), "6: [contents.report] cite: expected words in quotation marks; found 5"),
        (LIST.replace('"c"', '""'), '6: [contents.report] cite: expected words, and it is empty; found ""'),
        (
            LIST.replace('cite = "c"\n', ""),
            "4: [contents.report] cite: is missing. Where it stands: section, regulation, chapter, paragraph or page.",
        ),
    ],
)
def test_one_more_or_one_less_is_not(text: str, told: str, tmp_path: Path) -> None:
    assert faults_in(HEADING + text, tmp_path) == [f"small/2020.toml line {told}"]


def test_a_name_of_a_row_has_at_most_sixty_letters(tmp_path: Path) -> None:
    (fault,) = faults_in(HEADING + TELL.replace("duty.tell", f"duty.{'a' * 61}"), tmp_path)
    assert fault.endswith("expected at most 60 letters; found 61")


@pytest.mark.parametrize(("letters", "shown"), [(78, f'"{"a" * 78}"'), (79, f'"{"a" * 76}...')])
def test_a_long_value_is_shown_in_part(letters: int, shown: str, tmp_path: Path) -> None:
    (fault,) = faults_in(HEADING + TELL.replace('"should"', f'"{"a" * letters}"'), tmp_path)
    assert fault.endswith(f"found {shown}")


def test_an_item_has_what_the_whole_list_has_unless_it_says_otherwise(tmp_path: Path) -> None:
    edition = read(CONTENTS + ITEM.format("a") + ITEM.format("b") + 'cite = "d"\nseen = "seed"\n', tmp_path)
    assert [(item.key, item.cite, item.seen) for item in edition.contents["report"].items] == [
        ("a", "c", "text"), ("b", "d", "seed"),
    ]  # fmt: skip


def test_what_is_not_toml_is_told_with_its_line_though_more_comes_after_it(tmp_path: Path) -> None:
    (fault,) = faults_in(HEADING + "from = soon\n" + TELL, tmp_path)
    assert fault == "small/2020.toml line 4: Invalid value"


def test_lines_are_counted_from_the_first_though_it_is_blank(tmp_path: Path) -> None:
    (tmp_path / "small").mkdir()
    (tmp_path / "small" / "2020.toml").write_bytes(b"\ntitle = 'caf\xe9'\n")
    with pytest.raises(EditionFault, match=r"line 2: a letter in it is not written in UTF-8$"):
        read_editions(tmp_path, KINDS)


def test_where_the_edition_has_no_first_day_its_rows_are_not_held_against_it(tmp_path: Path) -> None:
    (fault,) = faults_in(HEADING.replace("from = 2020-01-01\n", "") + TELL + "from = 2020-02-01\n", tmp_path)
    assert fault.startswith("small/2020.toml line 1: from: is missing.")


# ---- what was read stays as it is


def modules() -> list[ModuleType]:
    found = pkgutil.walk_packages(guidance.__path__, f"{guidance.__name__}.")
    return [importlib.import_module(module.name) for module in found]


def values() -> set[type[Any]]:
    return {
        thing
        for module in modules()
        for thing in vars(module).values()
        if isinstance(thing, type) and is_dataclass(thing) and thing.__module__ == module.__name__
    }


def test_no_value_of_the_law_can_be_changed_once_it_is_made() -> None:
    changeable = [value.__name__ for value in values() if not value.__dataclass_params__.frozen]
    assert changeable == []
    assert len(values()) > 20
    (edition,) = small_shelf({"one": HEADING + duty("act", "a", "b")})
    with pytest.raises(FrozenInstanceError):
        edition.duties["act"].title = "Another"  # type: ignore[misc]


def test_what_is_read_from_the_installed_files_is_read_once() -> None:
    assert every_edition() is every_edition()
    assert kinds_of_fact() is kinds_of_fact()
    assert edition_schema() is edition_schema()


def test_editors_are_offered_the_words_as_they_are_written() -> None:
    assert "The child’s school" in as_published({"school": "The child’s school"})


def test_two_editions_alike_are_still_two() -> None:
    (edition,) = small_shelf({"one": HEADING})
    assert replace(edition) != edition
    assert [
        value.__name__ for value in (Calendar, Edition, Law, Periods, Version, WorkingDays) if "__eq__" in vars(value)
    ] == []


def test_a_fault_says_all_of_them_in_order() -> None:
    assert EditionFault(iter(["one", "two"])).faults == ("one", "two")
