"""Holding a meeting: when it was held, who came, the minutes, the decisions."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.common.drawing import in_words_with_time
from handrail.guidance import spoken
from handrail.service.access.asking import drawn
from handrail.service.access.asking import typed as as_typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.once import keeps_as_typed
from handrail.service.cases.actions import NotDone
from handrail.service.cases.drafts import AlreadySubmitted
from handrail.service.cases.journey_pages import Course, check, walk
from handrail.service.cases.models import Draft
from handrail.service.fields import instant
from handrail.service.meetings.actions import holding
from handrail.service.meetings.doors import minuting, running
from handrail.service.meetings.forms.folders import Decide, Done, MarkHeld, WhoCame
from handrail.service.meetings.minutes import MINUTES, journey_of, notes_in
from handrail.service.meetings.models import Meeting
from handrail.service.meetings.views.asking import page_about
from handrail.service.meetings.views.inviting import bodies_for
from handrail.service.partnerships.models import Body


@signed_in
@require_http_methods(["GET", "POST"])
def held(request: HttpRequest, case_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """Record when it was held."""
    meeting = running(request, case_id, meeting_id)
    planned = timezone.localtime(meeting.held_at or meeting.starts_at)
    initial = {"day": planned.date(), "hour": f"{planned:%H:%M}"}
    form = MarkHeld(as_typed(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        held_at = instant(form.cleaned_data["day"], form.cleaned_data["hour"])
        try:
            holding.mark_held(meeting, held_at=held_at, by=person_of(request))
        except NotDone as reason:
            form.add_error("hour", str(reason))
        else:
            messages.success(request, "The meeting is recorded as held. Next: who came, and the minutes.")
            return _to_meeting(meeting)
    says = [f"It was planned for {in_words_with_time(meeting.starts_at)}."]
    return drawn(request, page_about(meeting, "Record when it was held", "Record it", says), form)


@signed_in
@require_http_methods(["GET", "POST"])
def attendance(request: HttpRequest, case_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """Record who came."""
    meeting = running(request, case_id, meeting_id)
    if meeting.group is not None:
        return redirect("meetings:who_came", case_id=case_id, meeting_id=meeting_id)
    form = WhoCame(as_typed(request), attendance=meeting.attendance.all())
    if request.method == "POST" and form.is_valid():
        try:
            holding.record_attendance(meeting, came=form.came, by=person_of(request))
        except NotDone as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "Who came is recorded.")
            return _to_meeting(meeting)
    return render(request, "meetings/attendance.html", {"case": meeting.case, "meeting": meeting, "form": form})


@signed_in
@require_http_methods(["POST"])
def begin_minutes(request: HttpRequest, case_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """Begin the minutes, or go on with those being typed."""
    meeting, body = minuting(request, case_id, meeting_id)
    pages = journey_of(meeting).pages
    try:
        holding.begin_minutes(meeting, by=person_of(request), body=body)
    except NotDone as reason:
        messages.warning(request, str(reason))
        return _to_meeting(meeting)
    if not pages:
        messages.warning(request, "The agenda is empty. Add an item to write minutes under.")
        runs = body.pk == meeting.case.partnership_id
        return redirect(f"meetings:{'agenda' if runs else 'meeting'}", case_id=case_id, meeting_id=meeting_id)
    return redirect("meetings:minutes", case_id=case_id, meeting_id=meeting_id, slug=pages[0].slug)


@signed_in
@require_http_methods(["GET", "POST"])
@keeps_as_typed
def minutes(request: HttpRequest, case_id: uuid.UUID, meeting_id: uuid.UUID, slug: str) -> HttpResponse:
    """The minutes under one item."""
    meeting, body = minuting(request, case_id, meeting_id)
    draft = _typed(meeting, body)
    if draft is None or (request.method == "GET" and not _is_open(draft)):
        return _to_meeting(meeting)
    return walk(request, draft, slug, _course(meeting))


@signed_in
@require_http_methods(["GET", "POST"])
def check_minutes(request: HttpRequest, case_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """Read the minutes through, and put them on record."""
    meeting, body = minuting(request, case_id, meeting_id)
    draft = _typed(meeting, body)
    if draft is None or not _is_open(draft) or not meeting.agenda.all():
        return _to_meeting(meeting)
    if request.method == "POST":
        notes = notes_in(meeting, draft.answers)
        try:
            holding.keep_minutes(meeting, notes, draft=draft, by=person_of(request))
        except (NotDone, AlreadySubmitted) as reason:
            messages.warning(request, str(reason) or "A colleague put them on record a moment ago.")
        else:
            messages.success(request, "The minutes are on record. They can be changed until they are agreed.")
        return _to_meeting(meeting)
    declaration = "Once on record, the minutes can be read by everyone who holds the whole folder."
    return check(request, draft, _course(meeting), declaration=declaration, button="Put the minutes on record")


def _typed(meeting: Meeting, body: Body) -> Draft | None:
    """The latest draft of the minutes by those who write them for this body: open, on record, or taken over."""
    drafts = Draft.objects.filter(journey=MINUTES, paper_id=meeting.pk, body=body)
    return drafts.select_related("saved_by").order_by("-begun_at").first()


def _is_open(draft: Draft) -> bool:
    return draft.submitted_at is None and draft.discarded_at is None


def _course(meeting: Meeting) -> Course:
    here = {"case_id": meeting.case_id, "meeting_id": meeting.pk}
    return Course(
        journey=journey_of(meeting),
        title=f"Minutes, {meeting.case.reference}, {spoken(meeting.starts_at)}",
        page_at=lambda slug: reverse("meetings:minutes", kwargs={**here, "slug": slug}),
        check_at=reverse("meetings:check_minutes", kwargs=here),
        leave_to=reverse("meetings:meeting", kwargs=here),
    )


@signed_in
@require_http_methods(["POST"])
def agree_minutes(request: HttpRequest, case_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    meeting = running(request, case_id, meeting_id)
    try:
        holding.agree_minutes(meeting, by=person_of(request))
    except NotDone as reason:
        messages.warning(request, str(reason))
    else:
        messages.success(
            request,
            "The minutes are recorded as agreed, and no longer change."
            + (" Whoever was sent the agenda is told, and can read them." if meeting.group else ""),
        )
    return _to_meeting(meeting)


@signed_in
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, case_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """Record a decision or an immediate action."""
    meeting = running(request, case_id, meeting_id)
    if meeting.group is not None:
        return redirect("meetings:decide_together", case_id=case_id, meeting_id=meeting_id)
    bodies = {str(body.pk): body for body in bodies_for(meeting.case)}
    form = Decide(as_typed(request), bodies=bodies.values())
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        owner = bodies.get(typed["owner"])
        try:
            holding.decide(
                meeting,
                text=typed["text"],
                immediate_action=typed["kind"] == "action",
                owner=owner,
                due_on=typed["due_on"],
                by=person_of(request),
            )
        except NotDone as reason:
            form.add_error("owner", str(reason))
        else:
            messages.success(request, "Recorded.")
            if owner and not any(one.body_id == owner.pk and one.told_at for one in meeting.attendance.all()):
                messages.warning(
                    request, f"{owner} was not sent this meeting’s pack. Tell them yourself what is asked of them."
                )
            return _to_meeting(meeting)
    says = [
        "An agency that is named is told by e-mail that something is asked of it, and sees it on its page of this "
        "meeting if it was sent the pack."
    ]
    return drawn(request, page_about(meeting, "Record a decision or action", "Record it", says), form)


@signed_in
@require_http_methods(["GET", "POST"])
def done(request: HttpRequest, case_id: uuid.UUID, meeting_id: uuid.UUID, action_id: int) -> HttpResponse:
    """Record that an action was done."""
    meeting = running(request, case_id, meeting_id)
    decision = meeting.decisions.visible_to(person_of(request)).filter(pk=action_id).select_related("owner").first()
    if decision is None:
        raise Http404
    form = Done(as_typed(request), initial={"done_on": decision.done_on})
    if request.method == "POST" and form.is_valid():
        try:
            holding.record_done(decision, done_on=form.cleaned_data["done_on"], by=person_of(request))
        except NotDone as reason:
            form.add_error("done_on", str(reason))
        else:
            messages.success(request, "Recorded as done.")
            return _to_meeting(meeting)
    due = f", due {spoken(decision.due_on)}" if decision.due_on else ""
    says = [decision.text, f"{decision.owner or 'No agency was named'}{due}"]
    return drawn(request, page_about(meeting, "Record that it was done", "Record it", says), form)


def _to_meeting(meeting: Meeting) -> HttpResponse:
    return redirect("meetings:meeting", case_id=meeting.case_id, meeting_id=meeting.pk)
