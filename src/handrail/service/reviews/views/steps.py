"""What every page that records a step of a local or serious case review does."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from datetime import date

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from handrail.guidance import spoken
from handrail.service.cases.models import Case
from handrail.service.reviews.doors import WRITE, open_practice
from handrail.service.reviews.models import PracticeReview
from handrail.service.reviews.under_way import UnderWay
from handrail.service.reviews.views.acting import ask


def to_write(
    request: HttpRequest, case_id: uuid.UUID, practice_id: uuid.UUID
) -> tuple[Case, UnderWay, PracticeReview | None]:
    """For recording something: of a review that was called off nothing more is."""
    case, going, paper = open_practice(request, case_id, practice_id, WRITE)
    if going is None:
        raise Http404
    return case, going, paper


def step_page(
    request: HttpRequest,
    case: Case,
    going: UnderWay,
    form: forms.Form,
    says: Sequence[str],
    *,
    title: str,
    press: str,
    say: str,
    act: Callable[[], object],
) -> HttpResponse:
    page = page_of(case, going.pk)
    words = {"case": case, "of": str(going), "back": page, "title": title, "press": press, "says": says}
    return ask(request, form, "reviews/step.html", words, act=act, say=say, go=page)


def page_of(case: Case, practice_id: uuid.UUID) -> str:
    return reverse("reviews:practice_review", args=[case.pk, practice_id])


def due_by(day: date | None) -> list[str]:
    return [f"It is due by the end of {spoken(day)}."] if day else []
