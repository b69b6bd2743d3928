"""The coordinator's part with a practitioner without an account: name, replace, tell again, withdraw."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.cases.actions import NotDone
from handrail.service.outbox.mail_server import mail_server
from handrail.service.requests import naming
from handrail.service.requests.doors import asking
from handrail.service.requests.forms_by_code import NamePractitioner
from handrail.service.requests.letters_by_code import practitioner_for


@signed_in
@require_http_methods(["GET", "POST"])
def practitioner(request: HttpRequest, case_id: uuid.UUID, request_id: uuid.UUID) -> HttpResponse:
    """Name who fills in the form, or another in their place."""
    asked = asking(request, case_id, request_id)
    if not asked.waits:
        return redirect("requests:request", case_id=case_id, request_id=request_id)
    form = NamePractitioner(request.POST if request.method == "POST" else None, body=asked.body)
    if request.method == "POST" and form.is_valid():
        try:
            named = naming.ask_practitioner(asked, form.named, by=person_of(request))
        except NotDone as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"{named.full_name} is told that a form waits, by e-mail to {named.email}.")
            return redirect("requests:request", case_id=case_id, request_id=request_id)
    words = {
        "asked": asked, "case": asked.case, "form": form, "before": practitioner_for(asked),
        "no_mail": mail_server() is None,
    }  # fmt: skip
    return render(request, "requests/practitioner.html", words)


@signed_in
@require_http_methods(["POST"])
def tell_practitioner(request: HttpRequest, case_id: uuid.UUID, request_id: uuid.UUID) -> HttpResponse:
    asked = asking(request, case_id, request_id)
    try:
        named = naming.tell_again(asked, by=person_of(request))
    except NotDone as reason:
        messages.warning(request, str(reason))
    else:
        messages.success(request, f"The message is sent to {named.email} again.")
    return redirect("requests:request", case_id=case_id, request_id=request_id)


@signed_in
@require_http_methods(["POST"])
def withdraw_practitioner(request: HttpRequest, case_id: uuid.UUID, request_id: uuid.UUID) -> HttpResponse:
    asked = asking(request, case_id, request_id)
    try:
        named = naming.withdraw(asked, by=person_of(request))
    except NotDone as reason:
        messages.warning(request, str(reason))
    else:
        messages.success(
            request, f"{named.full_name} can no longer open the form. {asked.body} is asked at its own addresses."
        )
    return redirect("requests:request", case_id=case_id, request_id=request_id)
