"""The book of a commission's fees, entry by entry."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from handrail.common.pounds import pounds
from handrail.service.access.asking import Page, typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.cases.acting import ask
from handrail.service.reviewers import actions
from handrail.service.reviewers.actions.fees import payers
from handrail.service.reviewers.doors import KEEP, open_commission
from handrail.service.reviewers.forms.fees import AgreeForm, EntryForm
from handrail.service.reviewers.forms.register import WhyForm
from handrail.service.reviewers.models import Commission, FeeEntry
from handrail.service.reviewers.money import accounts
from handrail.service.reviewers.views.asking import folder_trail, page_of


@signed_in
@require_http_methods(["GET", "POST"])
def agree(request: HttpRequest, case_id: uuid.UUID, commission_id: uuid.UUID) -> HttpResponse:
    found = open_commission(request, case_id, commission_id, KEEP)
    who = payers(found.case, found.kind)
    form = AgreeForm(typed(request), payers=who)

    def act() -> str:
        said = form.cleaned_data
        actions.agree_fee(found, shares=form.shares, on=said["on"], words=said["words"], by=person_of(request))
        return f"The fee of {pounds(said['total'])} is recorded, with each body’s share."

    says = [_who_pays(found.kind), "Enter amounts as they are to be paid; Handrail works out no tax."]
    warns = [] if who else ["Nobody who may pay is in the list of bodies. An administrator adds them under Bodies."]
    return ask(request, _page(found, "Agree the fee and its shares", "Record the fee", says, warns), form, act)


def _who_pays(kind: str) -> str:
    if kind == Commission.Kind.NATIONAL:
        return "The Secretary of State may pay a reviewer of a national review."
    if kind == Commission.Kind.SERIOUS_CASE:
        return "Those with a seat on the LSCB may pay towards a serious case review."
    return (
        "The safeguarding partners may pay for a review. What other agencies pay is for the arrangements, and not for "
        "reviews (Children Act 2004 section 16I)."
    )


@signed_in
@require_http_methods(["GET", "POST"])
def invoice(request: HttpRequest, case_id: uuid.UUID, commission_id: uuid.UUID) -> HttpResponse:
    found = open_commission(request, case_id, commission_id, KEEP)
    return _entry(request, found, "Record an invoice", actions.record_invoice, "The invoice is recorded.")


@signed_in
@require_http_methods(["GET", "POST"])
def payment(request: HttpRequest, case_id: uuid.UUID, commission_id: uuid.UUID) -> HttpResponse:
    found = open_commission(request, case_id, commission_id, KEEP)
    return _entry(request, found, "Record a payment", actions.record_payment, "The payment is recorded.")


def _entry(
    request: HttpRequest, found: Commission, title: str, record: Callable[..., FeeEntry], done: str
) -> HttpResponse:
    each = accounts(found.fees.select_related("body"))
    form = EntryForm(typed(request), bodies=[one.body for one in each if one.body])

    def act() -> str:
        said = {name: value for name, value in form.cleaned_data.items() if name != "body"}
        record(found, body=form.chosen, by=person_of(request), **said)
        return done

    says = [
        f"{one.body}: agreed {pounds(one.agreed)}, invoiced {pounds(one.invoiced)}, paid {pounds(one.paid)}."
        for one in each
    ]
    warns = [] if each else ["No share is agreed yet. Agree the fee first."]
    return ask(request, _page(found, title, "Record it", says, warns), form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def set_aside(
    request: HttpRequest, case_id: uuid.UUID, commission_id: uuid.UUID, entry_id: uuid.UUID
) -> HttpResponse:  # fmt: skip
    found = open_commission(request, case_id, commission_id, KEEP)
    entry = get_object_or_404(FeeEntry.objects.select_related("body"), pk=entry_id, commission=found)
    entry.commission = found
    form = WhyForm(typed(request))

    def act() -> str:
        actions.set_entry_aside(entry, why=form.cleaned_data["why"], by=person_of(request))
        return "The entry is set aside. It stays to be read."

    says = [f"{entry.get_what_display()} by {entry.body}: {pounds(entry.amount)}."]
    return ask(request, _page(found, "Set an entry aside", "Set it aside", says), form, act)


def _page(found: Commission, title: str, press: str, says: list[str], warns: list[str] | None = None) -> Page:
    trail = folder_trail(found.case, found)
    return Page(title, trail, press, "", page_of(found), says, warns or [], over=f"{found}, {found.case.reference}")
