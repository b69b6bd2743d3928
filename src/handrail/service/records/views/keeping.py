"""The partnership's schedule, what is due by it, what is held, and what has gone."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, require, signed_in
from handrail.service.access.models import Person
from handrail.service.access.roles import ALL
from handrail.service.cases.models import Case
from handrail.service.partnerships.models import Body
from handrail.service.records.actions import holding
from handrail.service.records.actions.letting_go import kinds_in
from handrail.service.records.actions.schedule import enter_period
from handrail.service.records.doors import HOLD, PROPOSE, SCHEDULE, partnerships_for, wide_partnerships_for
from handrail.service.records.forms import NO_PERIOD, PeriodForm, WhyForm, WideHoldForm
from handrail.service.records.keeping import kept
from handrail.service.records.models import Deletion, Hold, Period, Tombstone
from handrail.service.records.views.asking import ask

AT_MOST = 200
"""Closed folders that one page reckons, those closed longest first."""


@signed_in
@require_http_methods(["GET"])
def records(request: HttpRequest) -> HttpResponse:
    """How long folders are kept, and for those who may open them, which of them are due."""
    person = person_of(request)
    require(person, SCHEDULE)
    ours = partnerships_for(person, SCHEDULE)
    today = timezone.localdate()
    stones = list(
        Tombstone.objects.filter(partnership__in=ours).select_related("proposed_by", "confirmed_by", "period")[:AT_MOST]
    )
    words = {
        "partnerships": [(one, Period.objects.governing(one, today)) for one in ours],
        "periods": Period.objects.filter(partnership__in=ours).select_related("partnership", "recorded_by"),
        "holds": Hold.objects.standing().filter(partnership__in=ours, folder__isnull=True).select_related("put_on_by"),
        "due": _due(person) if person.may(PROPOSE) else None,
        "proposed": _proposed(person),
        "stones": [(stone, sum(stone.held.values()), kinds_in(stone)) for stone in stones],
        "may_hold": bool(wide_partnerships_for(person, HOLD)),
    }
    return render(request, "records/records.html", words)


def _due(person: Person) -> list[tuple[Case, object]]:
    today = timezone.localdate()
    closed = Case.objects.visible_to(person, {ALL}).filter(closed_at__isnull=False)
    closed = closed.select_related("partnership").order_by("closed_at")[:AT_MOST]
    reckoned = [(case, kept(case, today)) for case in closed]
    return [(case, keeping) for case, keeping in reckoned if keeping.over(today)]


def _proposed(person: Person) -> list[tuple[Case, Deletion]]:
    visible = Case.objects.visible_to(person, {ALL})
    waiting = Deletion.objects.filter(ended_at__isnull=True, folder__case__in=visible)
    return [(one.folder.case, one) for one in waiting.select_related("folder__case", "proposed_by", "confirmed_by")]


@signed_in
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    require(person, SCHEDULE)
    ours = partnerships_for(person, SCHEDULE)
    form = PeriodForm(request.POST or None, partnerships=ours)

    def act() -> None:
        told = dict(form.cleaned_data)
        partnership = _chosen(ours, told.pop("partnership"))
        runs_from = "" if told["runs_from"] == NO_PERIOD else told["runs_from"]
        enter_period(partnership, by=person, **{**told, "runs_from": runs_from})

    return ask(
        request, form, act, heading="Enter how long folders are kept", button="Enter it",
        back=reverse("records:records"),
        said="The period is entered. It is in force from the day you gave.",
        says=(
            "What you enter stands. A later version follows it and rewrites nothing that went before.",
            "Only a closed folder can fall due, and nothing goes by itself: two people must agree each time.",
        ),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def hold_all(request: HttpRequest) -> HttpResponse:
    """A hold over every folder of a partnership, for those who may open them all."""
    person = person_of(request)
    ours = wide_partnerships_for(person, HOLD)
    if not ours:
        raise Http404
    form = WideHoldForm(request.POST or None, partnerships=ours)

    def act() -> None:
        told = form.cleaned_data
        asked_by = "" if told["asked_by"] == "nobody" else told["asked_by"]
        holding.put_on(
            partnership=_chosen(ours, told["partnership"]), reason=told["reason"], asked_by=asked_by,
            asked_by_name=told["asked_by_name"], by=person,
        )  # fmt: skip

    return ask(
        request, form, act, heading="Hold every folder", button="Put on the hold", back=reverse("records:records"),
        said="The hold is on. No folder of the partnership can be deleted until it is lifted.",
        says=("It covers every folder the partnership has, and every one it opens while the hold stands.",),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def lift_all(request: HttpRequest, hold_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    standing = Hold.objects.standing().filter(folder__isnull=True, partnership__in=wide_partnerships_for(person, HOLD))
    hold = get_object_or_404(standing, pk=hold_id)
    form = WhyForm(request.POST or None)
    return ask(
        request, form, lambda: holding.lift(hold, why=form.cleaned_data["why"], by=person), button="Lift the hold",
        heading="Lift the hold over every folder", said="The hold is lifted.", back=reverse("records:records"),
        says=(f"Put on by {hold.put_on_by}: {hold.reason}",),
    )  # fmt: skip


def _chosen(ours: list[Body], key: str) -> Body:
    return next(body for body in ours if str(body.pk) == key)
