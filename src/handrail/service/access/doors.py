"""Who is asking. A page that is not open to everyone starts here."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from handrail.guidance import spoken
from handrail.service.access import typed
from handrail.service.access.models import BrokenGlass, Folder, Person
from handrail.service.access.once import nothing_done
from handrail.service.access.opening import opens as opens

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def signed_in(view: View[P]) -> View[P]:
    """Send someone who is signed out to sign in, and back here after; or to what they typed, if they had sent it."""

    @wraps(view)
    def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            kept = typed.keep(request)
            if kept:
                messages.warning(request, typed.KEPT)
            return nothing_done(redirect_to_login(reverse("access:typed") if kept else request.get_full_path()))
        return view(request, *args, **kwargs)

    return page


def person_of(request: HttpRequest) -> Person:
    """The person signed in; a page that asks this is behind `signed_in`."""
    if not isinstance(request.user, Person):
        raise Http404
    return request.user


def require(person: Person, permission: str) -> None:
    """A page that a person may not have is, to them, not there."""
    if not person.may(permission):
        raise Http404


def through_glass(request: HttpRequest, person: Person, folder: Folder) -> str:
    """How a look through broken glass is recorded; the page then says how long it stays open."""
    broken = BrokenGlass.objects.open().filter(person=person, folder=folder).latest("broken_at")
    request.broken_glass = broken  # type: ignore[attr-defined]
    return f", through the glass broken on {spoken(broken.broken_at)} ({broken.pk})"
