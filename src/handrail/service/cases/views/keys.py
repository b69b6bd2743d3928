"""Who may see what in a folder: giving a key, ending it, and giving it back."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.grounds import Ground
from handrail.service.access.models import Grant
from handrail.service.access.roles import ALL
from handrail.service.cases import actions, history
from handrail.service.cases.actions import NotDone
from handrail.service.cases.doors import may_open, open_folder
from handrail.service.cases.forms import OPENS, GiveKey
from handrail.service.cases.models import Case
from handrail.service.cases.views.acts import MANAGES, typed
from handrail.service.partnerships.models import Body, Membership


@signed_in
@require_http_methods(["GET"])
def keys(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Every key to this folder, those that open it and those that ended."""
    folder = open_folder(request, case_id, what=ALL)
    live, ended = history.keys(folder)
    manages = may_open(person_of(request), folder, what=ALL, may=MANAGES)
    words = {"case": folder, "keys": live, "ended_keys": ended, "opens": OPENS, "manages": manages}
    return render(request, "cases/keys.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Give a key; what it will open, and to whom, is read back before it is given."""
    folder = open_folder(request, case_id, what=ALL, may=MANAGES)
    bodies = {str(body.pk): body for body in _agencies(folder)}
    form = GiveKey(request.POST or None, bodies=bodies.values())
    if not form.is_valid():
        return render(request, "cases/give_key.html", {"case": folder, "form": form})
    told = form.cleaned_data
    body = bodies[told["body"]]
    if "confirm" not in request.POST:
        words = {"case": folder, "form": form, "body": body, "opens": OPENS[told["opens"]], "typed": typed(request)}
        return render(request, "cases/give_key_confirm.html", words)
    try:
        actions.give_key(
            folder,
            body,
            opens=told["opens"],
            why=told["why"],
            ground=Ground(told["purpose"], told["basis"]),
            until_at=form.until_at,
            by=person_of(request),
        )
    except NotDone as refused:
        form.add_error("opens", str(refused))
        return render(request, "cases/give_key.html", {"case": folder, "form": form})
    messages.success(request, f"{body} may now open {OPENS[told['opens']]}. To undo this, end the key.")
    return redirect("cases:keys", case_id=case_id)


@signed_in
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, case_id: uuid.UUID, grant_id: int) -> HttpResponse:
    folder = open_folder(request, case_id, what=ALL, may=MANAGES)
    grant = _key(folder, grant_id)
    if request.method == "POST":
        try:
            actions.end_key(folder, grant, by=person_of(request))
        except NotDone as told:
            messages.warning(request, str(told))
        else:
            messages.success(request, f"The key of {grant.body} has ended. To undo this, give it again below.")
        return redirect("cases:keys", case_id=case_id)
    words = {"case": folder, "grant": grant, "opens": OPENS.get(grant.opens, grant.opens)}
    return render(request, "cases/end_key.html", words)


@signed_in
@require_http_methods(["POST"])
def give_again(request: HttpRequest, case_id: uuid.UUID, grant_id: int) -> HttpResponse:
    """Undo the ending of a key: a new key of the same kind, so that the record of the first stays."""
    folder = open_folder(request, case_id, what=ALL, may=MANAGES)
    grant = _key(folder, grant_id)
    try:
        actions.give_again(folder, grant, by=person_of(request))
    except NotDone as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, f"{grant.body} may open {OPENS.get(grant.opens, grant.opens)} again.")
    return redirect("cases:keys", case_id=case_id)


def _key(folder: Case, grant_id: int) -> Grant:
    return get_object_or_404(Grant.objects.select_related("body"), pk=grant_id, folder=folder.folder_id)


def _agencies(folder: Case) -> list[Body]:
    """The bodies of the partnership today, and those that ever held a key to this folder."""
    today = timezone.localdate()
    members = Membership.objects.filter(partnership=folder.partnership).exclude(until_on__lt=today).values("body")
    holding = Grant.objects.filter(folder=folder.folder_id).values("body")
    return list((Body.objects.filter(pk__in=members) | Body.objects.filter(pk__in=holding)).order_by("name"))
