"""What is due: the first screen after signing in; and the same as a calendar that other programs read."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.guidance import london_day, spoken
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.models import Person
from handrail.service.access.turned_away import turned_away
from handrail.service.audit import actions as audit
from handrail.service.audit.kinds import searched
from handrail.service.cases import calendar_address
from handrail.service.cases.due import (
    MOST,
    Wanted,
    awaited,
    first_of,
    in_full,
    in_order,
    owed,
    rows,
    runs_a_partnership,
    told_elsewhere,
)
from handrail.service.cases.feed import calendar_of
from handrail.service.cases.finding import plain
from handrail.service.cases.forms import DueFilters
from handrail.service.cases.models import KeptClock
from handrail.service.cases.own_clocks import own_rows
from handrail.service.cases.paging import page_of
from handrail.service.cases.resuming import begun_by
from handrail.service.cases.rules import MARKS
from handrail.service.cases.timeliness import SOON, When
from handrail.service.cases.ways import in_no_folder
from handrail.service.partnerships.models import Body, Membership

FIRST_FEW = 10
"""Lines of each time on the first screen; the rest are a page of their own."""
FEW_DRAFTS = 5
FOLDED = "folded"
"""The list of what is told in the line of another duty: only whether there is any is asked."""


@signed_in
@require_http_methods(["GET"])
def due(request: HttpRequest) -> HttpResponse:
    """Everything this person's agencies owe; `?of=others` is what their partnership waits for from others."""
    person, now = person_of(request), timezone.now()
    waiting = runs_a_partnership(person) and request.GET.get("of") == "others"
    form = DueFilters(request.GET, partnerships=person.partnerships, bodies=_bodies(person, waiting))
    form.is_valid()
    wanted = Wanted(**{name: form.cleaned_data.get(name, "") for name in Wanted.__dataclass_fields__})
    time = form.cleaned_data.get("when", "")
    sides, shown = _sides(person), "others" if waiting else "ours"
    if wanted.reference:
        _searched(person, wanted, sides[shown])
    first = first_of(_lists(sides, shown, wanted, time, now))
    if time:
        words = _one_time(request, wanted.among(sides[shown]), wanted, When(time), now)
    else:
        words = _groups(request, first, now)
    words |= {
        "form": form,
        "wanted": wanted,
        "waiting": waiting,
        "runs": runs_a_partnership(person),
        "begun": begun_by(person, FEW_DRAFTS) if not waiting and not wanted and not time else [],
        "overdue": {side: len(first.get(side, first.get(When.OVERDUE, ()))) for side in sides},
        "folded": bool(first.get(FOLDED)),
        "own": own_rows(person, now) if not waiting and not wanted and not time else [],
        "one_time": When(time) if time else None,
        "meanings": MARKS,
        "most": MOST,
        "today": london_day(now),
        "week_ends_on": london_day(now) + SOON,
        "person": person,
        "in_no_folder": [] if waiting else list(in_no_folder(person)),
    }
    return render(request, "cases/due.html", words)


def _searched(person: Person, wanted: Wanted, clocks: QuerySet[KeptClock]) -> None:
    """To look for one folder's lines is a search for the folder."""
    found = wanted.among(clocks).order_by().values("case").distinct().count()
    searched(person, words=plain(wanted.reference).split(), found=found, room="cases")
    turned_away(person, words=wanted.reference)


def _sides(person: Person) -> dict[str, QuerySet[KeptClock]]:
    """What this person's bodies owe; and, for who runs a partnership, what it waits for from others."""
    return {"ours": owed(person)} | ({"others": awaited(person)} if runs_a_partnership(person) else {})


