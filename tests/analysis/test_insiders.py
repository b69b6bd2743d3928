"""What the signs of reading outside one's work say of a day, and how many planted days they find."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from handrail.analysis.insiders import Act, Finding, Kind, Sign, findings
from handrail.analysis.invented_days import invented_days

DAY = datetime(2026, 5, 12, 10)  # noqa: DTZ001 (by the clock in London, as the sums are given it)


def read(folder: str, at: datetime = DAY, *, task: bool = True, closed: bool = False, own_name: bool = False) -> Act:
    return Act("Pat", "contributor", at, Kind.READ, folder, task=task, closed=closed, own_name=own_name)


def signs(*acts: Act) -> list[Sign]:
    return [finding.sign for finding in findings(acts)]


def weeks_before(count: int = 20, hour: int = 10) -> list[Act]:
    """Ordinary working days, one folder on each."""
    days = [DAY.replace(hour=hour) - timedelta(days=day) for day in range(1, count + 1)]
    return [read(f"own {day.day % 5}", day) for day in days if day.weekday() < 5]


def test_a_day_of_ones_own_work_says_nothing() -> None:
    assert signs(*weeks_before(), read("own 1"), read("own 2"), read("own 3")) == []


def test_three_folders_without_a_task_are_asked_about_and_two_are_not() -> None:
    assert signs(*(read(f"{n}", task=False) for n in range(2))) == []
    assert signs(*(read(f"{n}", task=False) for n in range(3))) == [Sign.NO_TASK]


def test_one_folder_read_three_times_is_one_folder() -> None:
    assert signs(*(read("same", task=False) for _ in range(9))) == []


def test_many_in_an_hour_are_measured_by_the_persons_own_weeks_and_their_peers() -> None:
    burst = [read(f"{n}", DAY + timedelta(minutes=n)) for n in range(16)]
    (found,) = findings([*weeks_before(14, hour=9), *burst])
    assert (found.sign, len(found.folders)) == (Sign.MANY, 16)
    assert found.why == ("Opened 16 folders within one hour; their own usual is 1, and that of others in their role 1.")
    used_to_it = [read(f"{n}", DAY - timedelta(days=day) + timedelta(minutes=n)) for day in (1, 4, 5) for n in range(8)]
    assert signs(*used_to_it, *burst) == []


def test_folders_of_two_hours_are_not_counted_together() -> None:
    slow = [read(f"{n}", DAY + timedelta(minutes=5 * n)) for n in range(40)]
    assert Sign.MANY not in signs(*slow)


def test_the_night_is_unusual_unless_it_is_usual() -> None:
    night = [read("own 1", DAY.replace(hour=2) + timedelta(minutes=n)) for n in range(3)]
    assert signs(*weeks_before(10), *night) == [Sign.UNUSUAL_HOURS]
    nights_before = [
        read("own 1", DAY.replace(hour=2) - timedelta(days=day) + timedelta(minutes=n))
        for day in range(1, 28)
        for n in range(3)
    ]
    found = findings([*nights_before, *night], since=DAY.date())
    assert found == []


def test_a_folder_of_the_same_family_name_is_asked_about_although_it_is_their_task() -> None:
    assert signs(read("a", own_name=True)) == [Sign.OWN_NAME]


def test_five_different_refusals_and_not_five_tries_at_one() -> None:
    refused = [Act("Pat", "contributor", DAY, Kind.REFUSED, f"{n}") for n in range(5)]
    assert signs(*refused) == [Sign.REFUSED]
    assert signs(*(Act("Pat", "contributor", DAY, Kind.REFUSED, "one") for _ in range(50))) == []


def test_searches_after_which_something_was_opened_do_not_count() -> None:
    def searched(n: int) -> Act:
        return Act("Pat", "contributor", DAY + timedelta(minutes=3 * n), Kind.SEARCHED, words=f"{n}")

    assert signs(*(searched(n) for n in range(4))) == [Sign.SEARCHED_ONLY]
    opened = [read(f"own {n}", DAY + timedelta(minutes=3 * n + 1)) for n in range(4)]
    assert signs(*(searched(n) for n in range(4)), *opened) == []


def test_closed_folders_without_a_task() -> None:
    assert signs(*(read(f"{n}", task=False, closed=True) for n in range(3))) == [Sign.CLOSED]
    assert signs(*(read(f"{n}", task=True, closed=True) for n in range(3))) == []


def test_of_the_planted_days_nearly_all_are_found_and_few_honest_ones_asked_about() -> None:
    days = invented_days(7, user_days=3_000, patterns=21)
    asked = {(finding.person, finding.on) for finding in findings(days.acts)}
    honest = days.worked - set(days.planted)
    assert len(asked & set(days.planted)) / len(days.planted) >= 0.95
    assert len(asked & honest) / len(honest) <= 0.01


def test_every_pattern_is_planted_and_the_same_seed_invents_the_same_days() -> None:
    one, again = (invented_days(3, user_days=1_500, patterns=7) for _ in range(2))
    assert one == again
    assert len(set(one.planted.values())) == 7


@pytest.mark.parametrize("sign", Sign)
def test_without_any_one_sign_its_pattern_would_be_missed(sign: Sign) -> None:
    """Each sign earns its place: with its findings taken away, some planted day is found by nothing else."""
    days = invented_days(7, user_days=3_000, patterns=21)
    kept: list[Finding] = [finding for finding in findings(days.acts) if finding.sign is not sign]
    asked = {(finding.person, finding.on) for finding in kept}
    assert len(asked & set(days.planted)) / len(days.planted) < 0.95
