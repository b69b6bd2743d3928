"""What is kept back so that no small figure can be had: by sums, by what is left over, by another release."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.analysis.disclosure.counted import apart, counted, with_margins
from handrail.analysis.disclosure.crossing import circle
from handrail.analysis.disclosure.figures import Figures, Release, figures_of
from handrail.analysis.disclosure.groups import EVERYBODY, Group, Split
from handrail.analysis.disclosure.keeping_back import FEWEST, KeptBack, is_small, kept_back
from handrail.analysis.disclosure.witness import holds

AGES = ("young", "middle", "old")
AGE = Split("age", AGES)
AREA = Split("area", ("north", "south"), "both")
CELLS = st.lists(st.integers(0, 12), min_size=6, max_size=6)


def said(**labels: str) -> Group:
    return frozenset(labels.items())


def by_age(*numbers: int, name: str = "first") -> Release:
    counts = {said(age=age): number for age, number in zip(AGES, numbers, strict=True)}
    counts[EVERYBODY] = sum(numbers)
    return Release(name, counts, frozenset(counts), splits=(AGE,))


def let_out(release: Release, earlier: list[Release]) -> tuple[Release, Figures, KeptBack]:
    figures = figures_of(release, earlier)
    kept = kept_back(figures)
    shown = kept.shown(figures)
    wanted = shown if figures.withheld else release.wanted
    return Release(release.name, release.counts, wanted, shown, release.splits), figures, kept


def test_a_small_figure_takes_the_cheapest_other_with_it() -> None:
    out, _, _ = let_out(by_age(3, 9, 40), [])
    assert out.shown == {EVERYBODY, said(age="old")}


def test_two_small_figures_whose_sum_tells_them_take_a_third() -> None:
    """One and one, where nought is always shown: their sum of two would tell both."""
    out, _, _ = let_out(by_age(1, 1, 40), [])
    assert said(age="old") not in out.shown or EVERYBODY not in out.shown


def test_one_death_more_than_the_last_report_told_is_a_small_figure() -> None:
    first, _, _ = let_out(by_age(6, 9, 40), [])
    assert first.shown == first.wanted
    second, _, _ = let_out(by_age(7, 9, 40, name="second"), [first])
    assert said(age="young") not in second.shown
    assert EVERYBODY not in second.shown
    assert {said(age="middle"), said(age="old")} <= second.shown


def test_five_deaths_more_are_not() -> None:
    first, _, _ = let_out(by_age(6, 9, 40), [])
    second, _, _ = let_out(by_age(11, 9, 40, name="second"), [first])
    assert second.shown == second.wanted


def test_a_part_told_by_one_report_and_the_whole_by_another_tell_the_rest() -> None:
    north = {said(area="north"): 20}
    first, _, _ = let_out(Release("north", north, frozenset(north), splits=(AREA,)), [])
    both = {said(area="both"): 22, said(area="north"): 20, said(area="south"): 2}
    second, _, _ = let_out(Release("both", both, frozenset({said(area="both")}), splits=(AREA,)), [first])
    assert second.shown == frozenset()


def test_two_reports_of_two_parts_of_a_whole_do_not_tell_the_third_part() -> None:
    """Of three areas, one by age with a small figure kept back; then all and the next; then the last."""
    held = {("west", "young"): 10, ("west", "old"): 3, ("north", "young"): 20, ("south", "old"): 27}
    splits = (Split("area", ("north", "south", "west"), "all"), Split("age", ("young", "old")))
    told: list[Release] = []
    for wanted in (
        {said(area="west", age="young"), said(area="west", age="old")},
        {said(area="all"), said(area="north")},
        {said(area="south")},
    ):
        beside = [group for release in told for group in release.wanted]

        def count(group: Group) -> int:
            labels = {value for _, value in group} - {"all"}
            return sum(number for cell, number in held.items() if labels <= set(cell))

        counts = counted(wanted, splits, count, beside)
        told.append(let_out(Release(f"{len(told)}", counts, frozenset(wanted), splits=splits), told)[0])
    assert [sorted(release.shown, key=sorted) for release in told] == [
        [said(area="west", age="young")], [said(area="all"), said(area="north")], [],
    ]  # fmt: skip


def test_what_cannot_be_taken_back_is_said() -> None:
    north = {said(area="north"): 20}
    first = Release("north", north, frozenset(north), frozenset(north), (AREA,))
    whole = {said(area="both"): 22}
    second = Release("both", whole, frozenset(whole), frozenset(whole), (AREA,))
    third = {said(area="both"): 22, said(area="north"): 20, said(area="south"): 2}
    _, _, kept = let_out(Release("south", third, frozenset({said(area="south")}), splits=(AREA,)), [first, second])
    assert [sorted(cell.group) for cell in kept.told_anyway] == [[("area", "south")]]


def test_totals_that_no_table_prints_are_thought_of() -> None:
    assert with_margins([said(age="old", area="north")], [AGE, AREA]) == {
        said(age="old", area="north"), said(area="north"), said(age="old", area="both"), said(area="both"),
    }  # fmt: skip


def test_what_is_left_of_a_whole_is_one_figure_more() -> None:
    ((whole, parts),) = apart({EVERYBODY: 20, said(age="old"): 17}, [AGE])
    assert whole == EVERYBODY
    assert sorted(parts.values()) == [3, 17]


def test_tables_that_go_round_are_told_from_those_that_hang_together_like_a_tree() -> None:
    tables = [frozenset(pair) for pair in (("age", "cause"), ("cause", "sex"), ("sex", "age"))]
    assert circle(tables) == {"age", "cause", "sex"}
    assert circle(tables[:2]) == frozenset()
    assert circle([*tables[:2], frozenset({"age", "cause", "sex"})]) == frozenset()


def two_way(numbers: list[int]) -> dict[Group, int]:
    cells = [said(age=age, area=area) for area in AREA.parts for age in AGES]
    held = dict(zip(cells, numbers, strict=True))

    def count(group: Group) -> int:
        mine = group - {("area", "both")}
        return sum(number for cell, number in held.items() if mine <= cell)

    return counted(cells, [AGE, AREA], count)


@settings(max_examples=40, deadline=None)
@given(CELLS, st.booleans())
def test_every_figure_that_is_kept_back_has_its_proof(numbers: list[int], again: bool) -> None:
    """Another set of whole numbers that would be printed word for word alike, added up anew."""
    counts = two_way(numbers)
    release = Release("first", counts, frozenset(counts), splits=(AGE, AREA))
    out, figures, kept = let_out(release, [])
    if again:
        more = two_way([numbers[0] + 1, *numbers[1:]])
        out, figures, kept = let_out(Release("second", more, frozenset(more), splits=(AGE, AREA)), [out])
    assert all(holds(witness, figures, kept.hidden) for witness in kept.witnesses)
    for cell in kept.hidden - kept.told_anyway:
        true = figures.values[cell]
        values = {true} | {true + witness.get(cell, 0) for witness in kept.witnesses}
        if is_small(true):
            assert max(values) >= FEWEST - 1
            assert min(values) <= 1 or max(values) >= true + FEWEST - 1
        elif cell in figures.before | figures.wanted and true:
            assert len(values) > 1
    assert not [group for group in out.shown if is_small(out.counts[group])]


@settings(max_examples=25, deadline=None)
@given(CELLS)
def test_the_same_figures_are_always_kept_back_alike(numbers: list[int]) -> None:
    counts = two_way(numbers)
    release = Release("first", counts, frozenset(counts), splits=(AGE, AREA))
    assert let_out(release, [])[0].shown == let_out(release, [])[0].shown
