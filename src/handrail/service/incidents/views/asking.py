"""The shape that every page shares on which something is done about an incident: ask, act, say, go."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django import forms
from django.http import HttpRequest, HttpResponse

from handrail.service.access.asking import Page
from handrail.service.cases.acting import ask as ask_one_thing
from handrail.service.cases.acting import trail_to
from handrail.service.incidents.models import Incident
from handrail.service.incidents.next_steps import page


def ask(
    request: HttpRequest,
    incident: Incident,
    form: forms.Form,
    act: Callable[[], object],
    *,
    title: str,
    button: str,
    said: str,
    says: Sequence[str] = (),
    beside: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    """`says` are sentences above the form, `beside` what is already recorded, `said` what is told once it is done."""
    home = page(incident, "incident")
    asked = Page(
        title, [*trail_to(incident.case), ("Incident", home)], button, said, home, says, over=incident.case.reference,
        beside=beside, leave="Go back without changing anything",
    )  # fmt: skip
    return ask_one_thing(request, asked, form, act)
