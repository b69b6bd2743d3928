"""A fact, and when it stood in the record: from when we knew it until a correction replaced it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from handrail.guidance import Fact

KNOWN = datetime(2019, 5, 2, 9, tzinfo=UTC)
REPLACED = datetime(2019, 5, 7, 9, tzinfo=UTC)
A_MOMENT = timedelta(seconds=1)
FACT = Fact(date(2019, 5, 1), "incident_known", recorded_at=KNOWN, replaced_at=REPLACED)


def test_it_stands_from_the_very_moment_it_is_recorded() -> None:
    assert not FACT.known(KNOWN - A_MOMENT)
    assert FACT.known(KNOWN)


def test_until_the_very_moment_it_is_replaced() -> None:
    assert FACT.known(REPLACED - A_MOMENT)
    assert not FACT.known(REPLACED)


def test_asked_of_no_moment_it_stands_unless_it_was_replaced() -> None:
    assert not FACT.known(None)
    assert Fact(date(2019, 5, 1), "incident_known", recorded_at=KNOWN).known(None)


def test_a_fact_recorded_we_know_not_when_has_always_stood() -> None:
    assert Fact(date(2019, 5, 1), "incident_known").known(datetime(1990, 1, 1, tzinfo=UTC))


def test_the_same_thing_recorded_twice_is_the_same_fact() -> None:
    again = Fact(date(2019, 5, 1), "incident_known", recorded_at=REPLACED)
    assert again == FACT
    assert len({again, FACT}) == 1
    assert again != Fact(date(2019, 5, 1), "incident_known", "another child")
