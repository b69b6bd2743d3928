"""An incident that touches two partnerships: letting the other read it, and ending that."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.service.access.asking import typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.grounds import Ground
from handrail.service.cases.actions import NotDone
from handrail.service.incidents import actions, doors
from handrail.service.incidents.actions.share import shared_with
from handrail.service.incidents.forms.later import Share
from handrail.service.incidents.next_steps import page
from handrail.service.incidents.views.asking import ask
from handrail.service.partnerships.models import Body, Kind


@signed_in
@require_http_methods(["GET", "POST"])
def share(request: HttpRequest, case_id: uuid.UUID, incident_id: uuid.UUID) -> HttpResponse:
    incident = doors.open_incident(request, case_id, incident_id, may=doors.SHARE)
    already = [body.pk for body in shared_with(incident)]
    others = Body.objects.filter(kind=Kind.PARTNERSHIP).on(timezone.localdate())
    others = others.exclude(pk__in=[incident.case.partnership_id, *already])
    form = Share(typed(request), partnerships=list(others))

    def act() -> None:
        told = form.cleaned_data
        ground = Ground(told["purpose"], told["basis"])
        actions.share_with(incident, form.chosen, why=told["why"], ground=ground, by=person_of(request))

    says = [
        f"{incident.authority} leads, because it happened in its area. The other partnership reads, and takes part.",
        "Its coordinators will open this folder's incidents and reviews, whole, with the names in them. "
        "They will not open what an agency sent for its own part, or your messages and notes.",
        "You can end it at any time; what they have read they will have read.",
    ]
    return ask(
        request, incident, form, act, title="Share with another partnership", button="Share it", says=says,
        said="It is shared.",
    )  # fmt: skip


@signed_in
@require_http_methods(["POST"])
def end_sharing(request: HttpRequest, case_id: uuid.UUID, incident_id: uuid.UUID, body_id: uuid.UUID) -> HttpResponse:
    incident = doors.open_incident(request, case_id, incident_id, may=doors.SHARE)
    body = Body.objects.filter(pk=body_id).first()
    if body is None:
        raise Http404
    try:
        actions.end_sharing(incident, body, by=person_of(request))
        messages.success(request, f"{body} can no longer read it.")
    except NotDone as fault:
        messages.warning(request, str(fault))
    return redirect(page(incident, "incident"))
