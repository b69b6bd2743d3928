"""What the pages of the Panel's desk share that ask one thing, or have one button."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from handrail.service.access.asking import Page
from handrail.service.partnerships.actions import NotDone


def page_at_panel(
    title: str, press: str, said: str, go: str, warns: Sequence[str] = (), says: Sequence[str] = ()
) -> Page:
    return Page(title, [("The Panel", reverse("national_panel:desk"))], press, said, go, warns=warns, says=says)


def act_and_go(request: HttpRequest, act: Callable[[], object], *, say: str, go: str) -> HttpResponse:
    """For a button: act, or say why not; then back."""
    try:
        act()
    except NotDone as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, say)
    return redirect(go)
