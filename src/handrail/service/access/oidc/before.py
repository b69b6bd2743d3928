"""What a page asks of another organisation is asked before its unit of work begins: one that is slow to answer holds
no transaction and no connection."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

Answer = Callable[[HttpRequest], HttpResponse]
View = Callable[..., HttpResponse]
UNDER: Final = "/sign-in/by/"
"""The addresses of pages that ask elsewhere; of no other is it looked for."""


def asks_elsewhere(ask: Callable[..., object]) -> Callable[[View], View]:
    """A view whose answer needs another organisation: `ask` is given what the view is, and what it gives is found by
    `found_elsewhere`. It reads the session and nothing else here."""

    def marked(view: View) -> View:
        view.asks_elsewhere = ask  # type: ignore[attr-defined]
        return view

    return marked


def found_elsewhere(request: HttpRequest) -> Any:
    return getattr(request, "found_elsewhere", None)


def asked_elsewhere_first(answer: Answer) -> Answer:
    """Middleware, outside the unit of work."""

    def page(request: HttpRequest) -> HttpResponse:
        if request.method == "GET" and request.path_info.startswith(UNDER):
            _ask(request)
        return answer(request)

    return page


def _ask(request: HttpRequest) -> None:
    try:
        found = resolve(request.path_info)
    except Resolver404:
        return
    ask = getattr(found.func, "asks_elsewhere", None)
    if ask is not None:
        request.session.keys()  # read now, and the connection given back to those who wait for one
        if not connection.in_atomic_block:
            connection.close()
        request.found_elsewhere = ask(request, **found.kwargs)  # type: ignore[attr-defined]
