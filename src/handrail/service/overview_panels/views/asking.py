"""The page that asks one thing, does it, says so and goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from handrail.service.access import asking
from handrail.service.partnerships.actions import NotDone


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


def ask(request: HttpRequest, page: Page, form: forms.Form, act: Callable[[], object]) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except NotDone as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, page.said)
            return redirect(page.go)
    return asking.drawn(request, page, form)


def typed(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None
