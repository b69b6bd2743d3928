"""The law as everyone may read it: what each edition says, how two differ, and when a duty falls due."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods

from handrail.guidance import OutsideCalendar, explain, law_in
from handrail.guidance.compare import Comparison, compare
from handrail.guidance.compared import as_markdown, as_object
from handrail.guidance.days import earliest_instant
from handrail.guidance.edition import Duty, Edition, Stage
from handrail.guidance.found import Entry, NotFound, due_from, edition_named, entries, search
from handrail.guidance.law import NEW_LAW_BEGAN, Version
from handrail.guidance.shelf import EDITIONS, every_edition, kinds_of_fact
from handrail.guidance.wording import days_of, name_of, number_of, reach_of, standing_of
from handrail.service.law.forms import FromDay, OnDay, TwoEditions
from handrail.service.law.kept import kept_calendar
from handrail.service.law.month import months

PARTS = {
    "duties": "Duties",
    "criteria": "Criteria",
    "definitions": "Definitions",
    "roles": "Roles",
    "contents": "What a published document holds",
    "agencies": "Relevant agencies",
}


LONG = 12
"""With more points than this on a page, it begins with its contents."""
WHOLE_FROM = date(2015, 3, 26)
"""Statutory guidance governs here from this day on; what stood before is kept to compare with."""
LAST_OLD_CHAPTERS = date(2019, 9, 29)
"""The last day on which an area could still live under the chapters of 2015."""


@cache
def every_entry() -> list[Entry]:
    return entries(every_edition())


@require_http_methods(["GET"])
def law(request: HttpRequest) -> HttpResponse:
    """The editions, and what is found in them by a search."""
    typed = request.GET.get("q", "").strip()
    found = search(typed, every_entry()) if typed else []
    words = {
        "typed": typed,
        "found": [(PARTS[table], list(some)) for table, some in groupby(_by_part(found), lambda one: one.table)],
        "how_many": len(found),
        "standing": _by_standing(every_edition()),
        "counted": {name_of(edition): Counter(row.seen for row in _rows(edition)) for edition in every_edition()},
        "two": TwoEditions(),
        **_speaking(),
    }
    return render(request, "law/law.html", words)


def _by_standing(shelf: Sequence[Edition]) -> list[tuple[str, list[Edition]]]:
    """What stands now first; within each, by title, the newest of a title first."""
    groups: dict[str, list[Edition]] = {
        "In force": [],
        "Earlier law": [],
        "Drafts, and history kept for comparison": [],
    }
    now, earlier, never = groups.values()
    for edition in sorted(shelf, key=lambda edition: edition.from_, reverse=True):
        match edition.stage:
            case Stage.IN_FORCE | Stage.UNREAD:
                now.append(edition)
            case Stage.SUPERSEDED:
                earlier.append(edition)
            case _:
                never.append(edition)
    return [("In force", now), ("Earlier law", earlier), ("Drafts, and history kept for comparison", never)]


def _by_part(found: list[Entry]) -> list[Entry]:
    order = list(PARTS)
    return sorted(found, key=lambda entry: order.index(entry.table))


def _rows(edition: Edition) -> list[Any]:
    return [row for table in PARTS for row in getattr(edition, table).values()]


def _speaking() -> dict[str, Any]:
    """The words in which pages speak of editions and duties."""
    return {
        "name_of": name_of, "days_of": days_of, "number_of": number_of, "standing_of": standing_of,
        "reach_of": reach_of, "parts": PARTS, "kinds": kinds_of_fact(), "unread": _unread(),
    }  # fmt: skip


def _unread() -> dict[str, Edition]:
    """By instrument, the newest edition where it has not been read: the one before it still speaks."""
    newest = {edition.instrument: edition for edition in every_edition() if edition.stage is not Stage.DRAFT}
    return {instrument: edition for instrument, edition in newest.items() if edition.stage is Stage.UNREAD}


@require_http_methods(["GET"])
def duties(request: HttpRequest) -> HttpResponse:
    """Every duty that governs on one day, where arrangements began at once; today, unless asked."""
    asked = OnDay(request.GET if "on_year" in request.GET else None)
    day = asked.cleaned_data["on"] if asked.is_valid() else timezone.localdate()
    governing = [version for version in law_in().versions() if version.governs(day)]
    by_bearer = _by_bearer(governing)
    words = {
        "asked": asked,
        "day": day,
        "by_bearer": by_bearer,
        "jumps": _jumps(by_bearer),
        "how_many": len(governing),
        "changing": NEW_LAW_BEGAN <= day <= LAST_OLD_CHAPTERS,
        "whole_from": WHOLE_FROM,
        **_speaking(),
    }
    return render(request, "law/duties.html", words)


def _by_bearer(versions: list[Version]) -> list[tuple[str, list[Version]]]:
    in_order = sorted(versions, key=lambda version: (version.duty.owed_by.casefold(), version.duty.title.casefold()))
    return [(bearer, list(some)) for bearer, some in groupby(in_order, lambda version: version.duty.owed_by)]


def _jumps(by_bearer: Sequence[tuple[str, Sequence[object]]]) -> list[tuple[str, str, int]]:
    """For the contents of a page: the place of each bearer, its name, and how much it owes."""
    return [(slugify(bearer), bearer, len(some)) for bearer, some in by_bearer]


@require_http_methods(["GET"])
def edition(request: HttpRequest, instrument: str, edition: str) -> HttpResponse:
    """One edition, its duties by who owes them; a long one begins with its contents."""
    found = _edition(f"{instrument}/{edition}")
    places = [(table, words, len(getattr(found, table))) for table, words in PARTS.items()]
    places += [("relaxed", "Relaxed for a time", len(found.relaxations))]
    places += [("changes", "Changes of its text", len(found.changes))]
    by_bearer = _owed(found)
    words = {
        "edition": found,
        "seen": Counter(row.seen for row in _rows(found)),
        "places": [place for place in places if place[2]],
        "long": sum(place[2] for place in places) > LONG,
        "by_bearer": by_bearer,
        "jumps": _jumps(by_bearer),
        **_speaking(),
    }
    return render(request, "law/edition.html", words)


def _owed(edition: Edition) -> list[tuple[str, list[Duty]]]:
    """The duties by who owes them; both in the order in which the edition has them."""
    found: dict[str, list[Duty]] = {}
    for duty in edition.duties.values():
        found.setdefault(duty.owed_by, []).append(duty)
    return list(found.items())


@require_http_methods(["GET"])
def edition_file(request: HttpRequest, instrument: str, edition: str) -> HttpResponse:
    """The edition as it is kept, for whoever wants to check or reuse it."""
    found = _edition(f"{instrument}/{edition}")
    file = EDITIONS / found.instrument / f"{found.key}.toml"
    name = f"{found.instrument}-{found.key}.toml"
    as_a_file = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(file.read_bytes(), content_type="application/toml", headers=as_a_file)


def _edition(name: str) -> Edition:
    try:
        return edition_named(name, every_edition())
    except NotFound as unknown:
        raise Http404 from unknown


@require_http_methods(["GET"])
def row(request: HttpRequest, table: str, key: str) -> HttpResponse:
    """One duty, or criterion, or definition, as each edition states it. `?start_day=...` counts from a day."""
    entry = next((entry for entry in every_entry() if (entry.table, entry.key) == (table, key)), None)
    if entry is None:
        raise Http404
    stated = [(edition, getattr(edition, table)[key]) for edition in entry.editions]
    stated = sorted(stated, key=lambda one: (one[0].governs, one[0].from_), reverse=True)
    asked = FromDay(request.GET if "start_year" in request.GET else None) if table == "duties" else None
    words = {
        "entry": entry,
        "stated": stated,
        "starts": next((one.starts for _, one in stated if one.starts), ()) if asked else (),
        "in_hours": asked and any(one.within and one.within.unit == "hours" for _, one in stated),
        "asked": asked,
        "told": _told(key, asked) if asked and asked.is_valid() else None,
        **_speaking(),
    }
    return render(request, "law/row.html", words)


def _told(key: str, asked: FromDay) -> dict[str, Any] | None:
    """When the duty falls due, explained as on the day it started; if it cannot be said, the form says why."""
    held = law_in(asked.area, kept_calendar())
    try:
        clock = due_from(held, key, asked.at)
    except (NotFound, OutsideCalendar, OverflowError) as fault:
        asked.add_error("start", str(fault))
        return None
    if clock is None:
        return {"stands": True}
    as_it_began: datetime = earliest_instant(asked.at)
    explained = explain(clock, as_it_began)
    return {"stands": False, "clock": clock, "explained": explained, "months": months(explained.days)}


@require_http_methods(["GET"])
def compare_editions(request: HttpRequest) -> HttpResponse:
    """What the second edition adds, drops and moves; `?form=markdown` and `?form=json` to take it away."""
    two = TwoEditions(request.GET if "older" in request.GET or "newer" in request.GET else None)
    found = _compared(two) if two.is_valid() else None
    form = request.GET.get("form")
    if found and form == "json":
        return HttpResponse(json.dumps(as_object(found), indent=2, ensure_ascii=False), content_type="application/json")
    if found and form == "markdown":
        return HttpResponse("\n".join(as_markdown(found)), content_type="text/markdown; charset=utf-8")
    titles = {name_of(edition): edition.title for edition in every_edition()}
    return render(request, "law/compare.html", {"two": two, "found": found, "titles": titles, **_speaking()})


def _compared(two: TwoEditions) -> Comparison:
    return compare(_edition(two.cleaned_data["older"]), _edition(two.cleaned_data["newer"]))
