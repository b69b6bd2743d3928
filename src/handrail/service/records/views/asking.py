"""A page with one form on it: ask, act, say, go."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Case


def ask(
    request: HttpRequest, form: forms.Form, act: Callable[[], None], *, heading: str, button: str, said: str, back: str,
    says: tuple[str, ...] = (), case: Case | None = None, grave: bool = False,
) -> HttpResponse:  # fmt: skip
    """Show the form; once it is filled in, `act` and go to `back`. What may not be done is said beside it."""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except NotDone as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, said)
            return redirect(back)
    words = {
        "form": form,
        "heading": heading,
        "button_words": button,
        "back": back,
        "says": says,
        "case": case,
        "grave": grave,
    }
    return render(request, "records/ask.html", words)
