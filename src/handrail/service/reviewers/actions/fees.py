"""The book of a commission's fees: shares agreed, invoices, payments. Entries are added, never changed."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from handrail.common.pounds import pounds
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone, safeguarding_partners
from handrail.service.cases.follow import locked
from handrail.service.cases.models import Case
from handrail.service.partnerships.models import Body, Kind, Membership
from handrail.service.reviewers.models import Commission, FeeEntry
from handrail.service.reviewers.money import Account, accounts

What = FeeEntry.What


def payers(case: Case, kind: str) -> list[Body]:
    """Who may pay for a review. For a local one the Act lets the safeguarding partners alone (section 16I): what
    relevant agencies pay is for the arrangements. For a national one the Secretary of State may."""
    if kind == Commission.Kind.NATIONAL:
        return list(Body.objects.on(timezone.localdate()).filter(kind=Kind.NATIONAL))
    if kind != Commission.Kind.SERIOUS_CASE:
        return [case.answers, *safeguarding_partners(case.partnership, case.authority)]
    places = Membership.objects.filter(partnership=case.partnership_id).on(timezone.localdate())
    return list(Body.objects.filter(memberships__in=places).distinct())


@transaction.atomic
def agree_fee(
    commission: Commission, *, shares: Mapping[uuid.UUID, Decimal], on: date, by: Person, words: str = ""
) -> list[FeeEntry]:
    """Record what each body agreed to pay. A further agreement adds to what stands."""
    commission = _held(commission)
    known = {body.pk: body for body in payers(commission.case, commission.kind)}
    chosen = {key: amount for key, amount in shares.items() if amount > 0}
    if not chosen:
        raise NotDone("Enter what at least one body agreed to pay.")
    if set(chosen) - set(known):
        raise NotDone("Choose from those who may pay for this review.")
    return [_entered(commission, known[key], What.AGREED, amount, on, "", words, by) for key, amount in chosen.items()]


@transaction.atomic
def record_invoice(
    commission: Commission, *, body: Body, amount: Decimal, on: date, reference: str, by: Person, words: str = ""
) -> FeeEntry:
    """An invoice that came. More than was agreed is recorded with its reason."""
    commission = _held(commission)
    account = _account(commission, body)
    if account.invoiced + amount > account.agreed and not words.strip():
        raise NotDone(
            f"{body} agreed to pay {pounds(account.agreed)}, and would be invoiced for "
            f"{pounds(account.invoiced + amount)}. Say why, or record first what more was agreed.",
            "words",
        )
    return _entered(commission, body, What.INVOICED, amount, on, reference, words, by)


@transaction.atomic
def record_payment(
    commission: Commission, *, body: Body, amount: Decimal, on: date, reference: str, by: Person, words: str = ""
) -> FeeEntry:
    """A payment made against what was invoiced."""
    commission = _held(commission)
    account = _account(commission, body)
    if amount > account.owing:
        raise NotDone(
            f"{body} owes {pounds(account.owing)} of what it was invoiced for. Check the amount, or record the "
            "invoice first.",
            "amount",
        )
    return _entered(commission, body, What.PAID, amount, on, reference, words, by)


@transaction.atomic
def set_entry_aside(entry: FeeEntry, *, why: str, by: Person) -> None:
    """An entry made in error stays readable and counts for nothing. What rests on it goes first."""
    commission = _held(entry.commission)
    entry = FeeEntry.objects.select_for_update(of=("self",)).select_related("body").get(pk=entry.pk)
    if entry.set_aside_at is not None:
        raise NotDone("This is set aside already.")
    if not why.strip():
        raise NotDone("Say what is wrong with it.", "why")
    if entry.what == What.INVOICED and _account(commission, entry.body).owing < entry.amount:
        raise NotDone("It was paid, at least in part. Set the payment aside first.")
    entry.set_aside_at, entry.set_aside_why = timezone.now(), why.strip()[:300]
    entry.save(update_fields=["set_aside_at", "set_aside_why"])
    audit.record(by, "set aside an entry of a reviewer's fees", entry, commission.case_id)


def _held(commission: Commission) -> Commission:
    """Fees are settled after a commission has ended and its folder is closed, too."""
    case = locked(commission.case_id)
    found = Commission.objects.select_for_update(of=("self",)).get(pk=commission.pk)
    found.case = case
    return found


def _account(commission: Commission, body: Body) -> Account:
    entries = FeeEntry.objects.filter(commission=commission, body=body).select_related("body")
    nothing = Decimal("0.00")
    return next(iter(accounts(entries)), Account(body, nothing, nothing, nothing))


def _entered(
    commission: Commission, body: Body, what: What, amount: Decimal, on: date, reference: str, words: str, by: Person
) -> FeeEntry:
    if on > timezone.localdate():
        raise NotDone("The day must be today or in the past.", "on")
    if amount <= 0:
        raise NotDone("Enter an amount of more than nothing.", "amount")
    entry = FeeEntry.objects.create(
        commission=commission, body=body, what=what, amount=amount, on=on, reference=reference.strip(),
        words=words.strip(), recorded_by=by,
    )  # fmt: skip
    audit.record(by, f"recorded what was {what.label.lower()} of a reviewer's fees", entry, commission.case_id)
    return entry
