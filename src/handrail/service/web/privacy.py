"""What goes with every answer, whoever drew it: a page, a file, an error or a redirect, signed in or not."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from handrail.common.headers import HELD_APART

Answer = Callable[[HttpRequest], HttpResponse]

ON_EVERY_ANSWER = {**HELD_APART, "X-Robots-Tag": "noindex, nofollow"}


def on_every_answer(answer: Answer) -> Answer:
    """Middleware, the outermost: what others forgot to say is said here, and nothing but style and script is stored."""

    def page(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        for name, words in ON_EVERY_ANSWER.items():
            response.setdefault(name, words)
        if not _is_style_or_script(request, response):
            response["Cache-Control"] = "no-store"  # not even for the back button
        return response

    return page


def _is_style_or_script(request: HttpRequest, response: HttpResponse) -> bool:
    """One of our own files, the same for everybody; a page that says there is none is a page like any other."""
    return request.path.startswith(settings.STATIC_URL) and response.status_code in (200, 206, 304)
