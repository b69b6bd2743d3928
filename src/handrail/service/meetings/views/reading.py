"""A meeting as people read it: the lists, the page, the papers of the pack, and the entry for a calendar."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.guidance import london_day
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.models import Person
from handrail.service.access.roles import ALL
from handrail.service.cases.doors import may_open, open_folder
from handrail.service.documents.views import as_attachment
from handrail.service.meetings.actions.holding import open_minutes
from handrail.service.meetings.calendar import calendar_entry
from handrail.service.meetings.doors import RUN, Seen, meetings_for, meetings_of, open_meeting, writes_minutes
from handrail.service.meetings.matters import KINDS, carried_in, matters_for
from handrail.service.meetings.models import Group, Meeting, PackItem, Voice
from handrail.service.meetings.quorum import quorum_of
from handrail.service.room import Carried


@signed_in
@require_http_methods(["GET"])
def our_meetings(request: HttpRequest) -> HttpResponse:
    """Every meeting this person may open, on every folder; a list that may be empty."""
    person = person_of(request)
    words = {
        "meetings": meetings_for(person), "whole": any(ALL in post.in_role.reach for post in person.posts_today)
    }  # fmt: skip
    return render(request, "meetings/our_meetings.html", words)


@signed_in
@require_http_methods(["GET"])
def meetings(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """The meetings on one folder."""
    case = open_folder(request, case_id, what=ALL)
    runs = case.closed_at is None and may_open(person_of(request), case, what=ALL, may=RUN)
    group = Group.objects.filter(case=case).first()
    words = {
        "case": case,
        "meetings": meetings_of(case, person_of(request)),
        "runs": runs and group is None,
        "group": group,
    }
    return render(request, "meetings/meetings.html", words)


@signed_in
@require_http_methods(["GET"])
def meeting_page(request: HttpRequest, case_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """The meeting: whole for those who hold the folder; the agenda and the pack for those who are invited."""
    seen = open_meeting(request, case_id, meeting_id)
    words = words_of(seen, person_of(request))
    if seen.meeting.group is not None:
        return render(request, "meetings/of_group.html", words | of_group(seen, person_of(request)))
    return render(request, "meetings/meeting.html" if seen.whole else "meetings/invited.html", words)


def of_group(seen: Seen, person: Person) -> dict[str, Any]:
    """What the page of a meeting of the partnership tells beside. What is asked of bodies stands with those who hold
    the whole folder."""
    meeting = seen.meeting
    matters = (
        matters_for(person, meeting.case.partnership) if any(one.matter for one in meeting.decisions.all()) else {}
    )
    before = Meeting.objects.filter(group=meeting.group, held_at__isnull=False, starts_at__lt=meeting.starts_at)
    last = before.order_by("-starts_at").first()
    since = london_day(last.starts_at) if last else None
    return {
        "whole": seen.whole, "group": meeting.group, "quorum": quorum_of(meeting), "last": last,
        "kinds": KINDS, "matters": matters, "voices": voices_of(meeting),
        "carried": carried_in(meeting.case, meeting.starts_at, since) if seen.whole else [],
        "asked_here": asked_at(meeting) if seen.whole else [],
        "reads_minutes": meeting.minutes_kept_at is not None and (seen.whole or meeting.minutes_agreed_at is not None),
        "not_ready": not any(one.there for one in meeting.attendance.all()),
    }  # fmt: skip


def asked_at(meeting: Meeting) -> list[Carried]:
    """What this meeting asked for, however far it has come."""
    after = meeting.starts_at + timedelta(microseconds=1)
    asked = carried_in(meeting.case, after, date.min)
    return [one for one in asked if one.asked_on == london_day(meeting.starts_at)]


def voices_of(meeting: Meeting) -> dict[int, dict[str, list[str]]]:
    """By decision, by what they said, the names."""
    said: dict[int, dict[str, list[str]]] = {}
    rows = Voice.objects.filter(decision__meeting=meeting).select_related("attendance__body")
    for one in rows:
        said.setdefault(one.decision_id, {}).setdefault(one.get_says_display(), []).append(one.attendance.who_spoke)
    return said


def words_of(seen: Seen, person: Person) -> dict[str, Any]:
    meeting = seen.meeting
    decisions = list(meeting.decisions.all())
    writes, typed = writes_minutes(person, seen), open_minutes(meeting)
    return {
        "case": meeting.case,
        "meeting": meeting,
        "runs": seen.runs and meeting.case.closed_at is None,
        "papers": _papers(seen),
        "decisions": decisions,
        "ours": [one for one in decisions if one.owner_id in seen.bodies],
        "untold": [one for one in meeting.attendance.all() if one.told_at is None],
        "typed": typed.select_related("saved_by").first() if writes else None,
        "minutes": writes is not None and meeting.case.closed_at is None,
        "begun": london_day(meeting.starts_at) <= timezone.localdate(),
    }


def _papers(seen: Seen) -> list[PackItem]:
    """What is in the pack; the invited see what was sent, and nothing that is only chosen."""
    pack = seen.meeting.pack.select_related("document", "request__body")
    return list(pack if seen.whole else pack.filter(sent_at__isnull=False))


@signed_in
@require_http_methods(["GET"])
def pack_summary(
    request: HttpRequest, case_id: uuid.UUID, meeting_id: uuid.UUID, request_id: uuid.UUID
) -> HttpResponse:
    """An agency's summary, as a paper of the pack."""
    seen = open_meeting(request, case_id, meeting_id)
    paper = next((item for item in _papers(seen) if item.request_id == request_id), None)
    if paper is None or paper.request is None:
        raise Http404
    shown = {"paper": paper, "asked": paper.request, "sent": paper.request.contribution}
    words = words_of(seen, person_of(request)) | shown
    return render(request, "meetings/pack_summary.html", words | {"whole": seen.whole})


@signed_in
@require_http_methods(["GET"])
def pack_document(
    request: HttpRequest, case_id: uuid.UUID, meeting_id: uuid.UUID, document_id: uuid.UUID
) -> HttpResponse:
    """A document of the pack, or one that went with a summary in it: always as a file to save."""
    seen = open_meeting(request, case_id, meeting_id)
    for item in _papers(seen):
        document = item.document or (item.request.contribution.document if item.request else None)
        if document is not None and document.pk == document_id:
            return as_attachment(document)
    raise Http404


@signed_in
@require_http_methods(["GET"])
def calendar(request: HttpRequest, case_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """The meeting as a file that a calendar reads."""
    meeting = open_meeting(request, case_id, meeting_id).meeting
    answer = HttpResponse(calendar_entry(meeting), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{meeting.case.reference}-meeting.ics"'
    return answer
