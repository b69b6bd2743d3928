"""Each request is one transaction that first names its actor. What is refused changes nothing."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.access.watching import after_a_refusal, before_it_leaves
from handrail.service.audit.actions import act_as, unit_of_work

Answer = Callable[[HttpRequest], HttpResponse]


def unit_of_work_for_each_request(answer: Answer) -> Answer:
    """Middleware: an answer of 400 or above leaves nothing behind of what was begun."""

    def page(request: HttpRequest) -> HttpResponse:
        began = timezone.now()
        with unit_of_work(None, "to know who asks"):
            if (actor := actor_of(request)) is not None:
                act_as(actor, request.path)
            response = before_it_leaves(request, answer(request), actor, began)
            if response.status_code >= 400:
                transaction.set_rollback(True)
        after_a_refusal(request, response, actor)
        return response

    return page


def actor_of(request: HttpRequest) -> Person | None:
    return request.user if isinstance(request.user, Person) else None
