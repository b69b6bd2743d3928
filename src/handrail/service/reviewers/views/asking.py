"""The page that asks one thing of a reviewer or a commission, does it, says so and goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.service.cases.acting import once_answered
from handrail.service.cases.models import Case
from handrail.service.reviewers.models import Commission, Reviewer


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


def ask(request: HttpRequest, page: Page, form: forms.Form, act: Callable[[], str]) -> HttpResponse:
    """Show the form; once it holds, act. `act` gives the sentence to say; what may not be done stands at its field."""
    said: list[str] = []
    on = once_answered(request, form, lambda: said.append(act()), say=lambda: said[0], go=page.go)
    return on or render(request, "reviewers/ask.html", {"form": form, "page": page})


def typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def register_trail(reviewer: Reviewer | None = None) -> list[tuple[str, str]]:
    trail = [("Reviewers", reverse("reviewers:register"))]
    return [*trail, (reviewer.name, reverse("reviewers:reviewer", args=[reviewer.pk]))] if reviewer else trail


def folder_trail(case: Case, commission: Commission | None = None) -> list[tuple[str, str]]:
    trail = [
        ("What is due", reverse("cases:due")),
        (case.reference, reverse("cases:case", args=[case.pk])),
        ("Reviewers", reverse("reviewers:commissions", args=[case.pk])),
    ]
    return [*trail, (commission.name, page_of(commission))] if commission else trail


def page_of(commission: Commission) -> str:
    return reverse("reviewers:commission", args=[commission.case_id, commission.pk])
