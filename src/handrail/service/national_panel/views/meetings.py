"""The Panel's desk, its meetings and their agendas: what waits, what is before it, and who stands aside."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import signed_in
from handrail.service.audit import actions as audit
from handrail.service.cases.acting import ask
from handrail.service.cases.paging import page_of
from handrail.service.national_panel.actions import meetings as actions
from handrail.service.national_panel.bodies import PANEL
from handrail.service.national_panel.doors import at_the_panel, item_there, meeting_there, told_to_panel
from handrail.service.national_panel.forms import Corrected, Held, Plan, Speak, Why
from handrail.service.national_panel.holding import still_to_do
from handrail.service.national_panel.joining import reads_of
from handrail.service.national_panel.models import DocketItem, Member, PanelDecision, PanelMeeting, Told
from handrail.service.national_panel.views.asking import act_and_go, page_at_panel
from handrail.service.partnerships.models import Body


@signed_in
@require_http_methods(["GET"])
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for the Panel, its meetings, and what could not be given to a partnership."""
    person = at_the_panel(request)
    waits = actions.waiting(told_to_panel(person)).order_by("told_on", "id")
    audit.looked(person, "what waits for the Panel", Body.objects.get(pk=PANEL.key))
    theirs = DocketItem.objects.visible_to(person).values("pk")
    shown = page_of(request, waits)
    words = {
        "ahead": still_to_do(reads_of(person)), "shown": shown, "year": timezone.localdate().year,
        "considered": actions.considered_before(shown.items),
        "coming": PanelMeeting.objects.filter(
            panel=PANEL.key, held_at__isnull=True, called_off_at__isnull=True
        ).order_by("on"),
        "not_released": PanelDecision.objects.filter(item__in=theirs, released_at__isnull=True)
        .select_related("item__partnership", "item__meeting"),
        "held": PanelMeeting.objects.filter(panel=PANEL.key, held_at__isnull=False),
        "not_given": PanelDecision.objects.filter(item__in=theirs)
        .exclude(not_given_why="").select_related("item__partnership"),
    }  # fmt: skip
    return render(request, "national_panel/desk.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    person = at_the_panel(request)
    form = Plan(request.POST or None)
    page = page_at_panel(
        "Plan a meeting of the Panel", "Plan the meeting", "The meeting is planned. Put what waits on its agenda.",
        reverse("national_panel:desk"),
    )  # fmt: skip
    return ask(request, page, form, lambda: actions.plan(**form.cleaned_data, by=person))


@signed_in
@require_http_methods(["GET"])
def meeting(request: HttpRequest, panel_meeting_id: uuid.UUID) -> HttpResponse:
    """One meeting: its agenda, and what waits to be put on it."""
    person, found = at_the_panel(request), meeting_there(panel_meeting_id)
    audit.looked(person, "a meeting of the Panel", found)
    docket = DocketItem.objects.visible_to(person).standing().filter(meeting=found)
    past = found.held_at or found.called_off_at
    waits = Told.objects.none() if past else actions.waiting(told_to_panel(person)).order_by("told_on", "id")
    shown = page_of(request, waits)
    words = {
        "meeting": found, "docket": docket.select_related("partnership", "authority", "decision", "again_of"),
        "present": found.present.filter(there=True).select_related("member"), "today": timezone.localdate(),
        "shown": shown, "considered": actions.considered_before(shown.items),
    }  # fmt: skip
    return render(request, "national_panel/meeting.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, panel_meeting_id: uuid.UUID) -> HttpResponse:
    person, found = at_the_panel(request), meeting_there(panel_meeting_id)
    form = Plan(request.POST or None, initial={"on": found.on, "place": found.place})
    page = page_at_panel("Move the meeting", "Move the meeting", "The meeting was moved, with its agenda.", _of(found))
    return ask(request, page, form, lambda: actions.move(found, **form.cleaned_data, by=person))


@signed_in
@require_http_methods(["GET", "POST"])
def call_off(request: HttpRequest, panel_meeting_id: uuid.UUID) -> HttpResponse:
    person, found = at_the_panel(request), meeting_there(panel_meeting_id)
    form = Why(request.POST or None)
    page = page_at_panel(
        "Call the meeting off", "Call it off", "The meeting was called off. What was on its agenda waits again.",
        _of(found), says=["What is on its agenda then waits for another meeting."],
    )  # fmt: skip
    return ask(request, page, form, lambda: actions.call_off(found, why=form.cleaned_data["why"], by=person))


@signed_in
@require_http_methods(["GET", "POST"])
def correct_present(request: HttpRequest, panel_meeting_id: uuid.UUID) -> HttpResponse:
    person, found = at_the_panel(request), meeting_there(panel_meeting_id)
    sat = _sitting_on(found)
    there = [str(key) for key in found.present.filter(there=True).values_list("member", flat=True)]
    form = Corrected(request.POST or None, members=sat.values(), initial={"members": there})
    page = page_at_panel("Correct who was there", "Correct it", "It was corrected.", _of(found))

    def act() -> None:
        named = [sat[one] for one in form.cleaned_data["members"]]
        actions.correct_present(found, named, why=form.cleaned_data["why"], by=person)

    return ask(request, page, form, act)


@signed_in
@require_http_methods(["POST"])
def put_on(request: HttpRequest, panel_meeting_id: uuid.UUID, told_id: uuid.UUID) -> HttpResponse:
    person, found = at_the_panel(request), meeting_there(panel_meeting_id)
    told = told_to_panel(person).filter(pk=told_id).first()
    if told is None:
        raise Http404
    return act_and_go(
        request, lambda: actions.put_on(found, told, by=person), say="It is on the agenda.", go=_of(found)
    )


@signed_in
@require_http_methods(["POST"])
def take_off(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    person = at_the_panel(request)
    item = item_there(person, item_id)
    return act_and_go(
        request, lambda: actions.take_off(item, by=person), say="It was taken off the agenda, and waits again.",
        go=_of(item.meeting),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def hold(request: HttpRequest, panel_meeting_id: uuid.UUID) -> HttpResponse:
    person, found = at_the_panel(request), meeting_there(panel_meeting_id)
    there = _sitting_on(found)
    form = Held(request.POST or None, members=there.values())
    warns = [] if there else ["Nobody is recorded as a member on that day. Record the appointments first."]
    page = page_at_panel(
        "Record that the Panel met", "Record the meeting", "It is recorded that the Panel met.", _of(found), warns
    )
    return ask(
        request, page, form,
        lambda: actions.hold(found, [there[one] for one in form.cleaned_data["members"]], by=person),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def speak(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    """Whether a member has a conflict in an item."""
    person = at_the_panel(request)
    item = item_there(person, item_id)
    there = _sitting_on(item.meeting)
    form = Speak(request.POST or None, members=there.values())

    def act() -> None:
        told = form.cleaned_data
        actions.speak(
            item, there[told["member"]], stands_aside=told["stands_aside"] == "yes", words=told["words"], by=person
        )

    back = reverse("national_panel:item", args=[item.pk])
    page = page_at_panel(f"{item}: a member's conflict", "Record it", "It is recorded.", back)
    return ask(request, page, form, act)


def _sitting_on(meeting: PanelMeeting) -> dict[str, Member]:
    return {str(one.pk): one for one in Member.objects.filter(panel=PANEL.key) if one.sits_on(meeting.on)}


def _of(meeting: PanelMeeting) -> str:
    return reverse("national_panel:meeting", args=[meeting.pk])
