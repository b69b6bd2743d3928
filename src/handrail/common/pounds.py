"""Pounds and pence: read as people write them, and written as people read them. Never a float."""

from __future__ import annotations

import re
from decimal import Decimal

MOST = Decimal("9999999.99")
PENNY = Decimal("0.01")
NOTHING = Decimal("0.00")
WRITTEN = re.compile(r"([-−–]?) ?£? ?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]{2}))?")


class NotAnAmount(ValueError):
    """The message says how to write an amount."""


def read_pounds(typed: str, *, least: Decimal = PENNY) -> Decimal:
    """1250, £1,250 and 1,250.00 alike. Raises NotAnAmount, also for what is less than the least that it may be."""
    found = WRITTEN.fullmatch(typed.strip())
    if found is None or (found[1] and least >= 0):
        raise NotAnAmount("Enter the amount in pounds and pence, such as 1,250.00")
    amount = Decimal(f"{'-' if found[1] else ''}{found[2].replace(',', '')}.{found[3] or '00'}")
    if not least <= amount <= MOST:
        over = "more than nothing" if least == PENNY else f"at least {pounds(least)}"
        raise NotAnAmount(f"Enter an amount of {over}, and at most {pounds(MOST)}")
    return amount


def pounds(amount: Decimal) -> str:
    return f"{'−' if amount < 0 else ''}£{abs(amount):,.2f}"


def in_pence(amount: Decimal) -> int:
    return int(amount / PENNY)


def of_pence(pence: int) -> Decimal:
    return pence * PENNY
