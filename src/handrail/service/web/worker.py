"""The web server's process of the service: what it cannot read gets a page of ours too."""

from __future__ import annotations

from django.http import HttpResponse
from django.template.loader import render_to_string
from gunicorn.util import http_date

from handrail.common import quiet
from handrail.service.web.privacy import ON_EVERY_ANSWER

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'"
)


class QuietThreads(quiet.QuietThreads):
    """Answers for the service."""

    def page_for(self, status: int) -> bytes:
        """A whole answer, as it goes over the wire."""
        page = HttpResponse(render_to_string(f"web/{500 if status == 500 else 400}.html"), status=status)
        for name, words in {**ON_EVERY_ANSWER, "Content-Security-Policy": POLICY, "Cache-Control": "no-store"}.items():
            page[name] = words
        page["Content-Length"], page["Date"], page["Connection"] = str(len(page.content)), http_date(), "close"
        first = f"HTTP/1.1 {status} {page.reason_phrase}\r\n".encode()
        return first + page.serialize_headers() + b"\r\n\r\n" + page.content
