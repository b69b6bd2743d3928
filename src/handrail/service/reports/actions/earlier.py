"""Yearly reports that were published before reports were kept here: recorded, and set aside when that was an error."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.partnerships.actions import one_at_a_time
from handrail.service.partnerships.models import Body
from handrail.service.reports.models import DeathReport, EarlierYear, YearReport


@transaction.atomic
def record_earlier(
    partnership: Body, last_on: date, published_on: date, where: str, *, by: Person, of: str = EarlierYear.Of.THE_YEAR
) -> EarlierYear:  # fmt: skip
    one_at_a_time(partnership)
    if published_on <= last_on:
        raise NotDone(f"Its months ended on {spoken(last_on)}: it was published after that.", "published_on")
    if EarlierYear.objects.standing(partnership, of=of).filter(last_on=last_on).exists():
        raise NotDone("A report on these twelve months is recorded already. Set that one aside first.", "last_on")
    first = _kept_from(partnership, of)
    if first is not None and first[1] <= last_on:
        says = f"{first[0]} is kept here, and begins on {spoken(first[1])}: this is for earlier ones."
        raise NotDone(says, "last_on")
    made = EarlierYear.objects.create(
        partnership=partnership, of=of, last_on=last_on, published_on=published_on, where=where.strip(), recorded_by=by
    )
    what = "a report on child deaths" if of == EarlierYear.Of.DEATHS else "a yearly report"
    audit.record(by, f"recorded {what} published on {spoken(published_on)}, before reports were kept here", made)
    return made


def _kept_from(partnership: Body, of: str) -> tuple[str, date] | None:
    """The first report of its kind that is kept here, and the day on which its months begin."""
    if of == EarlierYear.Of.DEATHS:
        rows = DeathReport.objects.filter(partnership=partnership, approved_at__isnull=False)
        earliest = rows.order_by("year").first()
        return (str(earliest), date(earliest.year, 4, 1)) if earliest else None
    kept = YearReport.objects.filter(partnership=partnership, given_up_at__isnull=True)
    first = kept.order_by("first_on").first()
    return (str(first), first.first_on) if first else None


@transaction.atomic
def set_earlier_aside(earlier_id: uuid.UUID, *, by: Person) -> None:
    """Nothing is done twice: what is set aside stays so."""
    held = EarlierYear.objects.select_for_update().get(pk=earlier_id)
    if held.set_aside_at is not None:
        return
    held.set_aside_at, held.set_aside_by = timezone.now(), by
    held.save(update_fields=["set_aside_at", "set_aside_by"])
    audit.record(by, "set aside an earlier yearly report that was recorded in error", held)
