"""Every figure that a reader of some tables has or can reckon, and the sums between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from handrail.analysis.disclosure.crossing import crossed
from handrail.analysis.disclosure.groups import Group, Split

BUT = " and "
"""Joins the parts that no table names, so that what is left of a whole is the same group wherever it turns up."""


class Cell(NamedTuple):
    """One figure: how many were in a group when a release was drawn, or (`since`) how many more or fewer than then."""

    group: Group
    release: str
    since: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    whole: Cell
    parts: tuple[Cell, ...]


def with_margins(wanted: Iterable[Group], splits: Iterable[Split]) -> set[Group]:
    """These groups and every whole that they are parts of: whoever adds up the figures has those as well."""
    splits = tuple(splits)
    found = set(wanted)
    waiting = list(found)
    while waiting:
        group = waiting.pop()
        for whole in (split.whole_of(group) for split in splits):
            if whole is not None and whole not in found:
                found.add(whole)
                waiting.append(whole)
    return found


def counted(
    wanted: Iterable[Group], splits: Iterable[Split], count: Callable[[Group], int], beside: Iterable[Group] = ()
) -> dict[Group, int]:
    """How many are in each of these groups, in every whole of theirs, and in the table behind tables that go round.

    `beside` is what other releases show. With those, too, tables may go round; and a whole of which one release tells
    one part and another the next is told apart by both together, so that what they show is counted here as well.
    """
    splits = tuple(splits)
    known = {*wanted, *beside}
    every = with_margins(known | set(crossed(known, splits)), splits)
    return {group: count(group) for group in sorted(every, key=sorted)}


def apart(counts: Mapping[Group, int], splits: Iterable[Split]) -> Iterator[tuple[Group, dict[Group, int]]]:
    """Each whole with its parts as they are counted, and with what is left over as one part more.

    What is left is the complement: take the one child who died elsewhere from the whole, and the rest is told.
    """
    for split in splits:
        for whole, number in counts.items():
            parts = split.parts_of(whole)
            known = {part: counts[part] for part in parts if part in counts}
            missing = [part for part in parts if part not in counts]
            if known and missing:
                known[_together(missing, split)] = number - sum(known.values())
            if known:
                yield whole, known


def _together(missing: list[Group], split: Split) -> Group:
    said = [value for part in missing for dimension, value in part if dimension == split.dimension]
    context = frozenset(label for label in missing[0] if label[0] != split.dimension)
    return context | {(split.dimension, BUT.join(said))}
