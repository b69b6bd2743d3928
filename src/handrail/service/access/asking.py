"""A page that asks one thing: what stands on it, and how it is drawn. Rooms above act on it with `cases.acting.ask`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render


@dataclass(frozen=True, slots=True)
class Page:
    """Its heading, the way to it, the button, what is said once it is done, and where it then goes.

    `says` and `warns` stand above the form, and `beside` is what is already recorded. `over` is what it is all about.
    Leaving goes to `back`, or else where it would have gone on to. What is `grave` has a red button.
    """

    title: str
    trail: Sequence[tuple[str, str]]
    press: str
    said: str
    go: str
    says: Sequence[str] = ()
    warns: Sequence[str] = ()
    over: str = ""
    beside: Sequence[tuple[str, str]] = ()
    leave: str = "Cancel"
    back: str = ""
    grave: bool = False


def drawn(request: HttpRequest, page: Page, form: forms.Form) -> HttpResponse:
    return render(request, "web/ask.html", {"page": page, "form": form})


def typed(request: HttpRequest) -> QueryDict | None:
    """What was posted, even where that is nothing; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None
