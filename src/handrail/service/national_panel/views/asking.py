"""What each page that acts does: ask, act, show beside the form what could not be done, and go on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from handrail.service.partnerships.actions import NotDone


def ask(
    request: HttpRequest, form: forms.Form, template: str, words: dict[str, Any], *,
    act: Callable[[], object], say: str, go: str,
) -> HttpResponse:  # fmt: skip
    """Ask on one page; once answered rightly, act, say so, and go."""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except NotDone as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, say)
            return redirect(go)
    return render(request, template, {"advice": "", **words, "form": form})


def act_and_go(request: HttpRequest, act: Callable[[], object], *, say: str, go: str) -> HttpResponse:
    """For a button: act, or say why not; then back."""
    try:
        act()
    except NotDone as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, say)
    return redirect(go)
