"""What the yearly report tells of the arrangements, versions published and what changed; of the shared fund; and of
services that are commissioned together."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from handrail.common.pounds import pounds
from handrail.guidance import london_day, spoken
from handrail.service.arrangements.commissioned_year import commissioned_in
from handrail.service.arrangements.comparing import Change, changes, schools_changed
from handrail.service.arrangements.fund import year_of
from handrail.service.arrangements.models import Arrangements, Budget
from handrail.service.arrangements.written import title_of
from handrail.service.partnerships.models import Body
from handrail.service.yearly import Rows, Told, Year

WHOLE = {"partner": "Safeguarding partner", "agency": "Relevant agency", "person": "Person named", "level": "Level",
         "section": "Section"}  # fmt: skip


def told(partnership: Body, year: Year) -> Iterator[Told]:
    yield from _versions(partnership, year)
    yield from _money(partnership, year)
    yield from commissioned_in(partnership, year)


def _money(partnership: Body, year: Year) -> Iterator[Told]:
    """Of each year of the fund that has a day in these twelve months: who gives what, and what it is spent on."""
    lines, tables = [], []
    shared = Budget.objects.filter(partnership=partnership, from_on__lte=year.last, until_on__gte=year.first)
    for budget in shared.order_by("from_on"):
        books, named = year_of(budget), f"{spoken(budget.from_on)} to {spoken(budget.until_on)}"
        if not books.accounts and not books.headings:
            continue
        lines.append(
            f"The shared fund, {named}: {pounds(books.carried_in)} carried in, {pounds(books.agreed)} agreed and "
            f"{pounds(books.paid)} paid in cash, {pounds(books.in_kind)} agreed in kind; {pounds(books.planned)} "
            f"planned and {pounds(books.spent)} spent."
        )
        given = tuple((one.body.name, _sum(one.agrees), pounds(one.paid)) for one in books.accounts)
        tables.append(Rows(f"What each body gave in cash, {named}", ("Body", "Agreed", "Paid"), given))
        if books.headings:
            used = tuple((one.name, _sum(one.plans), pounds(one.spent)) for one in books.headings)
            tables.append(Rows(f"What it was for, {named}", ("Heading", "Planned", "Spent"), used))
    if lines:
        yield Told("money", "Money", ("what_was_done",), tuple(lines), tuple(tables))


def _sum(amount: Decimal | None) -> str:
    """What nobody said is not nought."""
    return "Not entered" if amount is None else pounds(amount)


def _versions(partnership: Body, year: Year) -> Iterator[Told]:
    published = Arrangements.objects.published().filter(partnership=partnership)
    this_year = list(published.filter(**year.instants("published_at")).order_by("number"))
    standing = published.filter(published_at__lt=year.ended_at).first()
    if not this_year:
        words = "No arrangements were published by the end of these twelve months."
        if standing is not None and standing.begins_on is not None:
            words = f"No version was published. {standing}, from {spoken(standing.begins_on)}, stood."
        yield Told("arrangements", "Changes to the arrangements", ("updates", "what_was_done"), (words,))
        return
    lines: list[str] = []
    rows: list[tuple[str, str, str]] = []
    for one in this_year:
        assert one.published_at is not None
        assert one.begins_on is not None
        lines.append(
            f"{one} was published on {spoken(london_day(one.published_at))} and begins on {spoken(one.begins_on)}."
        )
        lines += [one.changed_why] if one.changed_why else []
        before = published.filter(number=(one.number or 1) - 1).first()
        if before is not None:
            found = changes(before.document["said"], one.document["said"])
            rows += [
                (str(one), what, how) for what, how in dict.fromkeys(_said(change) for change in found if change.sort)
            ]
            rows += [(str(one), "Schools and colleges", how) for how in _schools(before, one)]
    tables = (Rows("What changed, line by line", ("Version", "What", "How"), tuple(rows)),) if rows else ()
    yield Told("arrangements", "Changes to the arrangements", ("updates", "what_was_done"), tuple(lines), tables)


def _schools(before: Arrangements, one: Arrangements) -> Iterator[str]:
    changed = schools_changed(before.document["schools"], one.document["schools"])
    for number, how in (
        (len(changed.came), "new"), (len(changed.went), "no longer there"),
        (len(changed.otherwise), "taking part otherwise"),
    ):  # fmt: skip
        if number:
            yield f"{number} {how}"


def _said(change: Change) -> tuple[str, str]:
    named = title_of(change.named) if change.sort == "section" else change.named
    how = "Changed" if change.field else ("New" if change.came else "No longer there")
    return f"{WHOLE[change.sort]}: {named}", how
