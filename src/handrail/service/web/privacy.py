"""What goes with every answer, whoever drew it: a page, a file, an error or a redirect, signed in or not."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]

UNUSED_BY_US = (
    "accelerometer autoplay browsing-topics camera display-capture encrypted-media fullscreen geolocation gyroscope"
    " hid idle-detection local-fonts magnetometer microphone midi payment picture-in-picture screen-wake-lock serial"
    " usb xr-spatial-tracking"
).split()

ON_EVERY_ANSWER = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": with that, browsers send forms with the origin "null", which the check against forgery refuses.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{power}=()" for power in UNUSED_BY_US),
    "X-Robots-Tag": "noindex, nofollow",
}


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
