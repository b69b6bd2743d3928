"""Groups of the partnership: the list, one with its year, its terms, who is expected, and planning its meetings."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.guidance import london_day
from handrail.guidance.days import months_after
from handrail.service.access.asking import Page, typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.roles import ALL
from handrail.service.cases.acting import ask
from handrail.service.cases.doors import may_open
from handrail.service.fields import whole_number
from handrail.service.meetings.actions import grouping
from handrail.service.meetings.doors import RUN, groups_for, open_group, runs_for
from handrail.service.meetings.forms.folders import PlanMeeting
from handrail.service.meetings.forms.groups import EndGroupForm, EndSeatForm, SeatForm, TermsForm
from handrail.service.meetings.matters import carried_in
from handrail.service.meetings.models import Group, Meeting, Seat
from handrail.service.meetings.quorum import twelve_months_of, year_of
from handrail.service.yearly import Year

EARLIEST_YEAR = 2004
"""The Children Act 2004: before it no board or partnership met."""


@signed_in
@require_http_methods(["GET"])
def groups(request: HttpRequest) -> HttpResponse:
    """Each group with its next meeting, or the day by which its terms ask for one."""
    person = person_of(request)
    found = [_glance(one) for one in groups_for(person).filter(case__closed_at__isnull=True)]
    runs = any(RUN in post.in_role.may for post in person.posts_today)
    return render(request, "meetings/groups.html", {"groups": found, "may_run": runs})


def _glance(group: Group) -> dict[str, Any]:
    meetings = list(Meeting.objects.filter(group=group, cancelled_at__isnull=True).order_by("starts_at"))
    asked = carried_in(group.case, timezone.now(), None)
    return {
        "group": group, "next": next((one for one in meetings if one.held_at is None), None),
        "last": next((one for one in reversed(meetings) if one.held_at), None), "wanted_by": wanted_by(group, meetings),
        "open": len(asked), "late": sum(one.late for one in asked),
    }  # fmt: skip


def wanted_by(group: Group, meetings: list[Meeting]) -> date | None:
    """By when the terms ask for the next meeting, where none is planned."""
    if group.ended_on or any(one.held_at is None for one in meetings):
        return None
    held = [london_day(one.held_at) for one in meetings if one.held_at]
    return months_after(max(held, default=london_day(group.recorded_at)), group.every_months)


@signed_in
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    among = runs_for(person)
    standing = groups_for(person).filter(case__partnership__in=among, ended_on__isnull=True)
    usual = {"every_months": "3", "fewest": "3", "partners_needed": "yes"}
    form = TermsForm(typed(request), partnerships=among, groups=standing, initial=usual)
    made: list[Group] = []

    def act() -> str:
        made.append(grouping.begin_group(form.whose, form.terms, by=person))
        return "The group is begun. Say now who is expected at its meetings."

    says = [
        "A group has a folder of its own, with no child in it. The safeguarding partners may open it; everybody else "
        "who is expected reads the agenda and the papers of a meeting once they are sent."
    ]
    page = Page("Begin a group", _trail(), "Begin the group", "", reverse("meetings:groups"), says)
    answer = ask(request, page, form, act)
    return redirect(_at(made[0])) if made and answer.status_code == 302 else answer


@signed_in
@require_http_methods(["GET"])
def group(request: HttpRequest, case_id: uuid.UUID, group_id: uuid.UUID) -> HttpResponse:
    """Its terms, its meetings, what they asked for, and a year's attendance, body by body."""
    one = open_group(request, case_id, group_id)
    today = timezone.localdate()
    this = twelve_months_of(today).first.year
    year = whole_number(request.GET.get("year", ""), this)
    year = year if EARLIEST_YEAR <= year <= this else this
    months = Year(date(year, 4, 1), date(year + 1, 3, 31))
    meetings = list(Meeting.objects.filter(group=one).select_related("case").order_by("-starts_at"))
    counting = [meeting for meeting in meetings if not meeting.cancelled_at]
    words = {
        "case": one.case, "group": one, "meetings": meetings, "year": year, "years": _years(meetings, this),
        "told": year_of(one, months), "months": months, "asked": carried_in(one.case, timezone.now(), None),
        "seats": [seat for seat in one.seats.select_related("body") if seat.until_on is None or seat.until_on >= today],
        "gone": [seat for seat in one.seats.select_related("body") if seat.until_on and seat.until_on < today],
        "under": groups_for(person_of(request)).filter(pk=one.under).first() if one.under else None,
        "wanted_by": wanted_by(one, counting),
        "runs": one.ended_on is None and one.case.closed_at is None
        and may_open(person_of(request), one.case, what=ALL, may=RUN),
    }  # fmt: skip
    return render(request, "meetings/group.html", words)


