"""An attacker with every published table recovers nothing that was kept back, and does once a safeguard is out."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterator

import pytest

from handrail.analysis.disclosure import figures, keeping_back
from handrail.analysis.disclosure.counted import Cell, apart
from handrail.analysis.disclosure.figures import Figures
from tests.analysis.attacker import Attacker, Line, Loot, Paper
from tests.analysis.invented_tables import TableSet, invented, publish

EACH_RUN = (*range(12), 549)
"""The last is the one of the thousand in which two reports of two areas once told the third."""
ALL = range(1_000)
FAULTS_SHOW_WITHIN = range(60)


def attacked(seed: int) -> tuple[TableSet, list[Loot]]:
    world = publish(invented(seed), random.Random(seed))  # noqa: S311 (nothing is kept secret by it)
    attacker = Attacker(world.papers, world.finest, world.made_of, only_more=world.only_more)
    return world, [loot for loot in attacker.recovered() if _is_worth_having(loot)]


def _is_worth_having(loot: Loot) -> bool:
    """Whatever was kept back; of what is left over and of differences, the small ones."""
    return loot.what.startswith("kept back") or 0 < abs(loot.value) < keeping_back.FEWEST


def _nothing_is_recovered(seeds: Collection[int]) -> None:
    kept_back, told, lost = 0, 0, []
    for seed in seeds:
        world, loot = attacked(seed)
        assert not loot, f"table set {seed}: {loot[:3]}"
        lines = [line for paper in world.papers for line in paper.lines]
        kept_back += sum(line.number is None for line in lines)
        told += sum(line.number is not None for line in lines)
        lost += [seed] if any(kept.told_anyway for kept in world.kept) else []
    assert kept_back
    assert told > len(seeds)
    assert len(lost) <= len(seeds) // 20, f"not proved, though not recovered either: {lost}"


def test_nothing_that_was_kept_back_is_recovered() -> None:
    _nothing_is_recovered(EACH_RUN)


@pytest.mark.full
def test_nothing_that_was_kept_back_is_recovered_from_a_thousand_table_sets() -> None:
    _nothing_is_recovered(ALL)


def test_the_attacker_adds_up() -> None:
    paper = Paper(0, (Line({}, 20), Line({"age": "young"}, 17), Line({"age": "old"}, None)))
    assert Attacker([paper], {"age": ["young", "old"]}).recovered() == [Loot("kept back: 0 old", 3)]


def test_the_attacker_knows_that_what_is_kept_back_is_not_nought() -> None:
    lines = (Line({}, 30), Line({"age": "young"}, None), Line({"age": "old"}, None), Line({"age": "between"}, 28))
    loot = Attacker([Paper(0, lines)], {"age": ["young", "old", "between"]}).recovered()
    assert [one.value for one in loot if one.what.startswith("kept back")] == [1, 1]


def test_the_attacker_takes_one_report_from_the_next() -> None:
    papers = [
        Paper(0, (Line({"age": "young"}, 6), Line({"age": "old"}, None))),
        Paper(1, (Line({"age": "young"}, 7), Line({"age": "old"}, None))),
    ]
    assert Loot("difference: 1 young", 1) in Attacker(papers, {"age": ["young", "old"]}).recovered()


def _no_secondary(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the small figures themselves are kept back."""
    monkeypatch.setattr(keeping_back, "_met", lambda *_, **__: True)


def _no_earlier_releases(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = figures.figures_of
    monkeypatch.setattr("tests.analysis.invented_tables.figures_of", lambda new, _: whole(new))


def _no_differences(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "_differs", lambda *_: None)


def _no_complements(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left of a whole is not thought of as a figure."""

    def without_rest(counts: object, splits: object) -> Iterator[object]:
        for whole, parts in apart(counts, splits):  # type: ignore[arg-type]
            if all(part in counts for part in parts):  # type: ignore[operator]
                yield whole, parts

    monkeypatch.setattr(figures, "apart", without_rest)


def _nought_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader is not thought to know that nought is always shown."""
    monkeypatch.setattr(Figures, "least", lambda *_: 0)


def _totals_not_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sums that no table prints are not thought of."""
    monkeypatch.setattr("handrail.analysis.disclosure.counted.with_margins", lambda wanted, _: set(wanted))


Fault = Callable[[pytest.MonkeyPatch], None]
FAULTS: list[Fault] = [
    _no_secondary, _no_earlier_releases, _no_differences, _no_complements, _nought_not_known, _totals_not_seen,
]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__.strip("_"))
def test_a_safeguard_taken_out_is_seen(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    fault(monkeypatch)
    assert any(attacked(seed)[1] for seed in FAULTS_SHOW_WITHIN)


def test_a_witness_that_does_not_add_up_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A solver gone wrong costs figures, and never tells one."""

    def wrong(_: object, target: Cell, by: int, *__: object) -> dict[Cell, int]:
        return {target: by}

    monkeypatch.setattr("handrail.analysis.disclosure.searching.Search.witness", wrong)
    for seed in range(6):
        world, loot = attacked(seed)
        assert not [one for one in loot if one.what.startswith("kept back")] or all(
            kept.told_anyway for kept in world.kept if kept.hidden
        )
