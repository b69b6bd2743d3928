"""A page with one form on it: ask, act, say, go."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.service.cases.acting import once_answered
from handrail.service.cases.models import Case
from handrail.service.publication.models import Publication


def ask(
    request: HttpRequest, form: forms.Form, act: Callable[[], object], *, case: Case, heading: str, press: str,
    said: str, back: str, says: Sequence[str] = (), publication: Publication | None = None, grave: bool = False,
) -> HttpResponse:  # fmt: skip
    """Show the form; once it is filled in, `act` and go to `back`. What may not be done is said beside it."""
    on = once_answered(request, form, act, say=said, go=back)
    words = {
        "form": form, "case": case, "publication": publication, "heading": heading, "press": press, "says": says,
        "back": back, "grave": grave,
    }  # fmt: skip
    return on or render(request, "publication/ask.html", words)


def page_of(publication: Publication, name: str = "gate") -> str:
    return reverse(f"publication:{name}", args=[publication.case_id, publication.pk])
