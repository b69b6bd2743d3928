"""A year of the fund, and what tests write into it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from handrail.service.arrangements import actions as act
from handrail.service.arrangements.models import Budget, FundContribution, FundLine
from handrail.service.audit.actions import name_actor
from handrail.service.partnerships.models import Body
from tests.rooms.cast import Cast

FIRST = date(2026, 4, 1)


def begun(cast: Cast, first: date = FIRST, **said: Any) -> Budget:
    name_actor(cast["coordinator"])
    until = date(first.year + 1, 3, 31)
    return act.begin_year(
        cast.partnership,
        **{"from_on": first, "until_on": until, "as_last_year": False, "by": cast["coordinator"], **said},
    )


def cash(cast: Cast, year: Budget, body: Body, what: str, amount: str, **said: Any) -> FundContribution:
    who = {"agreed_by_name": "Its director"} if what == "agreed" else {}
    return act.contribute(
        year, body=body, what=what, means="cash", amount=Decimal(amount), on=timezone.localdate(),
        by=cast["coordinator"], **{**who, **said},
    )  # fmt: skip


def kind(cast: Cast, year: Budget, body: Body, given: str, amount: str | None, **said: Any) -> FundContribution:
    return act.contribute(
        year, body=body, what="agreed", means="kind", amount=Decimal(amount) if amount else None, given=given,
        on=timezone.localdate(), by=cast["coordinator"], **{"agreed_by_name": "Its director", **said},
    )  # fmt: skip


def line(cast: Cast, year: Budget, what: str, heading: str, amount: str) -> FundLine:
    return act.plan_or_spend(
        year, what=what, heading=heading, amount=Decimal(amount), on=timezone.localdate(), by=cast["coordinator"]
    )
