"""What an overview panel found is counted so that no table of it tells what another keeps back."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product

from handrail.analysis.child_deaths import (
    NOT_KNOWN,
    NOT_REVIEWED,
    PANEL,
    REVIEWED,
    YEAR,
    Counting,
    DeathRow,
    Question,
    drawn,
    span_named,
    year_named,
)
from handrail.analysis.disclosure.groups import Group
from tests.analysis.attacker import Attacker, Line, Loot, Paper

LAST = 2024
CAUSES, OUTCOMES, DOMAINS = ("a cause", "another cause"), ("identified", "none", "unclear"), ("a domain",)
ASKED = (Question("category", "Category", CAUSES), Question("modifiable", "Modifiable factors", OUTCOMES))
FOUND = [" / ".join(one) for one in product(CAUSES, OUTCOMES, ("yes", "no"))]
APART = tuple(Question(one.key, one.title, (*one.answers, NOT_KNOWN)) for one in ASKED)
"""The same as tables of their own, each with those not reviewed: what is not done, and why."""


def deaths(seed: int) -> list[DeathRow]:
    chance = random.Random(seed)  # noqa: S311 (nothing is kept secret by it)
    many = chance.choice([6, 15, 40])
    return [_one(chance) for _ in range(many)]


def _one(chance: random.Random) -> DeathRow:
    year = chance.choice((LAST, LAST, LAST - 1))
    if chance.random() < 0.15:
        return DeathRow(year, "Wend Valley", NOT_KNOWN)
    found = {"category": chance.choice(CAUSES), "modifiable": chance.choices(OUTCOMES, (5, 4, 1))[0]}
    graded = frozenset(DOMAINS if chance.random() < 0.5 else ())
    return DeathRow(year, "Wend Valley", NOT_KNOWN, found, graded, found=found, contributed=graded)


def recovered(seed: int, *, apart: bool = False) -> list[Loot]:
    rows, areas = deaths(seed), ("Wend Valley",)
    counting = (
        Counting(LAST, rows, areas, APART, DOMAINS)
        if apart
        else Counting(LAST, rows, areas, by_panel=ASKED, domains=DOMAINS)
    )
    release = drawn(counting, "a report").release
    lines = [
        Line(says, release.counts[group] if group in release.shown else None)
        for group in release.wanted
        for says in _says(group)
    ]
    years = [year_named(year) for year in counting.years]
    attacker = Attacker([Paper(0, tuple(lines))], {"year": years, "found": [NOT_REVIEWED, *FOUND]}, _made_of(years))
    return [one for one in attacker.recovered() if one.what.startswith("kept back")]


def _says(group: Group) -> Iterator[dict[str, str]]:
    """What a line of the report says; nothing of a line that speaks of an age."""
    told = dict(group)
    year = told.pop(YEAR)
    if not told:
        yield {"year": year}
    for dimension, answer in told.items():
        if dimension in (PANEL, "category", "modifiable") or dimension.startswith("factor: "):
            yield {"year": year, "found": answer if dimension == PANEL else f"{dimension}: {answer}"}


def _made_of(years: list[str]) -> dict[tuple[str, str], list[str]]:
    made = {("year", span_named(LAST)): years, ("found", REVIEWED): FOUND}
    for place, (key, answers) in enumerate(
        (("category", CAUSES), ("modifiable", OUTCOMES), (f"factor: {DOMAINS[0]}", ("yes", "no")))
    ):
        for answer in answers:
            made["found", f"{key}: {answer}"] = [one for one in FOUND if one.split(" / ")[place] == answer]
        made["found", f"{key}: {NOT_KNOWN}"] = [NOT_REVIEWED]
    return made


def test_no_count_kept_back_is_recovered_from_all_that_the_panel_found() -> None:
    assert not {seed: loot for seed in range(12) if (loot := recovered(seed))}


def test_as_tables_of_their_own_one_would_tell_what_another_keeps_back() -> None:
    assert any(recovered(seed, apart=True) for seed in range(40))
