"""What a reviewer sees of their own: what was commissioned from their body, until when, and what is owed to it."""

from __future__ import annotations

from django.apps import apps
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, require, signed_in
from handrail.service.access.models import Person
from handrail.service.access.opening import not_shut
from handrail.service.cases.doors import may_open
from handrail.service.cases.models import Case
from handrail.service.reviewers.conflicts import KEYS
from handrail.service.reviewers.models import Commission
from handrail.service.reviewers.money import accounts, all_together
from handrail.service.room import Room

SEE = "see own commissions"


@signed_in
@require_http_methods(["GET"])
def mine(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    require(person, SEE)
    given = []
    for commission in commissions_of(person):
        each = accounts(commission.fees.select_related("body"))
        given.append((commission, _ways(person, commission), each, all_together(each)))
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


def _ways(person: Person, commission: Commission) -> list[tuple[str, str]]:
    """Where the commission leads: the review, while its page is there for them, and what is found, while they hold the
    key to that. After the last day nothing is."""
    case = Case.objects.filter(pk=commission.case_id).select_related("partnership").first()
    if case is None or not commission.stands or not may_open(person, case, what=KEYS[0]):
        return []
    rooms = (room for room in apps.get_app_configs() if isinstance(room, Room) and room.review_opens)
    ways = []
    if any(import_string(room.review_opens)(person, case, commission.review_id) for room in rooms):
        ways.append(("Go to the review", reverse("reviews:practice_review", args=[case.pk, commission.review_id])))
        if may_open(person, case, what="learning", may="read actions"):
            ways.append(("What is found and recommended", reverse("learning:folder_learning", args=[case.pk])))
    return ways
