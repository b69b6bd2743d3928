"""One death: what is next, what was recorded, what is awaited, who decided what, and who was told."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.guidance import spoken
from handrail.guidance.shelf import every_edition
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.models import Person
from handrail.service.cases.history import joined, together
from handrail.service.cases.models import Case, KeptClock
from handrail.service.cases.rules import MARKS, marks_of
from handrail.service.child_deaths import doors
from handrail.service.child_deaths.actions.draft import draft_of, gone_with
from handrail.service.child_deaths.actions.meet import may_meet
from handrail.service.child_deaths.drafted import said
from handrail.service.child_deaths.form_editions import form_called
from handrail.service.child_deaths.happenings import KINDS
from handrail.service.child_deaths.lines import identity_of, lines_of
from handrail.service.child_deaths.models import Death, Event, JointDecision, ScopeDecision, TimeSpent
from handrail.service.child_deaths.next_steps import Step, awaited_by, left_of, steps_of
from handrail.service.child_deaths.situations import SPECIALS
from handrail.service.child_deaths.standing import born_alive
from handrail.service.child_deaths.standing_in import form_for
from handrail.service.child_deaths.views.asking import page
from handrail.service.requests.models import Request


@dataclass(frozen=True)
class ShownClock:
    clock: KeptClock
    due: str
    tag: str
    colour: str
    marks: tuple[str, ...]
    """What a reader has to know before relying on the day."""


@signed_in
@require_http_methods(["GET"])
def death(request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID) -> HttpResponse:
    found = doors.open_death(request, case_id, death_id)
    person = person_of(request)
    events = list(found.events.select_related("recorded_by", "of"))
    goes_on = found.case.closed_at is None and found.superseded_at is None
    may_work = goes_on and doors.may_work(person, found)
    words = {
        "death": found,
        "may_work": may_work,
        "may_undo": doors.may_work(person, found),
        "steps": list(steps_of(found, events)) if may_work else [Step(_why_nothing(found))],
        "page": lambda name, **more: page(found, name, **more),
        "awaited": [(one, left_of(one, events)) for one in awaited_by(found, events)] if goes_on else [],
        **_recorded(found, events),
        **_elsewhere(found, person),
    }
    return render(request, "child_deaths/death.html", words)


def _why_nothing(death: Death) -> str:
    if death.superseded_at:
        return "This death goes on in another folder, so nothing is waited for here."
    if death.case.closed_at:
        return "The folder is closed, so nothing is waited for. Its coordinator can reopen it."
    return "Whoever coordinates child death reviews works on it; you may read what stands."


def _recorded(death: Death, events: list[Event]) -> dict[str, object]:
    scope = list(death.scope_decisions.select_related("recorded_by", "elsewhere"))
    joint = list(death.joint_decisions.select_related("recorded_by").prefetch_related("triggers"))
    spent = TimeSpent.objects.filter(death=death, set_aside_at__isnull=True)
    meetings = list(death.review_meetings.select_related("meeting", "led_by").prefetch_related("accounts__body"))
    lines, notifications = lines_of(death), list(death.notifications.select_related("body", "recorded_by"))
    given = [line for line in lines if line.corrections or line.words not in ("Not given", "Not known")]
    return {
        "identity": identity_of(death),
        "lines": given,
        "not_given": [line for line in lines if line not in given],
        "clocks": _clocks(death),
        "scope": scope,
        "decision_stands": next((one.pk for one in reversed(joint) if one.set_aside_at is None), None),
        "joint": [(one, _triggers(one)) for one in joint],
        "events": _grouped(events),
        "notifications": notifications,
        "tellings_stand": sum(one.set_aside_at is None for one in notifications),
        "known_to": list(death.known_to.filter(set_aside_at__isnull=True).select_related("body")),
        "meetings": meetings,
        "stands_in": {one.pk: form_for(one, death) for meeting in meetings for one in meeting.accounts.all()},
        **_drafted(death),
        "situations": [
            (one, SPECIALS[one.key]) for one in death.situations.filter(set_aside_at__isnull=True)
            if one.key in SPECIALS
        ],
        "for_review": not scope or scope[-1].for_review,
        "may_meet": may_meet(death),
        "reviewed": born_alive(death),
        "CHILD_DEATH": ScopeDecision.Why.CHILD_DEATH,
        "minutes": sum(spent.values_list("minutes", flat=True)),
    }  # fmt: skip


def _drafted(death: Death) -> dict[str, object]:
    """The draft analysis as it stands, and with which meeting's report it has gone."""
    held = draft_of(death)
    return {
        "draft": held, "drafted": said(held.answers, form_called(held.edition)) if held else [],
        "draft_gone": gone_with(death),
    }  # fmt: skip


