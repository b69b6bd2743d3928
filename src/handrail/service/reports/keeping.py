"""The figures of a report as they are kept in its row: true counts that never leave, and which of them are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from handrail.analysis.child_deaths import Drawn
from handrail.analysis.disclosure.figures import Release
from handrail.analysis.disclosure.groups import Group, Split

Kept = dict[str, Any]
HIDDEN, SHOWN, BEHIND = "hidden", "shown", "behind"


@dataclass(frozen=True)
class Figures:
    """What was counted for one report. `tables` are the answers of each in order; `middles`, half of the days."""

    release: Release
    tables: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    middles: Mapping[str, float] = field(default_factory=dict)
    printed: Mapping[Group, int] = field(default_factory=dict)
    not_counted: int = 0
    """Deaths that are not for review here, and those of no child born alive."""
    told_anyway: int = 0
    withheld: bool = False


def kept(drawn: Drawn, figures: Figures) -> Kept:
    release = drawn.release
    return {
        "name": release.name,
        "counts": [[sorted(group), count, _how(group, release)] for group, count in release.counts.items()],
        "splits": [[split.dimension, list(split.parts), split.whole] for split in release.splits],
        "tables": [[name, list(answers)] for name, answers in figures.tables.items()],
        "titles": dict(figures.titles),
        "middles": dict(figures.middles),
        "printed": [[sorted(group), count] for group, count in figures.printed.items()],
        "not_counted": figures.not_counted,
        "told_anyway": drawn.told_anyway,
        "withheld": drawn.withheld,
    }


def read(row: Kept) -> Figures:
    counts = {_group(labels): (count, how) for labels, count, how in row["counts"]}
    release = Release(
        row["name"], {group: count for group, (count, _) in counts.items()},
        frozenset(group for group, (_, how) in counts.items() if how != BEHIND),
        frozenset(group for group, (_, how) in counts.items() if how == SHOWN),
        tuple(Split(dimension, tuple(parts), whole) for dimension, parts, whole in row["splits"]),
    )  # fmt: skip
    return Figures(
        release, {name: tuple(answers) for name, answers in row["tables"]}, row["titles"], row["middles"],
        {_group(labels): count for labels, count in row["printed"]}, row["not_counted"], row["told_anyway"],
        row["withheld"],
    )  # fmt: skip


def _how(group: Group, release: Release) -> str:
    if group in release.shown:
        return SHOWN
    return HIDDEN if group in release.wanted else BEHIND


def _group(labels: Iterable[list[str]]) -> Group:
    return frozenset((dimension, value) for dimension, value in labels)
