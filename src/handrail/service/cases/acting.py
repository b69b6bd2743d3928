"""What every page with one form does: once it holds, act, say so, and go on; what may not be done stands beside it."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from handrail.service.access.asking import Page, drawn
from handrail.service.cases.actions import NotDone
from handrail.service.cases.drafts import AlreadySubmitted
from handrail.service.cases.models import Case
from handrail.service.documents.kinds import NotTaken

Words = str | Callable[[], str]
"""Known before the act, or only after it: the address of what was made by it."""


def ask(request: HttpRequest, page: Page, form: forms.Form, act: Callable[[], object]) -> HttpResponse:
    """A page that asks one thing: shown, until it was answered and is done. Where it has nothing to say, `act` gives
    the sentence."""
    said: list[object] = []
    on = once_answered(request, form, lambda: said.append(act()), say=lambda: page.said or str(said[0]), go=page.go)
    return on or drawn(request, page, form)


def trail_to(case: Case) -> list[tuple[str, str]]:
    """The way to a folder, with which the way to each page in it begins."""
    page = reverse("cases:case", args=[case.pk]) if case.opened_whole else ""
    return [("What is due", reverse("cases:due")), (case.reference, page)]


def once_answered(
    request: HttpRequest, form: forms.Form, act: Callable[[], object], *, say: Words, go: Words
) -> HttpResponse | None:
    """The way on, once the form was answered and it is done; None while its page is to be shown."""
    if request.method != "POST" or not form.is_valid() or not done(form, act):
        return None
    if said := _now(say):
        messages.success(request, said)
    return redirect(_now(go))


def done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Act. What may not be done is said at the field that it names, or over the form."""
    try:
        act()
    except NotDone as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    except NotTaken as refused:
        form.add_error(None, str(refused))
    except AlreadySubmitted:
        form.add_error(None, "Someone, perhaps you in another window, completed it a moment ago. Nothing was lost.")
    return not form.errors


def _now(words: Words) -> str:
    return words if isinstance(words, str) else words()
