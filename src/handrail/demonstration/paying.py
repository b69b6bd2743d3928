"""The shared fund of Wend Valley: what each body gives, what it is spent on, and a body that stopped paying."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from handrail.demonstration.wend_valley import Cast
from handrail.service.access.models import Person
from handrail.service.arrangements import actions as act
from handrail.service.arrangements.models import Budget, FundContribution, FundLine
from handrail.service.partnerships.models import Body

What, Means, Of = FundContribution.What, FundContribution.Means, FundLine.What
LAST_YEAR = {
    "council": "45000.00", "other_council": "26000.00", "police": "28500.00", "icb": "22800.00",
    "other_icb": "17100.00", "trust": "2500.00", "probation": "4000.00",
}  # fmt: skip
THIS_YEAR = {
    "council": "45000.00", "other_council": "27000.00", "police": "30000.00", "icb": "24000.00",
    "other_icb": "18000.00", "trust": "2500.00",
}  # fmt: skip
"""Probation has not agreed again."""
WHO = {
    "council": "Delia Marsh", "other_council": "Philippa Stroud", "police": "Ruth Denholm", "icb": "Karen Oakes",
    "other_icb": "Joan Pemberton", "trust": "Its director of finance", "probation": "Its head of delivery",
}  # fmt: skip
SPENT_LAST_YEAR = {
    "Business unit": ("88000.00", "87412.36"), "Independent scrutiny": ("12000.00", "11450.00"),
    "Training": ("20000.00", "18230.19"), "Reviews": ("14400.00", "14400.00"),
    "Children’s and families’ voices": ("4000.00", "3127.00"), "Website and procedures": ("3500.00", "3500.00"),
}  # fmt: skip
PLANNED = {
    "Business unit": "92000.00", "Independent scrutiny": "12000.00", "Training": "21500.00", "Reviews": "24000.00",
    "Children’s and families’ voices": "4500.00", "Website and procedures": "3500.00", "Kept in reserve": "5000.00",
}  # fmt: skip
MINUTES = "Minutes of the executive in January, item 6"


def april_of(today: date) -> date:
    """The first day of the year that today is in, as the partnership counts its years."""
    return date(today.year if (today.month, today.day) >= (4, 1) else today.year - 1, 4, 1)


def last_years(cast: Cast, today: date, by: Person) -> Budget:
    """Agreed, paid in full, spent but for what is carried on."""
    first, on = april_of(today).replace(year=april_of(today).year - 1), april_of(today) - timedelta(days=1)
    year = act.begin_year(cast.partnership, from_on=first, until_on=on, as_last_year=False, by=by)
    agreed_on = first - timedelta(days=74)
    _carry(year, "-2100.00", agreed_on, by)
    for part, amount in LAST_YEAR.items():
        _agree(year, getattr(cast, part), amount, WHO[part], agreed_on, by)
        _pay(year, getattr(cast, part), amount, first + timedelta(days=40), by)
    for heading, (planned, spent) in SPENT_LAST_YEAR.items():
        _line(year, Of.PLANNED, heading, planned, agreed_on, by)
        _line(year, Of.SPENT, heading, spent, on, by)
    return year


def this_years(cast: Cast, today: date, by: Person) -> Budget:
    """One body that paid until now has not agreed; what is carried in does not make up for it."""
    first = april_of(today)
    year = act.begin_year(
        cast.partnership, from_on=first, until_on=first.replace(year=first.year + 1) - timedelta(days=1),
        as_last_year=True, by=by,
    )  # fmt: skip
    agreed_on = first - timedelta(days=72)
    for part, amount in THIS_YEAR.items():
        _agree(year, getattr(cast, part), amount, WHO[part], agreed_on, by)
    for part in ("council", "police", "icb"):
        _pay(year, getattr(cast, part), THIS_YEAR[part], min(first + timedelta(days=38), today), by)
    _pay(year, cast.other_council, "13500.00", min(first + timedelta(days=52), today), by)
    _in_kind(year, cast, agreed_on, by)
    carried = _carry(year, "6680.45", min(first + timedelta(days=20), today), by)
    act.correct(carried, amount=Decimal("5680.45"), why="A figure was copied wrongly from last year’s books.", by=by)
    for heading, amount in PLANNED.items():
        _line(year, Of.PLANNED, heading, amount, agreed_on, by)
    for heading, amount in (("Business unit", "44180.92"), ("Training", "9310.50"), ("Reviews", "5200.00")):
        _line(year, Of.SPENT, heading, amount, today, by)
    return year


def _in_kind(year: Budget, cast: Cast, on: date, by: Person) -> None:
    for body, given, amount, reckoned in (
        (cast.police, "An analyst for two days a week", "14200.00", "0.4 of the grade, with on-costs"),
        (cast.council, "Room, telephones and payroll of the business unit", "9800.00", "As the council charges others"),
        (cast.trust, "The room for the executive", None, "Nobody is charged for it"),
    ):
        act.contribute(
            year, body=body, what=What.AGREED, means=Means.KIND, amount=Decimal(amount) if amount else None, on=on,
            given=given, reckoned=reckoned, agreed_by_name="Its delegated partner", where=MINUTES, by=by,
        )  # fmt: skip


def _agree(year: Budget, body: Body, amount: str, who: str, on: date, by: Person) -> None:
    act.contribute(
        year, body=body, what=What.AGREED, means=Means.CASH, amount=Decimal(amount), on=on, agreed_by_name=who,
        where=MINUTES, by=by,
    )  # fmt: skip


def _pay(year: Budget, body: Body, amount: str, on: date, by: Person) -> None:
    act.contribute(year, body=body, what=What.PAID, means=Means.CASH, amount=Decimal(amount), on=on, by=by)


def _carry(year: Budget, amount: str, on: date, by: Person) -> FundLine:
    return act.plan_or_spend(year, what=Of.CARRIED_IN, heading="", amount=Decimal(amount), on=on, by=by)


def _line(year: Budget, what: str, heading: str, amount: str, on: date, by: Person) -> None:
    act.plan_or_spend(year, what=what, heading=heading, amount=Decimal(amount), on=on, by=by)
