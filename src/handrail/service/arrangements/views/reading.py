"""A version as the public reads it, and what changed between two."""

from __future__ import annotations

import uuid
from dataclasses import replace
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.arrangements.comparing import Change, changes, schools_changed
from handrail.service.arrangements.doors import the_arrangements
from handrail.service.arrangements.models import Arrangements, Line
from handrail.service.arrangements.saying import SORTS, Said, schools_listed, what_was_said
from handrail.service.arrangements.views.asking import trail
from handrail.service.arrangements.written import parts_of, title_of

NOT_SHOWN = ("line", "of_list", "item")
SORT: dict[str, type[Line]] = {sort.sort: sort for sort in SORTS}


@signed_in
@require_http_methods(["GET"])
def read(request: HttpRequest, arrangements_id: uuid.UUID) -> HttpResponse:
    one = the_arrangements(person_of(request), arrangements_id)
    words = {"one": one, "parts": parts_of(what_was_said(one), schools_listed(one)), "trail": trail(one)}
    return render(request, "arrangements/read.html", words)


@signed_in
@require_http_methods(["GET"])
def changed(request: HttpRequest, arrangements_id: uuid.UUID) -> HttpResponse:
    """Against the published version that is asked for, or else the one it was drawn from."""
    one = the_arrangements(person_of(request), arrangements_id)
    others = list(Arrangements.objects.published().filter(partnership=one.partnership).exclude(pk=one.pk))
    asked = request.GET.get("beside", "")
    beside = next((other for other in others if str(other.pk) == asked), one.drawn_from)
    found = changes(what_was_said(beside), what_was_said(one)) if beside else []
    by_line = [list(held) for _, held in groupby(found, key=lambda change: (change.sort, change.line))]
    words = {
        "one": one, "beside": beside, "others": others, "trail": trail(one),
        "groups": [(_title(held[0]), held) for held in by_line], "field_named": field_named, "told": told,
        "said_of": _said_of, "schools": _schools(schools_listed(beside), schools_listed(one)) if beside else [],
    }  # fmt: skip
    return render(request, "arrangements/changes.html", words)


def _said_of(change: Change) -> list[tuple[str, str]]:
    """All that a line says which was added."""
    said = {name: told(value) for name, value in change.after.items() if name not in NOT_SHOWN}
    return [(field_named(replace(change, field=name)), value) for name, value in said.items() if value]


def _schools(before: list[Said], after: list[Said]) -> list[tuple[str, list[str]]]:
    changed = schools_changed(before, after)
    parts = [("Came", changed.came), ("Went", changed.went), ("Take part otherwise", changed.otherwise)]
    return [(title, lines) for title, lines in parts if lines]


def _title(change: Change) -> str:
    if not change.sort:
        return "The version as a whole"
    named = title_of(change.named) if change.sort == "section" else change.named
    return f"{SORT[change.sort].called}: {named}"


def field_named(change: Change) -> str:
    model = SORT[change.sort] if change.sort else Arrangements
    words = str(getattr(model._meta.get_field(change.field), "verbose_name", change.field))
    return words[:1].upper() + words[1:]


def told(value: object) -> str:
    """One value of what a version says, in words."""
    if isinstance(value, dict):
        return str(value.get("name", ""))
    return str(value)
