"""Child deaths counted for a yearly report: by year, age, place and whatever else is known, and days to each step.

What is counted is plain rows. Whoever holds them makes the rows; nothing here asks where they came from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from statistics import median

from handrail.analysis.disclosure.counted import counted
from handrail.analysis.disclosure.figures import Release, figures_of
from handrail.analysis.disclosure.groups import Group, Label, Split
from handrail.analysis.disclosure.keeping_back import FEWEST, kept_back

YEARS = 5
"""The year of the report and the four before it."""
YEAR, AREA, AGE = "year", "area", "age"
NOT_KNOWN = "Not known"
AGES: tuple[tuple[str, int], ...] = (("28 to 364 days", 1), ("1 to 4 years", 5), ("5 to 9 years", 10),
                                     ("10 to 14 years", 15), ("15 to 17 years", 18))  # fmt: skip
NEWBORN = "0 to 27 days"
AGE_BANDS = (NEWBORN, *(name for name, _ in AGES), NOT_KNOWN)
DONE, NOT_YET = "done", "not yet"
PANEL, REVIEWED, NOT_REVIEWED = "found", "Reviewed by the panel", "Not reviewed yet"
OF_PANEL = "panel: "
"""Begins the name of a table that falls out of the deaths that the panel has reviewed, and not out of all of them."""


def year_of(day: date) -> int:
    """The year from 1 April to 31 March, by the calendar year in which it begins."""
    return day.year if (day.month, day.day) >= (4, 1) else day.year - 1


def year_named(begins: int) -> str:
    return f"{begins}–{(begins + 1) % 100:02d}"


def span_named(last: int) -> str:
    return f"{year_named(last - YEARS + 1)} to {year_named(last)}"


def age_band(born_on: date | None, died_on: date) -> str:
    if born_on is None or died_on < born_on:
        return NOT_KNOWN
    if (died_on - born_on).days < 28:
        return NEWBORN
    whole_years = died_on.year - born_on.year - ((died_on.month, died_on.day) < (born_on.month, born_on.day))
    return next((name for name, before in AGES if whole_years < before), NOT_KNOWN)


@dataclass(frozen=True, slots=True)
class DeathRow:
    """One death, as far as it is counted. `said` is one answer for each question; `factors` are any number of them.

    `found` is one answer to each question that the panel answers, and `contributed` what it graded so: None and nothing
    where it has not reviewed the death. `days` is how long each step took from the death, for those that were taken.
    """

    year: int
    area: str
    age: str
    said: Mapping[str, str] = field(default_factory=dict)
    factors: frozenset[str] = frozenset()
    days: Mapping[str, int] = field(default_factory=dict)
    found: Mapping[str, str] | None = None
    contributed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Question:
    """A table of the report: what is asked of each death, and every answer there can be, in order."""

    key: str
    title: str
    answers: tuple[str, ...]


def label_of(table: str, answer: str) -> Label:
    """What a death is counted under in a table. All that the panel found is said along one dimension, so that every
    table of it adds up to the same reviewed deaths, and none can be held against another to find how many were not."""
    if table.startswith(OF_PANEL):
        return PANEL, f"{table.removeprefix(OF_PANEL)}: {answer}"
    return table, answer


@dataclass(frozen=True)
class Counting:
    """What is counted for the report of one year."""

    last: int
    rows: Sequence[DeathRow]
    areas: tuple[str, ...]
    questions: tuple[Question, ...] = ()
    factors: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    by_panel: tuple[Question, ...] = ()
    """What the panel answers of each death that it reviews."""
    domains: tuple[str, ...] = ()
    """What it grades as having contributed or not."""

    @cached_property
    def years(self) -> tuple[int, ...]:
        return tuple(range(self.last - YEARS + 1, self.last + 1))

    @cached_property
    def tables(self) -> dict[str, tuple[str, ...]]:
        """Each dimension besides the year, with its answers."""
        asked = {AREA: self.areas, AGE: AGE_BANDS} if len(self.areas) > 1 else {AGE: AGE_BANDS}
        asked |= {question.key: question.answers for question in self.questions}
        asked |= {f"factor: {factor}": ("yes", "no") for factor in self.factors}
        if self.by_panel:
            asked |= {PANEL: (REVIEWED, NOT_REVIEWED)}
            asked |= {f"{OF_PANEL}{question.key}": question.answers for question in self.by_panel}
            asked |= {f"{OF_PANEL}factor: {domain}": ("yes", "no") for domain in self.domains}
        return asked | {f"step: {step}": (DONE, NOT_YET) for step in self.steps}

    @cached_property
    def wanted(self) -> frozenset[Group]:
        """Each year's total; and each answer to each question, for the year of the report and for all five."""
        this, all_five = {(YEAR, year_named(self.last))}, {(YEAR, span_named(self.last))}
        groups = {frozenset({(YEAR, year_named(year))}) for year in self.years} | {frozenset(all_five)}
        for dimension, answers in self.tables.items():
            told = answers[:1] if dimension.removeprefix(OF_PANEL).startswith("factor: ") else answers
            groups |= {frozenset({*when, label_of(dimension, answer)}) for when in (this, all_five) for answer in told}
        return frozenset(groups)

    @cached_property
    def splits(self) -> tuple[Split, ...]:
        years = Split(YEAR, tuple(year_named(year) for year in self.years), span_named(self.last))
        return (years, *(_split(table, answers) for table, answers in self.tables.items()))

    def counts(self) -> dict[Group, int]:
        """Of every group wanted, and of every year by every answer: five years one after another are a sum as well."""
        every = {
            frozenset({(YEAR, year_named(year)), label_of(dimension, answer)})
            for year in self.years
            for dimension, answers in self.tables.items()
            for answer in answers
        }
        held = self._held()
        return counted(self.wanted | every, self.splits, lambda group: held[group])

    def _held(self) -> Counter[Group]:
        held: Counter[Group] = Counter()
        for row in self.rows:
            if row.year in self.years:
                labels = list(self._labels(row))
                for when in (year_named(row.year), span_named(self.last)):
                    held[frozenset({(YEAR, when)})] += 1
                    held.update(frozenset({(YEAR, when), label}) for label in labels)
        return held

    def _labels(self, row: DeathRow) -> Iterable[tuple[str, str]]:
        yield AREA, row.area
        yield AGE, row.age
        yield from ((question.key, row.said.get(question.key, NOT_KNOWN)) for question in self.questions)
        yield from ((f"factor: {factor}", "yes" if factor in row.factors else "no") for factor in self.factors)
        if self.by_panel:
            yield from self._found(row)
        yield from ((f"step: {step}", DONE if step in row.days else NOT_YET) for step in self.steps)

    def _found(self, row: DeathRow) -> Iterable[Label]:
        yield PANEL, REVIEWED if row.found is not None else NOT_REVIEWED
        if row.found is not None:
            found = row.found
            yield from (label_of(f"{OF_PANEL}{one.key}", found.get(one.key, NOT_KNOWN)) for one in self.by_panel)
            for domain in self.domains:
                yield label_of(f"{OF_PANEL}factor: {domain}", "yes" if domain in row.contributed else "no")


