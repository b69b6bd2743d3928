"""Bodies: the list, and one body with its codes, its life, its area, its memberships and whom to reach."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from handrail.service.access import actions as people_actions
from handrail.service.access.doors import person_of, require, signed_in
from handrail.service.access.keeping import bodies_shown_to, may_keep
from handrail.service.access.models import Person
from handrail.service.access.views.asking import Question, ask, beside, form_for, page_of
from handrail.service.audit.kinds import searched
from handrail.service.partnerships import actions
from handrail.service.partnerships.forms import AreaDatesForm, BodyForm, EndForm, NewBodyForm, SuccessorForm
from handrail.service.partnerships.models import AreaDates, Body, Kind

BODIES, CONTACTS = "manage bodies", "manage contacts"
AREAS_COVERED_BY = (Kind.POLICE_FORCE, Kind.INTEGRATED_CARE_BOARD, Kind.CLINICAL_COMMISSIONING_GROUP)


def shown(request: HttpRequest, body_id: uuid.UUID) -> Body:
    person = person_of(request)
    require(person, CONTACTS)
    return get_object_or_404(bodies_shown_to(person), pk=body_id)


def kept(request: HttpRequest, body_id: uuid.UUID, permission: str = BODIES) -> Body:
    """A body that the asker may change."""
    body = shown(request, body_id)
    if not may_keep(person_of(request), body, permission):
        raise Http404
    return body


def home(body: Body) -> str:
    return reverse("access:body", kwargs={"body_id": body.pk})


def trail(body: Body | None = None) -> tuple[tuple[str, str], ...]:
    return (("Bodies", reverse("access:bodies")), *([(body.name, home(body))] if body else []))


@signed_in
@require_GET
def bodies(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    require(person, CONTACTS)
    words, kind = request.GET.get("words", "").strip(), request.GET.get("kind", "")
    ended = request.GET.get("ended") == "yes"
    found = bodies_shown_to(person)
    if words:
        named = Q(name__icontains=words) | Q(register_name__icontains=words)
        found = found.filter(named | Q(codes__code__iexact=words)).distinct()
    if kind in Kind.values:
        found = found.filter(kind=kind)
    if not ended:
        found = found.filter(Q(until_on=None) | Q(until_on__gte=timezone.localdate()))
    page = page_of(request, found)
    if words:
        number = page.paginator.count
        searched(person, words=words.casefold().split(), found=number, room="access", of=("body", "bodies"))
    asked = {"words": words, "kind": kind, "ended": ended, "kinds": Kind.choices, "may_add": person.may(BODIES)}
    return render(request, "access/bodies.html", {"page": page, "beside": beside(request, page), **asked})


@signed_in
@require_GET
def body(request: HttpRequest, body_id: uuid.UUID) -> HttpResponse:
    person, one = person_of(request), shown(request, body_id)
    return render(request, "access/body.html", _all_of(one, person))


def _all_of(one: Body, person: Person) -> dict[str, Any]:
    return {
        "body": one,
        "today": timezone.localdate(),
        "kept": may_keep(person, one, BODIES),
        "kept_contacts": may_keep(person, one, CONTACTS),
        "codes": one.codes.all(),
        "before": one.predecessions.select_related("before").order_by("on", "before__name"),
        "after": one.successions.select_related("after").order_by("on", "after__name"),
        "covered_by": one.covered_by.select_related("body").order_by("body__kind", "body__name"),
        "covers": one.coverage.select_related("authority").order_by("authority__name"),
        "memberships": one.memberships.select_related("partnership").order_by("partnership__name"),
        "members": one.members.select_related("body").order_by("-place", "body__name"),
        "contacts": one.contacts.all(),
        "area_dates": AreaDates.objects.filter(authority=one).first(),
        "is_authority": one.kind == Kind.LOCAL_AUTHORITY,
        "is_partnership": one.kind in (Kind.PARTNERSHIP, Kind.LSCB),
        "covers_areas": one.kind in AREAS_COVERED_BY,
    }


@signed_in
@require_http_methods(["GET", "POST"])
def add_body(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    require(person, BODIES)
    question = Question("Add a body", "Bodies", trail(), reverse("access:bodies"), button="Add body")

    def act(said: dict[str, Any]) -> str:
        begin = people_actions.begin_partnership if said["kind"] == Kind.PARTNERSHIP else actions.add_body
        return f"{begin(by=person, **said)} is added."

    return ask(request, question, form_for(request, NewBodyForm), act)


@signed_in
@require_http_methods(["GET", "POST"])
def change_body(request: HttpRequest, body_id: uuid.UUID) -> HttpResponse:
    one = kept(request, body_id)
    question = Question(
        "Change this body", one.name, trail(one), home(one),
        hint="To end it, give its last day. If another took over, say so on its page instead: that ends it too.",
    )  # fmt: skip

    def act(said: dict[str, Any]) -> str:
        changed = actions.change_body(one, by=person_of(request), **said)
        return f"{one} is changed." if changed else "Nothing was different, so nothing changed."

    return ask(request, question, form_for(request, BodyForm, one, kind=one.kind), act)


@signed_in
@require_http_methods(["GET", "POST"])
def add_successor(request: HttpRequest, body_id: uuid.UUID) -> HttpResponse:
    one = kept(request, body_id)
    question = Question(
        "Say which body took over", one.name, trail(one), home(one),
        hint=f"{one} ends the day before, and the area it covers goes over. Memberships and posts do not: "
        "end them and give new ones.",
    )  # fmt: skip

    def act(said: dict[str, Any]) -> str:
        after = Body.objects.get(pk=said["after"])
        actions.record_successor(one, after=after, on=said["on"], by=person_of(request))
        return f"It is recorded that {after} took over from {one}."

    alike = Body.objects.filter(kind=one.kind).exclude(pk=one.pk)
    return ask(request, question, form_for(request, SuccessorForm, bodies=alike), act)


@signed_in
@require_http_methods(["GET", "POST"])
def area_dates(request: HttpRequest, body_id: uuid.UUID) -> HttpResponse:
    one = kept(request, body_id)
    if one.kind != Kind.LOCAL_AUTHORITY:
        raise Http404
    question = Question(
        "When new arrangements began here", one.name, trail(one), home(one),
        hint="Earlier law governs what began before these days, so due days in this area's folders may move. "
        "Leave a day empty if it is not known: then 29 June 2018 is used.",
    )  # fmt: skip

    def act(said: dict[str, Any]) -> str:
        result = actions.set_area_dates(one, by=person_of(request), **said)
        if not result.changed:
            return "Nothing was different, so nothing changed."
        if result.folders is None:
            return "The days are changed. Run “handrail rebuild”, so that folders follow them."
        return f"The days are changed, and the clocks of {result.folders} folders were counted anew."

    held = AreaDates.objects.filter(authority=one).first()
    initial = {
        "published_on": held.safeguarding_published_on,
        "began_on": held.safeguarding_began_on,
        "child_death_began_on": held.child_death_began_on,
    } if held else {}  # fmt: skip
    return ask(
        request, question, AreaDatesForm(request.POST if request.method == "POST" else None, initial=initial), act
    )


@signed_in
@require_http_methods(["GET", "POST"])
def end_coverage(request: HttpRequest, body_id: uuid.UUID, coverage_id: int) -> HttpResponse:
    one = kept(request, body_id)
    coverage = get_object_or_404(one.coverage.select_related("authority"), pk=coverage_id)
    question = Question("Say when this ended", str(coverage), trail(one), home(one))

    def act(said: dict[str, Any]) -> str:
        actions.end_coverage(coverage, until_on=said["until_on"], by=person_of(request))
        return "The last day is recorded."

    return ask(request, question, form_for(request, EndForm, coverage), act)
