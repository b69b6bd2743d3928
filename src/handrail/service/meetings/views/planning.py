"""Planning a meeting, changing it, calling it off, and its agenda."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.common.drawing import in_words_with_time
from handrail.guidance import london_day, spoken
from handrail.service.access.asking import drawn, typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.roles import ALL
from handrail.service.cases.actions import NotDone
from handrail.service.cases.doors import open_folder
from handrail.service.meetings.actions import planning
from handrail.service.meetings.doors import RUN, running
from handrail.service.meetings.forms.folders import AddItem, CancelMeeting, PlanMeeting
from handrail.service.meetings.models import AgendaItem, Meeting
from handrail.service.meetings.views.asking import page_about
from handrail.service.requests.due_days import running_review, why_no_work
from handrail.service.requests.matters import matters


@signed_in
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    case = open_folder(request, case_id, what=ALL, may=RUN)
    about = matters(case)
    form = PlanMeeting(typed(request), matters=about, initial={"lasts": "120"})
    if request.method == "POST" and form.is_valid():
        try:
            meeting = planning.plan_meeting(
                case, form.arrangement, about=str(form.cleaned_data.get("about") or about[0][0]), by=person_of(request)
            )
        except NotDone as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "The meeting is planned. Now invite people, and choose the papers.")
            _doubt(request, meeting)
            return redirect("meetings:meeting", case_id=case_id, meeting_id=meeting.pk)
    return render(request, "meetings/plan.html", {"case": case, "form": form, "review": running_review(case)})


def _doubt(request: HttpRequest, meeting: Meeting) -> None:
    """What may be wrong with the day, said once it is kept: it can be changed."""
    day = london_day(meeting.starts_at)
    skipped = why_no_work(day)
    if skipped:
        messages.warning(request, f"{spoken(day)} is not a working day: it is {skipped}. Change it if that is a slip.")
    if day < timezone.localdate():
        messages.warning(request, f"{spoken(day)} is past. If it was held then, record that below.")
    review = running_review(meeting.case, meeting.about)
    if review is not None and review.due_on is not None and day > review.due_on:
        messages.warning(request, f"The rapid review itself is due on {spoken(review.due_on)}, before this meeting.")


@signed_in
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, case_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    meeting = running(request, case_id, meeting_id)
    form = PlanMeeting(typed(request), initial=PlanMeeting.as_planned(meeting))
    if request.method == "POST" and form.is_valid():
        try:
            told = planning.change_meeting(meeting, form.arrangement, by=person_of(request))
        except NotDone as reason:
            form.add_error(None, str(reason))
        else:
            meeting.refresh_from_db()
            names = ", ".join(one.name for one in told)
            messages.success(request, f"The meeting was changed. Told by e-mail: {names or 'nobody yet'}.")
            _doubt(request, meeting)
            return redirect("meetings:meeting", case_id=case_id, meeting_id=meeting_id)
    says = [
        "If the hour or the place changes, everyone who was sent the agenda is told by e-mail, and their calendars can "
        "take the new entry."
    ]
    return drawn(request, page_about(meeting, "Change the meeting", "Change it", says), form)


@signed_in
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, case_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    meeting = running(request, case_id, meeting_id)
    form = CancelMeeting(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            planning.cancel_meeting(meeting, why=form.cleaned_data["why"], by=person_of(request))
        except NotDone as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "The meeting is cancelled, and those who had been told of it are told.")
            return redirect("meetings:meeting", case_id=case_id, meeting_id=meeting_id)
    says = [
        f"It is planned for {in_words_with_time(meeting.starts_at)}. Everyone who was sent the agenda is told, and can "
        "no longer open it. The agenda, pack and minutes are kept."
    ]
    return drawn(request, page_about(meeting, "Cancel the meeting", "Cancel the meeting", says, grave=True), form)


@signed_in
@require_http_methods(["GET", "POST"])
def agenda(request: HttpRequest, case_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """Add, move and take out items, a button each."""
    meeting = running(request, case_id, meeting_id)
    adding = request.method == "POST" and "add" in request.POST
    form = AddItem(request.POST if adding else None)
    if request.method == "POST" and (not adding or form.is_valid()):
        try:
            _change_agenda(request, meeting, form)
        except NotDone as reason:
            if adding:
                form.add_error("title", str(reason))
            else:
                messages.warning(request, str(reason))
        if not form.errors:
            return redirect("meetings:agenda", case_id=case_id, meeting_id=meeting_id)
    return render(request, "meetings/agenda.html", {"case": meeting.case, "meeting": meeting, "form": form})


def _change_agenda(request: HttpRequest, meeting: Meeting, form: AddItem) -> None:
    person = person_of(request)
    if "add" in request.POST:
        planning.add_item(meeting, title=form.cleaned_data["title"], by=person)
        return
    for verb in ("up", "down", "remove"):
        if verb in request.POST:
            item = _item(meeting, str(request.POST[verb]))
            if verb == "remove":
                planning.remove_item(item, by=person)
            else:
                planning.move_item(item, up=verb == "up", by=person)


def _item(meeting: Meeting, typed: str) -> AgendaItem:
    item = meeting.agenda.filter(pk=int(typed)).first() if typed.isdecimal() and len(typed) < 19 else None
    if item is None:
        raise Http404
    return item
