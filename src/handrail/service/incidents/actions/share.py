"""Two partnerships on one incident: the one where it happened reviews it, the other reads and takes part."""

from __future__ import annotations

from django.db import transaction

from handrail.service.access.grounds import Ground
from handrail.service.access.models import Grant, Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone, give_key, take_key_back
from handrail.service.cases.follow import locked, locked_open
from handrail.service.incidents.models import Incident
from handrail.service.partnerships.models import Body, Kind

SHARED = ("incidents", "reviews")
"""The rooms' papers that another partnership is let read: never an agency's own contribution."""


def shared_with(incident: Incident) -> list[Body]:
    """The other partnerships that may read it today."""
    grants = Grant.objects.live().filter(folder=incident.case_id, opens=SHARED[0], body__kind=Kind.PARTNERSHIP)
    return [grant.body for grant in grants.select_related("body").order_by("body__name")]


@transaction.atomic
def share_with(incident: Incident, partnership: Body, *, by: Person, ground: Ground, why: str = "") -> None:
    """Let another partnership read this folder's incidents and reviews, from now until it is ended."""
    case = locked_open(incident.case_id)
    if partnership.kind != Kind.PARTNERSHIP:
        raise NotDone("Choose a safeguarding partnership.")
    if partnership.pk == case.partnership_id:
        raise NotDone("The folder is this partnership's own. Choose another one.")
    if partnership in shared_with(incident):
        raise NotDone(f"It is shared with {partnership} already.")
    for opens in SHARED:
        words = why.strip()[:200] or "two partnerships on one review"
        give_key(case, partnership, opens=opens, why=words, ground=ground, by=by)
    audit.record(by, f"shared the incident with {partnership}", incident)


@transaction.atomic
def end_sharing(incident: Incident, partnership: Body, *, by: Person) -> None:
    case = locked(incident.case_id)
    if partnership not in shared_with(incident):
        raise NotDone(f"It is not shared with {partnership} now.")
    for opens in SHARED:
        take_key_back(case, partnership, opens=opens, by=by)
    audit.record(by, f"ended sharing the incident with {partnership}", incident)
