"""The shape that every page shares on which something is done about a death: ask, act, say, go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from handrail.service.access.asking import Page
from handrail.service.cases.acting import ask as ask_one_thing
from handrail.service.cases.acting import trail_to
from handrail.service.child_deaths.models import Death


def page(death: Death, name: str = "death", **more: object) -> str:
    return reverse(f"child_deaths:{name}", kwargs={"case_id": death.case_id, "death_id": death.pk, **more})


def ask(
    request: HttpRequest,
    death: Death,
    form: forms.Form,
    act: Callable[[], object],
    *,
    title: str,
    button: str,
    said: str,
    says: Sequence[str] = (),
    beside: Sequence[tuple[str, str]] = (),
    warns: str = "",
    then: str = "",
) -> HttpResponse:
    """`says` are sentences above the form, `beside` what is already recorded, `said` what is told once it is done."""
    there = then or page(death)
    asked = page_about(
        death, title, button, said=said, go=there, says=says, beside=beside, warns=[warns] if warns else []
    )
    return ask_one_thing(request, asked, form, act)


def page_about(death: Death, title: str, button: str, *, said: str, go: str, **more: Any) -> Page:
    trail = [*trail_to(death.case), (str(death), page(death))]
    return Page(
        title, trail, button, said, go, over=death.case.reference, back=page(death),
        leave="Go back without changing anything", **more,
    )  # fmt: skip
