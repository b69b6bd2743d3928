"""The mutants of the law: what is broken, what is not, and that each survivor that is explained can still be made."""

from __future__ import annotations

import tomllib
from pathlib import Path

from tests.house.house import TREE
from tools.mutation.__main__ import EXPLAINED
from tools.mutation.mutants import mutants_of
from tools.mutation.tree import file_of

SMALL = """
def late(days: int | None, most: int = 3) -> bool | None:
    if days is None:
        return None
    return not days <= most
"""


def test_numbers_comparisons_and_conditions_are_broken_one_at_a_time_and_annotations_are_left() -> None:
    made = mutants_of("small", SMALL)
    assert {mutant.function for mutant in made} == {"late"}
    assert sorted((mutant.line, mutant.becomes) for mutant in made) == [
        (2, "def late(days: int | None, most: int = 2) -> bool | None:"),
        (2, "def late(days: int | None, most: int = 4) -> bool | None:"),
        (3, "if days is not None:"),
        (3, "if not days is None:"),
        (5, "return days <= most"),
        (5, "return not days < most"),
        (5, "return not days > most"),
        (5, "return not days >= most"),
    ]


def test_a_mutant_keeps_its_name_where_its_line_comes_to_stand_elsewhere() -> None:
    further_down = mutants_of("small", "\n# a remark\n" + SMALL)
    assert {mutant.name for mutant in further_down} == {mutant.name for mutant in mutants_of("small", SMALL)}


def test_how_much_is_remembered_is_not_broken() -> None:
    remembered = "@lru_cache(maxsize=1)\ndef one() -> int:\n    return 7\n"
    assert {mutant.becomes for mutant in mutants_of("small", remembered)} == {"return 8", "return 6", ""}


def test_every_survivor_explained_is_a_mutant_that_there_is_and_has_its_reason() -> None:
    rows = tomllib.loads(EXPLAINED.read_text(encoding="utf-8")).get("survivor", [])
    for row in rows:
        text = " ".join(file_of(TREE, row["module"]).read_text(encoding="utf-8").split())
        assert row["was"] in text, f"{row['module']} no longer says {row['was']}: take it out of survivors.toml"
        assert len(row["why"].split()) > 2


def test_the_list_of_survivors_stands_where_the_run_reads_it() -> None:
    assert EXPLAINED.relative_to(TREE) == Path("tools/mutation/survivors.toml")
