"""Inviting people, choosing the pack, and sending both."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.models import Person
from handrail.service.access.roles import CONTRIBUTION
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Case
from handrail.service.documents.doors import shut_in_open_folders
from handrail.service.documents.models import Document
from handrail.service.meetings.actions import inviting
from handrail.service.meetings.doors import running, who_may_attend
from handrail.service.meetings.forms.folders import ChoosePapers, Invite
from handrail.service.meetings.models import Meeting
from handrail.service.partnerships.models import Body, Contact
from handrail.service.requests.models import Request


@signed_in
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest, case_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """The list of those invited; people are added to it and taken off."""
    meeting = running(request, case_id, meeting_id)
    if request.method == "POST" and "remove" in request.POST:
        return _uninvite(request, meeting)
    typed = request.POST if request.method == "POST" else None
    form = Invite(typed, contacts=_contacts(meeting), bodies=bodies_for(meeting.case))
    if request.method == "POST" and form.is_valid():
        try:
            invited = inviting.invite(meeting, form.guests, by=person_of(request))
        except NotDone as reason:
            form.add_error(None, str(reason))
        else:
            names = ", ".join(one.name for one in invited)
            messages.success(request, f"Invited: {names}. They are written to when you send the agenda and pack.")
            return redirect("meetings:invite", case_id=case_id, meeting_id=meeting_id)
    return render(request, "meetings/invite.html", {"case": meeting.case, "meeting": meeting, "form": form})


def _uninvite(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    typed = str(request.POST["remove"])
    invited = meeting.attendance.filter(pk=int(typed)).first() if typed.isdecimal() and len(typed) < 19 else None
    if invited is None:
        raise Http404
    try:
        inviting.uninvite(invited, by=person_of(request))
    except NotDone as reason:
        messages.warning(request, str(reason))
    else:
        messages.success(request, f"{invited.name} is no longer invited.")
    return redirect("meetings:invite", case_id=meeting.case_id, meeting_id=meeting.pk)


def bodies_for(case: Case) -> QuerySet[Body]:
    """Those that may come to a meeting of the partnership, and the partnership itself."""
    may = who_may_attend(case.partnership).order_by().values_list("pk", flat=True)
    return Body.objects.filter(pk__in=[*may, case.partnership.pk])


def _contacts(meeting: Meeting) -> list[Contact]:
    """Contacts of those bodies who are not on the list yet."""
    today = timezone.localdate()
    listed = {(one.body_id, one.name) for one in meeting.attendance.all()}
    known = Contact.objects.filter(body__in=bodies_for(meeting.case)).select_related("body")
    return [
        one for one in known.order_by("body__name", "deputy", "name")
        if one.holds_on(today) and (one.body_id, one.name) not in listed
    ]  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def pack(request: HttpRequest, case_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """Choose the papers."""
    meeting = running(request, case_id, meeting_id)
    requests, documents = _summaries(meeting.case), _documents(meeting.case, person_of(request))
    held = list(meeting.pack.all())
    initial = {
        "requests": [str(item.request_id) for item in held if item.request_id],
        "documents": [str(item.document_id) for item in held if item.document_id],
    }
    form = ChoosePapers(
        request.POST if request.method == "POST" else None,
        requests=requests,
        documents=[(str(document.pk), document.name) for document in documents],
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        chosen = {*form.cleaned_data.get("requests", []), *form.cleaned_data.get("documents", [])}
        try:
            inviting.choose_papers(
                meeting,
                requests=[asked for asked in requests if str(asked.pk) in chosen],
                documents=[document for document in documents if str(document.pk) in chosen],
                by=person_of(request),
            )
        except NotDone as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"The pack holds {len(chosen)} paper{'' if len(chosen) == 1 else 's'}.")
            return redirect("meetings:meeting", case_id=case_id, meeting_id=meeting_id)
    return render(request, "meetings/pack.html", {"case": meeting.case, "meeting": meeting, "form": form})


def _summaries(case: Case) -> list[Request]:
    received = Request.objects.filter(
        case=case,
        of__in=[Request.Of.SUMMARY, Request.Of.REPORTING_FORM, Request.Of.SUPPLEMENT],
        contribution__isnull=False,
    )
    return list(received.select_related("body"))


def _documents(case: Case, person: Person) -> list[Document]:
    """The folder's documents; what went with a summary goes into the pack with it."""
    filed = Document.objects.filter(folder=case.folder).exclude(opens=CONTRIBUTION)
    return list(filed.exclude(pk__in=shut_in_open_folders(person, filed).order_by().values("pk")))


@signed_in
@require_http_methods(["GET", "POST"])
def send_pack(request: HttpRequest, case_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """What goes to whom, to be looked at once more; then it is sent."""
    meeting = running(request, case_id, meeting_id)
    if request.method == "POST":
        try:
            unreached = inviting.send_pack(meeting, by=person_of(request))
        except NotDone as reason:
            messages.warning(request, str(reason))
        else:
            messages.success(request, "The agenda and pack are sent: those invited can now open them.")
            if unreached:
                names = ", ".join(str(one) for one in unreached)
                messages.warning(request, f"No e-mail address is known for {names}. Telephone them.")
        return redirect("meetings:meeting", case_id=case_id, meeting_id=meeting_id)
    words = {"case": meeting.case, "meeting": meeting, "papers": list(meeting.pack.all())}
    return render(request, "meetings/send_pack.html", words)
