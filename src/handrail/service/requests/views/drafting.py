"""Writing the summary, a page at a time, with a file if there is one; checking it, and sending it."""

from __future__ import annotations

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.models import Writer
from handrail.service.access.once import keeps_as_typed
from handrail.service.cases.actions import NotDone
from handrail.service.cases.drafts import AlreadySubmitted, Overtaken, save_page
from handrail.service.cases.journey_pages import Course, check, walk
from handrail.service.cases.models import Draft
from handrail.service.documents.actions import store
from handrail.service.documents.kinds import NotTaken
from handrail.service.documents.models import Document
from handrail.service.fields import FileField
from handrail.service.requests import actions
from handrail.service.requests.doors import answer_request
from handrail.service.requests.drafting import begin, draft_of
from handrail.service.requests.models import Contribution, Request
from handrail.service.requests.sheets import is_filled_in, sheet_of, title_of
from handrail.service.requests.summary import DOCUMENT, Approved

DECLARATION = (
    "By sending this you say that your agency has agreed it. After it is sent it cannot be changed; you can add to it."
)


class Attach(forms.Form):
    file = FileField(
        label="Choose a file",
        hint="A chronology or a report that you already have, as Word, Excel, PDF, picture or e-mail, up to 20 MB.",
    )


@signed_in
@require_http_methods(["POST"])
def begin_summary(request: HttpRequest, case_id: uuid.UUID, request_id: uuid.UUID) -> HttpResponse:
    """Begin the draft, or go on with the one a colleague began."""
    asked = answer_request(request, case_id, request_id)
    if not asked.waits or not is_filled_in(asked):
        return redirect("requests:request", case_id=case_id, request_id=request_id)
    begin(asked, by=person_of(request))
    first = sheet_of(asked).first
    return redirect("requests:summary", case_id=case_id, request_id=request_id, slug=first)


@signed_in
@require_http_methods(["GET", "POST"])
@keeps_as_typed
def summary(request: HttpRequest, case_id: uuid.UUID, request_id: uuid.UUID, slug: str) -> HttpResponse:
    """One page of the summary."""
    asked = answer_request(request, case_id, request_id)
    draft = draft_of(asked)
    if draft is None or (request.method == "GET" and not asked.waits):
        return redirect("requests:request", case_id=case_id, request_id=request_id)
    if slug == DOCUMENT:
        return attach(request, asked, draft, _course(asked), by=person_of(request))
    return walk(request, draft, slug, _course(asked))


@signed_in
@require_http_methods(["GET", "POST"])
def check_summary(request: HttpRequest, case_id: uuid.UUID, request_id: uuid.UUID) -> HttpResponse:
    """Read it all once more, and send it."""
    asked = answer_request(request, case_id, request_id)
    draft = draft_of(asked)
    if draft is None or not asked.waits:
        return redirect("requests:request", case_id=case_id, request_id=request_id)
    if request.method == "POST":
        try:
            sent = send_what_was_typed(asked, draft, by=person_of(request))
        except (NotDone, AlreadySubmitted) as reason:
            messages.warning(request, str(reason) or "A colleague sent it a moment ago. Nothing was sent twice.")
            return redirect("requests:request", case_id=case_id, request_id=request_id)
        if sent is not None:
            messages.success(request, _thanks(asked, after_review=sent.after_review))
            return redirect("requests:request", case_id=case_id, request_id=request_id)
    return check(request, draft, _course(asked), declaration=DECLARATION, button=f"Send the {asked.short}")


def send_what_was_typed(asked: Request, draft: Draft, *, by: Writer) -> Contribution | None:
    """Send the draft as it stands; None while an answer is still needed. Raises NotDone and AlreadySubmitted."""
    sheet = sheet_of(asked)
    cleaned = sheet.journey.cleaned(draft.answers)
    if cleaned is None:
        return None
    questions, words = sheet.as_sent(draft.answers)
    answers = actions.Answers(questions, words, str(cleaned["approved_by"]), attached_to(draft, asked))
    return actions.send_summary(asked, answers, draft=draft, by=by)


def _thanks(asked: Request, *, after_review: bool) -> str:
    if after_review:
        return (
            f"Your {asked.short} was received, after {asked.after_what}. The coordinator has been told,"
            " and will see whether it changes anything."
        )
    return f"Your {asked.short} was received. Thank you. {asked.case.partnership} has been told."


def _course(asked: Request) -> Course:
    here = {"case_id": asked.case_id, "request_id": asked.pk}
    return Course(
        journey=sheet_of(asked).journey,
        title=title_of(asked),
        page_at=lambda slug: reverse("requests:summary", kwargs={**here, "slug": slug}),
        check_at=reverse("requests:check_summary", kwargs=here),
        leave_to=reverse("requests:request", kwargs=here),
    )


def attach(
    request: HttpRequest, asked: Request, draft: Draft, course: Course, *, by: Writer, document_at: str = ""
) -> HttpResponse:
    """A file cannot be typed, so this page is drawn apart; what is kept in the draft is the stored document's id."""
    form = Attach(request.POST if request.method == "POST" else None, request.FILES or None)
    if request.method == "POST":
        form.is_valid()
        if "remove" in request.POST:
            return _keep(request, course, draft, None, by)
        chosen = request.FILES.get("file")
        if chosen is None:
            return redirect(course.page_at(Approved.slug))
        if not form.errors:
            try:
                held = store(
                    asked.case.folder, chosen.name or "", chosen.read(), by=by,
                    opens="own contribution", for_body=asked.body,
                )  # fmt: skip
            except NotTaken as reason:
                form.add_error("file", str(reason))
            else:
                return _keep(request, course, draft, held, by)
    words = {
        "asked": asked, "case": asked.case, "course": course, "draft": draft, "form": form,
        "document": attached_to(draft, asked), "document_at": document_at, "on": course.page_at(Approved.slug),
    }  # fmt: skip
    return render(request, "requests/attach.html", words)


def _keep(request: HttpRequest, course: Course, draft: Draft, held: Document | None, by: Writer) -> HttpResponse:
    typed = {"document": [str(held.pk)], "document_name": [held.name]} if held else {}
    try:
        save_page(draft.pk, DOCUMENT, typed, version=draft.version, by=by)
    except (AlreadySubmitted, Overtaken):
        messages.warning(request, "A colleague changed this a moment ago. See below what stands now.")
    return redirect(course.page_at(DOCUMENT))


def attached_to(draft: Draft, asked: Request) -> Document | None:
    """The file put to this draft; only one of this folder, stored for this body."""
    kept = (draft.answers.get(DOCUMENT, {}).get("document") or [""])[0]
    if not kept:
        return None
    return Document.objects.filter(pk=kept, folder=asked.case.folder, for_body=asked.body).first()