def _triggers(decision: JointDecision) -> list[tuple[str, str]]:
    said = {
        (edition.instrument, edition.key, key): one.says
        for edition in every_edition() for key, one in edition.criteria.items()
    }  # fmt: skip
    return [
        (said.get((one.instrument, one.edition, one.criterion), one.criterion), one.get_answer_display())
        for one in decision.triggers.all()
    ]


def _grouped(events: list[Event]) -> list[tuple[str, list[tuple[str, Event]]]]:
    groups: dict[str, list[tuple[str, Event]]] = {}
    for event in events:
        kind = KINDS.get(event.kind)
        groups.setdefault(kind.group if kind else "Other", []).append((kind.words if kind else str(event), event))
    return list(groups.items())


def _clocks(death: Death) -> list[ShownClock]:
    held = KeptClock.objects.filter(case=death.case, about=str(death.pk)).exclude(beside__gt="")
    return [_shown(clock) for clock in held.order_by("ended", "due_on", "started_on")]


def _shown(clock: KeptClock) -> ShownClock:
    due = spoken(clock.due_at or clock.due_on) if clock.due_on else "Promptly"
    return ShownClock(clock, due, *_how_it_stands(clock), tuple(MARKS[mark] for mark in marks_of(clock)))


def _how_it_stands(clock: KeptClock) -> tuple[str, str]:
    if clock.stopped_on is not None:
        return ("Done late", "govuk-tag--yellow") if _after_due(clock) else ("Done", "govuk-tag--green")
    if clock.fell_away_on is not None or clock.ended:
        return "Fell away", "govuk-tag--grey"
    now = timezone.now()
    over = clock.due_at < now if clock.due_at else clock.due_on is not None and clock.due_on < timezone.localdate(now)
    return ("Overdue", "govuk-tag--red") if over else ("Running", "govuk-tag--blue")


def _after_due(clock: KeptClock) -> bool:
    if clock.due_at and clock.stopped_at:
        return clock.stopped_at > clock.due_at
    return clock.due_on is not None and clock.stopped_on is not None and clock.stopped_on > clock.due_on


def _elsewhere(death: Death, person: Person) -> dict[str, object]:
    """What is known of other folders, of those alone that this person may open."""
    seen = Case.objects.visible_to(person)
    linked = [other for _, other in joined(death.case, person)]
    notified_twice = death.joined_to_it.select_related("superseded__case") | death.joined_away.select_related(
        "goes_on__case"
    )
    return {
        "linked": linked,
        "asked_elsewhere": _asked_in(together(death.case, person)),
        "joinings": [
            (one, one.superseded if one.goes_on_id == death.pk else one.goes_on)
            for one in notified_twice.select_related("superseded__case", "goes_on__case", "joined_by", "undone_by")
            if {one.superseded.case_id, one.goes_on.case_id} <= set(seen.values_list("pk", flat=True))
        ],
    }  # fmt: skip


def _asked_in(linked: QuerySet[Case]) -> list[tuple[str, Case]]:
    """The agencies that were asked already in a linked folder, so that nobody is asked the same thing twice."""
    asked = Request.objects.filter(case__in=linked).select_related("body", "case").order_by("body__name")
    return [(f"{one.body}: {one.what[:120]}", one.case) for one in asked]


@signed_in
@require_http_methods(["GET"])
def sent(request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID) -> HttpResponse:
    """To the agency that notified it: what it sent, and that it came. Nothing else."""
    found = doors.open_sent(request, case_id, death_id)
    return render(request, "child_deaths/sent.html", {"death": found})
