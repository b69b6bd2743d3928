"""Who is shut out of a folder: the list, shutting someone out, ending it, and an account that is somebody else's."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.models import Exclusion, Person, TakenFor
from handrail.service.access.roles import ALL
from handrail.service.cases import shutting_out
from handrail.service.cases.actions import NotDone
from handrail.service.cases.asking_who import AlsoTheirs, Known, ShutSomeoneOut
from handrail.service.cases.doors import open_folder
from handrail.service.cases.forms import SayWhy
from handrail.service.cases.models import Case
from handrail.service.cases.shutting_out import SHUTS
from handrail.service.cases.views.acts import typed


@signed_in
@require_http_methods(["GET"])
def listed(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Everyone who is or was shut out, the accounts that are theirs, and when they were at the folder."""
    person, folder = person_of(request), open_folder(request, case_id, what=ALL, may=SHUTS)
    made = list(shutting_out.seen_by(person, folder))
    words = {
        "case": folder,
        "standing": [one for one in made if one.ended_at is None],
        "ended": [one for one in made if one.ended_at is not None],
        "attempts": shutting_out.attempts_at(folder),
    }
    return render(request, "cases/shut_out.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def shut(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Name the person; the accounts that this shuts out are shown before it is done."""
    person, folder = person_of(request), open_folder(request, case_id, what=ALL, may=SHUTS)
    form = ShutSomeoneOut(request.POST or None)
    if not form.is_valid():
        return render(request, "cases/shut_someone_out.html", {"case": folder, "form": form})
    near = shutting_out.like(form.named, folder, person)
    also = AlsoTheirs(request.POST if "confirm" in request.POST else None, people=near)
    if "confirm" not in request.POST or not also.is_valid():
        return _confirm(request, folder, form, also)
    chosen = [one for one in near if str(one.pk) in also.cleaned_data["also"]]
    try:
        made = shutting_out.shut_out(folder, form.named, why=form.cleaned_data["why"], by=person, also=chosen)
    except NotDone as refused:
        form.add_error(refused.field, str(refused))
        return render(request, "cases/shut_someone_out.html", {"case": folder, "form": form})
    messages.success(request, f"{made} is shut out of this folder, and is told nothing of it.")
    return redirect("cases:shut_out", case_id=case_id)


def _confirm(request: HttpRequest, folder: Case, form: ShutSomeoneOut, also: AlsoTheirs) -> HttpResponse:
    """What is not right is said before the accounts are shown: they may be the reader's own."""
    try:
        shutting_out.refuse(form.named, person_of(request))
    except NotDone as refused:
        form.add_error(refused.field, str(refused))
        return render(request, "cases/shut_someone_out.html", {"case": folder, "form": form})
    words = {
        "case": folder,
        "form": form,
        "also": also,
        "accounts": shutting_out.accounts_of(form.named),
        "near": bool(also.fields["also"].choices),  # type: ignore[attr-defined]
        "typed": [(name, value) for name, value in typed(request) if name not in ("also", "confirm")],
    }
    return render(request, "cases/shut_someone_out_confirm.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, case_id: uuid.UUID, exclusion_id: uuid.UUID) -> HttpResponse:
    """Another name or address of someone who is shut out."""
    folder, exclusion = _exclusion(request, case_id, exclusion_id)
    form = Known(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        try:
            shutting_out.add_names(exclusion, names=told["names"], emails=told["emails"], by=person_of(request))
        except NotDone as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, "The name or address is added, and every account of it is shut out.")
            return redirect("cases:shut_out", case_id=case_id)
    return render(request, "cases/add_names.html", {"case": folder, "exclusion": exclusion, "form": form})


@signed_in
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, case_id: uuid.UUID, exclusion_id: uuid.UUID) -> HttpResponse:
    folder, exclusion = _exclusion(request, case_id, exclusion_id)
    form = SayWhy(request.POST or None)
    if form.is_valid():
        try:
            shutting_out.end_exclusion(exclusion, why=form.cleaned_data["why"], by=person_of(request))
        except NotDone as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{exclusion} is no longer shut out of this folder.")
            return redirect("cases:shut_out", case_id=case_id)
    return render(request, "cases/end_exclusion.html", {"case": folder, "exclusion": exclusion, "form": form})


@signed_in
@require_http_methods(["GET", "POST"])
def lift(request: HttpRequest, case_id: uuid.UUID, exclusion_id: uuid.UUID, account_id: uuid.UUID) -> HttpResponse:
    """An account that is somebody else's: one person says so and why, another confirms it or keeps it shut out."""
    person = person_of(request)
    folder, exclusion = _exclusion(request, case_id, exclusion_id)
    taken = get_object_or_404(
        TakenFor.objects.select_related("person", "lift_asked_by"), exclusion=exclusion, person=account_id
    )
    asked = taken.lift_asked_at is not None
    form = SayWhy(request.POST or None) if not asked else SayWhy()
    if request.method == "POST" and (asked or form.is_valid()):
        try:
            said = _lift(
                taken, request.POST.get("answer", ""), str(form.cleaned_data["why"]) if not asked else "", person
            )
        except NotDone as refused:
            messages.warning(request, str(refused))
        else:
            messages.success(request, said)
        return redirect("cases:shut_out", case_id=case_id)
    words = {
        "case": folder,
        "exclusion": exclusion,
        "taken": taken,
        "form": form,
        "mine": taken.lift_asked_by == person,
    }
    return render(request, "cases/lift.html", words)


def _lift(taken: TakenFor, answer: str, why: str, by: Person) -> str:
    """What was done, in a sentence."""
    if taken.lift_asked_at is None:
        shutting_out.ask_to_lift(taken, why=why, by=by)
        return f"Kept. {taken.person} stays shut out until somebody else who manages the folder confirms it."
    if answer == "confirm":
        shutting_out.confirm_lift(taken, by=by)
        return f"{taken.person} is not shut out of this folder any more."
    shutting_out.refuse_lift(taken, by=by)
    return f"{taken.person} stays shut out of this folder."


def _exclusion(request: HttpRequest, case_id: uuid.UUID, exclusion_id: uuid.UUID) -> tuple[Case, Exclusion]:
    """The folder and one exclusion made in it that still stands."""
    folder = open_folder(request, case_id, what=ALL, may=SHUTS)
    found = shutting_out.seen_by(person_of(request), folder).filter(pk=exclusion_id, ended_at__isnull=True).first()
    if found is None:
        raise Http404
    return folder, found
