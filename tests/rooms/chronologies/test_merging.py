"""Whatever agencies send: one order, gaps that are gaps, and days that are no more certain than they were told."""

from __future__ import annotations

import random
from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from handrail.service.chronologies.merging.gaps import gaps, merged_spans, shared
from handrail.service.chronologies.merging.order import Line, in_order, in_words
from handrail.service.chronologies.merging.picture import picture_of
from handrail.service.chronologies.reading.values import Sure

FIRST = date(2019, 1, 1)
days = st.integers(0, 400).map(lambda number: FIRST + timedelta(days=number))
lines = st.builds(
    lambda key, body, day, long, sure, at: Line(str(key), body, day, day + timedelta(days=long), sure, at),
    st.integers(0, 10_000), st.sampled_from(["police", "school", "trust"]), days,
    st.one_of(st.just(0), st.integers(0, 60)), st.sampled_from(list(Sure)), st.one_of(st.none(), st.times()),
)  # fmt: skip
many = st.lists(lines, max_size=40, unique_by=lambda line: line.key)


@given(many, st.randoms(use_true_random=False))
def test_the_order_is_the_same_in_whatever_order_lines_come(told: list[Line], chance: random.Random) -> None:
    mixed = list(told)
    chance.shuffle(mixed)
    assert in_order(mixed) == in_order(told)


@given(many)
def test_no_line_is_lost_or_made(told: list[Line]) -> None:
    assert sorted(line.key for line in in_order(told)) == sorted(line.key for line in told)


@given(many)
def test_what_was_over_before_another_began_stands_before_it(told: list[Line]) -> None:
    placed = in_order(told)
    for place, line in enumerate(placed):
        assert not [later for later in placed[place + 1 :] if later.until_on < line.from_on]


@given(many)
def test_a_line_stands_at_the_first_day_on_which_it_can_have_been(told: list[Line]) -> None:
    placed = [line.from_on for line in in_order(told)]
    assert placed == sorted(placed)


@given(lines, lines)
def test_of_two_of_one_day_the_better_known_stands_first(one: Line, other: Line) -> None:
    sure = Line("1", "police", FIRST, FIRST, Sure.EXACT)
    vague = Line("2", "police", FIRST, FIRST + timedelta(days=30), Sure.WITHIN)
    assert in_order([vague, sure]) == [sure, vague]
    assert in_order(in_order([one, other])) == in_order([one, other])


@given(many, st.integers(1, 90))
def test_a_gap_holds_no_certain_line_and_touches_one_on_each_side(told: list[Line], longer: int) -> None:
    certain = [line for line in told if line.sure is Sure.EXACT]
    for gap in gaps(told, longer):
        assert gap.days > longer
        assert not [line for line in certain if line.from_on <= gap.until_on and line.until_on >= gap.from_on]
        assert any(line.until_on == gap.from_on - timedelta(days=1) for line in certain)
        assert any(line.from_on == gap.until_on + timedelta(days=1) for line in certain)


@given(many, st.integers(1, 90))
def test_every_day_asked_about_has_a_line_or_lies_in_a_gap_or_in_a_shorter_silence(
    told: list[Line], longer: int
) -> None:
    last = FIRST + timedelta(days=500)
    covered = {gap.from_on + timedelta(days=n) for gap in gaps(told, 0, FIRST, last) for n in range(gap.days)}
    spans = merged_spans((line.from_on, line.until_on) for line in told if line.sure is Sure.EXACT)
    told_of = {first + timedelta(days=n) for first, end in spans for n in range((end - first).days + 1)}
    assert covered | told_of >= {FIRST + timedelta(days=n) for n in range(501)}
    assert not covered & told_of
    long = {(gap.from_on, gap.until_on) for gap in gaps(told, longer, FIRST, last)}
    assert long <= {(gap.from_on, gap.until_on) for gap in gaps(told, 0, FIRST, last)}


@given(many)
def test_a_line_of_uncertain_day_ends_no_gap_and_is_named_in_it(told: list[Line]) -> None:
    certain = [line for line in told if line.sure is Sure.EXACT]
    with_vague, without = gaps(told, 7), gaps(certain, 7)
    assert [(gap.from_on, gap.until_on) for gap in with_vague] == [(gap.from_on, gap.until_on) for gap in without]
    for gap in with_vague:
        assert all(line.earliest <= gap.until_on and line.latest >= gap.from_on for line in gap.perhaps)


@given(many, st.booleans())
def test_days_of_several_agencies_have_several_and_miss_none(told: list[Line], by_week: bool) -> None:
    found = shared(told, by_week=by_week)
    assert all(len(one.bodies) > 1 for one in found)
    keys = {line.key for one in found for line in one.lines}
    for line in told:
        same_day = {other.body for other in told if other.from_on == line.from_on and other.sure is Sure.EXACT}
        if line.sure is Sure.EXACT and len(same_day) > 1:
            assert line.key in keys


@given(many)
def test_the_picture_counts_every_line_once(told: list[Line]) -> None:
    names = {body: body.title() for body in ("police", "school", "trust")}
    drawn = picture_of(told, names, [], 28)
    counted = 0 if drawn is None else sum(strip.count for strip in drawn.strips)
    assert counted == len(told)
    if drawn is not None:
        assert sum(sum(row) for _, row in drawn.counts()) == len(told)
        for strip in drawn.strips:
            assert all(bar.x + bar.width <= drawn.width + 3 for bar in strip.bars)


def test_words_for_a_day_claim_no_more_than_is_known() -> None:
    march = date(2019, 3, 1), date(2019, 3, 31)
    assert in_words(*march, Sure.WITHIN) == "some time in March 2019"
    assert in_words(date(2019, 12, 1), date(2019, 12, 31), Sure.WITHIN) == "some time in December 2019"
    assert in_words(date(2019, 1, 1), date(2019, 12, 31), Sure.WITHIN) == "some time in 2019"
    assert in_words(date(2019, 3, 2), date(2019, 3, 9), Sure.WITHIN) == "between 2 March 2019 and 9 March 2019"
    assert in_words(*march, Sure.EXACT) == "1 March 2019 to 31 March 2019"
    assert in_words(march[0], march[0], Sure.ABOUT, time(9)) == "about 1 March 2019, 09:00"
