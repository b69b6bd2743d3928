"""A year's fund added up: by body, by heading, and whether what comes in covers what is planned."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from handrail.common.pounds import NOTHING
from handrail.service.arrangements.models import Budget, FundContribution, FundLine
from handrail.service.partnerships.models import Body, Kind, Membership

KINDS = list(Kind.values)
What, Means, Of = FundContribution.What, FundContribution.Means, FundLine.What


@dataclass(frozen=True, slots=True)
class Account:
    """One body's cash in a year. What nobody said is None, and not nought."""

    body: Body
    expected: FundContribution | None
    agreed: FundContribution | None
    paid: Decimal
    partner: bool

    @property
    def expects(self) -> Decimal | None:
        return self.expected.amount if self.expected else None

    @property
    def agrees(self) -> Decimal | None:
        return self.agreed.amount if self.agreed else None

    @property
    def counted(self) -> Decimal:
        """What is reckoned with: what it agreed, or else what is expected of it."""
        return self.agrees if self.agrees is not None else (self.expects or NOTHING)

    @property
    def to_come(self) -> Decimal:
        """Agreed and not paid yet."""
        return max(NOTHING, (self.agrees or NOTHING) - self.paid)

    @property
    def over(self) -> Decimal:
        """Paid beyond what was agreed."""
        return max(NOTHING, self.paid - (self.agrees or NOTHING))

    @property
    def says(self) -> str:
        """What does not fit together, for people to look at."""
        if self.agrees is None and self.paid:
            return "Paid, and nothing says that it was agreed."
        if self.over:
            return "Paid more than it agreed."
        if self.agrees is not None and self.expects is not None and self.agrees < self.expects:
            return "Agreed less than was expected."
        return ""


@dataclass(frozen=True, slots=True)
class Heading:
    name: str
    planned: FundLine | None
    spent: Decimal

    @property
    def plans(self) -> Decimal | None:
        return self.planned.amount if self.planned else None

    @property
    def left(self) -> Decimal:
        """Planned and not spent; below nothing where more was spent."""
        return (self.plans or NOTHING) - self.spent


@dataclass(frozen=True, slots=True)
class Year:
    """Everything that stands in one year's books."""

    budget: Budget
    accounts: list[Account]
    kind: list[FundContribution]
    headings: list[Heading]
    carried: FundLine | None

    @property
    def expected(self) -> Decimal:
        return _sum(one.expects for one in self.accounts)

    @property
    def agreed(self) -> Decimal:
        return _sum(one.agrees for one in self.accounts)

    @property
    def counted(self) -> Decimal:
        return _sum(one.counted for one in self.accounts)

    @property
    def paid(self) -> Decimal:
        return _sum(one.paid for one in self.accounts)

    @property
    def to_come(self) -> Decimal:
        return _sum(one.to_come for one in self.accounts)

    @property
    def in_kind(self) -> Decimal:
        """What was agreed in kind, as far as it has a value."""
        return _sum(one.amount for one in self.kind if one.what == What.AGREED)

    @property
    def carried_in(self) -> Decimal:
        return self.carried.amount if self.carried else NOTHING

    @property
    def planned(self) -> Decimal:
        return _sum(one.plans for one in self.headings)

    @property
    def spent(self) -> Decimal:
        return _sum(one.spent for one in self.headings)

    @property
    def short_if_expected(self) -> Decimal:
        """What is planned and not covered, should all that is expected or agreed come; below nothing, what is over."""
        return self.planned - self.carried_in - self.counted

    @property
    def short(self) -> Decimal:
        """What is planned and not covered by what is carried in and agreed; below nothing, what is over."""
        return self.planned - self.carried_in - self.agreed

    @property
    def left(self) -> Decimal:
        """What the fund holds now, and carries forward when the year ends with nothing more paid or spent."""
        return self.carried_in + self.paid - self.spent


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((one for one in amounts if one is not None), NOTHING)


def year_of(budget: Budget) -> Year:
    given = list(FundContribution.objects.filter(budget=budget).standing().select_related("body"))
    lines = list(FundLine.objects.filter(budget=budget).standing())
    carried = next((one for one in lines if one.what == Of.CARRIED_IN), None)
    cash = [one for one in given if one.means == Means.CASH]
    kind = [one for one in given if one.means == Means.KIND]
    kind.sort(key=lambda one: (one.body.name, one.given, one.what))
    return Year(budget, _accounts(budget, cash), kind, list(_headings(lines)), carried)


def _accounts(budget: Budget, cash: Sequence[FundContribution]) -> list[Account]:
    """Every safeguarding partner of the year, whether or not it gives; then who else gives."""
    partners = partners_of(budget)
    bodies = {**partners, **{one.body_id: one.body for one in cash}}
    found = [
        account_of(body, [one for one in cash if one.body_id == key], partner=key in partners)
        for key, body in bodies.items()
    ]
    return sorted(found, key=lambda one: (not one.partner, KINDS.index(one.body.kind), one.body.name))


def account_of(body: Body, cash: Sequence[FundContribution], *, partner: bool = False) -> Account:
    said = {one.what: one for one in cash if one.what != What.PAID}
    paid = _sum(one.amount for one in cash if one.what == What.PAID)
    return Account(body, said.get(What.EXPECTED), said.get(What.AGREED), paid, partner)


def partners_of(budget: Budget) -> dict[uuid.UUID, Body]:
    """The safeguarding partners on any day of the year: one that was followed by another gave for its part of it."""
    places = Membership.objects.filter(
        partnership=budget.partnership_id, place=Membership.Place.SAFEGUARDING_PARTNER
    ).select_related("body")
    return {
        place.body_id: place.body
        for place in places
        if (place.from_on is None or place.from_on <= budget.until_on)
        and (place.until_on is None or place.until_on >= budget.from_on)
    }


def headings_of(partnership: Body) -> list[str]:
    """Those that partnerships print most, and the partnership's own."""
    rows = FundLine.objects.standing().filter(partnership=partnership).exclude(heading="")
    own = set(rows.values_list("heading", flat=True)) - set(FundLine.HEADINGS)
    return [*FundLine.HEADINGS, *sorted(own)]


def _headings(lines: Sequence[FundLine]) -> Iterable[Heading]:
    """In the order in which partnerships print them; those of this partnership's own after."""
    names = {one.heading for one in lines if one.what != Of.CARRIED_IN}
    known = [name for name in FundLine.HEADINGS if name in names]
    for name in [*known, *sorted(names - set(known))]:
        own = [one for one in lines if one.heading == name]
        planned = next((one for one in own if one.what == Of.PLANNED), None)
        yield Heading(name, planned, _sum(one.amount for one in own if one.what == Of.SPENT))


def before(budget: Budget) -> Budget | None:
    """The year that ended on the day before this one began."""
    return Budget.objects.filter(partnership=budget.partnership_id, until_on=budget.day_before).first()


def percent(part: Decimal, whole: Decimal) -> str:
    """To one place, a half rounded up; nothing of nothing is no percentage."""
    if not whole:
        return "–"
    return f"{(part * 100 / whole).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"
