"""Sending the report on child deaths to the child death review partners, or recording that it went otherwise."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from handrail.analysis.child_deaths import year_named
from handrail.guidance import london_day, spoken
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.outbox.actions import write
from handrail.service.partnerships.models import Body
from handrail.service.publication.models import Release
from handrail.service.reports.models import DeathReport, DeathReportSent
from handrail.service.reports.panel_year import partners_told
from handrail.service.reports.paper import names_of
from handrail.service.reports.releasing import KIND


@transaction.atomic
def send_deaths(
    report: DeathReport, to: Sequence[Body], *, by: Person, sent_on: date | None = None, how: str = ""
) -> list[DeathReportSent]:
    """By e-mail to the mailbox of each; or with `sent_on`, as it went in another way. Raises NotDone, and none goes."""
    held = DeathReport.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=report.pk)
    if held.approved_at is None or held.withdrawn_at is not None:
        raise NotDone("A report is sent once it is approved, and while it stands.")
    if sent_on is not None and sent_on < london_day(held.approved_at):
        raise NotDone(f"It was approved on {spoken(held.approved_at)}. Give that day or a later one.", "sent_on")
    partners = partners_told(held)
    made: list[DeathReportSent] = []
    if not set(to) <= set(partners):
        raise NotDone("It goes to the child death review partners of the report’s own area.", "to")
    for body in (one for one in partners if one in to):
        message = _letter(held, body) if sent_on is None else None
        made += [
            DeathReportSent.objects.create(
                partnership=partnership, report=held, year=held.year, to=body, how=how.strip(), message_key=message,
                sent_on=sent_on, recorded_by=by,
            )
            for partnership in partners[body]
        ]  # fmt: skip
        said = "recorded that" if message is None else "wrote so that"
        audit.record(by, f"{said} the report on child deaths of {year_named(held.year)} goes to {body}", held)
    return made


def _letter(report: DeathReport, body: Body) -> uuid.UUID:
    if not body.mailbox:
        raise NotDone(f"No mailbox of {body} is known. Send it in another way, and record that.", "to")
    left = Release.objects.filter(kind=KIND, publication_key=report.pk).first()
    if left is not None and settings.PUBLIC_ADDRESS:
        where = f"{settings.PUBLIC_ADDRESS}/{left.address}"
        read = f"To read: {where}\nPDF: {where}.pdf\nWord: {where}.docx\n"
    else:
        read = f"To read, for those who sign in: {settings.ADDRESS}{reverse('reports:report', args=[report.pk])}\n"
    names = " and ".join(names_of(report))
    message = write(
        to=body.mailbox, to_body=body, partnership=report.partnership, kind="child death report", about=[],
        once=f"child deaths {report.pk} to {body.pk}",
        subject=f"{names}: report on child deaths {year_named(report.year)}",
        text=f"To {body}, as a child death review partner\n\nThe child death overview panel’s report for {names} on "
        f"{year_named(report.year)} is made.\n\n{read}",
    )  # fmt: skip
    if message is None:
        raise NotDone(f"{body} was written to already.", "to")
    return message.pk


@transaction.atomic
def set_sending_aside(sending: DeathReportSent, *, why: str, by: Person) -> None:
    """What somebody recorded in error. A message that left has left."""
    held = DeathReportSent.objects.select_for_update(of=("self",)).select_related("report").get(pk=sending.pk)
    if held.set_aside_at is not None:
        raise NotDone("It is set aside already.")
    if held.message_key is not None:
        raise NotDone("A message of ours cannot be taken back. Only what somebody recorded can.")
    same = DeathReportSent.objects.filter(report=held.report_id, to=held.to_id, message_key=None, set_aside_at=None)
    same.filter(sent_on=held.sent_on).update(
        set_aside_at=timezone.now(), set_aside_by=by, set_aside_why=why.strip()[:300]
    )
    audit.record(by, "set aside that the report on child deaths went to a partner", held)
