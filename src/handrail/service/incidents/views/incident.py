"""One incident: what is next, what was recorded, what was said and decided, and who was told."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.guidance import Clock, State, london_day, spoken
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.models import Person
from handrail.service.incidents import doors
from handrail.service.incidents.actions.decide import signed_as_it_stands
from handrail.service.incidents.actions.share import shared_with
from handrail.service.incidents.ahead import clocks_of
from handrail.service.incidents.facts import latest_views, partners_agree
from handrail.service.incidents.lines import identity_of, lines_of, lines_of_child
from handrail.service.incidents.models import Incident, Outcome
from handrail.service.incidents.next_steps import Step, page, steps

TAGS = {
    State.RUNNING: ("Running", "govuk-tag--blue"),
    State.MET: ("Done", "govuk-tag--green"),
    State.LATE: ("Done late", "govuk-tag--yellow"),
    State.OVERDUE: ("Overdue", "govuk-tag--red"),
    State.FELL_AWAY: ("Fell away", "govuk-tag--grey"),
    State.EARLY: ("Too early", "govuk-tag--yellow"),
}


@dataclass(frozen=True)
class ShownClock:
    """A clock as the page draws it."""

    clock: Clock
    due: str
    tag: str
    colour: str
    late_reasons: tuple[str, ...]


@signed_in
@require_http_methods(["GET"])
def incident(request: HttpRequest, case_id: uuid.UUID, incident_id: uuid.UUID) -> HttpResponse:
    found = doors.open_incident(request, case_id, incident_id)
    prefetch_related_objects([found], "views__body")
    person = person_of(request)
    return render(request, "incidents/incident.html", {"incident": found, **_told(found), **_may(found, person)})


def _told(incident: Incident) -> dict[str, object]:
    children = incident.involved.select_related("child")
    return {
        "lines": lines_of(incident),
        "children": [(one, identity_of(one.child), lines_of_child(incident, one)) for one in children],
        "clocks": _shown(incident),
        "views": list(incident.views.select_related("body", "given_by")),
        "standing_views": {view.pk for views in latest_views(incident).values() for view in views},
        "agree": partners_agree(incident),
        "outcomes": list(incident.outcomes.select_related("decided_by")),
        "last_outcome": incident.outcomes.last(),
        "notices": list(incident.notices.select_related("recorded_by", "receipt", "child__child")),
        "sign_offs": list(incident.sign_offs.select_related("signed_by")),
        "signed": signed_as_it_stands(incident),
        "shared_with": shared_with(incident),
        "moved": list(incident.case.moved_dates.filter(about__in=_abouts(incident))),
        "TO_NOTIFY": Outcome.Decided.NOTIFY,
    }


def _abouts(incident: Incident) -> set[str]:
    return {str(incident.pk), *(f"child-{pk}" for pk in incident.involved.values_list("pk", flat=True))}


def _may(incident: Incident, person: Person) -> dict[str, object]:
    """What the page offers. In a closed folder nothing is offered, save to end what is shared."""
    goes_on = incident.case.closed_at is None
    closed = Step("The folder is closed, so nothing is waited for. Its coordinator can reopen it.")
    return {
        "steps": steps(incident, person, timezone.now()) if goes_on else [closed],
        "may_record": goes_on and doors.can(person, incident, doors.RECORD),
        "may_notify": goes_on and doors.can(person, incident, doors.NOTIFY),
        "may_decide": goes_on and doors.can(person, incident, doors.DECIDE),
        "may_end_sharing": doors.can(person, incident, doors.SHARE),
        "may_share": goes_on and doors.can(person, incident, doors.SHARE),
        "may_view": goes_on and bool(doors.speaks_for(person, incident)),
        "page": lambda name, **more: page(incident, name, **more),
    }


def _shown(incident: Incident) -> list[ShownClock]:
    now = timezone.now()
    reasons: dict[tuple[str, str], list[str]] = {}
    for late in incident.case.late_reasons.all():
        reasons.setdefault((late.duty, late.about), []).append(late.reason)
    shown = []
    for clock in clocks_of(incident):
        tag, colour = TAGS[clock.state(now)]
        due = spoken(london_day(clock.due)) if clock.due else "Promptly"
        why = tuple(reasons.get((clock.duty.key, clock.about), ()))
        shown.append(ShownClock(clock, due, tag, colour, why))
    return shown


@signed_in
@require_http_methods(["GET"])
def raised(request: HttpRequest, case_id: uuid.UUID, incident_id: uuid.UUID) -> HttpResponse:
    """To the agency that raised it: what it sent, and whether the authority took it up. Nothing else."""
    found = doors.open_raised(request, case_id, incident_id)
    children = found.involved.select_related("child")
    words = {"incident": found, "children": [one.child for one in children]}
    return render(request, "incidents/raised.html", words)
