"""How even the contributions are: each body's part of the whole, and what it gives for each child that it serves. The
numbers are laid side by side; whether they are fair is for the partners to say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from handrail.common.pounds import NOTHING, PENNY
from handrail.service.arrangements.bars import Bars, bars_of
from handrail.service.arrangements.fund import Means, What, Year, percent
from handrail.service.arrangements.models import FundContribution
from handrail.service.arrangements.serving import Served
from handrail.service.partnerships.models import Body


@dataclass(frozen=True, slots=True)
class Part:
    """`cash` is what was agreed, or else expected; `kind` what was agreed in kind, as far as it is valued."""

    body: Body
    cash: Decimal
    kind: Decimal
    of_cash: str
    of_both: str
    served: Served | None
    only_expected: bool

    @property
    def both(self) -> Decimal:
        return self.cash + self.kind

    @property
    def for_each_child(self) -> Decimal | None:
        """To the penny, a half rounded up; None where nobody knows how many it serves."""
        if self.served is None or not self.served.children:
            return None
        return (self.both / self.served.children).quantize(PENNY, ROUND_HALF_UP)


def parts_of(year: Year, served: Mapping[UUID, Served]) -> list[Part]:
    kind = _kind(year.kind)
    bodies = {one.body.pk: one for one in year.accounts}
    others = [one.body for one in year.kind if one.body_id not in bodies]
    cash, whole = year.counted, year.counted + sum(kind.values(), NOTHING)
    found = [
        _part(one.body, one.counted, kind, cash, whole, served, one.agrees is None and one.expects is not None)
        for one in year.accounts
    ]
    found += [_part(body, NOTHING, kind, cash, whole, served, False) for body in dict.fromkeys(others)]
    return found


def _part(
    body: Body, gives: Decimal, kind: Mapping[UUID, Decimal], cash: Decimal, whole: Decimal,
    served: Mapping[UUID, Served], expected: bool,
) -> Part:  # fmt: skip
    own = kind.get(body.pk, NOTHING)
    return Part(body, gives, own, percent(gives, cash), percent(gives + own, whole), served.get(body.pk), expected)


def _kind(given: Sequence[FundContribution]) -> dict[UUID, Decimal]:
    found: dict[UUID, Decimal] = {}
    for one in given:
        if one.what == What.AGREED and one.means == Means.KIND and one.amount is not None:
            found[one.body_id] = found.get(one.body_id, NOTHING) + one.amount
    return found


def chart_by_agency(parts: Sequence[Part], year: str) -> Bars:
    rows = [(one.body.name, one.cash, one.kind, one.of_both) for one in parts]
    return bars_of(f"What each body gives in {year}, with its part of the whole", rows)


def chart_by_child(parts: Sequence[Part], year: str) -> Bars:
    known = [(one, one.for_each_child) for one in parts]
    rows = [
        (one.body.name, each, NOTHING, f"{one.served.children:,} children")
        for one, each in known
        if each is not None and one.served
    ]
    return bars_of(f"What each body gives in {year} for each child that it serves", rows)
