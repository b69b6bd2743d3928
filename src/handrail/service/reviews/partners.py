"""Which safeguarding partners approve a rapid review, and which of them has approved it as it now stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from handrail.service.access.doors import opens
from handrail.service.access.models import Person
from handrail.service.cases.models import Case
from handrail.service.partnerships.models import Body, Coverage, Kind, Membership
from handrail.service.reviews.models import Approval, RapidReview

SEATS = (
    ("Local authority", frozenset({Kind.LOCAL_AUTHORITY})),
    ("Police", frozenset({Kind.POLICE_FORCE})),
    ("Health", frozenset({Kind.INTEGRATED_CARE_BOARD, Kind.CLINICAL_COMMISSIONING_GROUP})),
)
"""The three safeguarding partners of section 16E(3). Where two boards share an area, either may speak for health."""
SIGN_OFF = "sign off review"


@dataclass(frozen=True, slots=True)
class Seat:
    """One of the three: the bodies that may speak for it, its approval of this version, and its last before."""

    title: str
    bodies: tuple[Body, ...]
    approval: Approval | None
    earlier: Approval | None


def seats(review: RapidReview, version: int) -> list[Seat]:
    given = list(review.approvals.select_related("approved_by", "body").order_by("approved_at"))
    found = []
    for title, kinds in SEATS:
        theirs = [approval for approval in given if approval.body.kind in kinds]
        now = next((approval for approval in theirs if approval.version == version), None)
        found.append(Seat(title, tuple(speaking(review.case, kinds)), now, theirs[-1] if theirs and not now else None))
    return found


def speaking(case: Case, kinds: frozenset[Kind]) -> list[Body]:
    """The bodies that are this partner for the folder's area today."""
    if Kind.LOCAL_AUTHORITY in kinds:
        return [case.answers]
    today = timezone.localdate()
    places = Membership.objects.on(today).filter(
        partnership=case.partnership, place=Membership.Place.SAFEGUARDING_PARTNER, body__kind__in=kinds
    )
    bodies = [place.body for place in places.select_related("body")]
    covers = Coverage.objects.on(today).filter(authority=case.authority_id, body__in=bodies)
    covering = set(covers.values_list("body_id", flat=True))
    return [body for body in bodies if body.pk in covering] or bodies


def body_to_approve_for(person: Person, case: Case) -> Body | None:
    """The safeguarding partner this person may approve for on this folder."""
    bodies = {body.pk: body for _, kinds in SEATS for body in speaking(case, kinds)}
    for post in person.posts_today:
        if SIGN_OFF in post.in_role.may and post.body_id in bodies and opens(post, case.folder, "reviews"):
            return bodies[post.body_id]
    return None
