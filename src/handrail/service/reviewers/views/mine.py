"""What a reviewer sees of their own: what was commissioned from their body, until when, and what is owed to it."""

from __future__ import annotations

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, require, signed_in
from handrail.service.access.models import Person
from handrail.service.access.opening import not_shut
from handrail.service.cases.doors import may_open
from handrail.service.cases.models import Case
from handrail.service.reviewers.conflicts import KEYS
from handrail.service.reviewers.models import Commission
from handrail.service.reviewers.money import accounts, all_together

SEE = "see own commissions"


@signed_in
@require_http_methods(["GET"])
def mine(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    require(person, SEE)
    given = []
    for commission in commissions_of(person):
        each = accounts(commission.fees.select_related("body"))
        given.append((commission, _open(person, commission), each, all_together(each)))
    return render(request, "reviewers/mine.html", {"given": given})


def commissions_of(person: Person) -> list[Commission]:
    """Those of the bodies this person reviews for, ended ones too; none of a folder that is shut to them."""
    bodies = [post.body_id for post in person.posts_today if SEE in post.in_role.may]
    found = Commission.objects.filter(not_shut(person, folder="case_id"), body__in=bodies)
    return list(
        found.exclude(ended=Commission.Ended.ERROR)
        .select_related("body")
        .order_by(F("ended_on").desc(nulls_first=True), "last_on")
    )


def _open(person: Person, commission: Commission) -> bool:
    """Whether the review opens to them now; after the last day it does not, and nothing of it is shown."""
    case = Case.objects.filter(pk=commission.case_id).select_related("partnership").first()
    return case is not None and commission.stands and may_open(person, case, what=KEYS[0])
