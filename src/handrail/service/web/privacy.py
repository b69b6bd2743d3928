"""Keeps pages about people out of every cache between us and the reader."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]

UNUSED_BY_US = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"


def keep_out_of_caches(answer: Answer) -> Answer:
    """Middleware: what a signed-in person sees is stored nowhere, not even for the back button."""

    def page(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.setdefault("Permissions-Policy", UNUSED_BY_US)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.setdefault("X-Robots-Tag", "noindex, nofollow")
        if request.user.is_authenticated:
            response["Cache-Control"] = "no-store"
        return response

    return page
