"""A second factor, and how long ago it was given. What is grave asks for it again, if that is over five minutes ago.

`fresh` and `ask` are what a page of any room uses: `if not fresh(request): return ask(request)`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Concatenate, Final, ParamSpec
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from handrail.service.access import typed
from handrail.service.access.once import nothing_done

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

FRESH_FOR: Final = timedelta(minutes=5)
GIVEN_AT: Final = "second factor given at"
"""Where the session keeps the instant, in seconds since 1970."""


def fresh(request: HttpRequest) -> bool:
    """Whether a second factor was given in this session within the last five minutes."""
    given = given_at(request)
    return given is not None and timedelta() <= timezone.now() - given <= FRESH_FOR


def ask(request: HttpRequest, back: str | None = None) -> HttpResponse:
    """Lead to the page that asks for the second factor again and comes back here, or to `back`, with a GET.

    What was typed and sent with a POST is shown again after, to be sent by one press.
    """
    kept = reverse("access:typed") if back is None and typed.keep(request) else None
    where = urlencode({"next": back or kept or request.get_full_path()})
    return nothing_done(redirect(f"{reverse('access:factor_again')}?{where}"))


def asks_again(view: View[P]) -> View[P]:
    """A view that opens only after a fresh second factor. It stands below `signed_in`."""

    @wraps(view)
    def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return view(request, *args, **kwargs) if fresh(request) else ask(request)

    return page


def given_at(request: HttpRequest) -> datetime | None:
    """When the second factor was last given in this session."""
    seconds = request.session.get(GIVEN_AT)
    return None if seconds is None else datetime.fromtimestamp(seconds, tz=timezone.get_default_timezone())


def count_as_given(request: HttpRequest) -> None:
    """A second factor has just been checked."""
    request.session[GIVEN_AT] = timezone.now().timestamp()
