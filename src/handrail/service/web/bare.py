"""An answer that a library gives without a word, such as "405", gets a page that says what to do."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

Answer = Callable[[HttpRequest], HttpResponse]

PAGES = {405: "web/405.html", 429: "web/429.html"}


def in_words(answer: Answer) -> Answer:
    """Middleware: the status and the headers stay as they were."""

    def page(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        template = PAGES.get(response.status_code)
        if template is None or response.streaming or response.content:
            return response
        said = render(request, template, status=response.status_code)
        for name, words in response.items():
            if name not in ("Content-Type", "Content-Length"):
                said[name] = words
        return said

    return page
