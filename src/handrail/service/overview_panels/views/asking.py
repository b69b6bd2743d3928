"""The page that asks one thing, does it, says so and goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from handrail.service.access import asking
from handrail.service.access.doors import person_of
from handrail.service.audit import actions as audit
from handrail.service.overview_panels.guarding import WouldTell
from handrail.service.overview_panels.models import PanelDeath
from handrail.service.partnerships.actions import NotDone
from handrail.service.partnerships.models import Body


@dataclass(frozen=True, slots=True)
class Page(asking.Page):
    """Its heading, the way to it, the button, what it says when done, where it goes on to, what stands above."""

    title: str
    trail: Sequence[tuple[str, str]]
    press: str
    said: str
    go: str
    says: Sequence[str] = ()
    warns: Sequence[str] = ()
    of: PanelDeath | Body | None = None
    """What it is about, at the panel: that words which would tell were typed is recorded of it."""


def ask(request: HttpRequest, page: Page, form: forms.Form, act: Callable[[], object]) -> HttpResponse:
    """What the act gives in words is said in place of what the page says when done."""
    if request.method == "POST" and form.is_valid():
        try:
            said = act()
        except WouldTell as refused:
            for one in refused.told:
                form.add_error(one.part if one.part in form.fields else None, one.sentence)
            if page.of is not None:
                audit.record(person_of(request), "typed words that may tell whose death it is: not kept", page.of)
        except NotDone as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, said if isinstance(said, str) else page.said)
            return redirect(page.go)
    return asking.drawn(request, page, form)


def typed(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None
