"""The web server's process: it says nothing of what it runs on, and what it cannot read gets a page of ours too."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine, ParseException
from gunicorn.http.wsgi import Response
from gunicorn.util import http_date
from gunicorn.workers.gthread import ThreadWorker

from handrail.service.web.privacy import ON_EVERY_ANSWER

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'"
)


def nameless(headers: Any) -> Any:
    """The headers that the server itself puts to an answer, without the one that names it."""

    def default_headers(answer: Any) -> list[str]:
        return [line for line in headers(answer) if not line.startswith("Server:")]

    return default_headers


class QuietThreads(ThreadWorker):
    """Answers in threads, as gunicorn does, under our own rules."""

    def init_process(self) -> None:
        Response.default_headers = nameless(Response.default_headers)
        super().init_process()

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Said before Django sees the request, or after it fell silent. Nothing sent is logged or repeated."""
        status = status_of(exc)
        self.log.log(30 if status < 500 else 40, "A request was answered %s: %s", status, type(exc).__name__)
        try:
            client.sendall(page_for(status))
        except OSError:
            self.log.debug("Whoever asked has gone.")


def status_of(fault: BaseException) -> int:
    if isinstance(fault, LimitRequestLine):
        return 414
    if isinstance(fault, LimitRequestHeaders):
        return 431
    return 400 if isinstance(fault, ParseException) else 500


def page_for(status: int) -> bytes:
    """A whole answer, as it goes over the wire."""
    page = HttpResponse(render_to_string(f"web/{500 if status == 500 else 400}.html"), status=status)
    for name, words in {**ON_EVERY_ANSWER, "Content-Security-Policy": POLICY, "Cache-Control": "no-store"}.items():
        page[name] = words
    page["Content-Length"], page["Date"], page["Connection"] = str(len(page.content)), http_date(), "close"
    first = f"HTTP/1.1 {status} {page.reason_phrase}\r\n".encode()
    return first + page.serialize_headers() + b"\r\n\r\n" + page.content
