"""How a reviewer's declared interests meet the bodies in a case. It finds and says; people decide what it means."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string

from handrail.guidance import spoken
from handrail.service.access.models import Grant, Person, Share
from handrail.service.access.roles import ALL
from handrail.service.cases.models import Case
from handrail.service.partnerships.models import Body, Succession
from handrail.service.reviewers.models import Commission, Interest, Reviewer
from handrail.service.room import Room

KEYS = ("reviews", "chronologies", "learning")
"""What a commission opens. Whoever holds these alone is a reviewer, and no agency in the case."""

DECIDES = {
    Commission.Kind.LOCAL: "the safeguarding partners, who appoint the reviewer",
    Commission.Kind.SERIOUS_CASE: "the LSCB, which appoints the reviewer",
    Commission.Kind.NATIONAL: "the Panel, which selects the reviewer",
    Commission.Kind.LEARNING: "the safeguarding partners, who hold the review",
}


@dataclass(frozen=True, slots=True)
class Met:
    """One interest, in a body that the case concerns or one that it came from or went over to."""

    interest: Interest
    in_the_case: str
    now: bool

    @property
    def days(self) -> str:
        return days_of(self.interest)

    def __str__(self) -> str:
        return f"{self.interest} ({self.interest.words}), {self.days}: {self.in_the_case}"


def days_of(interest: Interest) -> str:
    since = f"from {spoken(interest.from_on)}" if interest.from_on else ""
    until = f"until {spoken(interest.until_on)}" if interest.until_on else "and still"
    return f"{since} {until}".strip() if since or interest.until_on else "days not known, and still"


def meets(reviewer: Reviewer, *cases: Case, more: Mapping[uuid.UUID, str] | None = None) -> list[Met]:
    """Every standing interest of a reviewer that meets a body in any of the cases. `more` are bodies that rooms above
    know of, each with how it stands there."""
    concerned = dict(more or {})
    for case in reversed(cases):
        concerned |= bodies_in(case)
    found = Interest.objects.filter(reviewer=reviewer, set_aside_at__isnull=True).select_related("body")
    today, kin = timezone.localdate(), _kin(one.body_id for one in found)
    return [
        Met(interest, how, interest.holds_on(today))
        for interest in found
        if (how := _how(interest, concerned, kin[interest.body_id])) is not None
    ]


def unweighed(commission: Commission, *further: Case, reader: Person | None = None) -> list[Met]:
    """The interests that meet the review as it stands today and that nobody weighed: they were declared since the
    appointment, or a body came into the case, or onto the panel. `further` are folders that the review takes in; a
    `reader` is told of those alone that they may open."""
    given = Case.objects.filter(pk__in=commission.keys.values("grant__folder")).exclude(pk=commission.case_id)
    if reader is not None:
        given = given.filter(pk__in=Case.objects.visible_to(reader, {ALL}).values("pk"))
    weighed = set(commission.weighed.values_list("interest", flat=True))
    more = _known_above(commission.review_id)
    found = meets(commission.reviewer, commission.case, *given, *further, more=more)
    return [met for met in found if met.interest.pk not in weighed]


def _known_above(review_id: uuid.UUID) -> dict[uuid.UUID, str]:
    """The bodies that rooms above know a review to concern."""
    found: dict[uuid.UUID, str] = {}
    for room in apps.get_app_configs():
        if isinstance(room, Room) and room.concerned:
            found |= import_string(room.concerned)(review_id)
    return found


def bodies_in(case: Case) -> dict[uuid.UUID, str]:
    """The bodies that the case concerns, each with how it stands there."""
    concerned: dict[uuid.UUID, str] = {}
    for grant in Grant.objects.filter(folder=case.folder_id).exclude(opens__in=KEYS).select_related("body"):
        concerned.setdefault(grant.body_id, f"{grant.body} was given the key to {_of(grant.opens)}")
    shares = Share.objects.filter(folder=case.folder_id, to_body__isnull=False).exclude(how=Share.How.KEY)
    for shared in shares.select_related("to_body"):
        assert shared.to_body_id is not None
        concerned.setdefault(shared.to_body_id, f"{shared.to_body}: {shared.get_how_display().lower()} in this folder")
    concerned[case.authority_id] = f"{case.authority} is the local authority in this case"
    concerned[case.partnership_id] = f"{case.partnership} is the partnership whose folder it is"
    return concerned


def _of(opens: str) -> str:
    return "all of this folder" if opens == "all" else f"“{opens}” in this folder"


def _how(interest: Interest, concerned: Mapping[uuid.UUID, str], kin: Mapping[uuid.UUID, str]) -> str | None:
    if interest.body_id in concerned:
        return concerned[interest.body_id]
    for other, name in kin.items():
        if other in concerned:
            return f"{concerned[other]}; {interest.body} and {name} are one after the other"
    return None


def _kin(bodies: Iterable[uuid.UUID]) -> dict[uuid.UUID, dict[uuid.UUID, str]]:
    """For each body, those that it came from or went over to, however many steps away: an interest in a clinical
    commissioning group is one in the board that took it over."""
    return {body: _line_of(body) for body in set(bodies)}


def _line_of(body: uuid.UUID) -> dict[uuid.UUID, str]:
    found: dict[uuid.UUID, str] = {}
    for before, after in (("before", "after"), ("after", "before")):
        edge = {body}
        while edge:
            steps = Succession.objects.filter(Q(**{f"{before}__in": edge})).select_related(after)
            reached: dict[uuid.UUID, Body] = {getattr(one, after).pk: getattr(one, after) for one in steps}
            edge = set(reached) - set(found) - {body}
            found |= {key: reached[key].name for key in edge}
    return found
