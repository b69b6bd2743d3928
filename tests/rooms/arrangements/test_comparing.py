"""What changed between two versions, and what becomes of a draft when another version was published meanwhile."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from handrail.service.arrangements.comparing import changes, schools_changed, taking_in

Said = dict[str, Any]


def said(**people: str) -> Said:
    return {"begins_on": "", "changed_why": "", "person": [{"line": k, "name": v} for k, v in people.items()]}


def test_a_line_that_came_one_that_went_and_one_that_changed() -> None:
    found = {one.line: one for one in changes(said(a="Ann", b="Bea"), said(b="Beatrice", c="Cy"))}
    assert found["c"].came
    assert found["a"].went
    assert (found["b"].before, found["b"].after) == ("Bea", "Beatrice")


def test_what_both_changed_stays_the_drafts_and_what_one_changed_goes_in() -> None:
    found = taking_in(said(a="1", b="1", c="1"), said(a="2", b="2", c="1"), said(a="1", b="3", c="3"))
    assert found.lines == (("person", "a"),)
    assert [one.line for one in found.both] == ["b"]


def test_what_both_changed_alike_needs_nobody() -> None:
    found = taking_in(said(a="1"), said(a="2"), said(a="2"))
    assert (found.lines, found.both) == ((), ())


def test_what_the_other_took_out_goes_and_what_the_draft_took_out_and_the_other_changed_is_told() -> None:
    found = taking_in(said(a="1", b="1"), said(b="2"), said(a="1"))
    assert found.lines == (("person", "a"),)
    assert [one.line for one in found.both] == ["b"]


ANY = (None, "1", "2", "3")


@pytest.mark.parametrize(("base", "theirs", "ours"), list(product(ANY, repeat=3)))
def test_nothing_that_one_alone_changed_is_lost_and_what_both_changed_is_told(
    base: str | None, theirs: str | None, ours: str | None
) -> None:
    """Every way in which one line can stand, or not stand, in the three."""
    told = [said(a=words) if words else said() for words in (base, theirs, ours)]
    found = taking_in(*told)
    merged = theirs if found.lines else ours
    if theirs in (base, ours):
        assert (merged, found.both) == (ours, ())
    elif ours == base:
        assert (merged, found.both) == (theirs, ())
    else:
        assert merged == ours
        assert [one.line for one in found.both] == ["a"]


def test_schools_that_came_that_went_and_that_take_part_otherwise_are_told_by_name() -> None:
    def school(urn: str, name: str, way: str = "Forum", *, takes_part: bool = True) -> Said:
        return {"urn": urn, "name": name, "way": way, "takes_part": takes_part}

    was = [school("1", "Ash"), school("2", "Beech"), school("3", "Cedar"), school("4", "Elm")]
    now = [school("1", "Ash"), school("3", "Cedar", "Trust"), school("4", "Elm", takes_part=False), school("5", "Fir")]
    found = schools_changed(was, now)
    assert (found.came, found.went) == (["Fir"], ["Beech"])
    assert found.otherwise == ["Cedar: Forum before, Trust now", "Elm: Forum before, not taking part now"]
