"""A report drawn for several panels together, held against those of each: whoever has both takes one from the other.

Every figure is said of a panel or of several together, and those of several are the sum of the panels' own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from handrail.analysis.child_deaths import Counting
from handrail.analysis.disclosure.counted import BUT
from handrail.analysis.disclosure.figures import Release
from handrail.analysis.disclosure.groups import Group, Split

WHOSE = "whose deaths"


def named(panels: Iterable[str]) -> str:
    """What is said of several panels together; of one, its own key."""
    return BUT.join(sorted(panels))


def said_of(release: Release, panels: Sequence[str]) -> Release:
    """The same figures, said of their panels. One that says so already stays as it is."""
    if any(dimension == WHOSE for group in release.counts for dimension, _ in group):
        return release
    at = (WHOSE, named(panels))
    return Release(
        release.name, {group | {at}: count for group, count in release.counts.items()},
        frozenset(group | {at} for group in release.wanted), frozenset(group | {at} for group in release.shown),
        release.splits,
    )  # fmt: skip


def of_several(whole: Counting, each: Mapping[str, Counting], name: str) -> Release:
    """What would be told of all together. What each panel has of it is not told, and bears on what may be."""
    panels = tuple(sorted(each))
    new = said_of(Release(name, whole.counts(), whole.wanted, splits=whole.splits), panels)
    counts = dict(new.counts)
    for panel, counting in each.items():
        counts |= {group | {(WHOSE, panel)}: count for group, count in counting.counts().items()}
    return Release(name, counts, new.wanted, splits=(*whole.splits, Split(WHOSE, panels, named(panels))))


def printed_of(shown: Mapping[Group, int], panels: Sequence[str]) -> dict[Group, int]:
    """Of the figures shown, those said of these panels, without saying so."""
    at = (WHOSE, named(panels))
    return {group - {at}: count for group, count in shown.items() if at in group}
