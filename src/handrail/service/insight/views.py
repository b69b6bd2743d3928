"""The report of reading, and one day of one person with what was asked and answered."""

from __future__ import annotations

import uuid
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, require, signed_in
from handrail.service.access.models import Person
from handrail.service.access.roles import ALL
from handrail.service.audit import actions as audit
from handrail.service.cases.models import Case
from handrail.service.cases.paging import page_of
from handrail.service.insight import choosing
from handrail.service.insight import reading as sums
from handrail.service.insight.actions import note_on_reading
from handrail.service.insight.forms import NoteForm
from handrail.service.insight.models import ReadingNote
from handrail.service.partnerships.models import Body


@signed_in
@require_http_methods(["GET"])
def agencies_compared(request: HttpRequest) -> HttpResponse:
    """Which relevant agencies areas chose, side by side, from what they published."""
    require(person_of(request), "read arrangements")
    areas = choosing.areas()
    entries = list(choosing.compared(areas))
    words = {
        "areas": areas, "chosen": [one for one in entries if one.areas],
        "nobody": [one.title for one in entries if not one.areas],
    }  # fmt: skip
    return render(request, "insight/chosen.html", words)


@signed_in
@require_http_methods(["GET"])
def reading(request: HttpRequest) -> HttpResponse:
    """Who read far outside their work in the last four weeks. Reading this is itself recorded."""
    viewer = person_of(request)
    require(viewer, sums.ASKS)
    days: list[tuple[Body, sums.Day]] = []
    for partnership in sums.partnerships_asked_about(viewer):
        audit.looked(viewer, "the report of reading", partnership)
        days += [(partnership, day) for day in sums.days_that_stand_out(viewer, partnership)]
    days.sort(key=lambda one: (not one[1].answered, one[1].on), reverse=True)
    return render(request, "insight/reading.html", {"shown": page_of(request, days)})


@signed_in
@require_http_methods(["GET", "POST"])
def reading_of(request: HttpRequest, person_id: uuid.UUID, on: str) -> HttpResponse:
    """One day of one person: each sign with its reason, the folders, and what was asked and answered."""
    viewer, day = person_of(request), _day(on)
    partnership, person = _asked_about(viewer, person_id)
    audit.looked(viewer, f"the reading of {person} on {on}", person)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        told = form.cleaned_data
        note_on_reading(
            partnership, person, day, says=ReadingNote.Says(told["says"]), note=told["note"], by=viewer
        )  # fmt: skip
        messages.success(request, "Your note is kept.")
        return redirect("insight:reading_of", person_id=person.pk, on=on)
    found = [one for one in sums.days_that_stand_out(viewer, partnership) if (one.person, one.on) == (person, day)]
    named = {folder for one in found for finding in one.findings for folder in finding.folders}
    words = {
        "form": form, "person": person, "on": day, "findings": found[0].findings if found else (),
        "notes": sums.notes_on(partnership).get((str(person.pk), day), []),
        "folders": _folders(viewer, named),
        "posts": [post for post in person.posts.select_related("body", "partnership") if post.holds_on(day)],
    }  # fmt: skip
    return render(request, "insight/reading_of.html", words)


def _asked_about(viewer: Person, person_id: uuid.UUID) -> tuple[Body, Person]:
    """The partnership for which this person may be asked about; Http404 for everybody else alike."""
    for partnership in sums.partnerships_asked_about(viewer):
        person = sums.people_asked_about(viewer, partnership).get(str(person_id))
        if person is not None:
            return partnership, person
    raise Http404


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise Http404 from None


def _folders(viewer: Person, folders: set[str]) -> dict[str, Case]:
    """Those that the reader of the report may open: of others they learn nothing."""
    seen = [uuid.UUID(folder) for folder in folders]
    return {str(case.pk): case for case in Case.objects.visible_to(viewer, {ALL}).filter(pk__in=seen)}
