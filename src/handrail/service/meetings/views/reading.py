"""A meeting as people read it: the lists, the page, the papers of the pack, and the entry for a calendar."""

from __future__ import annotations

import uuid
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
from handrail.service.meetings.models import PackItem


@signed_in
@require_http_methods(["GET"])
def our_meetings(request: HttpRequest) -> HttpResponse:
    """Every meeting this person may open, on every folder; a list that may be empty."""
    return render(request, "meetings/our_meetings.html", {"meetings": meetings_for(person_of(request))})


@signed_in
@require_http_methods(["GET"])
def meetings(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """The meetings on one folder."""
    case = open_folder(request, case_id, what=ALL)
    runs = case.closed_at is None and may_open(person_of(request), case, what=ALL, may=RUN)
    return render(request, "meetings/meetings.html", {"case": case, "meetings": meetings_of(case), "runs": runs})


@signed_in
@require_http_methods(["GET"])
def meeting_page(request: HttpRequest, case_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """The meeting: whole for those who hold the folder; the agenda and the pack for those who are invited."""
    seen = open_meeting(request, case_id, meeting_id)
    page = "meetings/meeting.html" if seen.whole else "meetings/invited.html"
    return render(request, page, words_of(seen, person_of(request)))


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
