"""The page that asks one thing of scrutiny, does it, says so and goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.service.cases.acting import once_answered
from handrail.service.scrutiny.models import Activity, Finding, Indicator


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
    return on or render(request, "scrutiny/ask.html", {"form": form, "page": page})


def typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def trail(*further: tuple[str, str]) -> list[tuple[str, str]]:
    return [("Scrutiny", reverse("scrutiny:scrutiny")), *further]


def to_activity(activity: Activity) -> tuple[str, str]:
    return (activity.title, reverse("scrutiny:activity", args=[activity.pk]))


def to_finding(finding: Finding) -> tuple[str, str]:
    return ("Finding", reverse("scrutiny:finding", args=[finding.pk]))


def to_outcomes() -> tuple[str, str]:
    return ("Outcomes", reverse("scrutiny:outcomes"))


def to_indicator(indicator: Indicator) -> tuple[str, str]:
    return (indicator.outcome, reverse("scrutiny:indicator", args=[indicator.pk]))