def _years(meetings: list[Meeting], this: int) -> list[int]:
    held = {twelve_months_of(london_day(one.held_at)).first.year for one in meetings if one.held_at}
    return sorted({this, *held}, reverse=True)


@signed_in
@require_http_methods(["GET", "POST"])
def terms(request: HttpRequest, case_id: uuid.UUID, group_id: uuid.UUID) -> HttpResponse:
    one = open_group(request, case_id, group_id, RUN)
    standing = groups_for(person_of(request)).filter(case__partnership=one.case.partnership, ended_on__isnull=True)
    form = TermsForm(
        typed(request), partnerships=[one.case.partnership], groups=standing.exclude(pk=one.pk),
        initial=TermsForm.as_agreed(one),
    )  # fmt: skip

    def act() -> str:
        grouping.change_terms(one, form.terms, by=person_of(request))
        return "The terms are changed."

    return ask(request, _page(one, "Change the terms", "Change them"), form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def expect(request: HttpRequest, case_id: uuid.UUID, group_id: uuid.UUID) -> HttpResponse:
    one = open_group(request, case_id, group_id, RUN)
    form = SeatForm(typed(request), group=one, initial={"from_on": timezone.localdate()})

    def act() -> str:
        said = {name: form.cleaned_data[name] for name in ("office", "name", "email", "from_on")}
        seat = grouping.expect(one, form.whose, by=person_of(request), **said)
        return f"{seat} is expected from that day."

    return ask(request, _page(one, "Say who is expected", "Put them in a seat"), form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def end_seat(request: HttpRequest, case_id: uuid.UUID, group_id: uuid.UUID, group_seat_id: uuid.UUID) -> HttpResponse:
    one = open_group(request, case_id, group_id, RUN)
    seat = Seat.objects.filter(group=one, pk=group_seat_id).select_related("body", "group").first()
    if seat is None:
        raise Http404
    form = EndSeatForm(typed(request), initial={"until_on": timezone.localdate()})

    def act() -> str:
        grouping.end_seat(seat, until_on=form.cleaned_data["until_on"], by=person_of(request))
        return f"{seat} is not expected after that day."

    says = [f"{seat}, {seat.office}.", "Meetings they were expected at before keep how they were there."]
    return ask(request, _page(one, "End a seat", "End it", says), form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, case_id: uuid.UUID, group_id: uuid.UUID) -> HttpResponse:
    one = open_group(request, case_id, group_id, RUN)
    form = PlanMeeting(typed(request), initial={"lasts": "120", "chair": one.chair})
    made: list[Meeting] = []

    def act() -> str:
        made.append(grouping.plan_group_meeting(one, form.arrangement, by=person_of(request)))
        return "The meeting is planned. Put on the agenda what is brought to it, then send it with the papers."

    says = ["Everybody with a seat on that day is on its list. They are written to when you send the agenda."]
    answer = ask(request, _page(one, "Plan a meeting", "Plan it", says), form, act)
    if made and answer.status_code == 302:
        return redirect("meetings:meeting", case_id=case_id, meeting_id=made[0].pk)
    return answer


@signed_in
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, case_id: uuid.UUID, group_id: uuid.UUID) -> HttpResponse:
    one = open_group(request, case_id, group_id, RUN)
    form = EndGroupForm(typed(request))

    def act() -> str:
        grouping.end_group(one, on=form.cleaned_data["on"], why=form.cleaned_data["why"], by=person_of(request))
        return "The group is recorded as ended. What it decided, and what it asked for, stays."

    return ask(request, _page(one, "End the group", "End the group", grave=True), form, act)


def _trail(*further: tuple[str, str]) -> list[tuple[str, str]]:
    return [("What is due", reverse("cases:due")), ("Groups", reverse("meetings:groups")), *further]


def _at(one: Group) -> str:
    return reverse("meetings:group", kwargs={"case_id": one.case_id, "group_id": one.pk})


def _page(one: Group, title: str, press: str, says: list[str] | None = None, *, grave: bool = False) -> Page:
    return Page(title, _trail((str(one), _at(one))), press, "", _at(one), says or [], over=str(one), grave=grave)
