"""One item before the Panel, what was decided on it, and whether the partnership has it."""

from __future__ import annotations

import uuid

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.guidance import spoken
from handrail.service.access.asking import typed
from handrail.service.access.doors import signed_in
from handrail.service.audit.kinds import searched
from handrail.service.cases.acting import ask
from handrail.service.cases.finding import plain
from handrail.service.national_panel.actions import deciding as actions
from handrail.service.national_panel.actions.answering import in_words, letter_of
from handrail.service.national_panel.actions.meetings import take_up_again as take_up
from handrail.service.national_panel.actions.meetings import unspoken
from handrail.service.national_panel.before import LONGEST, in_pairs, nearest_published, words_about
from handrail.service.national_panel.bodies import PANEL
from handrail.service.national_panel.doors import at_the_panel, item_there, told_to_panel
from handrail.service.national_panel.forms import Decide, TakeUp
from handrail.service.national_panel.holding import duties_of, is_held
from handrail.service.national_panel.joining import in_review, joined_to, reads_review, runs, twice
from handrail.service.national_panel.models import CaseJoined, DocketItem, NationalStep, PanelDecision, PanelMeeting
from handrail.service.national_panel.views.asking import act_and_go, page_at_panel, trail_to
from handrail.service.national_panel.weighing import criteria_on

INFORM = (
    "First the criteria for a national review that were in force on the day of the meeting, {}: weigh each. They "
    "inform the decision and do not make it, and others may be weighed too. The partnership reads the answers in the "
    "letter."
)


FOUND_BEFORE = (
    "Whether improvements were identified before: below stand the findings of published reviews that are nearest in "
    "meaning to what the Panel was told. On the page before this you can look for them in words of your own."
)


@signed_in
@require_http_methods(["GET"])
def item(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    person = at_the_panel(request)
    found = item_there(person, item_id)
    decision = getattr(found, "decision", None)
    reads = decision is not None and reads_review(person, decision)
    joined = joined_to(decision) if decision and reads and is_held(decision) else []
    elsewhere = in_review(found)
    typed = request.GET.get("words", "").replace("\0", "")[:LONGEST]
    asked = typed or words_about(found)
    near = nearest_published(asked)
    if typed.strip():
        searched(person, words=plain(typed).split(), found=len(near), room="national_panel", of=("finding", "findings"))
    words = {
        "item": found, "decision": decision, "told": told_to_panel(person).filter(pk=found.told).first(),
        "conflicts": found.conflicts.filter(taken_back_at__isnull=True).select_related("member"),
        "again": found.again.filter(taken_off_at__isnull=True).select_related("meeting"),
        "waits": [] if decision else unspoken(found),
        "asked": asked, "near": near,
        "ahead": duties_of([decision]) if decision and reads and is_held(decision) else [],
        "steps": NationalStep.objects.filter(decision=decision).select_related("recorded_by") if reads else [],
        "joined": joined, "runs": decision is not None and reads and runs(decision),
        "taken_out": CaseJoined.objects.filter(decision=decision, taken_out_at__isnull=False) if reads else [],
        "twice": twice([found, *(one.item for one in joined)]) if decision and reads and is_held(decision) else [],
        "in_review": elsewhere if elsewhere and reads_review(person, elsewhere.decision) else None,
        "weighed": in_words(decision) if decision else criteria_on(found.meeting.on), "today": timezone.localdate(),
    }  # fmt: skip
    return render(request, "national_panel/item.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    person = at_the_panel(request)
    found = item_there(person, item_id)
    kept = PanelDecision.objects.filter(item=found, released_at__isnull=True).first()
    form = Decide(request.POST or None, criteria=criteria_on(found.meeting.on), kept=kept)
    go = reverse("national_panel:release", args=[found.pk])

    def act() -> None:
        told = form.decided
        actions.decide(found, **{**told, "themes": told["themes"].splitlines()}, weighed=form.weighed, by=person)

    said = "The decision is recorded. Read its letter through, and let it leave."
    says = [*([INFORM.format(spoken(found.meeting.on))] if form.criteria else []), FOUND_BEFORE]
    page = page_at_panel(
        f"{found}: what the Panel decided", "Record the decision", said, go, says=says, trail=trail_to(found),
        back=reverse("national_panel:item", args=[found.pk]), beside=in_pairs(nearest_published(words_about(found))),
    )  # fmt: skip
    return ask(request, page, form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def release(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    """The letter as the partnership will read it, and letting it leave."""
    person = at_the_panel(request)
    found = item_there(person, item_id)
    decision = _decision_on(found)
    page = page_at_panel(
        f"Read the letter to {found.partnership}, and let it leave", "Let it leave",
        "The letter leaves. It comes to the partnership within minutes.",
        reverse("national_panel:item", args=[found.pk]), says=letter_of(decision).split("\n\n"), trail=trail_to(found),
        leave="Not yet: go back to the decision, where it can be changed",
    )  # fmt: skip
    return ask(request, page, Form(typed(request)), lambda: actions.release(decision, by=person))


@signed_in
@require_http_methods(["GET", "POST"])
def take_up_again(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    """Deciding anew, at a meeting to come, what was decided and given."""
    person = at_the_panel(request)
    found = item_there(person, item_id)
    coming = PanelMeeting.objects.filter(panel=PANEL.key, held_at__isnull=True, called_off_at__isnull=True)
    meetings = {str(one.pk): one for one in coming.order_by("on")}
    form = TakeUp(typed(request), meetings=meetings.values())

    def act() -> None:
        take_up(found, meetings[form.cleaned_data["meeting"]], why=form.cleaned_data["why"], by=person)

    page = page_at_panel(
        "Take it up again", "Put it on the agenda", "It is on the agenda of that meeting, to be decided anew.",
        reverse("national_panel:item", args=[found.pk]), trail=trail_to(found),
        warns=[] if meetings else ["No meeting is planned. Plan one first."],
        says=["The partnership reads the reason in the letter that takes the place of the first."],
    )  # fmt: skip
    return ask(request, page, form, act)


@signed_in
@require_http_methods(["POST"])
def give_again(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    person = at_the_panel(request)
    found = item_there(person, item_id)
    decision = _decision_on(found)
    return act_and_go(
        request, lambda: actions.give_again(decision, by=person), say="It is tried again within minutes.",
        go=reverse("national_panel:item", args=[found.pk]),
    )  # fmt: skip


def _decision_on(item: DocketItem) -> PanelDecision:
    decision = (
        PanelDecision.objects.filter(item=item).select_related("item__meeting", "item__again_of__meeting").first()
    )
    if decision is None:
        raise Http404
    return decision
