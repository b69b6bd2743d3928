"""The yearly report, assembled from counts."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import signed_in
from handrail.service.audit import actions as audit
from handrail.service.national_panel.bodies import PANEL
from handrail.service.national_panel.counting import year_of
from handrail.service.national_panel.doors import at_the_panel
from handrail.service.partnerships.models import Body

FIRST = 2018


@signed_in
@require_http_methods(["GET"])
def year(request: HttpRequest, panel_year: int) -> HttpResponse:
    person = at_the_panel(request)
    this = timezone.localdate().year
    if not FIRST <= panel_year <= this:
        raise Http404
    audit.looked(person, f"the Panel's year {panel_year} in numbers", Body.objects.get(pk=PANEL.key))
    words = {
        "year": year_of(panel_year, person), "before": panel_year - 1 if panel_year > FIRST else None,
        "after": panel_year + 1 if panel_year < this else None,
    }  # fmt: skip
    return render(request, "national_panel/year.html", words)
