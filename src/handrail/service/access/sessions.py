"""A session opens only after two factors, and lasts fifteen minutes idle and eight hours in all, while its person has
a post. Whatever else is found in a browser's cookie opens nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from handrail.service.access import factor, typed
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit

Answer = Callable[[HttpRequest], HttpResponse]
LASTS: Final = timedelta(hours=8)
BEGAN_AT: Final = "session began at"
"""Where the session keeps the instant, in seconds since 1970."""


def open_session(request: HttpRequest, person: Person, how: str) -> None:
    """The only way in. Both factors have been checked, as `how` says; the session's key is a new one."""
    audit.act_as(person, "signing in")
    typed.in_a_new_session(request, person)
    login(request, person)
    request.session[BEGAN_AT] = timezone.now().timestamp()
    factor.count_as_given(request)
    audit.record(person, f"signed in {how}", person)


def close_session(request: HttpRequest, why: str) -> None:
    if isinstance(request.user, Person):
        audit.record(request.user, why, request.user)
    logout(request)
    audit.act_as(None)


def hold_sessions_to_their_limits(answer: Answer) -> Answer:
    """Middleware, within the unit of work: a session that may not go on is closed before the page is asked for."""

    def page(request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, Person):
            why = reason_to_close(request, request.user)
            if why:
                close_session(request, why)
        return answer(request)

    return page


def reason_to_close(request: HttpRequest, person: Person) -> str:
    """As the audit says it; empty where the session goes on. Fifteen idle minutes are the session's own age."""
    began = request.session.get(BEGAN_AT)
    if began is None or factor.given_at(request) is None:
        return "was signed out: the session was not opened by two factors"
    if timezone.now().timestamp() - began >= LASTS.total_seconds():
        return "was signed out after eight hours"
    if not person.posts_today:
        return "was signed out: they hold no post today"
    return ""
