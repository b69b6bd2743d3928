"""What may be done with an approved report on child deaths: approved for the public, published, withdrawn."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from handrail.analysis.child_deaths import year_named
from handrail.service.access.models import Person
from handrail.service.arrangements.saying import digest_of
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.partnerships.actions import one_at_a_time
from handrail.service.publication.models import Release, Withdrawal
from handrail.service.publication.written import on_one_line
from handrail.service.reports.looking import (
    is_looked_through,
    names_it,
    of_the_same,
    reads_like_a_name,
    standing_public,
)
from handrail.service.reports.marking import marks_for, sees_every_name
from handrail.service.reports.models import DeathReport
from handrail.service.reports.releasing import KIND, said_to_the_public


@transaction.atomic
def approve_for_public(report: DeathReport, *, read: str, by: Person) -> None:
    """By a second person. `read` is the digest of what the page showed; what it showed is kept, and is published."""
    report = _held(report)
    if report.second_at is not None:
        raise NotDone("A second person has approved it already.")
    if by.pk in (report.approved_by_id, report.begun_by_id):
        raise NotDone("You approved it, or began it. A second person approves it for the public.")
    if not is_looked_through(report):
        raise NotDone("Its words are being looked through for names. Look again in a minute.")
    if marks_for(report, by):
        raise NotDone(
            "A name may stand in its words; its page says where. Begin another report on the year without it."
        )
    said = said_to_the_public(report)
    if read != digest_of(said):
        raise NotDone("It reads otherwise than when this page was opened. Read it again, and approve what it says now.")
    report.document, report.second_at, report.second_by = said, timezone.now(), by
    report.save(update_fields=["document", "second_at", "second_by"])
    audit.record(by, f"approved the report on child deaths of {year_named(report.year)} for the public", report)


@transaction.atomic
def publish_report(report: DeathReport, *, by: Person) -> None:
    """The worker takes it to the public site within a minute. It takes the place of an older one on its year."""
    one_at_a_time(report.partnership)
    report = _held(report)
    if report.published_at is not None:
        raise NotDone("It has been published already.")
    if report.second_at is None:
        raise NotDone("It cannot be published yet. A second person approves it for the public first.")
    if not sees_every_name(report, by):
        raise NotDone(
            "Names in its words are looked for in every folder, and not every folder is open to you: somebody else who "
            "manages the folders publishes it."
        )
    if marks_for(report, by):
        raise NotDone("A name may stand in its words; its page says where. Begin another report without it.")
    if since := names_it(report):
        raise NotDone(
            f"{since} may be somebody’s name, and became known since it was approved. Begin another report without it."
        )
    newest = of_the_same(report)[-1]
    if newest.pk != report.pk:
        raise NotDone(f"A later report on this year is approved: version {newest.number}. Publish that one.")
    report.published_at, report.published_by = timezone.now(), by
    report.save(update_fields=["published_at", "published_by"])
    audit.record(by, f"published the report on child deaths of {year_named(report.year)}", report)


@transaction.atomic
def withdraw_report(report: DeathReport, *, why: str, by: Person) -> None:
    """Every version of it is taken down everywhere, for good, with the reason that the public is given."""
    one_at_a_time(report.partnership)
    report = _held(report)
    if not report.is_public:
        raise NotDone("It is not public: it was never published, or has been withdrawn.")
    if told := reads_like_a_name(report, why):
        raise NotDone(f"The public would read these words, and {told} may be somebody’s name. Say it without.", "why")
    versions = standing_public(report)
    left = Release.objects.filter(kind=KIND, publication_key__in=[one.pk for one in versions]).first()
    if left is not None:
        Withdrawal.objects.create(
            address=left.address, kind=left.kind, on=timezone.localdate(), reason=on_one_line([why]), withdrawn_by=by
        )
    for one in versions:
        one.withdrawn_at, one.withdrawn_by, one.withdrawn_why = timezone.now(), by, why.strip()
        one.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    audit.record(by, f"withdrew the report on child deaths of {year_named(report.year)}", report)


def _held(report: DeathReport) -> DeathReport:
    held = DeathReport.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=report.pk)
    if held.approved_at is None:
        raise NotDone("It is a draft. It is approved first.")
    return held
