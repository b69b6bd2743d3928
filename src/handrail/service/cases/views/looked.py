"""Who has looked at a folder: day by day, or each thing one person did or that was done on one day; also as a file."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from handrail.guidance.days import LONDON
from handrail.service.access.doors import signed_in
from handrail.service.access.listed import list_as_csv
from handrail.service.access.roles import ALL
from handrail.service.cases import looks
from handrail.service.cases.doors import open_folder
from handrail.service.cases.forms import LookFilters
from handrail.service.cases.models import Case
from handrail.service.cases.paging import page_of


@signed_in
@require_http_methods(["GET"])
def looked(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    folder = open_folder(request, case_id, what=ALL)
    form = _filters(request, folder)
    asked = form.cleaned_data if form.is_valid() else {}
    narrowed = bool(asked.get("who") or asked.get("on"))
    if narrowed:
        shown = page_of(request, looks.entries_of(folder.pk, actor=asked.get("who", ""), on=asked.get("on")))
        lines = looks.singly(shown.items)
    else:
        shown = page_of(request, looks.days_of(folder.pk))
        lines = looks.in_words(shown.items)
    words = {
        "case": folder, "form": form, "shown": shown, "looked": lines, "narrowed": narrowed,
        "as_file": request.GET.urlencode(),
    }  # fmt: skip
    return render(request, "cases/looked.html", words)


@signed_in
@require_http_methods(["GET"])
def as_csv(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Each single entry, narrowed as the page is. That it was taken away is recorded like every copy."""
    folder = open_folder(request, case_id, what=ALL)
    form = _filters(request, folder)
    asked = form.cleaned_data if form.is_valid() else {}
    entries = looks.singly(looks.entries_of(folder.pk, actor=asked.get("who", ""), on=asked.get("on")))
    rows = (
        (line.at.astimezone(LONDON).strftime("%Y-%m-%d"), line.at.astimezone(LONDON).strftime("%H:%M:%S"), line.who,
         line.agencies, line.what)
        for line in entries
    )  # fmt: skip
    return list_as_csv(f"{folder.reference}-who-looked", ("Day", "Time", "Who", "Agency", "What"), rows)


def _filters(request: HttpRequest, folder: Case) -> LookFilters:
    return LookFilters(request.GET, people=looks.people_in(folder.pk))
