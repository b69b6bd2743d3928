"""What the yearly report tells of the fund."""

from __future__ import annotations

from datetime import date

from handrail.service.arrangements.yearly import told
from handrail.service.yearly import Told, Year
from tests.rooms.arrangements.money.books import begun, cash, line
from tests.rooms.cast import Cast


def money(cast: Cast, year: Year) -> Told | None:
    return next((one for one in told(cast.partnership, year) if one.key == "money"), None)


def test_who_gave_what_and_what_it_was_for(cast: Cast) -> None:
    year = begun(cast)
    cash(cast, year, cast.police, "agreed", "28000")
    cash(cast, year, cast.police, "paid", "14000.50")
    line(cast, year, "planned", "Training", "9000")
    found = money(cast, Year(date(2026, 4, 1), date(2027, 3, 31)))
    assert found is not None
    assert "£28,000.00 agreed and £14,000.50 paid in cash" in found.lines[0]
    given, used = found.tables
    assert (cast.police.name, "£28,000.00", "£14,000.50") in given.rows
    assert (cast.council.name, "Not entered", "£0.00") in given.rows
    assert used.rows == (("Training", "£9,000.00", "£0.00"),)


def test_a_year_of_the_fund_without_a_day_in_it_is_not_told(cast: Cast) -> None:
    cash(cast, begun(cast), cast.police, "agreed", "28000")
    assert money(cast, Year(date(2025, 4, 1), date(2026, 3, 31))) is None
