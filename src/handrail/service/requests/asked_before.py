"""What agencies were already asked, here or in a folder that goes with this one, so that none is asked the same thing
twice."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import Q

from handrail.guidance import london_day, spoken
from handrail.service.access.models import Person
from handrail.service.cases.history import together
from handrail.service.cases.models import Case
from handrail.service.requests.models import Request

ACCOUNTS = (Request.Of.SUMMARY, Request.Of.REPORTING_FORM)
"""What tells what an agency knows of a child; a chronology is not an account."""


@dataclass(frozen=True)
class AskedBefore:
    """One request of an agency that may already tell what would be asked."""

    asked: Request
    elsewhere: bool

    @property
    def words(self) -> str:
        one = self.asked
        where = f" on {one.case.reference}, a joined folder" if self.elsewhere else ""
        came = f", received on {spoken(london_day(one.received_at))}" if one.received_at else f", {one.stage}"
        return f"{one.get_of_display()} asked for on {spoken(london_day(one.asked_at))}{where}{came}."


def asked_before(case: Case, person: Person, *, now: Request.Of) -> dict[uuid.UUID, list[AskedBefore]]:
    """By agency: summaries and reporting forms that stand, of this folder and of those with it that the person may
    open. Another of what is asked `now` in this folder is on another matter."""
    others = together(case, person).values("pk")
    standing = Request.objects.filter(
        Q(case__in=others) | Q(case=case) & ~Q(of=now), of__in=ACCOUNTS, no_longer_needed_at__isnull=True
    )
    found: dict[uuid.UUID, list[AskedBefore]] = {}
    for one in standing.select_related("case", "body").order_by("asked_at"):
        found.setdefault(one.body_id, []).append(AskedBefore(one, one.case_id != case.pk))
    return found
