"""A page with one form on it: ask, act, say, go."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from handrail.service.access.asking import Page
from handrail.service.cases.acting import ask as ask_one_thing
from handrail.service.cases.acting import trail_to
from handrail.service.cases.models import Case
from handrail.service.publication.models import Publication


def ask(
    request: HttpRequest, form: forms.Form, act: Callable[[], object], *, case: Case, heading: str, press: str,
    said: str, back: str, says: Sequence[str] = (), publication: Publication | None = None, grave: bool = False,
) -> HttpResponse:  # fmt: skip
    """Show the form; once it is filled in, `act` and go to `back`. What may not be done is said beside it."""
    page = page_about(case, heading, press, said, back, says, publication=publication, grave=grave)
    return ask_one_thing(request, page, form, act)


def page_about(
    case: Case, heading: str, press: str, said: str, back: str, says: Sequence[str], *,
    publication: Publication | None = None, grave: bool = False,
) -> Page:  # fmt: skip
    home = page_of(publication) if publication else reverse("publication:publications", args=[case.pk])
    return Page(
        heading, [*trail_to(case), ("Publication", home)], press, said, back, says, over=case.reference, grave=grave,
        leave="Go back and change nothing",
    )  # fmt: skip


def page_of(publication: Publication, name: str = "gate") -> str:
    return reverse(f"publication:{name}", args=[publication.case_id, publication.pk])
