"""What a report must and should hold, gone through for one version."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.fields import OneOf, TextField
from handrail.service.reviews import actions
from handrail.service.reviews.actions.contents import Wanted, list_for, wanted_in
from handrail.service.reviews.doors import WORK, open_practice
from handrail.service.reviews.forms.shared import SetAside
from handrail.service.reviews.models import ContentsConsidered, ReportDraft
from handrail.service.reviews.views.acting import ask
from handrail.service.reviews.views.registry import BY_KEY
from handrail.service.reviews.views.steps import page_of


class GoThrough(forms.Form):
    """One question for each thing that is wanted, with where it stands and what is missing."""

    def __init__(self, data: Any = None, *, wanted: list[Wanted]) -> None:
        super().__init__(data)
        self.wanted = wanted
        for number, one in enumerate(wanted, start=1):
            unconfirmed = "" if one.seen == "text" else " Not checked against the published text."
            self.fields |= {
                f"item_{number}": OneOf(
                    label=f"{number}. {one.says}", choices=ContentsConsidered.Holds.choices, inline=True,
                    hint=f"{one.force.capitalize()}: {one.source}.{unconfirmed}", missing=f"Answer {number}",
                ),
                f"where_{number}": TextField(label=f"Where in the report, for {number}", max_length=200),
                f"lacks_{number}": TextField(label=f"What is missing, for {number}", rows=2),
            }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for number in range(1, len(self.wanted) + 1):
            if cleaned.get(f"item_{number}") in ("in part", "no") and not cleaned.get(f"lacks_{number}"):
                self.add_error(f"lacks_{number}", f"Say what is missing, for {number}")
        return cleaned

    def answers(self) -> list[Wanted]:
        said = self.cleaned_data
        return [
            replace(one, answer=said[f"item_{n}"], where=said[f"where_{n}"], reasons=said[f"lacks_{n}"])
            for n, one in enumerate(self.wanted, start=1)
        ]


@signed_in
@require_http_methods(["GET", "POST"])
def contents(request: HttpRequest, case_id: uuid.UUID, practice_id: uuid.UUID, part_id: uuid.UUID) -> HttpResponse:
    case, going, paper = open_practice(request, case_id, practice_id, WORK)
    draft = ReportDraft.objects.filter(review=paper, pk=part_id).first() if paper else None
    if going is None or draft is None:
        raise Http404
    part = BY_KEY["drafts"]
    page = reverse("reviews:drafts_one", args=[case.pk, practice_id, draft.pk])
    if draft.gone_through.exists():
        messages.warning(
            request, "This version was gone through already. Set that aside first, or go through a new version."
        )
        return redirect(page)
    form = GoThrough(request.POST or None, wanted=wanted_in(case, list_for(going), going.since))
    says = [f"Of {draft}. What the editions that stood on the day of the decision have such a report hold."]
    if not list_for(going):
        says = ["No edition says what the report of such a review holds. What a local review’s must hold may help."]
    words = {
        "case": case, "of": str(going), "overview": page_of(case, practice_id), "part": part, "back": page,
        "title": "What the report must and should hold", "says": says, "prompts": (), "press": "Record it",
    }  # fmt: skip
    return ask(
        request, form, "reviews/part_write.html", words, say="It is recorded what the version holds.", go=page,
        act=lambda: actions.consider_contents(case, going, draft, form.answers(), by=person_of(request)),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def set_contents_aside(
    request: HttpRequest, case_id: uuid.UUID, practice_id: uuid.UUID, part_id: uuid.UUID
) -> HttpResponse:
    case, going, paper = open_practice(request, case_id, practice_id, WORK)
    draft = ReportDraft.objects.filter(review=paper, pk=part_id).first() if paper else None
    if going is None or draft is None:
        raise Http404
    form, page = SetAside(request.POST or None), reverse("reviews:drafts_one", args=[case.pk, practice_id, draft.pk])
    words = {
        "case": case, "of": str(going), "overview": page_of(case, practice_id), "part": BY_KEY["drafts"], "back": page,
        "title": "Set aside what was found", "says": [f"Of {draft}. It is then gone through anew."], "prompts": (),
        "press": "Set it aside",
    }  # fmt: skip
    return ask(
        request, form, "reviews/part_write.html", words, say="It is set aside. Go through the version again.", go=page,
        act=lambda: actions.set_contents_aside(
            case, going, draft, why=form.cleaned_data["why"], by=person_of(request)
        ),
    )  # fmt: skip
