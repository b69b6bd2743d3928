"""What was sent, what waits, and what could not be sent."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from procrastinate.contrib.django.models import ProcrastinateWorker

from handrail.service.access.doors import person_of, require, signed_in
from handrail.service.outbox import actions
from handrail.service.outbox.mail_server import mail_server
from handrail.service.outbox.models import Message

ON_A_PAGE = 50
SILENT = timedelta(minutes=5)


@signed_in
@require_http_methods(["GET"])
def sent(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    require(person, "read the outbox")
    seen = Message.objects.seen_by(person).select_related("to_body")
    last_heard_at = ProcrastinateWorker.objects.order_by("-last_heartbeat").values_list("last_heartbeat", flat=True)
    worker_at = last_heard_at.first()
    words = {
        "failed": seen.filter(given_up_at__isnull=False),
        "page": Paginator(seen.filter(given_up_at__isnull=True), ON_A_PAGE).get_page(request.GET.get("page")),
        "shown_here": mail_server() is None,
        "worker_at": worker_at,
        "worker_silent": worker_at is None or timezone.now() - worker_at > SILENT,
    }
    return render(request, "outbox/sent.html", words)


@signed_in
@require_http_methods(["POST"])
def try_again(request: HttpRequest, message_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    require(person, "read the outbox")
    message = get_object_or_404(Message.objects.seen_by(person), pk=message_id)
    try:
        actions.try_again(message, by=person)
    except actions.NotSentAgain as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, f"The message to {message.to} is sent again within a minute.")
    return redirect("outbox:sent")
