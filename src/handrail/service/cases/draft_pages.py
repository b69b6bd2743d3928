"""A draft that becomes a paper of its own: gone on with, sent once, discarded and taken back. `begin` names the page
on which its journey begins, and its drafts are listed."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import timedelta

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from handrail.service.access.doors import person_of
from handrail.service.access.models import Person
from handrail.service.cases.actions import NotDone
from handrail.service.cases.drafts import AlreadySubmitted, discard, restore
from handrail.service.cases.journey_pages import Course
from handrail.service.cases.models import Draft

UNDO_FOR = timedelta(days=7)


def discarded_lately(person: Person, journeys: Collection[str]) -> QuerySet[Draft]:
    """What the bodies this person works for discarded, and may still take back."""
    return Draft.objects.filter(
        journey__in=journeys, body__in=person.bodies, submitted_at__isnull=True,
        discarded_at__gte=timezone.now() - UNDO_FOR,
    ).select_related("saved_by", "case")  # fmt: skip


def ended(request: HttpRequest, draft: Draft, course: Course, *, begin: str) -> HttpResponse | None:
    """Where to go from a draft that is no longer one."""
    if draft.submitted_at is not None:
        return render(request, "cases/journey_submitted.html", {"course": course})
    if draft.discarded_at is not None:
        messages.warning(request, "This draft was discarded. Take it back below if you want to go on with it.")
        return redirect(begin)
    return None


def sent_once(
    request: HttpRequest, draft: Draft, send: Callable[[], HttpResponse | None], course_of: Callable[[Draft], Course]
) -> HttpResponse | None:
    """The page of the new paper; None where something stands in the way, which the page then says."""
    if request.POST.get("version") != str(draft.version) and draft.submitted_at is None:
        messages.warning(request, f"{draft.saved_by} changed an answer while you were reading. Check again, then send.")
        return None
    try:
        if draft.submitted_at is not None or draft.discarded_at is not None:
            raise AlreadySubmitted
        return send()
    except NotDone as fault:
        messages.error(request, str(fault))
        return None
    except AlreadySubmitted:
        held = Draft.objects.select_related("body", "partnership", "case").get(pk=draft.pk)
        return render(request, "cases/journey_submitted.html", {"course": course_of(held)}, status=409)


def discarded(request: HttpRequest, draft: Draft, *, begin: str) -> HttpResponse:
    try:
        discard(draft, by=person_of(request))
        messages.success(request, "The draft was discarded. You can take it back below for seven days.")
    except AlreadySubmitted:
        messages.warning(request, "This draft is no longer open: someone sent or discarded it.")
    return redirect(begin)


def taken_back(request: HttpRequest, draft: Draft, *, begin: str) -> HttpResponse:
    restore(draft, by=person_of(request))
    messages.success(request, "The draft is back.")
    return redirect(begin)
