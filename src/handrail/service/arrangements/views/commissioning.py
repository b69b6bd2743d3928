"""What the partners commission together or side by side: needs, services, shares, and what was found of them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, require, signed_in
from handrail.service.access.models import Person
from handrail.service.arrangements import actions as act
from handrail.service.arrangements.actions.commissioning import SAID
from handrail.service.arrangements.commissioning import (
    Bought,
    authorities_on,
    bought_by,
    gaps,
    in_words,
    late_reviews,
    needs_of,
    overlaps,
    running_out,
    standing,
    watched_by,
)
from handrail.service.arrangements.doors import READS, WRITES, partnerships_of, the_partnership
from handrail.service.arrangements.forms.commissioning import (
    CommissionedForm,
    LookedForm,
    NeedEndedForm,
    NeedForm,
    ShareOfCostForm,
)
from handrail.service.arrangements.forms.lines import WhyForm
from handrail.service.arrangements.fund import headings_of
from handrail.service.arrangements.models import Budget, Commissioned, CommissionerShare, Need
from handrail.service.arrangements.views.asking import Page, Trail, ask, trail, typed
from handrail.service.partnerships.models import Body, Membership


@signed_in
@require_http_methods(["GET"])
def commissioning(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    require(person, READS)
    partnership, today = the_partnership(request, person), timezone.localdate()
    needs, bought, areas = needs_of(partnership), bought_by(partnership), authorities_on(partnership, today)
    now = standing(bought, today)
    words = {
        "partnership": partnership, "others": [body for body in partnerships_of(person) if body != partnership],
        "trail": trail(), "needs": needs, "now": now, "areas": areas,
        "to_come": [row for row in bought if row.one.from_on > today],
        "gone": [row for row in bought if row not in now and row.one.from_on <= today],
        "gaps": list(gaps(needs, bought, areas, today)), "late": list(late_reviews(bought, today)),
        "running_out": list(running_out(needs, bought, areas, today)),
        "twice": list(overlaps(needs, bought, areas, today)), "in_words": in_words,
        "may_write": partnership in partnerships_of(person, WRITES),
    }  # fmt: skip
    return render(request, "arrangements/commissioning.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def add_need(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    partnership = the_partnership(request, person, WRITES)
    form = NeedForm(typed(request), authorities=authorities_on(partnership, timezone.localdate()))
    page = _page(partnership, "Record a need", "Record it")
    return ask(
        request, page, form, lambda: f"It is recorded: {act.record_need(partnership, by=person, **form.said())}."
    )


@signed_in
@require_http_methods(["GET", "POST"])
def end_need(request: HttpRequest, need_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    rows = Need.objects.filter(pk=need_id, partnership__in=partnerships_of(person, WRITES), ended_on=None)
    need = rows.select_related("partnership").first()
    if need is None:
        raise Http404
    form = NeedEndedForm(typed(request))

    def done() -> str:
        act.end_need(need, by=person, **form.cleaned_data)
        return "It is recorded that this is no longer a need."

    return ask(request, _page(need.partnership, f"No longer a need: {need}", "Record it"), form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def commission(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    partnership = the_partnership(request, person, WRITES)
    form = _form_of(request, partnership, needs_of(partnership))

    def done() -> str:
        made = act.commission(partnership, None, by=person, **form.said())
        return f"It is recorded: {made}. Open it to say who commissions it."

    return ask(request, _page(partnership, "Record a service", "Record it"), form, done)


def _form_of(
    request: HttpRequest, partnership: Body, needs: Sequence[Need], one: Commissioned | None = None
) -> CommissionedForm:
    held = {name: getattr(one, name) for name in SAID} if one else {}
    if one:
        held |= {"need": str(one.need_id), "indicator": str(one.indicator or ""),
                 "areas": [str(body.pk) for body in one.areas.all()]}  # fmt: skip
    day = one.from_on if one else timezone.localdate()
    return CommissionedForm(
        typed(request), needs=needs, authorities=authorities_on(partnership, day),
        headings=headings_of(partnership), watched=watched_by(partnership).values(), initial=held,
    )  # fmt: skip


@signed_in
@require_http_methods(["GET"])
def commissioned(request: HttpRequest, commissioned_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = _the_service(person, commissioned_id)
    shares = tuple(one.shares.filter(taken_out_at=None).select_related("body"))
    row = Bought(one, shares, tuple(one.areas.all()))
    words = {
        "one": one, "row": row, "trail": _trail(one.partnership), "reviews": one.reviews.select_related("recorded_by"),
        "watched": watched_by(one.partnership).get(one.indicator) if one.indicator else None,
        "years": _years(one), "today": timezone.localdate(),
        "may_write": one.set_aside_at is None and one.partnership in partnerships_of(person, WRITES),
    }  # fmt: skip
    return render(request, "arrangements/commissioned.html", words)


def _years(one: Commissioned) -> list[Budget]:
    """The years of the fund whose books have the heading: the sums stand there."""
    if not one.heading:
        return []
    years = Budget.objects.filter(
        partnership=one.partnership, lines__heading=one.heading, lines__set_aside_at__isnull=True
    )
    return list(years.distinct().order_by("-from_on"))


@signed_in
@require_http_methods(["GET", "POST"])
def change_commissioned(request: HttpRequest, commissioned_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = _the_service(person, commissioned_id, WRITES)
    needs = needs_of(one.partnership)
    form = _form_of(request, one.partnership, needs if one.need in needs else [one.need, *needs], one)

    def done() -> str:
        act.commission(one.partnership, one, by=person, **form.said())
        return "It is kept."

    return ask(request, _inside(one, str(one), "Keep it"), form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def bear_share(request: HttpRequest, commissioned_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = _the_service(person, commissioned_id, WRITES)
    places = Membership.objects.filter(partnership=one.partnership).select_related("body")
    bodies = sorted({place.body for place in places}, key=lambda body: body.name)
    form = ShareOfCostForm(typed(request), bodies=bodies)

    def done() -> str:
        return f"It is recorded: {act.bear_share(one, by=person, **form.said())}."

    says = ["A body that is in the list already has its share replaced."]
    return ask(request, _inside(one, "Who commissions it, and with what share", "Record it", says), form, done)


@signed_in
@require_http_methods(["POST"])
def take_out_share(request: HttpRequest, commissioned_id: uuid.UUID, share_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = _the_service(person, commissioned_id, WRITES)
    if not CommissionerShare.objects.filter(commissioned=one, pk=share_id, taken_out_at=None).exists():
        raise Http404

    def done() -> str:
        act.take_out_share(one, share_id, by=person)
        return "It is taken out."

    return ask(request, _inside(one, "Take a commissioner out", "Take it out"), forms.Form({}), done)


@signed_in
@require_http_methods(["GET", "POST"])
def look_at(request: HttpRequest, commissioned_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = _the_service(person, commissioned_id, WRITES)
    form = LookedForm(typed(request))

    def done() -> str:
        act.look_at(one, by=person, **form.cleaned_data)
        return "What was found is kept."

    says = [f"How it is known what comes of it: {one.outcome}"]
    return ask(request, _inside(one, "Record what was found", "Record it", says), form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def commissioned_aside(request: HttpRequest, commissioned_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = _the_service(person, commissioned_id, WRITES)
    form = WhyForm(typed(request))

    def done() -> str:
        act.set_service_aside(one, why=form.cleaned_data["why"], by=person)
        return "The service is set aside."

    says = ["For what was recorded in error. A service that ends is given its last day instead."]
    return ask(request, _inside(one, f"Set aside: {one}", "Set it aside", says), form, done)


def _the_service(person: Person, commissioned_id: uuid.UUID, permission: str = READS) -> Commissioned:
    rows = Commissioned.objects.filter(pk=commissioned_id, partnership__in=partnerships_of(person, permission))
    if permission == WRITES:
        rows = rows.filter(set_aside_at=None)
    one = rows.select_related("partnership", "need", "recorded_by").first()
    if one is None:
        raise Http404
    return one


def _home(partnership: Body) -> str:
    return f"{reverse('arrangements:commissioning')}?of={partnership.pk}"


def _trail(partnership: Body) -> Trail:
    return [*trail(), ("Services commissioned together", _home(partnership))]


def _page(partnership: Body, title: str, press: str) -> Page:
    return Page(title, str(partnership), _trail(partnership), _home(partnership), press)


def _inside(one: Commissioned, title: str, press: str, says: Sequence[str] = ()) -> Page:
    home = reverse("arrangements:commissioned", args=[one.pk])
    return Page(title, str(one), [*_trail(one.partnership), (str(one), home)], home, press, says=says)
