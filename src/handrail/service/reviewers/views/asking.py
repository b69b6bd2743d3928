"""The ways to what is asked of a reviewer, or of a commission."""

from __future__ import annotations

from django.urls import reverse

from handrail.service.cases.acting import trail_to
from handrail.service.cases.models import Case
from handrail.service.reviewers.models import Commission, Reviewer


def register_trail(reviewer: Reviewer | None = None) -> list[tuple[str, str]]:
    trail = [("Reviewers", reverse("reviewers:register"))]
    return [*trail, (reviewer.name, reverse("reviewers:reviewer", args=[reviewer.pk]))] if reviewer else trail


def folder_trail(case: Case, commission: Commission | None = None) -> list[tuple[str, str]]:
    trail = [
        *trail_to(case),
        ("Reviewers", reverse("reviewers:commissions", args=[case.pk])),
    ]
    return [*trail, (commission.name, page_of(commission))] if commission else trail


def page_of(commission: Commission) -> str:
    return reverse("reviewers:commission", args=[commission.case_id, commission.pk])
