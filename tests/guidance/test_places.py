"""On which line of a file each table and key stands."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from handrail.guidance.places import Place, line_at, lines_of
from handrail.guidance.shelf import EDITIONS


def numbered(text: str) -> dict[str, int]:
    return {"/".join(map(str, place)): line for place, line in lines_of(text).items() if place}


def test_headings_and_keys_stand_on_their_own_lines_and_a_table_on_its_first() -> None:
    text = (
        'title = "T"\n\n# a remark\n[duty.tell]\nforce = "must"\n[duty.ask]  # a remark\n  force="may" # [no.heading]\n'
    )
    assert numbered(text) == {
        "title": 1, "duty": 4, "duty/tell": 4, "duty/tell/force": 5, "duty/ask": 6, "duty/ask/force": 7,
    }  # fmt: skip


def test_entries_of_an_array_of_tables_are_numbered_and_what_stands_below_one_is_its_own() -> None:
    text = """
[contents.report]
[[contents.report.item]]
key = "a"
[[contents.report.item]]
key = "b"
[contents.report.item.more]
far = 1
[[contents.plan.item]]
key = "c"
"""
    assert {place: line for place, line in numbered(text).items() if "item/" in place} == {
        "contents/report/item/0": 3, "contents/report/item/0/key": 4,
        "contents/report/item/1": 5, "contents/report/item/1/key": 6,
        "contents/report/item/1/more": 7, "contents/report/item/1/more/far": 8,
        "contents/plan/item/0": 9, "contents/plan/item/0/key": 10,
    }  # fmt: skip


def test_quoted_and_dotted_keys_are_read_as_the_file_means_them() -> None:
    text = """
[duty."tell \\"them\\".all"]
'a = [b]' = 1
[ duty . 'ask' ]
"\\u0061" . b = 1
"""
    assert numbered(text) == {
        "duty": 2, 'duty/tell "them".all': 2, 'duty/tell "them".all/a = [b]': 3,
        "duty/ask": 4, "duty/ask/a": 5, "duty/ask/a/b": 5,
    }  # fmt: skip


@pytest.mark.parametrize(
    "value",
    [
        '"""\n[no.heading]\nno = "key" \\" \\"""\n"""',
        "'''\n[no.heading]\nno = '' \\'''",
        '[\n  "a", # ]\n  "]",\n  [1,\n 2],\n]',
        "{ a = 1, b = [\n1,\n2] }",
        '"a \\" # no remark"',
        "'a \" # no remark'",
        '"""ends with two quotation marks\n"""""',
        "2018-06-29 # ''' a remark",
    ],
)
def test_nothing_inside_a_value_is_taken_for_a_heading_or_a_key(value: str) -> None:
    text = f"first = {value}\nlast = 1\n[table]\n"
    assert set(tomllib.loads(text)) == {"first", "last", "table"}
    lines = value.count("\n")
    assert numbered(text) == {"first": 1, "last": 2 + lines, "table": 3 + lines}


def test_a_place_inside_a_value_has_the_line_of_its_key_and_one_not_written_that_of_its_table() -> None:
    lines = lines_of('title = "T"\n[duty.tell]\nstarts = [\n"a",\n"b"]\n')
    assert line_at(("duty", "tell", "starts", 1), lines) == 3
    assert line_at(("duty", "tell", "force"), lines) == 2
    assert line_at(("stage",), lines) == 1


def test_a_name_may_hold_a_quotation_mark_at_its_end_and_a_file_one_letter() -> None:
    assert numbered("\"a'\" = 1\n'b\"' = 2\n") == {"a'": 1, 'b"': 2}
    assert numbered("\n\na = 1") == {"a": 3}


def test_only_what_is_written_has_a_line_and_nothing_below_it() -> None:
    assert set(lines_of("[a.b]\nc.d = 1\n")) == {(), ("a",), ("a", "b"), ("a", "b", "c"), ("a", "b", "c", "d")}
    assert lines_of("\n[a]\n")[()] == 1


def test_an_empty_file_has_a_first_line() -> None:
    assert line_at(("title",), lines_of("")) == 1


def test_every_table_and_key_of_every_edition_is_found_on_a_line_that_names_it() -> None:
    for file in EDITIONS.glob("*/*.toml"):
        text = file.read_text(encoding="utf-8")
        written, found = text.splitlines(), lines_of(text)
        for place in places_in(tomllib.loads(text)):
            named = next(step for step in reversed(place) if isinstance(step, str))
            assert named in written[found[place] - 1], f"{file.name} {place}"


def places_in(part: Any, place: Place = ()) -> list[Place]:
    """The path of every table and key, by Python's own reading of the file."""
    if isinstance(part, dict):
        below = [one for key, value in part.items() for one in places_in(value, (*place, key))]
    elif isinstance(part, list) and part and isinstance(part[0], dict):
        return [one for number, value in enumerate(part) for one in places_in(value, (*place, number))]
    else:
        below = []
    return [place, *below] if place else below
