"""Fees shared to the penny, and added up by body."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from handrail.common.pounds import PENNY
from handrail.service.partnerships.models import Body
from handrail.service.reviewers.models import FeeEntry


def share_equally(total: Decimal, parts: int) -> list[Decimal]:
    """Shares that add up to the total: the pennies that are left over go to the first."""
    pence, each = int(total / PENNY), int(total / PENNY) // parts
    over = pence - each * parts
    return [(each + (one < over)) * PENNY for one in range(parts)]


@dataclass(frozen=True, slots=True)
class Account:
    """What one body, or all of them together, agreed, was invoiced for, and paid."""

    body: Body | None
    agreed: Decimal
    invoiced: Decimal
    paid: Decimal

    @property
    def owing(self) -> Decimal:
        """Invoiced, and not paid yet."""
        return self.invoiced - self.paid

    @property
    def to_come(self) -> Decimal:
        """Agreed, and not invoiced yet."""
        return self.agreed - self.invoiced

    def of(self, what: str) -> Decimal:
        return {"agreed": self.agreed, "invoiced": self.invoiced, "paid": self.paid}[what]


def accounts(entries: Iterable[FeeEntry]) -> list[Account]:
    """One account for each body, by name. What was set aside does not count."""
    standing = [one for one in entries if one.set_aside_at is None]
    bodies = {one.body_id: one.body for one in standing}
    return [
        _account(body, [one for one in standing if one.body_id == body.pk])
        for body in sorted(bodies.values(), key=lambda body: body.name)
    ]


def all_together(each: Sequence[Account]) -> Account:
    nothing = Decimal("0.00")
    return Account(
        None, sum((one.agreed for one in each), nothing), sum((one.invoiced for one in each), nothing),
        sum((one.paid for one in each), nothing),
    )  # fmt: skip


def _account(body: Body, entries: list[FeeEntry]) -> Account:
    def total(what: str) -> Decimal:
        return sum((one.amount for one in entries if one.what == what), Decimal("0.00"))

    return Account(body, total(FeeEntry.What.AGREED), total(FeeEntry.What.INVOICED), total(FeeEntry.What.PAID))
