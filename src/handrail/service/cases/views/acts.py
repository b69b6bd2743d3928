"""What may be done to a folder itself: close, reopen, join, part, and say who leads it."""

from __future__ import annotations

import uuid
from typing import Final

from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.ground_fields import ground_in
from handrail.service.access.models import Person, Post, ShutOut
from handrail.service.access.roles import ALL, ROLES
from handrail.service.cases import actions
from handrail.service.cases.actions import NotDone
from handrail.service.cases.calling import folders_called
from handrail.service.cases.doors import may_open, open_folder
from handrail.service.cases.forms import CaseDetails, JoinFolder, SayWhy
from handrail.service.cases.history import joined
from handrail.service.cases.models import Case, Join
from handrail.service.cases.views.folder import clocks_of

MANAGES = "manage folders"
TO_JOIN: Final = {"what": ALL, "may": MANAGES}


@signed_in
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """What still runs is listed before the folder is closed over it."""
    folder = open_folder(request, case_id, what=ALL, may=MANAGES)
    form = SayWhy(request.POST or None)
    if form.is_valid():
        try:
            actions.close_case(folder, why=form.cleaned_data["why"], by=person_of(request))
        except NotDone as told:
            form.add_error(None, str(told))
        else:
            messages.success(request, "The folder is closed. To undo this, reopen it.")
            return redirect("cases:case", case_id=case_id)
    running = [row for row in clocks_of(folder, person_of(request), apart=True) if not row.clock.ended]
    return render(request, "cases/close.html", {"case": folder, "form": form, "running": running})


@signed_in
@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    folder = open_folder(request, case_id, what=ALL, may=MANAGES)
    form = SayWhy(request.POST or None)
    if form.is_valid():
        try:
            actions.reopen_case(folder, why=form.cleaned_data["why"], by=person_of(request))
        except NotDone as told:
            form.add_error(None, str(told))
        else:
            messages.success(request, "The folder is open again, and what was not done is counted again.")
            return redirect("cases:case", case_id=case_id)
    return render(request, "cases/reopen.html", {"case": folder, "form": form})


@signed_in
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Join another folder, which this person must also be able to open; it is shown before it is done."""
    person, folder = person_of(request), open_folder(request, case_id, what=ALL, may=MANAGES)
    form = JoinFolder(request.POST or None)
    other = _other(form, person) if form.is_valid() else None
    if other is not None and "confirm" in request.POST:
        try:
            actions.join_folders(
                folder, other, why=form.cleaned_data["why"], by=person, ground=ground_in(form.cleaned_data)
            )
        except NotDone as told:
            form.add_error(None, str(told))
        else:
            messages.success(request, f"This folder is joined to {other}. To undo this, part them.")
            return redirect("cases:case", case_id=case_id)
    template = "cases/join_confirm.html" if other is not None and not form.errors else "cases/join.html"
    return render(request, template, {"case": folder, "form": form, "other": other, "typed": typed(request)})


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What was posted, to be posted again from the page that asks whether it is meant."""
    return [(name, str(value)) for name, value in request.POST.items() if name != "csrfmiddlewaretoken"]


def _other(form: forms.Form, person: Person) -> Case | None:
    """The folder of a reference, if this person may open it. Unknown and forbidden are told in the same words."""
    found = folders_called(
        person, form.cleaned_data["reference"], what={ALL}, fits=lambda case: may_open(person, case, **TO_JOIN)
    )
    if len(found) == 1:
        return found[0]
    many = "More than one folder has this reference. Ask the person who keeps Handrail to help."
    form.add_error("reference", many if found else "There is no folder with this reference that you may open")
    return None


@signed_in
@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, case_id: uuid.UUID, join_id: int) -> HttpResponse:
    person, folder = person_of(request), open_folder(request, case_id, what=ALL, may=MANAGES)
    standing: dict[int, tuple[Join, Case]] = {join.pk: (join, other) for join, other in joined(folder, person)}
    if join_id not in standing:
        raise Http404
    held, other = standing[join_id]
    if request.method == "POST":
        actions.part_folders(held, by=person)
        messages.success(request, f"The folder is parted from {other}. To undo this, join them again.")
        return redirect("cases:case", case_id=case_id)
    return render(request, "cases/part.html", {"case": folder, "other": other})


@signed_in
@require_http_methods(["GET", "POST"])
def details(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Who leads the folder, and the partnership's own reference for it."""
    folder = open_folder(request, case_id, what=ALL, may=MANAGES)
    people = _may_lead(folder)
    now = {"lead": str(folder.lead_id or ""), "local_reference": folder.local_reference}
    form = CaseDetails(request.POST or None, initial=now, people=people)
    if form.is_valid():
        lead = next((person for person in people if str(person.pk) == form.cleaned_data["lead"]), None)
        local_reference = form.cleaned_data["local_reference"]
        try:
            actions.change_details(folder, lead=lead, local_reference=local_reference, by=person_of(request))
        except NotDone as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, "The change is kept.")
            return redirect("cases:case", case_id=case_id)
    return render(request, "cases/details.html", {"case": folder, "form": form})


def _may_lead(folder: Case) -> QuerySet[Person]:
    """People who may manage folders of this partnership today, and whoever leads this one now."""
    roles = [role.key for role in ROLES.values() if MANAGES in role.may]
    posts = Post.objects.on(timezone.localdate()).filter(partnership=folder.partnership, role__in=roles)
    leading = Q(pk__in=posts.values("person"), is_active=True) | Q(pk=folder.lead_id)
    shut = ShutOut.objects.filter(folder=folder.pk).values("person")
    return Person.objects.filter(leading).exclude(pk__in=shut).order_by("name")
