"""What every screen that acts does: draw the form, act, show beside the form what could not be done, and go on."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from handrail.service.cases.actions import NotDone
from handrail.service.cases.drafts import AlreadySubmitted
from handrail.service.documents.kinds import NotTaken
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
    if request.method == "POST" and form.is_valid() and _done(form, act):
        messages.success(request, say)
        return redirect(go)
    return render(request, template, {**words, "form": form})


def _done(form: forms.Form, act: Callable[[], object]) -> bool:
    try:
        act()
    except (NotDone, NotTaken) as refused:
        form.add_error(None, str(refused))
    except AlreadySubmitted:
        form.add_error(None, "Someone, perhaps you in another window, completed it a moment ago. Nothing was lost.")
    return not form.errors


def back_to(review: RapidReview) -> str:
    return reverse("reviews:rapid_review", args=[review.case_id, review.pk])


def without_review(case_id: uuid.UUID) -> QuerySet[Incident]:
    """The incidents of a folder that no rapid review is of."""
    return Incident.objects.filter(case=case_id, rapid_reviews__isnull=True)
