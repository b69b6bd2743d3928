"""Gives every form its key, in the one place from which forms take what they must carry."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.html import format_html
from django.utils.safestring import SafeString

from handrail.service.access.models import Person
from handrail.service.access.once import FIELD
from handrail.service.access.typed import new_key


class FormFields:
    """What `{{ csrf_input }}` writes: the token against forgery, and a new key each time it is written, so that two
    forms of one page are two things to do. Browsers that fill pages in again are told to leave the key alone."""

    def __init__(self, request: HttpRequest, key: str = "") -> None:
        self.request, self.key = request, key

    def keyed(self, key: str) -> FormFields:
        """For what is sent once more: with the key that it had, or a second press would do it again."""
        return FormFields(self.request, key)

    def __html__(self) -> SafeString:
        return format_html(
            '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
            '<input type="hidden" name="{}" value="{}" autocomplete="off">',
            get_token(self.request), FIELD, self.key or new_key(self._person),
        )  # fmt: skip

    @property
    def _person(self) -> Person | None:
        user = getattr(self.request, "user", None)
        return user if isinstance(user, Person) else None

    def __str__(self) -> str:
        return self.__html__()


def form_fields(request: HttpRequest) -> dict[str, Any]:
    """For every page that is drawn."""
    return {"csrf_input": FormFields(request)}
