"""Every folder a person may open, and finding one."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.models import Person
from handrail.service.access.roles import ALL
from handrail.service.access.turned_away import turned_away
from handrail.service.audit.kinds import searched
from handrail.service.cases.finding import MOST, Found, find, plain
from handrail.service.cases.forms import CaseFilters
from handrail.service.cases.models import Case
from handrail.service.cases.paging import page_of
from handrail.service.cases.ways import to_look_at
from handrail.service.cases.work import desk_of, paper_link
from handrail.service.partnerships.models import Body, Kind

ORDERS = {"": "-opened_at", "newest": "-opened_at", "oldest": "opened_at", "reference": "reference"}


@signed_in
@require_http_methods(["GET"])
def cases(request: HttpRequest) -> HttpResponse:
    """The folders this person holds the key to."""
    person = person_of(request)
    form = CaseFilters(request.GET, partnerships=person.partnerships, authorities=_authorities(person))
    form.is_valid()
    asked = form.cleaned_data
    found = _narrowed(Case.objects.visible_to(person, {ALL}), asked).order_by(ORDERS[asked.get("sort", "")], "pk")
    shown = page_of(request, found.select_related("partnership", "authority", "succeeded_by", "lead"))
    narrowed = any(asked.get(name) for name in ("stands", "partnership", "authority"))
    desk = desk_of(case.pk for case in shown.items)
    words = {
        "form": form, "shown": shown, "narrowed": narrowed, "person": person, "in_short": desk.in_short,
        "to_look_at": to_look_at(person),
    }  # fmt: skip
    return render(request, "cases/cases.html", words)


def _narrowed(cases: QuerySet[Case], asked: dict[str, str]) -> QuerySet[Case]:
    if asked.get("stands"):
        cases = cases.filter(closed_at__isnull=asked["stands"] == "open")
    if asked.get("partnership"):
        cases = cases.filter(partnership=uuid.UUID(asked["partnership"]))
    if asked.get("authority"):
        authority = uuid.UUID(asked["authority"])
        cases = cases.filter(Q(authority=authority, succeeded_by=None) | Q(succeeded_by=authority))
    return cases


def _authorities(person: Person) -> QuerySet[Body]:
    """The local authorities of the partnerships this person works for."""
    members = Body.objects.filter(kind=Kind.LOCAL_AUTHORITY, memberships__partnership__in=person.partnerships)
    return members.distinct().order_by("name")


@signed_in
@require_http_methods(["GET"])
def search(request: HttpRequest) -> HttpResponse:
    """By a child's name, a reference or an agency. That they searched is recorded, and the words as keyed digests."""
    person, typed = person_of(request), request.GET.get("q", "").strip()[:200]
    found = find(person, typed)
    if typed:
        searched(person, words=plain(typed).split(), found=len(found), room="cases")
        turned_away(person, words=typed)
    words = {
        "typed": typed,
        "found": [(one, _where(one)) for one in found[:MOST]],
        "in_short": _told_apart(person, found[:MOST]),
        "more": len(found) > MOST,
        "most": MOST,
    }
    return render(request, "cases/search.html", words)


def _told_apart(person: Person, found: Iterable[Found]) -> dict[uuid.UUID, str]:
    """What tells the found folders from each other, for those of which this person may open all."""
    whole = Case.objects.visible_to(person, {ALL}).filter(pk__in={one.case.pk for one in found})
    desk = desk_of(whole.values_list("pk", flat=True))
    return {case_id: desk.in_short(case_id) for case_id in desk.lines}


def _where(found: Found) -> str:
    """Where a found folder is read: the paper it was found through, or its own page."""
    return paper_link(found.line) if found.line else reverse("cases:case", args=[found.case.pk])
