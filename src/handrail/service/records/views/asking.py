"""A page with one form on it: ask, act, say, go."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from handrail.service.access.asking import Page
from handrail.service.cases.acting import ask as ask_one_thing
from handrail.service.cases.acting import trail_to
from handrail.service.cases.models import Case


def ask(
    request: HttpRequest, form: forms.Form, act: Callable[[], None], *, heading: str, button: str, said: str, back: str,
    says: tuple[str, ...] = (), case: Case | None = None, grave: bool = False,
) -> HttpResponse:  # fmt: skip
    """Show the form; once it is filled in, `act` and go to `back`. What may not be done is said beside it."""
    if case:
        trail = [*trail_to(case), ("Keeping, holds and sharing", reverse("records:folder", args=[case.pk]))]
    else:
        records, requests = reverse("records:records"), reverse("records:requests")
        over = ("Records", records) if back == records else ("Requests to see what is held", requests)
        trail = [("What is due", reverse("cases:due")), over]
    page = Page(
        heading, trail, button, said, back, says, over=case.reference if case else "", grave=grave,
        leave="Go back and change nothing",
    )  # fmt: skip
    return ask_one_thing(request, page, form, act)
