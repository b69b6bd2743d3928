"""Gives every form its key, in the one place from which forms take what they must carry."""

from __future__ import annotations

import secrets
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.html import format_html
from django.utils.safestring import SafeString

from handrail.service.access.once import FIELD


class FormFields:
    """What `{{ csrf_input }}` writes: the token against forgery, and a new key each time it is written, so that two
    forms of one page are two things to do. Browsers that fill pages in again are told to leave the key alone."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def __html__(self) -> SafeString:
        return format_html(
            '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
            '<input type="hidden" name="{}" value="{}" autocomplete="off">',
            get_token(self.request), FIELD, new_key(),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.__html__()


def new_key() -> str:
    return secrets.token_urlsafe(18)


def form_fields(request: HttpRequest) -> dict[str, Any]:
    """For every page that is drawn."""
    return {"csrf_input": FormFields(request)}
