"""What a body outside was told: the list, one of them, and the list to take away. Each look is recorded."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, require, signed_in
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.paging import page_of
from handrail.service.national_panel.bodies import OUTSIDE, READS, scrutinises, told_as, works_for_panel
from handrail.service.national_panel.forms import Narrow
from handrail.service.national_panel.models import Told
from handrail.service.national_panel.models.told import ToldQuerySet
from handrail.service.national_panel.sheets import sheet_of
from handrail.service.partnerships.models import Body

HEAD = (
    "What", "Told on", "National reference", "Nature", "Partnership", "Local authority", "Due", "In time", "Source",
    "Local review", "National review in the partners' view", "Still expected", "Expected on", "Why", "Withdrawn on",
)  # fmt: skip


@signed_in
@require_http_methods(["GET"])
def told(request: HttpRequest) -> HttpResponse:
    """What the reader's body was told, newest first."""
    viewer = _reader(request)
    rows = Told.objects.visible_to(viewer)
    form = Narrow(request.GET or None, partnerships=_partnerships(rows))
    narrowed = _narrowed(rows, form).select_related("partnership", "authority")
    for body in viewer.bodies:
        if body.pk in {one.key for one in OUTSIDE}:
            audit.looked(viewer, "the list of what was told to it", body)
    words = {
        "shown": page_of(request, narrowed), "form": form, "narrowed": bool(request.GET), "viewer": viewer,
        "works": works_for_panel(viewer), "scrutinises": bool(scrutinises(viewer)), "reads": bool(told_as(viewer)),
        "several": len(told_as(viewer)) > 1,
    }  # fmt: skip
    return render(request, "national_panel/told.html", words)


@signed_in
@require_http_methods(["GET"])
def told_one(request: HttpRequest, told_id: uuid.UUID) -> HttpResponse:
    """One thing that was told: the columns, what is still expected, and nothing of the folder."""
    viewer = _reader(request)
    row = Told.objects.visible_to(viewer).select_related("partnership", "authority").filter(pk=told_id).first()
    if row is None:
        raise Http404
    audit.looked(viewer, "something that its body was told", row)
    return render(request, "national_panel/told_one.html", {"row": row, "works": works_for_panel(viewer)})


@signed_in
@require_http_methods(["GET"])
def told_csv(request: HttpRequest) -> HttpResponse:
    viewer = _reader(request)
    rows = Told.objects.visible_to(viewer).select_related("partnership", "authority")
    return sheet_of("told", HEAD, (_cells(row) for row in rows))


def _cells(row: Told) -> tuple[object, ...]:
    return (
        row.get_what_display(), row.told_on, row.national_reference, row.nature, row.partnership, row.authority,
        row.due_on, _yes_no(row.in_time), row.source, _yes_no(row.local_review), _yes_no(row.national_view),
        "; ".join(f"{one['title']}{' by ' + one['due_on'] if one['due_on'] else ''}" for one in row.expected),
        row.expected_on, row.reasons, row.withdrawn_on,
    )  # fmt: skip


def _yes_no(answer: bool | None) -> str:
    return {True: "yes", False: "no", None: ""}[answer]


def _reader(request: HttpRequest) -> Person:
    viewer = person_of(request)
    require(viewer, READS)
    return viewer


def _partnerships(rows: ToldQuerySet) -> list[Body]:
    return list(Body.objects.filter(pk__in=rows.order_by().values("partnership")).order_by("name"))


def _narrowed(rows: ToldQuerySet, form: Narrow) -> ToldQuerySet:
    if form.is_bound and form.is_valid():
        for field in ("what", "partnership"):
            if form.cleaned_data[field]:
                rows = rows.filter(**{field: form.cleaned_data[field]})
    return rows
