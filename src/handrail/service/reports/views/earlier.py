"""Yearly reports that were published before reports were kept here: recording one, and setting one aside."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from handrail.service.access.asking import Page, typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.cases.acting import ask
from handrail.service.reports.actions import earlier as act
from handrail.service.reports.doors import WRITES, partnerships_of
from handrail.service.reports.forms.years import EarlierYearForm
from handrail.service.reports.models import EarlierYear

LIST = "reports:years"


@signed_in
@require_http_methods(["GET", "POST"])
def earlier_year(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    writes = partnerships_of(person, WRITES)
    if not writes:
        raise Http404
    deaths = request.GET.get("of") == "deaths"
    which = EarlierYear.Of.DEATHS if deaths else EarlierYear.Of.THE_YEAR
    form = EarlierYearForm(typed(request), partnerships=writes, initial={"of": which})

    def done() -> None:
        said = form.cleaned_data
        act.record_earlier(
            form.whose, said["last_on"], said["published_on"], said["where"], by=person, of=said["of"]
        )  # fmt: skip

    title = "A report that was published before reports were kept here"
    says = [
        "The twelve months within which the next is to be published run from it.",
        "A report on child deaths that a neighbour drew for several partnerships together is recorded here as well.",
    ]
    back = reverse("reports:reports" if deaths else LIST)
    trail = [("Reports" if deaths else "Yearly reports", back)]
    page = Page(title, trail, "Record it", "It is recorded.", back, says=says)
    return ask(request, page, form, done)


@signed_in
@require_http_methods(["POST"])
def earlier_year_aside(request: HttpRequest, earlier_year_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    theirs = EarlierYear.objects.filter(pk=earlier_year_id, partnership__in=partnerships_of(person, WRITES))
    if not theirs.exists():
        raise Http404
    one = theirs.get()
    act.set_earlier_aside(one.pk, by=person)
    messages.success(request, "It is set aside.")
    return redirect("reports:reports" if one.of == EarlierYear.Of.DEATHS else LIST)
