"""The page that asks one thing about a family, does it, says so and goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Case
from handrail.service.families.forms.shared import Known
from handrail.service.families.models import Reach, Relative
from handrail.service.meetings.models import Meeting
from handrail.service.meetings.views.inviting import bodies_for


@dataclass(frozen=True, slots=True)
class Page:
    """Its heading, what it says before it asks, the button, what it says once it is done, and where it goes on to."""

    title: str
    press: str
    said: str
    go: str
    says: Sequence[str] = ()
    warns: Sequence[str] = ()


def ask(request: HttpRequest, case: Case, page: Page, form: forms.Form, act: Callable[[], object]) -> HttpResponse:
    """Show the form; once it holds, act. What may not be done stands at its field."""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except NotDone as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, page.said)
            return redirect(page.go)
    return render(request, "families/ask.html", {"case": case, "form": form, "page": page})


def typed(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def home(case: Case, fragment: str = "") -> str:
    return reverse("families:family", args=[case.pk]) + (f"#{fragment}" if fragment else "")


def page_of(relative: Relative) -> str:
    return reverse("families:relative", args=[relative.case_id, relative.pk])


def known_of(case: Case, relative: Relative | None = None) -> Known:
    """What forms offer of this folder: its people who stand, agencies, meetings to come, and ways to reach one."""
    reaches = Reach.objects.filter(relative=relative, set_aside_at__isnull=True) if relative else Reach.objects.none()
    meetings = Meeting.objects.filter(case=case, held_at__isnull=True, cancelled_at__isnull=True)
    return Known(
        relatives=list(Relative.objects.filter(case=case, set_aside_at__isnull=True)), bodies=list(bodies_for(case)),
        reaches=list(reaches), meetings=list(meetings),
    )  # fmt: skip
