"""The page that asks one thing of the arrangements, does it, says so and goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.service.arrangements.forms.lines import WhyForm
from handrail.service.arrangements.models import Arrangements
from handrail.service.cases.acting import once_answered
from handrail.service.partnerships.models import Body

Trail = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Page:
    """Its heading and what stands over it, the way to it, where it goes on to, and what it says before it asks."""

    title: str
    over: str
    trail: Sequence[tuple[str, str]]
    go: str
    press: str
    says: Sequence[str] = ()
    warns: Sequence[str] = ()
    upload: bool = False


BESIDE: dict[str, Any] = {"faults": (), "item": None, "now": None, "found": None, "school": False, "may_write": True}
"""What only some of these pages show."""


def ask(request: HttpRequest, page: Page, form: forms.Form, act: Callable[[], str], **more: Any) -> HttpResponse:
    """Show the form; once it holds, act. `act` gives the sentence to say; what may not be done stands at its field."""
    said: list[str] = []
    on = once_answered(request, form, lambda: said.append(act()), say=lambda: said[0], go=page.go)
    return on or render(request, "arrangements/ask.html", {"form": form, "page": page, **BESIDE, **more})


def ask_why(request: HttpRequest, page: Page, act: Callable[[str], object], *, said: str) -> HttpResponse:
    """The same where a reason is all that is asked."""
    form = WhyForm(typed(request))

    def done() -> str:
        act(form.cleaned_data["why"])
        return said

    return ask(request, page, form, done)


def typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def trail(one: Arrangements | None = None) -> Trail:
    whole = [("What is due", reverse("cases:due")), ("Arrangements", reverse("arrangements:arrangements"))]
    return [*whole, (str(one), reverse("arrangements:version", args=[one.pk]))] if one else whole


def of_schools(partnership: Body) -> Trail:
    return [*trail(), ("Schools", f"{reverse('arrangements:schools')}?of={partnership.pk}")]


def page_of(one: Arrangements, name: str = "version") -> str:
    return reverse(f"arrangements:{name}", args=[one.pk])
