"""Notifying a death: where to begin, a page at a time, check, and send."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.guidance import law_in
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.models import Person
from handrail.service.access.once import keeps_as_typed
from handrail.service.access.roles import ALL
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.doors import may_open
from handrail.service.cases.drafts import AlreadySubmitted, begin_draft, discard, drafts_of, restore
from handrail.service.cases.journey_pages import Course, check, walk
from handrail.service.cases.models import Draft
from handrail.service.child_deaths.actions.judge import IN_WORDS, scope_of
from handrail.service.child_deaths.actions.notify import notify
from handrail.service.child_deaths.forms.draft import (
    NOTIFY,
    authority_of,
    initial_of,
    journey_of,
    posts_to_notify,
    told_by,
)
from handrail.service.child_deaths.forms.start import Start
from handrail.service.child_deaths.models import Death, ScopeDecision
from handrail.service.child_deaths.views.asking import sent

UNDO_FOR = timedelta(days=7)
NATIONAL = "child_death_notification_form"
"""What the national form asks, with how far each part of it was seen; in the editions."""


@signed_in
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Go on with a draft of one's own agency, or begin one."""
    person = person_of(request)
    posts = posts_to_notify(person)
    if not posts:
        raise Http404
    form = Start(sent(request), posts=posts)
    if request.method == "POST" and form.is_valid():
        post = form.post
        draft = begin_draft(NOTIFY, body=post.body, partnership=post.partnership, by=person)
        return redirect("child_deaths:notify_page", draft_id=draft.pk, slug=journey_of(draft).asked({})[0].slug)
    lately = Draft.objects.filter(
        journey=NOTIFY, body__in=person.bodies, submitted_at__isnull=True,
        discarded_at__gte=timezone.now() - UNDO_FOR,
    )  # fmt: skip
    words = {
        "form": form,
        "national": next(iter(law_in().contents(NATIONAL, timezone.localdate())), None),
        "drafts": [draft for draft in drafts_of(person, NOTIFY) if _may(person, draft)],
        "discarded": [draft for draft in lately if _may(person, draft)],
    }
    return render(request, "child_deaths/start.html", words)


def _may(person: Person, draft: Draft) -> bool:
    """Whether a post at the body whose draft it is allows it."""
    return any(
        (post.body_id, post.partnership_id) == (draft.body_id, draft.partnership_id)
        for post in posts_to_notify(person)
    )  # fmt: skip


def _draft(request: HttpRequest, draft_id: uuid.UUID) -> Draft:
    wanted = Draft.objects.select_related("body", "partnership", "saved_by", "case")
    draft = wanted.filter(pk=draft_id, journey=NOTIFY).first()
    if draft is None or not _may(person_of(request), draft):
        raise Http404
    audit.looked(person_of(request), str(draft), draft, draft.case_id)
    return draft


def _course(draft: Draft, person: Person) -> Course:
    return Course(
        journey=journey_of(draft),
        title="Notify a child’s death",
        page_at=lambda slug: reverse("child_deaths:notify_page", kwargs={"draft_id": draft.pk, "slug": slug}),
        check_at=reverse("child_deaths:check", kwargs={"draft_id": draft.pk}),
        leave_to=_page_of(draft, person) or reverse("child_deaths:start"),
        initial=initial_of(draft, person),
    )


def _page_of(draft: Draft, person: Person) -> str:
    """Where the paper is that a draft became."""
    if draft.submitted_at is None or draft.paper_id is None or draft.case is None:
        return ""
    name = "death" if may_open(person, draft.case, what=ALL) else "sent"
    return reverse(f"child_deaths:{name}", kwargs={"case_id": draft.case_id, "death_id": draft.paper_id})


def _ended(request: HttpRequest, draft: Draft) -> HttpResponse | None:
    """Where to go from a draft that is no longer one."""
    if draft.submitted_at is not None:
        words = {"course": _course(draft, person_of(request))}
        return render(request, "cases/journey_submitted.html", words)
    if draft.discarded_at is not None:
        messages.warning(request, "This draft was discarded. Take it back below if you want to go on with it.")
        return redirect("child_deaths:start")
    return None


@signed_in
@require_http_methods(["GET", "POST"])
@keeps_as_typed
def notify_page(request: HttpRequest, draft_id: uuid.UUID, slug: str) -> HttpResponse:
    """One page of the journey, kept as it is typed."""
    draft = _draft(request, draft_id)
    if request.method == "GET" and (ended := _ended(request, draft)):
        return ended
    return walk(request, draft, slug, _course(draft, person_of(request)))


@signed_in
@require_http_methods(["GET", "POST"])
def check_answers(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Every answer, and what still stands in the way; then it is sent, once."""
    draft = _draft(request, draft_id)
    if request.method == "GET" and (ended := _ended(request, draft)):
        return ended
    if request.method == "POST":
        answer = _submit(request, draft)
        if answer is not None:
            return answer
    course = _course(draft, person_of(request))
    return check(request, draft, course, declaration=_declaration(draft), button="Notify the death")


def _declaration(draft: Draft) -> str:
    told = told_by(draft)
    if told is None:
        return "Nothing is sent until every page is right."
    why = scope_of(told.born, told.known.born_on, told.died_on)
    if why == ScopeDecision.Why.CHILD_DEATH:
        return (
            "This opens a folder for the child death review partners of the area, and sets the days running. Nothing "
            "is sent to the national database by this."
        )
    return f"It is recorded, with this decision, which people may change: {IN_WORDS[why]}"


def _submit(request: HttpRequest, draft: Draft) -> HttpResponse | None:
    """The page of the new paper; None where something stands in the way, which the page then says."""
    person, authority = person_of(request), authority_of(draft)
    if request.POST.get("version") != str(draft.version) and draft.submitted_at is None:
        messages.warning(request, f"{draft.saved_by} changed an answer while you were reading. Check again, then send.")
        return None
    try:
        if draft.submitted_at is not None or draft.discarded_at is not None:
            raise AlreadySubmitted
        told = told_by(draft)
        if told is None or authority is None:
            return None
        death = notify(
            told, partnership=draft.partnership, authority=authority, sent_by=draft.body, by=person, draft=draft
        )
    except NotDone as fault:
        messages.error(request, str(fault))
        return None
    except AlreadySubmitted:
        held = Draft.objects.select_related("body", "partnership", "case").get(pk=draft.pk)
        return render(request, "cases/journey_submitted.html", {"course": _course(held, person)}, status=409)
    return _sent(request, death, person)


def _sent(request: HttpRequest, death: Death, person: Person) -> HttpResponse:
    messages.success(request, f"The death is notified. The reference is {death.case}.")
    name = "death" if may_open(person, death.case, what=ALL) else "sent"
    return redirect(f"child_deaths:{name}", case_id=death.case_id, death_id=death.pk)


@signed_in
@require_http_methods(["POST"])
def discard_draft(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    draft = _draft(request, draft_id)
    try:
        discard(draft, by=person_of(request))
        messages.success(request, "The draft was discarded. You can take it back below for seven days.")
    except AlreadySubmitted:
        messages.warning(request, "This draft is no longer open: someone sent or discarded it.")
    return redirect("child_deaths:start")


@signed_in
@require_http_methods(["POST"])
def restore_draft(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    draft = _draft(request, draft_id)
    restore(draft, by=person_of(request))
    messages.success(request, "The draft is back.")
    return redirect("child_deaths:start")
