"""Recording an incident, or raising one: where to begin, a page at a time, check, and send."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from handrail.service.access.asking import typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.models import Person
from handrail.service.access.once import keeps_as_typed
from handrail.service.access.roles import ALL
from handrail.service.audit import actions as audit
from handrail.service.cases.doors import may_open
from handrail.service.cases.draft_pages import discarded, discarded_lately, ended, sent_once, taken_back
from handrail.service.cases.drafts import begin_draft, drafts_of
from handrail.service.cases.journey_pages import Course, check, walk
from handrail.service.cases.models import Draft
from handrail.service.incidents.actions import record_incident
from handrail.service.incidents.ahead import due_in_words
from handrail.service.incidents.forms.draft import RAISE, RECORD, authority_of, journey_of, told_by
from handrail.service.incidents.forms.recording import aware_in
from handrail.service.incidents.forms.start import Start, beginnings_of
from handrail.service.incidents.models import Incident

NEEDED = {RECORD: "record incidents", RAISE: "raise incidents"}
BEGIN = "incidents:start"


@signed_in
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Go on with a draft of one's own agency, or begin one."""
    person = person_of(request)
    beginnings = beginnings_of(person)
    if not beginnings:
        raise Http404
    form = Start(typed(request), person=person, beginnings=beginnings, folder=request.GET.get("folder", ""))
    if request.method == "POST" and form.is_valid():
        case, beginning = form.cleaned_data.get("folder"), form.beginning
        if case is not None and beginning.journey != RECORD:
            form.add_error("folder", "Choose to record, or leave the reference empty: a new folder is opened for this.")
        else:
            partnership = case.partnership if case else beginning.post.partnership
            draft = begin_draft(
                beginning.journey, body=beginning.post.body, partnership=partnership, by=person, case=case
            )
            first = journey_of(draft).asked(draft.answers)[0]
            return redirect("incidents:record_page", draft_id=draft.pk, slug=first.slug)
    return render(request, "incidents/start.html", {"form": form, **_drafts(person)})


def _drafts(person: Person) -> dict[str, object]:
    open_drafts = [draft for key in NEEDED for draft in drafts_of(person, key) if _may(person, draft)]
    return {
        "drafts": [(draft, authority_of(draft) or "Draft") for draft in open_drafts],
        "discarded": [draft for draft in discarded_lately(person, NEEDED) if _may(person, draft)],
    }


def _may(person: Person, draft: Draft) -> bool:
    """Whether a post at the body whose draft it is allows it, and its folder, if it has one, may be opened."""
    posts = [
        p for p in person.posts_today if (p.body_id, NEEDED[draft.journey] in p.in_role.may) == (draft.body_id, True)
    ]
    if draft.case is not None:
        return bool(posts) and may_open(person, draft.case, what=ALL, may=NEEDED[draft.journey])
    return any(post.partnership_id == draft.partnership_id for post in posts)


def _draft(request: HttpRequest, draft_id: uuid.UUID) -> Draft:
    wanted = Draft.objects.select_related("body", "partnership", "saved_by", "case__authority", "case__partnership")
    draft = wanted.filter(pk=draft_id, journey__in=NEEDED).first()
    if draft is None or not _may(person_of(request), draft):
        raise Http404
    audit.looked(person_of(request), str(draft), draft, draft.case_id)
    return draft


def _course(draft: Draft) -> Course:
    raising = draft.journey == RAISE
    title = "Raise an incident" if raising else "Record an incident"
    return Course(
        journey=journey_of(draft),
        title=f"{title}: another in {draft.case}" if draft.case else title,
        page_at=lambda slug: reverse("incidents:record_page", kwargs={"draft_id": draft.pk, "slug": slug}),
        check_at=reverse("incidents:check", kwargs={"draft_id": draft.pk}),
        leave_to=_incident_page(draft) or reverse("incidents:start"),
    )


def _incident_page(draft: Draft) -> str:
    """Where the paper is that a draft became."""
    if draft.submitted_at is None or draft.paper_id is None or draft.case_id is None:
        return ""
    name = "raised" if draft.journey == RAISE else "incident"
    return reverse(f"incidents:{name}", kwargs={"case_id": draft.case_id, "incident_id": draft.paper_id})


@signed_in
@require_http_methods(["GET", "POST"])
@keeps_as_typed
def record_page(request: HttpRequest, draft_id: uuid.UUID, slug: str) -> HttpResponse:
    """One page of the journey, kept as it is typed."""
    draft = _draft(request, draft_id)
    if request.method == "GET" and (over := ended(request, draft, _course(draft), begin=BEGIN)):
        return over
    return walk(request, draft, slug, _course(draft))


@signed_in
@require_http_methods(["GET", "POST"])
def check_answers(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Every answer, and what still stands in the way; then it is sent, once."""
    draft = _draft(request, draft_id)
    if request.method == "GET" and (over := ended(request, draft, _course(draft), begin=BEGIN)):
        return over
    if request.method == "POST":
        on = sent_once(request, draft, lambda: _send(request, draft, person_of(request)), _course)
        if on is not None:
            return on
    raising = draft.journey == RAISE
    return check(
        request,
        draft,
        _course(draft),
        declaration=_declaration(draft),
        button="Send" if raising else "Record the incident",
    )


def _declaration(draft: Draft) -> str:
    authority, aware = authority_of(draft), aware_in(draft.answers)
    if draft.journey == RAISE:
        whose = authority or "The local authority"
        return f"{whose} will be told that something waits to be considered, and will read it here."
    said = "This opens a folder for the safeguarding partners of the area, and sets the working days running."
    if draft.case is not None:
        said = f"This adds an incident to the folder {draft.case}, and sets its working days running."
    ahead = due_in_words(authority, aware) if authority and aware else ""
    return f"{said} {ahead} Nothing is sent to the Panel by this."


def _send(request: HttpRequest, draft: Draft, person: Person) -> HttpResponse | None:
    told, authority = told_by(draft), authority_of(draft)
    if told is None or authority is None:
        return None
    incident = record_incident(
        told, partnership=draft.partnership, authority=authority, by=person, case=draft.case, draft=draft,
        raised_by=draft.body if draft.journey == RAISE else None,
    )  # fmt: skip
    return _sent(request, incident, raised=draft.journey == RAISE)


def _sent(request: HttpRequest, incident: Incident, *, raised: bool) -> HttpResponse:
    if raised:
        messages.success(request, f"Sent. {incident.authority} will consider it. The reference is {incident.case}.")
        return redirect("incidents:raised", case_id=incident.case_id, incident_id=incident.pk)
    messages.success(request, f"Recorded in the folder {incident.case}. The working days are running.")
    return redirect("incidents:incident", case_id=incident.case_id, incident_id=incident.pk)


@signed_in
@require_http_methods(["POST"])
def discard_draft(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    return discarded(request, _draft(request, draft_id), begin=BEGIN)


@signed_in
@require_http_methods(["POST"])
def restore_draft(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    return taken_back(request, _draft(request, draft_id), begin=BEGIN)
