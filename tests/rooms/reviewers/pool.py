"""What tests of reviewers share: somebody on Wend Valley's register, and a commission in a folder of its."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from handrail.service.access.models import Grant
from handrail.service.audit.actions import name_actor
from handrail.service.cases.models import Case
from handrail.service.partnerships.models import Body, Kind
from handrail.service.reviewers import actions
from handrail.service.reviewers.actions.register import Said
from handrail.service.reviewers.models import Commission, Reviewer
from tests.rooms.cast import Cast

REVIEW = uuid.UUID("0b7f9a52-35a4-4b8b-9d29-2c6c0e0c7a11")


def in_days(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def a_firm(name: str = "Alder Lane Reviews") -> Body:
    return Body.objects.get_or_create(kind=Kind.REVIEWERS, name=name)[0]


def said(**other: Any) -> Said:
    plain: dict[str, Any] = {
        "name": "Imogen Farthing", "email": "imogen@alderlane.example", "available": "now", "in_pool": True,
        "expertise": ["neglect", "infants"],
    }  # fmt: skip
    chosen = plain | other
    return Said(body=chosen.pop("body", None) or a_firm(), **chosen)


def on_the_register(cast: Cast, *, declared: bool = True, **other: Any) -> Reviewer:
    """Somebody who has declared that they have no interests, unless told otherwise."""
    name_actor(cast["coordinator"])
    reviewer = actions.add_reviewer(cast.partnership, said(**other), by=cast["coordinator"])
    if declared:
        actions.declare_nothing_more(reviewer, declared_on=in_days(0), by=cast["coordinator"])
        reviewer.refresh_from_db()
    return reviewer


def appointed(cast: Cast, case: Case, reviewer: Reviewer, **other: Any) -> Commission:
    name_actor(cast["coordinator"])
    plain: dict[str, Any] = {
        "review_id": REVIEW, "about": "review", "kind": "local", "part": "lead", "on": in_days(0),
        "appointed_by_name": "The three partners, at their meeting", "terms": "A report in four months.",
        "supervised_by_name": "Ada Fenwick, Wend Valley", "last_on": in_days(120),
    }  # fmt: skip
    return actions.appoint(case, reviewer, by=cast["coordinator"], **plain | other)


def live_keys(case: Case, body: Body) -> list[str]:
    return sorted(Grant.objects.live().filter(folder=case.folder, body=body).values_list("opens", flat=True))
