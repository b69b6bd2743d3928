"""What agencies were already asked, here or on a joined folder, so that none is asked the same thing twice."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from handrail.guidance import london_day, spoken
from handrail.service.access.models import Person
from handrail.service.cases.history import joined
from handrail.service.child_deaths.models import Death
from handrail.service.requests.models import Request


@dataclass(frozen=True)
class AskedBefore:
    """One request of an agency that may already tell what the form would ask."""

    asked: Request
    elsewhere: bool

    @property
    def words(self) -> str:
        one = self.asked
        where = f" on {one.case.reference}, a joined folder" if self.elsewhere else ""
        came = f", received on {spoken(london_day(one.received_at))}" if one.received_at else f", {one.stage}"
        return f"{one.get_of_display()} asked for on {spoken(london_day(one.asked_at))}{where}{came}."


def asked_before(death: Death, person: Person) -> dict[uuid.UUID, list[AskedBefore]]:
    """By agency: summaries and reporting forms that stand, of this folder and of joined ones the person may open.

    A form on another death in this folder is about another child, and a chronology is not an account.
    """
    others = [other.pk for _, other in joined(death.case, person)]
    standing = Request.objects.filter(
        case__in=[death.case_id, *others], of__in=[Request.Of.SUMMARY, Request.Of.REPORTING_FORM],
        no_longer_needed_at__isnull=True,
    ).exclude(of=Request.Of.REPORTING_FORM, case=death.case_id)  # fmt: skip
    found: dict[uuid.UUID, list[AskedBefore]] = {}
    for one in standing.select_related("case", "body").order_by("asked_at"):
        found.setdefault(one.body_id, []).append(AskedBefore(one, one.case_id != death.case_id))
    return found
