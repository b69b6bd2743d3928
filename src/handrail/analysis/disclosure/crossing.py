"""Tables that go round in a circle (age by cause, cause by sex, sex by age) tell more together than their sums do:
behind them stands one table of all three, and it must exist too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from handrail.analysis.disclosure.groups import Group, Split

Dimensions = frozenset[str]


def circle(tables: Iterable[Dimensions]) -> Dimensions:
    """The dimensions that go round; none where the tables hang together like a tree.

    In a tree, figures that agree wherever two tables meet always have a common table behind them.
    """
    left = set(tables)
    while True:
        alone = {d for table in left for d in table if sum(d in other for other in left) == 1}
        fewer = {table - alone for table in left}
        fewer = {table for table in fewer if not any(table < other for other in fewer)} - {frozenset()}
        if fewer == left:
            return frozenset().union(*left) if len(left) > 1 else frozenset()
        left = fewer


def crossed(wanted: Iterable[Group], splits: Iterable[Split]) -> Iterator[Group]:
    """The groups of the table behind tables that go round, as fine as the splits make them."""
    wanted, splits = list(wanted), tuple(splits)
    round_about = circle({frozenset(dimension for dimension, _ in group) for group in wanted})
    said = [[(dimension, value) for value in _finest(dimension, wanted, splits)] for dimension in sorted(round_about)]
    if round_about:
        yield from (frozenset(labels) for labels in product(*said))


def _finest(dimension: str, wanted: Iterable[Group], splits: Iterable[Split]) -> list[str]:
    own = [split for split in splits if split.dimension == dimension]
    wholes = {split.whole for split in own}
    said = [part for split in own for part in split.parts] or [
        value for group in wanted for name, value in group if name == dimension
    ]
    return sorted(set(said) - wholes)