def _lists(
    sides: Mapping[str, QuerySet[KeptClock]], shown: str, wanted: Wanted, time: str, now: datetime
) -> dict[str, QuerySet[KeptClock]]:
    """Everything that the screen shows a few of or counts, by its name, so that it can be asked for at once.

    Each side's overdue is counted, so that neither is forgotten behind the other.
    """
    clocks = wanted.among(sides[shown])
    lists = {} if time else {each.value: in_order(clocks, each, now, apart=wanted.apart) for each in When}
    if time in ("", When.NO_DAY) and not wanted.apart:
        lists[FOLDED] = told_elsewhere(clocks)
    if len(sides) > 1:
        told = {shown} if not wanted and not time else set()  # as the first of the times
        lists |= {name: in_order(side, When.OVERDUE, now) for name, side in sides.items() if name not in told}
    return lists


def _groups(request: HttpRequest, first: Mapping[str, list[int]], now: datetime) -> dict[str, Any]:
    """Each time with its first few lines and how many there are."""
    few = {time: first[time][:FIRST_FEW] for time in When}
    clocks = in_full(number for numbers in few.values() for number in numbers)
    listed = [clocks[number] for numbers in few.values() for number in numbers if number in clocks]
    told = {row.clock.pk: row for row in rows(listed, person_of(request), now)}
    return {
        "groups": [
            {
                "time": time,
                "rows": [told[number] for number in few[time] if number in told],
                "count": len(first[time]),
                "all": _all_of(request, time),
            }
            for time in When
        ]
    }


def _all_of(request: HttpRequest, time: When) -> str:
    rest = request.GET.copy()
    rest["when"] = time.value
    return f"?{rest.urlencode()}"


def _one_time(
    request: HttpRequest, clocks: QuerySet[KeptClock], wanted: Wanted, time: When, now: datetime
) -> dict[str, Any]:
    shown = page_of(request, in_order(clocks, time, now, apart=wanted.apart))
    listed = rows(shown.items, person_of(request), now)
    return {"groups": [{"time": time, "rows": listed, "count": None, "all": ""}], "shown": shown}


def _bodies(person: Person, waiting: bool) -> list[Body]:
    """Who may owe what is listed, for choosing among them."""
    if not waiting:
        return sorted({*person.bodies, *person.partnerships}, key=str)
    run = [post.partnership_id for post in person.posts_today if post.in_role.wide]
    members = Membership.objects.filter(partnership__in=run).values("body")
    return list(Body.objects.filter(pk__in=members).order_by("name"))


@require_http_methods(["GET"])
def feed(request: HttpRequest, calendar_key: uuid.UUID) -> HttpResponse:
    """What is due, for the calendar program of whoever holds the key. It cannot sign in; the key is its secret."""
    audit.act_as(None, "a calendar's address")  # whoever else may be signed in where it is opened
    person = calendar_address.whose(calendar_key)
    if person is None:
        raise Http404
    audit.act_as(person, "their calendar")
    audit.looked(person, "their calendar of what is due", person)
    answer = HttpResponse(calendar_of(person, timezone.now(), settings.ADDRESS), content_type="text/calendar")
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Disposition"] = 'inline; filename="what-is-due.ics"'
    return answer


@signed_in
@require_http_methods(["GET", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """How to read what is due in one's own calendar, and how to make an address that leaked useless."""
    person = person_of(request)
    if request.method == "POST":
        if request.POST.get("renew") and calendar_address.address_of(person):
            renewed = calendar_address.renew(person)
            until = spoken(calendar_address.last_day(renewed))
            messages.success(request, f"The address is the same, and works until {until}.")
        else:
            calendar_address.make(person)
            messages.success(request, "The address is new. Calendars that use an old one are told nothing any more.")
        return redirect("cases:calendar")
    held = calendar_address.address_of(person)
    until_on = calendar_address.last_day(held) if held else None
    shown = {
        "address": f"{settings.ADDRESS}{reverse('cases:feed', args=[held.key])}" if held else "",
        "until_on": until_on, "over": until_on is not None and until_on < timezone.localdate(),
    }  # fmt: skip
    return render(request, "cases/calendar.html", shown)
