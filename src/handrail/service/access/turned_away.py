"""What someone asked for and was not given is written down alike, whatever the cause; who minds looks later.

So the answer to someone who is shut out is the same as to anyone, and comes as soon.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from handrail.service.access.models import Person, TurnedAway
from handrail.service.access.practitioners import Practitioner
from handrail.service.audit.actions import unit_of_work

Answer = Callable[[HttpRequest], HttpResponse]


def notes_who_is_turned_away(answer: Answer) -> Answer:
    """Middleware: after a page was not found that is of a folder, or of something that may lead to one, in a unit of
    work of its own. It stands outside the request's own, which is undone by then."""

    def page(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        key = asked_for(request) if response.status_code == 404 else None
        if key is not None and isinstance(request.user, Person):
            with unit_of_work(request.user):
                turned_away(request.user, folder_id=key)
        return response

    return page


def turned_away(person: Person, *, folder_id: uuid.UUID | None = None, words: str = "") -> None:
    TurnedAway.objects.create(person=person, folder_id=folder_id, words=words[:200])


def form_stayed_shut(practitioner: Practitioner) -> None:
    """The same of somebody without an account, whose form did not open to them."""
    TurnedAway.objects.create(practitioner_id=practitioner.pk, folder_id=practitioner.folder_id)


def asked_for(request: HttpRequest) -> uuid.UUID | None:
    """The folder that an address names, be it there or not; without one, the thing that it is of."""
    match = request.resolver_match
    named = [key for key in match.kwargs.values() if isinstance(key, uuid.UUID)] if match else []
    folder_id = match.kwargs.get("case_id") if match else None
    return folder_id if isinstance(folder_id, uuid.UUID) else next(reversed(named), None)
