"""What follows, from the facts of a folder and the days of its area, of what the change of law found still open."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from handrail.guidance import Fact
from handrail.service.cases.facts import with_the_change
from handrail.service.partnerships.models import AreaDates

BEGAN = date(2019, 9, 2)
GRACE = date(2020, 9, 2)
"""Twelve months from the area's own day: 2 September 2020, a Wednesday."""
DAYS = AreaDates(safeguarding_began_on=BEGAN, child_death_began_on=BEGAN)
INITIATED = Fact(date(2019, 5, 1), "serious_case_review_initiated", "a")


def follows(*facts: Fact, days: AreaDates | None = DAYS) -> list[tuple[str, date]]:
    return [(fact.kind, fact.day) for fact in with_the_change(facts, days) if fact not in facts]


def test_a_review_not_published_is_outstanding_from_the_day_and_owed_to_the_partners_after_twelve_months() -> None:
    assert follows(INITIATED) == [
        ("serious_case_review_outstanding", BEGAN),
        ("serious_case_review_grace_ended", date(2020, 9, 3)),
    ]


@pytest.mark.parametrize(
    ("ended_on", "expected"),
    [
        (date(2019, 9, 1), []),
        (BEGAN, ["serious_case_review_outstanding"]),
        (GRACE, ["serious_case_review_outstanding"]),
        (date(2020, 9, 3), ["serious_case_review_outstanding", "serious_case_review_grace_ended"]),
    ],
)
@pytest.mark.parametrize("how", ["serious_case_review_published", "serious_case_review_handed_over"])
def test_it_counts_when_the_review_ended(how: str, ended_on: date, expected: list[str]) -> None:
    assert [kind for kind, _ in follows(INITIATED, Fact(ended_on, how, "a"))] == expected


def test_one_begun_on_the_day_itself_was_never_the_boards() -> None:
    assert follows(Fact(BEGAN, "serious_case_review_initiated", "a")) == []


def test_for_an_area_that_began_on_the_last_day_the_twelve_months_end_with_the_boards_sections() -> None:
    late = AreaDates(safeguarding_began_on=date(2019, 9, 29))
    assert follows(INITIATED, days=late)[-1] == ("serious_case_review_grace_ended", date(2020, 9, 29))


def test_what_a_board_had_still_to_do_of_a_notice_ends_with_it() -> None:
    assert follows(Fact(date(2019, 8, 30), "panel_notified", "a")) == [("lscb_ended", BEGAN)]
    assert follows(Fact(BEGAN, "panel_notified", "a")) == []


def test_a_childs_death_not_reviewed_by_the_day_has_until_29_january_2020() -> None:
    died = Fact(date(2019, 6, 3), "child_died", "d")
    whole = [("child_death_review_outstanding", BEGAN), ("child_death_review_grace_ended", date(2020, 1, 30))]
    assert follows(died) == whole
    assert follows(died, Fact(date(2020, 1, 29), "child_death_review_completed", "d")) == whole[:1]
    assert follows(died, Fact(date(2020, 1, 30), "child_death_review_completed", "d")) == whole
    assert follows(died, Fact(date(2019, 9, 1), "child_death_review_completed", "d")) == []
    assert follows(died, Fact(date(2019, 7, 1), "child_death_not_for_review", "d")) == []


def test_where_no_day_is_known_nothing_follows() -> None:
    assert follows(INITIATED, days=None) == follows(INITIATED, days=AreaDates()) == []


def test_what_ended_one_review_leaves_another_outstanding() -> None:
    other = Fact(date(2019, 4, 1), "serious_case_review_initiated", "b")
    published = Fact(date(2019, 8, 1), "serious_case_review_published", "b")
    assert [kind for kind, _ in follows(INITIATED, other, published)] == [
        "serious_case_review_outstanding", "serious_case_review_grace_ended",
    ]  # fmt: skip


def test_what_was_not_known_yet_changes_nothing() -> None:
    """Asked as of 2021, a publication recorded in 2022 had not been."""
    then = datetime(2021, 1, 1, tzinfo=UTC)
    published = Fact(date(2020, 1, 6), "serious_case_review_published", "a", datetime(2022, 1, 1, tzinfo=UTC))
    found = with_the_change([INITIATED, published], DAYS, then)
    assert "serious_case_review_grace_ended" in {fact.kind for fact in found}
    assert "serious_case_review_grace_ended" not in {
        fact.kind for fact in with_the_change([INITIATED, published], DAYS)
    }
