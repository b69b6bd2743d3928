"""The shape that every page shares on which something is done about an incident: ask, act, say, go."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from handrail.service.cases.actions import NotDone
from handrail.service.incidents.models import Incident
from handrail.service.incidents.next_steps import page


def sent(request: HttpRequest) -> QueryDict | None:
    """What was posted, even where that is nothing; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


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
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except NotDone as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, said)
            return redirect(page(incident, "incident"))
    words = {
        "incident": incident, "form": form, "title": title, "button_words": button, "says": says, "beside": beside,
        "judged": request.method == "POST",
    }  # fmt: skip
    return render(request, "incidents/ask.html", words)
