"""What a request may bring before anybody reads it: no more than we take in, in UTF-8, that a database can keep."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]

LARGEST = 25 * 1024 * 1024
"""Bytes: a file of twenty megabytes, and what is typed beside it."""
UTF_8 = ("utf-8", "utf8")


def refuse_what_cannot_be_read(answer: Answer) -> Answer:
    """Middleware: answers 413 or 400 before the words of a request reach a form or the database.

    What somebody typed into a field is not judged here: its own form says what is wrong with it, and keeps it.
    """

    def page(request: HttpRequest) -> HttpResponse:
        length = str(request.META.get("CONTENT_LENGTH") or "0")
        if not length.isdecimal():
            raise BadRequest("Its length is no number.")
        if len(length) > 12 or int(length) > LARGEST:
            raise RequestDataTooBig
        if (request.content_params or {}).get("charset", "utf-8").lower() not in UTF_8:
            raise BadRequest("It is not in UTF-8.")
        if any(map(_holds_nul, (request.path, request.META.get("QUERY_STRING", ""), *request.COOKIES.values()))):
            raise BadRequest("It holds a character that cannot be kept.")
        _read_parts(request)
        return answer(request)

    return page


def _holds_nul(words: str) -> bool:
    """PostgreSQL keeps every character but this one."""
    return "\x00" in words or "%00" in words


def _read_parts(request: HttpRequest) -> None:
    """The parts of a form with files may each name an encoding of their own; what cannot be read is theirs to mend."""
    if request.content_type != "multipart/form-data":
        return
    try:
        len(request.POST)
    except (LookupError, ValueError) as fault:
        raise BadRequest("A part of it could not be read.") from fault
