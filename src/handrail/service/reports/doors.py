"""For which partnerships somebody writes or approves reports: the same people as write and approve publications."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet
from django.http import Http404

from handrail.service.access.models import Person
from handrail.service.partnerships.models import Body
from handrail.service.reports.models import DeathReport

WRITES, APPROVES = "write publications", "approve publications"


def partnerships_of(person: Person, *permissions: str) -> list[Body]:
    held = {
        post.partnership_id: post.partnership
        for post in person.posts_today
        if post.in_role.may & (set(permissions) or {WRITES, APPROVES})
    }
    return sorted(held.values(), key=lambda body: body.name)


def reports_of(person: Person, *permissions: str) -> QuerySet[DeathReport]:
    """One drawn for several partnerships is for those alone who may so in all of them. One that repeats words of a
    folder which is shut to the person is not there for them."""
    theirs = [body.pk for body in partnerships_of(person, *permissions)]
    found = DeathReport.objects.filter(partnership__in=theirs, beside__contained_by=theirs)
    return found.exclude(drawn_from__overlap=list(person.shut_out_of))


def the_report(person: Person, yearly_id: uuid.UUID, *permissions: str) -> DeathReport:
    """Http404 for what is not theirs, and for what there is not, alike."""
    found = reports_of(person, *permissions).filter(pk=yearly_id)
    report = found.select_related("partnership", "begun_by", "approved_by").first()
    if report is None:
        raise Http404
    return report
