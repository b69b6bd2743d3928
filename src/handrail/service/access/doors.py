"""Who is asking. A page that is not open to everyone starts here."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from handrail.service.access.models import Folder, Grant, Person, Post
from handrail.service.access.roles import ALL

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


def opens(post: Post, folder: Folder, what: str) -> bool:
    """Whether a post opens part of a folder: by its partnership, if its role is wide, or by a grant to its body."""
    if post.in_role.wide and post.partnership_id == folder.partnership_id:
        return True
    held = {what, ALL} if ALL in post.in_role.reach else post.in_role.reach & {what}
    return Grant.objects.live().opening(held).filter(folder=folder, body=post.body_id).exists()
