"""The list of all practice reviews, across folders."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, require, signed_in
from handrail.service.cases.paging import page_of
from handrail.service.reviewers.doors import READ
from handrail.service.reviews.every_review import every_review
from handrail.service.reviews.forms.every_review import Narrow

SIZE = 100
"""Most partnerships' reviews are then on one page, and on one print."""


@signed_in
@require_http_methods(["GET"])
def reviews(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    require(person, READ)
    form, lines = Narrow(request.GET), every_review(person)
    found = [line for line in lines if form.fits(line)]
    words = {
        "form": form,
        "none_at_all": not lines,
        "count": len(found),
        "shown": page_of(request, found, SIZE),
        "overdue": sum(line.overdue for line in found),
        "several": len({line.case.partnership_id for line in lines}) > 1,
    }
    return render(request, "reviews/every_review.html", words)
