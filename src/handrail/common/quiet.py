"""A web server's process that says nothing of what it runs on, and answers what it cannot read with a page of ours."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine, ParseException
from gunicorn.http.wsgi import Response
from gunicorn.workers.gthread import ThreadWorker


def nameless(headers: Any) -> Any:
    """The headers that the server itself puts to an answer, without the one that names it."""

    def default_headers(answer: Any) -> list[str]:
        return [line for line in headers(answer) if not line.startswith("Server:")]

    return default_headers


class QuietThreads(ThreadWorker):
    """Answers in threads, as gunicorn does, under our own rules."""

    @abstractmethod
    def page_for(self, status: int) -> bytes:
        """A whole answer, as it goes over the wire."""

    def init_process(self) -> None:
        Response.default_headers = nameless(Response.default_headers)
        super().init_process()

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Said before the application sees the request, or after it fell silent. Nothing sent is logged or repeated."""
        status = status_of(exc)
        self.log.log(30 if status < 500 else 40, "A request was answered %s: %s", status, type(exc).__name__)
        try:
            client.sendall(self.page_for(status))
        except OSError:
            self.log.debug("Whoever asked has gone.")


def status_of(fault: BaseException) -> int:
    if isinstance(fault, LimitRequestLine):
        return 414
    if isinstance(fault, LimitRequestHeaders):
        return 431
    return 400 if isinstance(fault, ParseException) else 500
