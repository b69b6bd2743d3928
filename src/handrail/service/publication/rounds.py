"""What the worker does each minute: release what is due, say where something could not leave, renew the bundle."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.cases.actions import NotDone
from handrail.service.cases.hearing import who_hears
from handrail.service.outbox.actions import write
from handrail.service.publication.actions.leaving import keep_why_it_stayed, release
from handrail.service.publication.arranged import release_arrangements, withdraw_arrangements
from handrail.service.publication.bundle import export
from handrail.service.publication.gate import has_left
from handrail.service.publication.models import Publication

JOB = Job("publication")


def due(now: datetime) -> list[Publication]:
    """What was set to leave by now and has not."""
    waiting = Publication.objects.filter(goes_at__lte=now, ended_at__isnull=True).select_related(
        "case__folder__partnership"
    )
    return [one for one in waiting.order_by("goes_at") if not has_left(one)]


def release_due() -> int:
    """Each in a transaction of its own: one that cannot leave keeps no other back. Gives how many left."""
    with unit_of_work(JOB):
        waiting = due(timezone.now())
    return sum(_release(one) for one in waiting)


def _release(publication: Publication) -> bool:
    try:
        with unit_of_work(JOB):
            release(publication, by=JOB)
    except NotDone as why:
        with unit_of_work(JOB):
            keep_why_it_stayed(publication, str(why), by=JOB)
            _say_that_it_stayed(publication)
        return False
    return True


def _say_that_it_stayed(publication: Publication) -> None:
    """Once for each setting, to whoever hears of the folder. Why it stayed stands on its page."""
    case = publication.case
    page = settings.ADDRESS + reverse("publication:gate", args=[case.pk, publication.pk])
    written = [
        write(
            to=person.email, subject=f"Not published: {case.reference}",
            text=f"What was set to be published of {case.reference} did not leave.\n\nWhat it waits for: {page}\n",
            kind="publication", once=f"publication stayed {publication.pk} {publication.set_at} {person.pk}",
            partnership=case.partnership, about=[case.pk],
        )
        for person in who_hears(case)
    ]  # fmt: skip
    if any(written):
        audit.record(JOB, "told whoever leads the folder that a public text has stayed", publication)


def arranged() -> int:
    """Arrangements that their partnerships published leave at once, and those taken down are gone at once."""
    return withdraw_arrangements(JOB) + release_arrangements(JOB)


def renew_bundle() -> bool:
    """Where a folder for the bundle is named, bring it up to date."""
    if not settings.PUBLIC_BUNDLE:
        return False
    with unit_of_work(JOB):
        return export(Path(settings.PUBLIC_BUNDLE))
