"""What every screen that acts does: draw the form, act, show beside the form what could not be done, and go on."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.service.cases.acting import once_answered
from handrail.service.incidents.models import Incident
from handrail.service.reviews.models import RapidReview


def ask(
    request: HttpRequest,
    form: forms.Form,
    template: str,
    words: dict[str, Any],
    *,
    act: Callable[[], object],
    say: str,
    go: str,
) -> HttpResponse:
    """Ask on one page; once answered rightly, act, say so, and go."""
    on = once_answered(request, form, act, say=say, go=go)
    return on or render(request, template, {**words, "form": form})


def back_to(review: RapidReview) -> str:
    return reverse("reviews:rapid_review", args=[review.case_id, review.pk])


def without_review(case_id: uuid.UUID) -> QuerySet[Incident]:
    """The incidents of a folder that no rapid review is of."""
    return Incident.objects.filter(case=case_id, rapid_reviews__isnull=True)
