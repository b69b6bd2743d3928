"""The family's record on one page, and one of the family on another."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.cases.models import Case
from handrail.service.families.doors import may_keep, there, to_read
from handrail.service.families.models import Family, Reach, Relative, SafeRule
from handrail.service.families.reading import record_of, to_bring


@signed_in
@require_http_methods(["GET"])
def family(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    return _whole(request, to_read(request, case_id))


@signed_in
@require_http_methods(["GET"])
def line(request: HttpRequest, case_id: uuid.UUID, family_id: uuid.UUID) -> HttpResponse:
    """The record as a paper of the folder: the same page."""
    case = to_read(request, case_id)
    get_object_or_404(Family, case=case, pk=family_id)
    return _whole(request, case)


def _whole(request: HttpRequest, case: Case) -> HttpResponse:
    words = {"case": case, "record": record_of(case), "writes": _writes(request, case), "to_bring": to_bring(case)}
    return render(request, "families/family.html", words)


@signed_in
@require_http_methods(["GET"])
def relative(request: HttpRequest, case_id: uuid.UUID, relative_id: uuid.UUID) -> HttpResponse:
    case = to_read(request, case_id)
    one = there(Relative, case, relative_id)
    rules = list(one.rules.select_related("reach"))
    words: dict[str, Any] = {
        "case": case,
        "one": one,
        "reaches": [(way, forbidden_by(way, rules)) for way in one.reaches.all()],
        "rules": [rule for rule in rules if rule.binds],
        "ended_rules": [rule for rule in rules if not rule.binds],
        "wishes": one.wishes.order_by("-on", "-recorded_at"),
        "writes": _writes(request, case),
    }
    return render(request, "families/relative.html", words)


def forbidden_by(way: Reach, rules: list[SafeRule]) -> str:
    """The first rule that speaks against using this way to reach them."""
    for rule in rules:
        if rule.binds and (rule.reach_id is None or rule.reach_id == way.pk):
            if rule.kind == SafeRule.Kind.ONLY_BY_PHONE and way.how == Reach.How.PHONE:
                continue
            return str(rule.get_kind_display())
    return ""


def _writes(request: HttpRequest, case: Case) -> bool:
    return case.closed_at is None and may_keep(person_of(request), case)
