"""Breaking the glass: asking for it, ending it before its time, and judging whether it was right."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.service.access import factor
from handrail.service.access.doors import person_of, require, signed_in
from handrail.service.access.models import BrokenGlass, Person
from handrail.service.access.roles import ALL
from handrail.service.cases import glass
from handrail.service.cases.actions import NotDone
from handrail.service.cases.asking_who import BreakGlass, ReviewGlass
from handrail.service.cases.doors import may_open, open_folder
from handrail.service.cases.hearing import in_roles
from handrail.service.cases.paging import page_of
from handrail.service.partnerships.models import Body, Contact


@signed_in
@require_http_methods(["GET", "POST"])
def break_glass(request: HttpRequest) -> HttpResponse:
    """Type a reference and a reason. Whether a folder is there is not said unless it was opened."""
    person = person_of(request)
    require(person, glass.MAY)
    if not factor.fresh(request):
        return factor.ask(request)
    form = BreakGlass(request.POST or None)
    if form.is_valid():
        reference = form.cleaned_data["reference"].strip()
        mine = glass.already_open(person, reference)
        if mine is not None:
            messages.success(request, "This folder opens to you already. Nothing was broken.")
            return redirect("cases:case", case_id=mine.pk)
        broken = _broken(person, form, reference)
        if broken is not None:
            messages.warning(request, "You may read this folder for sixty minutes. Two people have been told.")
            return redirect("cases:case", case_id=broken.folder_id)
    whom = [(one, _to_ring(one), in_roles(one, "coordinator")) for one in glass.partnerships_of(person)]
    words = {"form": form, "whom": whom, "letters": glass.LETTERS, "a_month": glass.A_MONTH}
    return render(request, "cases/break_glass.html", words)


def _broken(person: Person, form: BreakGlass, reference: str) -> BrokenGlass | None:
    try:
        broken = glass.break_glass(person, reference=reference, reason=form.cleaned_data["reason"])
    except NotDone as refused:
        form.add_error(refused.field, str(refused))
        return None
    if broken is None:
        form.add_error("reference", glass.NOTHING_OPENED)
    return broken


def _to_ring(partnership: Body) -> list[Contact]:
    today = timezone.localdate()
    return [contact for contact in partnership.contacts.all() if contact.telephone and contact.holds_on(today)]


@signed_in
@require_http_methods(["POST"])
def end_glass(request: HttpRequest, case_id: uuid.UUID, glass_id: uuid.UUID) -> HttpResponse:
    """The person who broke it has read enough."""
    person = person_of(request)
    broken = get_object_or_404(BrokenGlass, pk=glass_id, folder=case_id, person=person)
    if case_id in person.shut_out_of:
        raise Http404
    glass.end_glass(broken, by=person)
    messages.success(request, "The folder is closed to you again.")
    return redirect("cases:due")


@signed_in
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, case_id: uuid.UUID, glass_id: uuid.UUID) -> HttpResponse:
    """Who broke it, why, and what they read; whoever was told judges it."""
    person, folder = person_of(request), open_folder(request, case_id, what=ALL)
    found = BrokenGlass.objects.select_related("person", "told_first", "told_second", "reviewed_by")
    broken = get_object_or_404(found, pk=glass_id, folder=folder.pk)
    if not (glass.may_review(broken, person) or may_open(person, folder, what=ALL, may="manage exclusions")):
        raise Http404
    form = ReviewGlass(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        try:
            glass.review_glass(broken, finding=told["finding"], words=told["words"], by=person)
        except NotDone as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The review is kept.")
            return redirect("cases:glass", case_id=case_id, glass_id=glass_id)
    words = {
        "case": folder,
        "broken": broken,
        "form": form,
        "reviews": broken.reviewed_at is None and glass.may_review(broken, person),
        "by": glass.review_by(broken),
        "read": page_of(request, glass.what_was_read(broken)),
    }
    return render(request, "cases/glass.html", words)