def _split(table: str, answers: tuple[str, ...]) -> Split:
    if table.startswith(OF_PANEL):
        return Split(PANEL, tuple(label_of(table, answer)[1] for answer in answers), REVIEWED)
    return Split(table, answers)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a report would tell, and the proof's remainder: what earlier releases give away whatever is done now."""

    release: Release
    told_anyway: int
    withheld: bool


def drawn(counting: Counting, name: str, earlier: Sequence[Release] = ()) -> Drawn:
    return drawn_from(Release(name, counting.counts(), counting.wanted, splits=counting.splits), earlier)


def drawn_from(new: Release, earlier: Sequence[Release] = ()) -> Drawn:
    """What of a release would be told beside those that were let out before."""
    figures = figures_of(new, earlier)
    kept = kept_back(figures)
    shown = kept.shown(figures)
    wanted = shown if figures.withheld else new.wanted
    return Drawn(Release(new.name, new.counts, wanted, shown, new.splits), len(kept.told_anyway), figures.withheld)


def figures_shown(release: Release, earlier: Sequence[Release] = ()) -> dict[Group, int]:
    """What is printed. A figure told before stands as it was told, where the new one would tell a small difference."""
    told: dict[Group, int] = {}
    for before in earlier:
        told |= {group: before.counts[group] for group in before.shown}
    return told | {group: release.counts[group] for group in release.shown}


def half_took_no_longer(rows: Iterable[DeathRow], step: str, when: Callable[[DeathRow], bool]) -> float | None:
    """The middle of the days to a step; None where fewer than five deaths have come to it."""
    days = [row.days[step] for row in rows if step in row.days and when(row)]
    return median(days) if len(days) >= FEWEST else None
