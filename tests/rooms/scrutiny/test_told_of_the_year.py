"""What the yearly report tells of self-assessment and of inspections: numbers, and words that are public."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from handrail.service.scrutiny.models import Promise, Round
from handrail.service.scrutiny.yearly import told
from handrail.service.yearly import Told, Year
from tests.rooms.cast import Cast
from tests.rooms.scrutiny.assessed import a_round, asked, page, sends
from tests.rooms.scrutiny.scrutinised import in_days
from tests.rooms.scrutiny.test_inspections import inspected


def part(cast: Cast, key: str, year: Year) -> Told | None:
    return next((one for one in told(cast.partnership, year) if one.key == key), None)


def twelve_months(last: date) -> Year:
    return Year(last - timedelta(days=364), last)


def test_a_round_is_told_in_numbers_and_not_in_what_a_body_said_of_itself(cast: Cast) -> None:
    one = a_round(cast)
    sends(cast, asked(cast, one), page(lead__improve="Train the board", lead__owner="The chief nurse", **in_a_month()))
    asked(cast, one, cast.police)
    Round.objects.filter(pk=one.pk).update(due_on=in_days(-1))
    found = part(cast, "self_assessment", twelve_months(in_days(0)))
    assert found is not None
    assert found.tables[0].rows == ((str(one), "1 of 2", "0 of 1"),)
    assert Promise.objects.get().words not in str(found)


def in_a_month() -> dict[str, str]:
    day = in_days(30)
    return {"lead__by_day": str(day.day), "lead__by_month": str(day.month), "lead__by_year": str(day.year)}


def test_an_inspection_is_told_in_the_year_in_which_its_report_was_published(cast: Cast) -> None:
    made = inspected(cast)
    year = twelve_months(in_days(0))
    found = part(cast, "inspections", year)
    assert found is not None
    (row,) = found.tables[0].rows
    assert (row[0], row[3], row[4]) == ("Children who run away", "Serious weaknesses.", "0 of 0")
    assert made.published_on is not None
    assert part(cast, "inspections", replace(year, last=made.published_on - timedelta(days=1))) is None
