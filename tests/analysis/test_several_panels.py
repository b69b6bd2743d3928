"""What a report for several panels tells beside the reports of each: never what one of them keeps back."""

from __future__ import annotations

from handrail.analysis.child_deaths import YEAR, Counting, DeathRow, drawn_from, figures_shown, year_named
from handrail.analysis.disclosure.figures import Release
from handrail.analysis.several_panels import of_several, printed_of, said_of

THIS_YEAR = frozenset({(YEAR, year_named(2024))})
WEND, MOOR = "wend", "moor"


def died(area: str, how_many: int) -> list[DeathRow]:
    return [DeathRow(2024, area, "1 to 4 years") for _ in range(how_many)]


def counting(rows: list[DeathRow], *areas: str) -> Counting:
    return Counting(2024, rows, areas)


def of_both(here: int, there: int) -> Release:
    wend, moor = died("Wend", here), died("Moor", there)
    each = {WEND: counting(wend, "Moor", "Wend"), MOOR: counting(moor, "Moor", "Wend")}
    return of_several(counting([*wend, *moor], "Moor", "Wend"), each, "both")


def of_wend(here: int) -> Release:
    alone = counting(died("Wend", here), "Wend")
    return said_of(Release("wend", alone.counts(), alone.wanted, splits=alone.splits), [WEND])


def told(release: Release, panels: list[str], *earlier: Release) -> int | None:
    return printed_of(figures_shown(drawn_from(release, earlier).release, earlier), panels).get(THIS_YEAR)


def let_out(release: Release) -> Release:
    return drawn_from(release).release


def test_of_all_together_the_sum_is_told() -> None:
    assert told(of_both(6, 7), [WEND, MOOR]) == 13
    assert told(of_both(6, 2), [WEND, MOOR]) == 8


def test_once_one_has_told_its_own_the_sum_would_tell_a_small_rest() -> None:
    assert told(of_wend(6), [WEND]) == 6
    assert told(of_both(6, 2), [WEND, MOOR], let_out(of_wend(6))) is None
    assert told(of_both(6, 7), [WEND, MOOR], let_out(of_wend(6))) == 13


def test_once_the_sum_is_told_one_of_them_would_tell_a_small_rest() -> None:
    assert told(of_wend(6), [WEND], let_out(of_both(6, 2))) is None
    assert told(of_wend(6), [WEND], let_out(of_both(6, 7))) == 6


def test_figures_that_say_whose_they_are_stay_as_they_are() -> None:
    both = of_both(6, 7)
    assert said_of(both, [WEND]) == both
