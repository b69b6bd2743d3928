"""For which partnerships somebody writes or approves reports: the same people as write and approve publications."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet
from django.http import Http404

from handrail.service.access.models import Person
from handrail.service.partnerships.models import Body
from handrail.service.reports.models import DeathReport, YearReport

WRITES, APPROVES, RELEASES = "write publications", "approve publications", "release publications"


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
    people = ("begun_by", "approved_by", "second_by", "published_by", "withdrawn_by")
    report = found.select_related("partnership", *people).first()
    if report is None:
        raise Http404
    return report


def the_year(person: Person, year_report_id: uuid.UUID, *permissions: str) -> YearReport:
    """Http404 for what is not theirs, and for what there is not, alike."""
    theirs = partnerships_of(person, *permissions)
    found = YearReport.objects.filter(pk=year_report_id, partnership__in=theirs)
    report = found.select_related("partnership", "begun_by", "published_by", "corrects").first()
    if report is None:
        raise Http404
    return report


def whose_agreement(person: Person, report: YearReport, partners: list[Body]) -> list[Body]:
    """Whose agreement this person may record: a coordinator everyone's, a partner's own people their body's."""
    posts = [post for post in person.posts_today if post.partnership_id == report.partnership_id]
    if any(WRITES in post.in_role.may for post in posts):
        return partners
    own = {post.body_id for post in posts if APPROVES in post.in_role.may}
    return [body for body in partners if body.pk in own]
