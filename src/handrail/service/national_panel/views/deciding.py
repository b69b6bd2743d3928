"""One item before the Panel, what was decided on it, and whether the partnership has it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.guidance import Fact, clocks, law_in, london_day, spoken
from handrail.service.access.doors import signed_in
from handrail.service.cases.acting import ask
from handrail.service.law.kept import kept_calendar
from handrail.service.national_panel.actions import deciding as actions
from handrail.service.national_panel.actions.answering import in_words
from handrail.service.national_panel.actions.meetings import unspoken
from handrail.service.national_panel.doors import at_the_panel, item_there, told_to_panel
from handrail.service.national_panel.forms import Decide
from handrail.service.national_panel.models import PanelDecision
from handrail.service.national_panel.views.asking import act_and_go, page_at_panel, trail_to
from handrail.service.national_panel.weighing import criteria_on

INFORM = (
    "First the criteria for a national review that were in force on the day of the meeting, {}: weigh each. They "
    "inform the decision and do not make it, and others may be weighed too. The partnership reads the answers in the "
    "letter."
)


@dataclass(frozen=True, slots=True)
class Ahead:
    """A duty of the Panel's own that its decision began."""

    title: str
    due_on: date | None
    source: str


@signed_in
@require_http_methods(["GET"])
def item(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    person = at_the_panel(request)
    found = item_there(person, item_id)
    decision = getattr(found, "decision", None)
    words = {
        "item": found, "decision": decision, "told": told_to_panel(person).filter(pk=found.told).first(),
        "conflicts": found.conflicts.select_related("member"), "waits": [] if decision else unspoken(found),
        "ahead": duties_begun_by(decision) if decision else [],
        "weighed": in_words(decision) if decision else criteria_on(found.meeting.on), "today": timezone.localdate(),
    }  # fmt: skip
    return render(request, "national_panel/item.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    person = at_the_panel(request)
    found = item_there(person, item_id)
    form = Decide(request.POST or None, criteria=criteria_on(found.meeting.on))
    back = reverse("national_panel:item", args=[found.pk])

    def act() -> None:
        told = form.decided
        actions.decide(found, **{**told, "themes": told["themes"].splitlines()}, weighed=form.weighed, by=person)

    said = "The decision is recorded. It comes to the partnership within minutes, as a letter from the Panel."
    says = [INFORM.format(spoken(found.meeting.on))] if form.criteria else []
    page = page_at_panel(
        f"{found}: what the Panel decided", "Record the decision", said, back, says=says, trail=trail_to(found)
    )
    return ask(request, page, form, act)


@signed_in
@require_http_methods(["POST"])
def give_again(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    person = at_the_panel(request)
    found = item_there(person, item_id)
    decision = PanelDecision.objects.filter(item=found).first()
    if decision is None:
        raise Http404
    return act_and_go(
        request, lambda: actions.give_again(decision, by=person), say="It is tried again within minutes.",
        go=reverse("national_panel:item", args=[found.pk]),
    )  # fmt: skip


def duties_begun_by(decision: PanelDecision) -> list[Ahead]:
    """What the law asks of the Panel once it has arranged a national review, by the edition of that day."""
    if decision.national != PanelDecision.National.HOLD:
        return []
    law = law_in(calendar=kept_calendar())
    begun = clocks(law, [Fact(decision.decided_on, "national_review_initiated", str(decision.pk))])
    found = [
        Ahead(one.duty.title, london_day(one.due) if one.due is not None else None,
              f"{one.edition.title}, {one.duty.cite}")
        for one in begun
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.due_on or date.max, one.title))
