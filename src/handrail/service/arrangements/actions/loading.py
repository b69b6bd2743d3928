"""A file of a year's money taken into its books: what is there already is left, what differs is corrected, the rest is
added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import transaction

from handrail.service.access.models import Person
from handrail.service.arrangements.actions.money import (
    as_before,
    contribute,
    correct,
    plan_or_spend,
    standing_line,
    standing_sum,
)
from handrail.service.arrangements.models import Budget, FundContribution, FundLine
from handrail.service.arrangements.money_file import MoneyRow
from handrail.service.audit import actions as audit
from handrail.service.partnerships.actions import NotDone, one_at_a_time

What, Means, Of = FundContribution.What, FundContribution.Means, FundLine.What
NEW, CORRECTED, THERE = "new", "corrected", "there already"


@transaction.atomic
def load_money(budget: Budget, rows: Iterable[MoneyRow], *, name: str, by: Person) -> Counter[str]:
    """Whole or not at all. What stands in the books and is not in the file stays as it is. Loaded twice, the second
    time changes nothing."""
    one_at_a_time(budget.partnership)
    held = Counter(_payments(budget))
    came: Counter[str] = Counter()
    for row in rows:
        try:
            came[_taken(budget, row, held, name, by)] += 1
        except NotDone as refused:
            raise NotDone(f"Line {row.line}: {refused} Nothing was loaded.") from refused
    audit.record(by, f"loaded the money of {budget} from {name}", budget)
    return came


def _payments(budget: Budget) -> Iterable[tuple[Any, ...]]:
    """What was paid and spent, as a line of a file says it: two alike in the books are two in the file."""
    for paid in FundContribution.objects.filter(budget=budget, what=What.PAID).standing():
        yield paid.what, paid.body_id, paid.means, paid.given, paid.amount, paid.on, paid.reference
    for spent in FundLine.objects.filter(budget=budget, what=Of.SPENT).standing():
        yield spent.what, None, Means.CASH, spent.heading, spent.amount, spent.on, spent.reference


def _taken(budget: Budget, row: MoneyRow, held: Counter[tuple[Any, ...]], name: str, by: Person) -> str:
    if row.what in (What.PAID, Of.SPENT):
        whose = row.body.pk if row.body else None
        named = row.said.get("given", "") if row.body else as_before(budget, row.heading)
        key = (row.what, whose, row.means, named, row.amount, row.on, row.said["reference"])
        if held[key] > 0:
            held[key] -= 1
            return THERE
    else:
        there = _standing(budget, row)
        if there is not None:
            return _corrected(there, row, name, by)
    _add(budget, row, name, by)
    return NEW


def _standing(budget: Budget, row: MoneyRow) -> FundContribution | FundLine | None:
    if row.body is None:
        return standing_line(budget, row.what, as_before(budget, row.heading))
    if row.means == Means.CASH:
        return standing_sum(budget, row.body, row.what)
    rows = FundContribution.objects.filter(budget=budget, body=row.body, what=row.what, means=Means.KIND)
    return rows.standing().filter(given=row.said["given"]).first()


def _corrected(there: FundContribution | FundLine, row: MoneyRow, name: str, by: Person) -> str:
    """A cell that is empty in the file says nothing, and takes nothing out of the books."""
    said: dict[str, Any] = {key: words for key, words in row.said.items() if words}
    said |= {"amount": row.amount, "on": row.on}
    if all(getattr(there, key) == value for key, value in said.items()):
        return THERE
    correct(there, why=f"As {name} says, which was loaded."[:300], by=by, **said)
    return CORRECTED


def _add(budget: Budget, row: MoneyRow, name: str, by: Person) -> None:
    if row.body is not None:
        contribute(
            budget, body=row.body, what=row.what, means=row.means, amount=row.amount, on=row.on, by=by,
            from_file=name[:200], **row.said,
        )  # fmt: skip
    else:
        amount = row.amount if row.amount is not None else Decimal(0)
        plan_or_spend(
            budget,
            what=row.what,
            heading=row.heading,
            amount=amount,
            on=row.on,
            by=by,
            from_file=name[:200],
            **row.said,
        )
