"""Table sets to attack: invented deaths, the tables that reports make of them, and what was let out earlier."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations, product

from handrail.analysis.disclosure.counted import counted
from handrail.analysis.disclosure.figures import Release, figures_of
from handrail.analysis.disclosure.groups import Group, Split
from handrail.analysis.disclosure.keeping_back import KeptBack, kept_back
from tests.analysis.attacker import Line, Paper

EVERYWHERE = "everywhere"


@dataclass
class TableSet:
    """One world: how its deaths fall apart, and the reports that were let out one after another."""

    finest: dict[str, list[str]]
    made_of: dict[tuple[str, str], list[str]]
    only_more: bool
    papers: list[Paper] = field(default_factory=list)
    released: list[Release] = field(default_factory=list)
    kept: list[KeptBack] = field(default_factory=list)
    deaths: list[Counter[tuple[str, ...]]] = field(default_factory=list)

    @property
    def splits(self) -> list[Split]:
        areas = [Split("area", tuple(self.finest["area"]), EVERYWHERE)] if "area" in self.finest else []
        return [Split(name, tuple(values)) for name, values in self.finest.items() if name != "area"] + areas

    def count(self, drawn: int, group: Group) -> int:
        said = dict(group)
        return sum(
            number
            for one, number in self.deaths[drawn].items()
            if all(
                name not in said or value in self.made_of.get((name, said[name]), [said[name]])
                for name, value in zip(self.finest, one, strict=True)
            )
        )


def invented(seed: int) -> TableSet:
    chance = random.Random(seed)  # noqa: S311 (nothing is kept secret by it)
    finest = {
        name: [f"{name} {number}" for number in range(chance.randint(2, 4))]
        for name in chance.sample(["year", "cause", "age", "factor"], chance.randint(1, 3))
    }
    made_of = {}
    if chance.random() < 0.5:
        finest["area"] = [f"area {number}" for number in range(chance.randint(2, 3))]
        made_of = {("area", EVERYWHERE): finest["area"]}
    world = TableSet(finest, made_of, only_more=chance.random() < 0.7)
    world.deaths = [_deaths(chance, finest)]
    if chance.random() < 0.5:
        world.deaths.append(_later(chance, world.deaths[0], only_more=world.only_more))
    return world


def _deaths(chance: random.Random, finest: Mapping[str, Sequence[str]]) -> Counter[tuple[str, ...]]:
    usual = chance.choice([0.7, 1.5, 3.0, 8.0])
    return Counter({one: int(chance.expovariate(1 / usual)) for one in product(*finest.values())})


def _later(chance: random.Random, before: Counter[tuple[str, ...]], *, only_more: bool) -> Counter[tuple[str, ...]]:
    after = Counter(before)
    for one in chance.sample(list(before), min(len(before), chance.choice([0, 1, 1, 2, 4]))):
        after[one] += chance.choice([1, 1, 2, 6])
    for one in [] if only_more else chance.sample(list(before), min(len(before), 2)):
        after[one] = max(0, after[one] - 1)
    return after


def tables(world: TableSet, chance: random.Random) -> list[set[Group]]:
    """What each report shows: for one area or for everywhere, one-way and two-way tables with or without margins."""
    others = [name for name in world.finest if name != "area"]
    places = [*world.finest.get("area", []), *([EVERYWHERE] if "area" in world.finest else [])]
    reports = []
    for _ in range(chance.randint(1, 3)):
        wanted: set[Group] = set()
        for names in chance.sample(_tables_of(others), min(chance.randint(1, 3), len(_tables_of(others)))):
            place = frozenset({("area", chance.choice(places))}) if places else frozenset()
            wanted |= _table(world, names, place, margins=chance.random() < 0.8)
        reports.append(wanted)
    return reports


def _tables_of(names: Sequence[str]) -> list[tuple[str, ...]]:
    return [one for size in (1, 2) for one in combinations(names, size)]


def _table(world: TableSet, names: Sequence[str], place: Group, *, margins: bool) -> set[Group]:
    cells = {
        place | frozenset(zip(names, values, strict=True))
        for values in product(*(world.finest[name] for name in names))
    }
    if margins:
        for size in range(len(names)):
            for kept in combinations(names, size):
                cells |= {frozenset(label for label in cell if label[0] in {*kept, "area"}) for cell in cells}
    return {frozenset(cell) for cell in cells}


def publish(world: TableSet, chance: random.Random) -> TableSet:
    """Every report in turn, each drawn when it was, with what had been let out by then."""
    for place, wanted in enumerate(tables(world, chance)):
        drawn = min(place, len(world.deaths) - 1)
        beside = [group for release in world.released for group in release.wanted]
        counts = counted(wanted, world.splits, partial(world.count, drawn), beside)
        new = Release(f"report {place}", counts, frozenset(wanted), splits=tuple(world.splits))
        figures = figures_of(new, world.released)
        kept = kept_back(figures)
        shown = kept.shown(figures)
        world.kept.append(kept)
        printed = sorted(shown if figures.withheld else wanted, key=sorted)
        world.released.append(Release(new.name, counts, frozenset(printed), shown, new.splits))
        lines = (Line(dict(group), counts[group] if group in shown else None) for group in printed)
        world.papers.append(Paper(drawn, tuple(lines)))
    return world
