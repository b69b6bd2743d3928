"""The books of a year's fund: entries added, set aside, and replaced by others; never changed, and none taken away."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from handrail.common.pounds import NOTHING, pounds
from handrail.guidance import spoken
from handrail.service.access.models import Person
from handrail.service.arrangements.fund import before, year_of
from handrail.service.arrangements.models import Budget, ChildrenServed, Entry, FundContribution, FundLine
from handrail.service.audit import actions as audit
from handrail.service.partnerships.actions import NotDone, one_at_a_time
from handrail.service.partnerships.models import Body, Membership

What, Means, Of = FundContribution.What, FundContribution.Means, FundLine.What
LONGEST = timedelta(days=550)
"""A first year, or one in which the partnership changes how it counts, may be longer than twelve months."""
E = TypeVar("E", bound=Entry)


@transaction.atomic
def begin_year(partnership: Body, *, from_on: date, until_on: date, as_last_year: bool, by: Person) -> Budget:
    """`as_last_year` expects of each body the cash that it agreed for the year before."""
    one_at_a_time(partnership)
    _refuse_days(Budget.objects.filter(partnership=partnership), from_on, until_on)
    made = Budget.objects.create(partnership=partnership, from_on=from_on, until_on=until_on, begun_by=by)
    audit.record(by, f"began the money of {made}", made)
    if as_last_year:
        _expect_as_last_year(made, by)
    _recount(made)
    return made


def _refuse_days(others: QuerySet[Budget], from_on: date, until_on: date) -> None:
    if until_on <= from_on:
        raise NotDone("The last day must be after the first.", "until_on")
    if until_on - from_on > LONGEST:
        raise NotDone("That is longer than a year and a half. Check both days.", "until_on")
    other = others.filter(from_on__lte=until_on, until_on__gte=from_on).first()
    if other is not None:
        raise NotDone(f"The year {other} has days in it too. Begin this one on the day after it ends.", "from_on")


@transaction.atomic
def change_days(budget: Budget, *, from_on: date, until_on: date, why: str, by: Person) -> Budget:
    """It was begun with wrong days. What was entered stays; each body that gives must have a place in the new year."""
    held = _held(budget)
    was = f"{spoken(held.from_on)} to {spoken(held.until_on)}"
    if (from_on, until_on) == (held.from_on, held.until_on):
        raise NotDone("Those are its days already. Enter the right ones.", "from_on")
    if not why.strip():
        raise NotDone("Say what was wrong with the days.", "why")
    _refuse_days(Budget.objects.filter(partnership=held.partnership).exclude(pk=held.pk), from_on, until_on)
    held.from_on, held.until_on = from_on, until_on
    there = payers(held)
    given = FundContribution.objects.filter(budget=held).standing().select_related("body").order_by("body__name")
    outside = next((one.body for one in given if one.body not in there), None)
    if outside is not None:
        raise NotDone(
            f"{outside} has no place in this partnership in that year, and something is entered for it. Set those "
            "entries aside first.",
            "from_on",
        )
    held.save(update_fields=["from_on", "until_on"])
    audit.record(by, f"changed the days of a year of money, which were {was}: {why.strip()}"[:300], held)
    return held


def _expect_as_last_year(made: Budget, by: Person) -> None:
    last = before(made)
    agreed = [one for one in year_of(last).accounts if one.agrees is not None] if last else []
    if last is None or not agreed:
        raise NotDone("Nothing was agreed for the year before. Begin it empty.", "as_last_year")
    there = payers(made)
    for one in agreed:
        if one.body in there:
            _added(made, one.body, by, what=What.EXPECTED, means=Means.CASH, amount=one.agrees,
                   on=timezone.localdate(), words=f"As agreed for {last}")  # fmt: skip


def payers(budget: Budget) -> list[Body]:
    """Who may give: safeguarding partners and relevant agencies on any day of the year."""
    places = Membership.objects.filter(partnership=budget.partnership_id).select_related("body")
    found = {
        place.body_id: place.body
        for place in places
        if (place.from_on is None or place.from_on <= budget.until_on)
        and (place.until_on is None or place.until_on >= budget.from_on)
    }
    return sorted(found.values(), key=lambda body: body.name)


@transaction.atomic
def contribute(
    budget: Budget, *, body: Body, what: str, means: str, amount: Decimal | None, on: date, by: Person, **said: str
) -> FundContribution:
    """`said`: given, reckoned, agreed_by_name, where, reference, words, from_file."""
    budget = _held(budget)
    if body not in payers(budget):
        raise NotDone(f"{body} has no place in this partnership in that year. It is given one under Bodies.", "body")
    _refuse(what, means, amount, on, said)
    there = standing_sum(budget, body, what) if means == Means.CASH else None
    if there is not None:
        raise NotDone(
            f"{body} stands with {pounds(there.amount or NOTHING)} {what} in cash for this year. Correct that entry: "
            "it stays to be read.",
            "body",
        )
    made = _added(budget, body, by, what=what, means=means, amount=amount, on=on, **said)
    audit.record(by, f"recorded what was {what} by {body} for {budget}", made)
    _recount(budget)
    return made


def standing_sum(budget: Budget, body: Body, what: str) -> FundContribution | None:
    """The one sum in cash that a body is expected, or agreed, to give. Payments are many, and none of them is that."""
    if what == What.PAID:
        return None
    rows = FundContribution.objects.filter(budget=budget, body=body, what=what, means=Means.CASH)
    return rows.standing().first()


def _refuse(what: str, means: str, amount: Decimal | None, on: date, said: dict[str, str]) -> None:
    """What nothing in the books may say, however it comes there."""
    if on > timezone.localdate():
        raise NotDone("The day must be today or in the past.", "on")
    if means == Means.CASH and amount is None:
        raise NotDone("Enter the amount.", "amount")
    if means == Means.CASH and said.get("given"):
        raise NotDone("What is given in kind goes under “In kind”. Leave it empty for cash.", "given")
    if means == Means.KIND and not said.get("given", "").strip():
        raise NotDone("Say what is given in kind.", "given")
    if amount is None and not said.get("reckoned", "").strip():
        raise NotDone("Enter its value, or say why it has none.", "reckoned")
    if what == What.PAID and amount is not None and amount <= 0:
        raise NotDone("Enter an amount of more than nothing.", "amount")
    if what == What.AGREED and not said.get("agreed_by_name", "").strip():
        raise NotDone("Say who agreed for the body.", "agreed_by_name")


def _added(budget: Budget, body: Body, by: Person, **said: Any) -> FundContribution:
    return FundContribution.objects.create(
        partnership_id=budget.partnership_id, budget=budget, body=body, recorded_by=by, **said
    )


@transaction.atomic
def plan_or_spend(
    budget: Budget, *, what: str, heading: str, amount: Decimal, on: date, by: Person, **said: str
) -> FundLine:
    """`said`: reference, words, from_file. A heading is planned once, and what is carried in is said once."""
    budget = _held(budget)
    heading = "" if what == Of.CARRIED_IN else as_before(budget, heading)
    _refuse_line(what, heading, amount, on)
    there = standing_line(budget, what, heading)
    if there is not None:
        named = f"{heading} is planned" if heading else "What is carried in stands"
        raise NotDone(f"{named} with {pounds(there.amount)}. Correct that entry: it stays to be read.", "heading")
    made = FundLine.objects.create(
        partnership_id=budget.partnership_id, budget=budget, what=what, heading=heading, amount=amount, on=on,
        recorded_by=by, **said,
    )  # fmt: skip
    audit.record(by, f"recorded what was {what} of the money of {budget}", made)
    _recount(budget)
    return made


def as_before(budget: Budget, heading: str) -> str:
    """A heading as this partnership has written it: “training” is Training."""
    heading = " ".join(heading.split())
    used = FundLine.objects.filter(partnership=budget.partnership_id).values_list("heading", flat=True)
    known = {one.casefold(): one for one in (*FundLine.HEADINGS, *used)}
    return known.get(heading.casefold(), heading)


def standing_line(budget: Budget, what: str, heading: str) -> FundLine | None:
    if what == Of.SPENT:
        return None
    return FundLine.objects.filter(budget=budget, what=what, heading=heading).standing().first()


def _refuse_line(what: str, heading: str, amount: Decimal, on: date) -> None:
    if on > timezone.localdate():
        raise NotDone("The day must be today or in the past.", "on")
    if what != Of.CARRIED_IN and not heading:
        raise NotDone("Choose the heading, or write another.", "heading")
    if what != Of.CARRIED_IN and amount < 0:
        raise NotDone("Only what is carried in can be below nothing.", "amount")
    if what == Of.SPENT and amount <= 0:
        raise NotDone("Enter an amount of more than nothing.", "amount")


@transaction.atomic
def correct(entry: E, *, why: str, by: Person, **said: Any) -> E:
    """Another entry in its place, of the same body or year; this one is set aside and says why."""
    budget = _held(entry.budget)  # type: ignore[attr-defined]
    held = _to_change(entry)
    kept = {name: getattr(held, name) for name in held.SAID}
    if all(kept[name] == value for name, value in said.items()):
        raise NotDone("Nothing is different from what it says. Change what is wrong.")
    _set_aside(held, why, by)
    if isinstance(held, FundContribution):
        _refuse(held.what, held.means, **_words_of({**kept, **said}))
        fixed: dict[str, Any] = {"body": held.body, "what": held.what, "means": held.means}
    else:
        assert isinstance(held, FundLine)
        new = {**kept, **said}
        if "heading" in said:
            new["heading"] = said["heading"] = as_before(budget, said["heading"])
        _refuse_line(held.what, new["heading"], new["amount"], new["on"])
        fixed = {"what": held.what}
        if new["heading"] != held.heading and standing_line(budget, held.what, new["heading"]):
            raise NotDone(f"{new['heading']} is planned already. Correct that entry.", "heading")
    made = type(held)._default_manager.create(
        partnership_id=budget.partnership_id, budget=budget, replaces=held, recorded_by=by, **fixed, **{**kept, **said}
    )
    audit.record(by, f"corrected an entry of the money of {budget}", made)
    _recount(budget)
    return made


def _words_of(said: dict[str, Any]) -> dict[str, Any]:
    """As `_refuse` asks for it: the words apart from the amount and the day."""
    return {
        "amount": said["amount"], "on": said["on"],
        "said": {name: value for name, value in said.items() if name not in ("amount", "on")},
    }  # fmt: skip


@transaction.atomic
def set_aside(entry: Entry, *, why: str, by: Person) -> None:
    """It was recorded in error: it stays to be read, and counts for nothing."""
    budget = _held(entry.budget)  # type: ignore[attr-defined]
    held = _to_change(entry)
    _set_aside(held, why, by)
    audit.record(by, f"set aside an entry of the money of {budget}", held)
    _recount(budget)


def _to_change(entry: E) -> E:
    held: E = type(entry)._default_manager.select_for_update(of=("self",)).get(pk=entry.pk)
    if held.set_aside_at is not None:
        raise NotDone("This is set aside already, perhaps by somebody else while you wrote. Look at what stands now.")
    return held


def _set_aside(held: Entry, why: str, by: Person) -> None:
    if not why.strip():
        raise NotDone("Say what is wrong with it.", "why")
    held.set_aside_at, held.set_aside_by, held.set_aside_why = timezone.now(), by, why.strip()[:300]
    held.save(update_fields=["set_aside_at", "set_aside_by", "set_aside_why"])


@transaction.atomic
def children_served(budget: Budget, *, body: Body, children: int, source: str, by: Person) -> ChildrenServed:
    """The newest stands; what was entered before stays."""
    made = ChildrenServed.objects.create(
        partnership_id=budget.partnership_id, body=body, children=children, source=source, recorded_by=by
    )
    audit.record(by, f"entered how many children are served by {body}", made)
    return made


def _held(budget: Budget) -> Budget:
    """One at a time of a partnership: what stands is looked at before it is added to."""
    found = Budget.objects.select_related("partnership").get(pk=budget.pk)
    one_at_a_time(found.partnership)
    return found


def _recount(budget: Budget) -> None:
    """The totals, for those who read no entry but their own body's."""
    year = year_of(budget)
    names = ("expected", "agreed", "paid", "in_kind", "carried_in", "planned", "spent")
    for name in names:
        setattr(budget, name, getattr(year, name))
    budget.save(update_fields=names)
