"""What a form and a page say of being sent twice. The work itself is in `web/once`: a post does its work once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest, HttpResponse

FIELD = "once"
"""The hidden field in which every form carries a key of its own."""

OURS = (FIELD, "csrfmiddlewaretoken")
"""What a form carries that nobody typed."""

V = TypeVar("V", bound=Callable[..., HttpResponse])


def keeps_as_typed(view: V) -> V:
    """Of a view that keeps a draft while it is typed: its `autosave` posts need no key.

    Each of them says which version of the draft it was typed over. The same words again change nothing, and other
    words are the next thing that was typed, so there is nothing to do twice.
    """
    view.keeps_as_typed = True  # type: ignore[attr-defined]
    return view


def does_no_work(view: V) -> V:
    """Of a view to which browsers report by themselves: nothing in Handrail changes by it."""
    view.does_no_work = True  # type: ignore[attr-defined]
    return view


def needs_no_key(view: Callable[..., HttpResponse], request: HttpRequest) -> bool:
    autosaved = getattr(view, "keeps_as_typed", False) and "autosave" in request.POST
    return autosaved or getattr(view, "does_no_work", False)


def shown_once(response: HttpResponse) -> HttpResponse:
    """Of a page that answers a post whose work is done, and that may not be kept to be shown again."""
    response.shown_once = True  # type: ignore[attr-defined]
    return response


def nothing_done(response: HttpResponse) -> HttpResponse:
    """Of a redirect that leads away before anything was done: the same post may come again."""
    response.nothing_done = True  # type: ignore[attr-defined]
    return response


def was_done(response: HttpResponse) -> bool:
    """Whether a page says by its redirect that its work is done."""
    return response.status_code in (302, 303) and not getattr(response, "nothing_done", False)


def is_shown_once(response: HttpResponse) -> bool:
    return getattr(response, "shown_once", False)
