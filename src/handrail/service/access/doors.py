"""Who is asking. A page that is not open to everyone starts here."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from handrail.service.access.models import Person

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def signed_in(view: View[P]) -> View[P]:
    """Send someone who is signed out to sign in, and back here after."""

    @wraps(view)
    def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
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
