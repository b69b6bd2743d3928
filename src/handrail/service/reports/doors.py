"""For which partnerships somebody writes or approves reports: the same people as write and approve publications."""

from __future__ import annotations

import uuid

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


def the_report(person: Person, yearly_id: uuid.UUID, *permissions: str) -> DeathReport:
    """Http404 for what is not theirs, and for what there is not, alike."""
    found = DeathReport.objects.filter(pk=yearly_id, partnership__in=partnerships_of(person, *permissions))
    report = found.select_related("partnership", "begun_by", "approved_by").first()
    if report is None:
        raise Http404
    return report
