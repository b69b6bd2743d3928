"""Whose scrutiny somebody reads, and for which partnerships they run it, answer it, or are its scrutineer."""

from __future__ import annotations

import uuid
from datetime import date
from typing import TypeVar

from django.db.models import Q, QuerySet
from django.http import Http404

from handrail.service.access.models import Person
from handrail.service.partnerships.models import Body, Kind
from handrail.service.scrutiny.models import Activity, Finding, Indicator, Plan, Reading, Remedy, Scrutineer

T = TypeVar("T")
READS, RUNS, ANSWERS = "read scrutiny", "run scrutiny", "answer scrutiny"
OF_A_SCRUTINEER = "read what we were told"
"""What a scrutineer's role may; their body says the rest. The database asks the same two things."""


def scrutinises(person: Person) -> dict[uuid.UUID, Body]:
    """The partnerships of which somebody is an independent scrutineer."""
    return {
        post.partnership_id: post.partnership
        for post in person.posts_today
        if post.body.kind == Kind.SCRUTINEER and OF_A_SCRUTINEER in post.in_role.may
    }


def partnerships_of(person: Person, *permissions: str, scrutineers: bool = True) -> list[Body]:
    """By name. Scrutineers read, and record what they did and found; they answer nothing and plan nothing."""
    held = {
        post.partnership_id: post.partnership
        for post in person.posts_today
        if post.in_role.may & set(permissions or (READS,))
    }
    if scrutineers:
        held |= scrutinises(person)
    return sorted(held.values(), key=lambda body: body.name)


def the_partnership(person: Person, *permissions: str, scrutineers: bool = False) -> list[Body]:
    """Those partnerships; Http404 where there is none."""
    found = partnerships_of(person, *permissions, scrutineers=scrutineers)
    if not found:
        raise Http404
    return found


def the_scrutineer(person: Person, scrutineer_id: uuid.UUID, *permissions: str, own: bool = True) -> Scrutineer:
    """Http404 for what is not theirs, and for what there is not, alike. `own` lets a scrutineer through as well."""
    among = partnerships_of(person, *permissions, scrutineers=own)
    rows = Scrutineer.objects.filter(pk=scrutineer_id, partnership__in=among)
    return _there(rows.select_related("partnership", "body").first())


def the_plan(person: Person, scrutiny_plan_id: uuid.UUID, *permissions: str) -> Plan:
    among = partnerships_of(person, *permissions, scrutineers=not permissions)
    return _there(Plan.objects.filter(pk=scrutiny_plan_id, partnership__in=among).select_related("partnership").first())


def the_activity(person: Person, activity_id: uuid.UUID, *permissions: str, own: bool = True) -> Activity:
    among = partnerships_of(person, *permissions, scrutineers=own)
    rows = Activity.objects.filter(pk=activity_id, plan__partnership__in=among)
    return _there(rows.select_related("plan__partnership", "scrutineer").first())


def the_finding(person: Person, found_id: uuid.UUID, *permissions: str, own: bool = True) -> Finding:
    found, whole = finding_for(person, found_id, *permissions, own=own)
    return _there(found if whole else None)


ASKED = "send contributions"
"""What somebody of a body may that is asked to answer a finding, or does something about an inspection."""


def findings_put_to(person: Person) -> list[Finding]:
    """Put to a body of theirs, the soonest first; what has been set aside is not among them."""
    rows = Finding.objects.filter(set_aside_at__isnull=True).exclude(kind=Finding.Kind.STRENGTH)
    asked = rows.filter(_put_to(person, "to_body")).select_related("partnership", "to_body")
    return list(asked.prefetch_related("responses", "follow_ups").order_by("answer_due_on"))


def remedies_put_to(person: Person) -> list[Remedy]:
    rows = Remedy.objects.filter(_put_to(person, "body"), done_on__isnull=True, dropped_on__isnull=True)
    return list(rows.select_related("partnership", "body"))


def finding_for(person: Person, found_id: uuid.UUID, *permissions: str, own: bool = True) -> tuple[Finding, bool]:
    """The finding, and whether they read the whole of scrutiny: the body asked reads neither the plan nor the piece of
    work that it came of."""
    among = partnerships_of(person, *permissions, scrutineers=own)
    whole = Finding.objects.filter(pk=found_id, partnership__in=among)
    if found := whole.select_related("partnership", "activity__plan", "activity__scrutineer", "to_body").first():
        return found, True
    rows = Finding.objects.filter(_put_to(person, "to_body"), pk=found_id)
    return _there(rows.select_related("partnership", "to_body").first()), False


def the_remedy(person: Person, remedy_id: uuid.UUID) -> Remedy:
    """For whoever runs scrutiny, and for the body that does it."""
    run = Q(partnership__in=partnerships_of(person, RUNS, scrutineers=False))
    rows = Remedy.objects.filter(run | _put_to(person, "body"), pk=remedy_id)
    return _there(rows.select_related("partnership", "body").first())


def _put_to(person: Person, field: str) -> Q:
    among = [post for post in person.posts_today if ASKED in post.in_role.may]
    whose = {"partnership__in": [post.partnership_id for post in among]}
    return Q(**whose, **{f"{field}__in": [post.body_id for post in among]})


def the_indicator(person: Person, indicator_id: uuid.UUID, *permissions: str) -> Indicator:
    among = partnerships_of(person, *permissions, scrutineers=not permissions)
    rows = Indicator.objects.filter(pk=indicator_id, partnership__in=among)
    return _there(rows.select_related("partnership").first())


def readings_for(person: Person) -> QuerySet[Reading]:
    """For scrutineers and whoever runs scrutiny: what scrutineers read; nothing of a folder that is shut to them."""
    among = partnerships_of(person, RUNS)
    return Reading.objects.filter(partnership__in=among).exclude(folder__in=person.shut_out_of)


def may(person: Person, partnership: Body, *permissions: str, own: bool = False) -> bool:
    return partnership in partnerships_of(person, *permissions, scrutineers=own)


def year_of(day: date) -> int:
    """The year from 1 April, by the calendar year in which it begins."""
    return day.year if (day.month, day.day) >= (4, 1) else day.year - 1


def _there(found: T | None) -> T:
    if found is None:
        raise Http404
    return found
