"""Who has sent, every agency's answers side by side, and what each version of the forms asks."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.roles import ALL
from handrail.service.cases.doors import may_open, open_folder
from handrail.service.child_deaths.models import Death
from handrail.service.reporting_forms.absent import absent_from_meeting
from handrail.service.reporting_forms.asked_before import asked_before
from handrail.service.reporting_forms.doors import ASK, SEND_ON, open_forms
from handrail.service.reporting_forms.models import ReportingForms
from handrail.service.reporting_forms.national import died_on
from handrail.service.reporting_forms.pages import MARKS
from handrail.service.reporting_forms.seeing import asked_for, side_by_side
from handrail.service.reporting_forms.shelf import every_version, version_called, version_on
from handrail.service.requests.models import Request
from handrail.service.requests.told import named_in


@signed_in
@require_http_methods(["GET"])
def of_folder(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """The deaths of a folder, and how far their forms have got."""
    case = open_folder(request, case_id, what=ALL)
    deaths = Death.objects.filter(case=case).select_related("child").order_by("recorded_at")
    held = {forms.death_id: forms for forms in ReportingForms.objects.filter(case=case)}
    rows = []
    for death in deaths:
        death.case = case
        asked = asked_for(death)
        rows.append((death, died_on(death), held.get(death.pk), len(asked), sum(one.waits for one in asked)))
    words = {
        "case": case,
        "rows": rows,
        "asks": case.closed_at is None and may_open(person_of(request), case, what=ALL, may=ASK),
    }
    return render(request, "reporting_forms/of_folder.html", words)


@signed_in
@require_http_methods(["GET"])
def forms(request: HttpRequest, case_id: uuid.UUID, forms_id: uuid.UUID) -> HttpResponse:
    """Who was asked, who has sent and who has not."""
    held = open_forms(request, case_id, forms_id)
    case, person = held.case, person_of(request)
    asked = asked_for(held.death)
    words = {
        "case": case,
        "forms": held,
        "death": held.death,
        "died_on": died_on(held.death),
        "version": version_called(held.version),
        "was": version_called(held.was_version) if held.was_version else None,
        "changeable": all(one.received_at is None for one in asked),
        "supplements": {one.pk: _supplements(one) for one in asked},
        "asked": asked,
        "awaited": sum(one.waits for one in asked),
        "overdue": sum(one.overdue for one in asked),
        "differing": sum(len(page.differing) for page in side_by_side(held, asked)),
        "named": named_in(case),
        "elsewhere": [one for found in asked_before(held.death, person).values() for one in found],
        "absent": absent_from_meeting(held.death, asked),
        "asks": case.closed_at is None and may_open(person, case, what=ALL, may=ASK),
        "sends_on": may_open(person, case, what=ALL, may=SEND_ON),
    }
    return render(request, "reporting_forms/forms.html", words)


def _supplements(asked: Request) -> list[str]:
    """In the version in which they were asked for, which may have been changed since."""
    version = version_called(str(asked.sheet["version"]))
    return [version.forms[key].title for key in asked.sheet.get("supplements", ())]


@signed_in
@require_http_methods(["GET"])
def answers(request: HttpRequest, case_id: uuid.UUID, forms_id: uuid.UUID) -> HttpResponse:
    """Every question with each agency's answer; or only those on which agencies differ."""
    held = open_forms(request, case_id, forms_id)
    asked = asked_for(held.death)
    pages = side_by_side(held, asked)
    only = request.GET.get("only") == "differing"
    words = {
        "case": held.case,
        "forms": held,
        "version": version_called(held.version),
        "sent": [one for one in asked if hasattr(one, "contribution")],
        "waiting": [one for one in asked if one.waits],
        "pages": [(page, page.differing if only else page.answered) for page in pages],
        "differing": sum(len(page.differing) for page in pages),
        "only": only,
        "marks": MARKS,
        "now": timezone.now(),
    }
    return render(request, "reporting_forms/answers.html", words)


@signed_in
@require_http_methods(["GET"])
def versions(request: HttpRequest) -> HttpResponse:
    """Every version of the forms, and what changed."""
    words = {"versions": every_version()[::-1], "current": version_on(timezone.localdate())}
    return render(request, "reporting_forms/versions.html", words)


@signed_in
@require_http_methods(["GET"])
def version(request: HttpRequest, slug: str) -> HttpResponse:
    """What one version asks, and how far each question is confirmed."""
    found = next((one for one in every_version() if one.key == slug), None)
    if found is None:
        raise Http404
    return render(request, "reporting_forms/version.html", {"version": found})
