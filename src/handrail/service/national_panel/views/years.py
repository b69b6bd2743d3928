"""The yearly report, assembled from counts."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import signed_in
from handrail.service.audit import actions as audit
from handrail.service.national_panel.bodies import PANEL
from handrail.service.national_panel.counting import Year, year_of
from handrail.service.national_panel.doors import at_the_panel
from handrail.service.national_panel.report import BROUGHT_TOGETHER, whole_of
from handrail.service.partnerships.models import Body
from handrail.service.reviews.files import answer_file

FIRST = 2018


@signed_in
@require_http_methods(["GET"])
def year(request: HttpRequest, panel_year: int) -> HttpResponse:
    counted, this = _counted(request, panel_year), timezone.localdate().year
    words = {
        "year": counted, "before": panel_year - 1 if panel_year > FIRST else None,
        "after": panel_year + 1 if panel_year < this else None, "brought_together": BROUGHT_TOGETHER,
    }  # fmt: skip
    return render(request, "national_panel/year.html", words)


@signed_in
@require_http_methods(["GET"])
def year_file(request: HttpRequest, panel_year: int, slug: str) -> HttpResponse:
    """The year as Word or PDF."""
    counted = _counted(request, panel_year)
    return answer_file(slug, whole_of(counted, timezone.localdate()), f"panel-{panel_year}")


def _counted(request: HttpRequest, panel_year: int) -> Year:
    """For the Panel's own people; a look at it is recorded."""
    person = at_the_panel(request)
    if not FIRST <= panel_year <= timezone.localdate().year:
        raise Http404
    audit.looked(person, f"the Panel's year {panel_year} in numbers", Body.objects.get(pk=PANEL.key))
    return year_of(panel_year, person)
