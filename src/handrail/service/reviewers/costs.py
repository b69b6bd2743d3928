"""What reviews cost a partnership within some days, and who bears which share: for the page of its money."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from django.urls import reverse

from handrail.service.access.models import Person
from handrail.service.access.roles import ALL
from handrail.service.cases.models import Case
from handrail.service.partnerships.models import Body
from handrail.service.reviewers.doors import READ, ROOM, partnerships_for
from handrail.service.reviewers.models import FeeEntry
from handrail.service.reviewers.money import accounts
from handrail.service.room import Cost


def costs(person: Person, partnership: Body, from_on: date, until_on: date) -> list[Cost]:
    """Of the commissions whose folder this person may open; of another they learn nothing, not even that it is there.
    What was agreed, invoiced and paid within the days, whenever the rest of it was."""
    if partnership not in partnerships_for(person, READ):
        return []
    folders = Case.objects.visible_to(person, {ALL, ROOM}).filter(partnership=partnership)
    rows = FeeEntry.objects.filter(
        commission__case__in=folders, set_aside_at__isnull=True, on__range=(from_on, until_on)
    ).select_related("body", "commission__case")
    each = groupby(
        sorted(rows, key=lambda one: (one.commission.appointed_on, one.commission_id)), key=lambda one: one.commission
    )
    return [
        Cost(
            f"{commission.case.reference}, {commission.get_kind_display().lower()}: {commission.name}",
            reverse("reviewers:commission", args=[commission.case_id, commission.pk]),
            tuple((str(one.body), one.agreed, one.invoiced, one.paid) for one in accounts(entries)),
        )
        for commission, entries in each
    ]  # fmt: skip
