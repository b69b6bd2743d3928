"""The page that says why a post was not taken, with everything that was typed and a button that sends it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from handrail.service.access.typed import in_words, sent


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a post was not taken, and what the button that sends it says; without one it is not sent again."""

    status: int
    title: str
    says: str
    button: str = ""


NO_KEY = Reason(
    428,
    "Please send that again",
    "Nothing was saved. The page you sent had been opened before Handrail was last changed, or it did not come to us "
    "whole. What you typed is below: read it, and send it from here.",
    "Send it now",
)
OTHER_WORDS = Reason(
    409,
    "This page was sent before, with other words",
    "What it said the first time was kept. What you have typed since was not, so that nothing is recorded twice by "
    "mistake. See first what is there. If these words are wanted as well, send them from here.",
    "Send these words as well",
)
DONE_AND_SHOWN = Reason(
    409,
    "That was done already",
    "Its page was shown once and is not kept, because of what is on it. If you did not see it, open the page you came "
    "from and do it anew.",
)


def ask_again(request: HttpRequest, reason: Reason) -> HttpResponse:
    """Drawn from what this browser has just sent, and from nothing else."""
    words = {
        "reason": reason,
        "came_from": _came_from(request),
        "again_at": request.get_full_path(),
        "sent": list(sent(request)),
        "shown": list(in_words(list(sent(request)))),
        "files": [file.name for name in request.FILES for file in request.FILES.getlist(name)],
    }
    return render(request, "web/once.html", words, status=reason.status)


def _came_from(request: HttpRequest) -> str:
    """The page with the form, where the browser says which; it says so only of our own."""
    page = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(page, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return page if ours else "/"
