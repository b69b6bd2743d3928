"""Notifying a death: where to begin, a page at a time, check, and send."""

from __future__ import annotations

import uuid

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.guidance import law_in
from handrail.service.access.asking import Page as AskPage
from handrail.service.access.asking import typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.models import Person
from handrail.service.access.once import keeps_as_typed
from handrail.service.access.roles import ALL
from handrail.service.audit import actions as audit
from handrail.service.cases.acting import ask
from handrail.service.cases.actions import NotDone
from handrail.service.cases.doors import may_open
from handrail.service.cases.draft_pages import discarded, discarded_lately, ended, sent_once, taken_back
from handrail.service.cases.drafts import begin_draft, drafts_of
from handrail.service.cases.journey_pages import Course, check, walk
from handrail.service.cases.models import Draft
from handrail.service.child_deaths.actions.judge import IN_WORDS, scope_of
from handrail.service.child_deaths.actions.notify import add_told, held_already, notify
from handrail.service.child_deaths.forms.draft import (
    NOTIFY,
    authority_of,
    initial_of,
    journey_of,
    posts_to_notify,
    told_by,
)
from handrail.service.child_deaths.forms.start import Start
from handrail.service.child_deaths.lines import told_of
from handrail.service.child_deaths.models import Death, ScopeDecision

BEGIN = "child_deaths:start"
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
    form = Start(typed(request), posts=posts)
    if request.method == "POST" and form.is_valid():
        post = form.post
        draft = begin_draft(NOTIFY, body=post.body, partnership=post.partnership, by=person)
        return redirect("child_deaths:notify_page", draft_id=draft.pk, slug=journey_of(draft).asked({})[0].slug)
    words = {
        "form": form,
        "national": next(iter(law_in().contents(NATIONAL, timezone.localdate())), None),
        "drafts": [(draft, draft.body) for draft in drafts_of(person, NOTIFY) if _may(person, draft)],
        "discarded": [draft for draft in discarded_lately(person, [NOTIFY]) if _may(person, draft)],
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


@signed_in
@require_http_methods(["GET", "POST"])
@keeps_as_typed
def notify_page(request: HttpRequest, draft_id: uuid.UUID, slug: str) -> HttpResponse:
    """One page of the journey, kept as it is typed."""
    draft = _draft(request, draft_id)
    course = _course(draft, person_of(request))
    if request.method == "GET" and (over := ended(request, draft, course, begin=BEGIN)):
        return over
    return walk(request, draft, slug, course)


@signed_in
@require_http_methods(["GET", "POST"])
def check_answers(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Every answer, and what still stands in the way; then it is sent, once."""
    draft = _draft(request, draft_id)
    person = person_of(request)
    course = _course(draft, person)
    if request.method == "GET" and (over := ended(request, draft, course, begin=BEGIN)):
        return over
    if request.method == "POST":
        on = sent_once(request, draft, lambda: _send(request, draft, person), lambda held: _course(held, person))
        if on is not None:
            return on
    same = _same_death(draft, person)
    offer = ("The same death: add what you typed there", _page("add_mine", draft)) if same else None
    says = f"This child’s NHS number already stands in {same.case}, for {same.child}." if same else ""
    return check(
        request, draft, course, declaration=_declaration(draft), button="Notify the death", offer=offer, warns=says
    )


def _page(name: str, draft: Draft) -> str:
    return reverse(f"child_deaths:{name}", kwargs={"draft_id": draft.pk})


def _same_death(draft: Draft, person: Person) -> Death | None:
    """The death that has the NHS number typed, in a folder that this person may open."""
    told = told_by(draft)
    try:
        return held_already(told.known.nhs_number, person) if told else None
    except NotDone:
        return None


@signed_in
@require_http_methods(["GET", "POST"])
def add_mine(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    """What was typed is a notification of a death that has its folder: added there, so that it reaches who works on
    it."""
    draft, person = _draft(request, draft_id), person_of(request)
    told, same = told_by(draft), _same_death(draft, person)
    if draft.submitted_at or draft.discarded_at or told is None or same is None:
        return redirect("child_deaths:check", draft_id=draft.pk)
    form = forms.Form(typed(request))
    audit.looked(person, ALL, same.case, same.case_id)

    def act() -> None:
        add_told(same, told, draft=draft, by=person)

    there = reverse("child_deaths:death", kwargs={"case_id": same.case_id, "death_id": same.pk})
    asked = AskPage(
        "Is this the same death?", [("Child deaths", reverse("child_deaths:deaths"))], "Add mine there",
        f"Your notification stands in {same.case}.", there, over=str(same.case), back=_page("check", draft),
        leave="Go back: it is another child",
        says=[
            "What you typed is added as a notification of this death, in its own words, with who you said knew the "
            "child. What was recorded first is not changed. If it is a twin, go back and check each child’s number."
        ],
        beside=[(line.label, line.words) for line in told_of(same)],
    )  # fmt: skip
    return ask(request, asked, form, act)


def _declaration(draft: Draft) -> str:
    told = told_by(draft)
    if told is None:
        return "Nothing is sent until every page is right."
    why = scope_of(told.born, told.known.born_on, told.died_on, told.lived)
    if why == ScopeDecision.Why.CHILD_DEATH:
        return (
            "This opens a folder for the child death review partners of the area, and sets the days running. Nothing "
            "is sent to the national database by this."
        )
    if why == ScopeDecision.Why.AWAITS:
        return f"This opens a folder and sets the days of the first hours running. {IN_WORDS[why]}"
    return f"It is recorded, with this decision, which people may change: {IN_WORDS[why]}"


def _send(request: HttpRequest, draft: Draft, person: Person) -> HttpResponse | None:
    told, authority = told_by(draft), authority_of(draft)
    if told is None or authority is None:
        return None
    death = notify(told, partnership=draft.partnership, authority=authority, sent_by=draft.body, by=person, draft=draft)
    messages.success(request, f"The death is notified. The reference is {death.case}.")
    name = "death" if may_open(person, death.case, what=ALL) else "sent"
    return redirect(f"child_deaths:{name}", case_id=death.case_id, death_id=death.pk)


@signed_in
@require_http_methods(["POST"])
def discard_draft(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    return discarded(request, _draft(request, draft_id), begin=BEGIN)


@signed_in
@require_http_methods(["POST"])
def restore_draft(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    return taken_back(request, _draft(request, draft_id), begin=BEGIN)
