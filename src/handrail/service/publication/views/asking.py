"""A page with one form on it: ask, act, say, go."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Case
from handrail.service.publication.models import Publication


def ask(
    request: HttpRequest, form: forms.Form, act: Callable[[], object], *, case: Case, heading: str, press: str,
    said: str, back: str, says: Sequence[str] = (), publication: Publication | None = None, grave: bool = False,
) -> HttpResponse:  # fmt: skip
    """Show the form; once it is filled in, `act` and go to `back`. What may not be done is said beside it."""
    if request.method == "POST" and form.is_valid() and done(form, act):
        messages.success(request, said)
        return redirect(back)
    words = {
        "form": form, "case": case, "publication": publication, "heading": heading, "press": press, "says": says,
        "back": back, "grave": grave,
    }  # fmt: skip
    return render(request, "publication/ask.html", words)


def done(form: forms.Form, act: Callable[[], object]) -> bool:
    try:
        act()
    except NotDone as refused:
        form.add_error(None, str(refused))
    return not form.errors


def page_of(publication: Publication, name: str = "gate") -> str:
    return reverse(f"publication:{name}", args=[publication.case_id, publication.pk])
