"""Taking up what was raised, the partners' views, the decision, the signature, and correcting an answer."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms as django_forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.guidance import law_in, london_day
from handrail.service.access.asking import typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.incidents import actions, doors
from handrail.service.incidents.actions.correct import (
    CORRECTABLE,
    CORRECTABLE_OF_CHILD,
    standing,
    standing_of_child,
)
from handrail.service.incidents.ahead import due_in_words, settings_count
from handrail.service.incidents.facts import became_aware, read_at
from handrail.service.incidents.forms import later
from handrail.service.incidents.forms.names import ChildNames
from handrail.service.incidents.lines import a_day, in_words, lines_of, national_form
from handrail.service.incidents.models import Incident, InvolvedChild
from handrail.service.incidents.views.asking import ask


@signed_in
@require_http_methods(["GET", "POST"])
def take_up(request: HttpRequest, case_id: uuid.UUID, incident_id: uuid.UUID) -> HttpResponse:
    incident = doors.open_incident(request, case_id, incident_id, may=doors.RECORD)
    form, by = later.TakeUp(typed(request)), person_of(request)

    def act() -> None:
        actions.take_up(incident, became_aware=form.at, limb=str(form.cleaned_data["limb"]), by=by)

    says = [
        f"{incident.raised_by} raised this on {timezone.localdate(incident.recorded_at):%-d %B %Y}.",
        "The working days run from when the local authority became aware, which may be before you read this.",
        f"If it were today, that would give: {due_in_words(incident.authority, timezone.localdate())}",
    ]
    told = [(line.label, line.words) for line in lines_of(incident) if line.field not in ("became_aware", "limb")]
    return ask(
        request, incident, form, act, title="Take up this incident", button="Take it up", says=says, beside=told,
        said="The incident is taken up. The working days are running.",
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def give_view(request: HttpRequest, case_id: uuid.UUID, incident_id: uuid.UUID) -> HttpResponse:
    incident = doors.open_incident(request, case_id, incident_id, may=doors.VIEW)
    person = person_of(request)
    bodies = doors.speaks_for(person, incident)
    if not bodies:
        raise Http404
    form = later.GiveView(typed(request), bodies=bodies)

    def act() -> None:
        said = form.cleaned_data
        actions.give_view(incident, body=form.chosen, view=said["view"], reasons=said["reasons"], by=person)

    says = [f"You speak for {bodies[0]}." if len(bodies) == 1 else "You speak for more than one partner."]
    says.append("A view you gave before stays readable; this one takes its place.")
    says += [f"{c.says} ({c.cite})" for c in law_in().criteria("notify_panel", on=timezone.localdate())]
    beside = [(line.label, line.words) for line in lines_of(incident)[:6]]
    return ask(
        request, incident, form, act, title="Should it be notified?", button="Give this view", says=says,
        beside=beside, said="The view is recorded.",
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, case_id: uuid.UUID, incident_id: uuid.UUID) -> HttpResponse:
    incident = doors.open_incident(request, case_id, incident_id, may=doors.DECIDE)
    form = later.Decide(typed(request), initial={"decided_on": timezone.localdate()})

    def act() -> None:
        said = form.cleaned_data
        actions.decide(
            incident, decided=said["decided"], reasons=said["reasons"], decided_on=said["decided_on"],
            by=person_of(request),
        )  # fmt: skip

    views = [(str(view.body), f"{view.get_view_display()}: {view.reasons}") for view in incident.views.all()]
    standing_now = incident.outcomes.last()
    says = [f"The decision now: {standing_now.get_decided_display()}."] if standing_now else []
    says.append("The last decision stands. One made in error is taken back by another, with the reasons.")
    return ask(
        request, incident, form, act, title="The decision", button="Record the decision", says=says, beside=views,
        said="The decision is recorded.",
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def sign_off(request: HttpRequest, case_id: uuid.UUID, incident_id: uuid.UUID) -> HttpResponse:
    incident = doors.open_incident(request, case_id, incident_id, may=doors.SIGN_OFF)
    form, by = later.SignOff(typed(request)), person_of(request)

    def act() -> None:
        actions.sign_off(incident, words=form.cleaned_data["words"], by=by)

    answers = [(f"{title}: {line.label}", line.words) for title, lines in national_form(incident, ()) for line in lines]
    says = ["These are the answers that will be sent. If one is corrected later, it has to be signed off again."]
    return ask(
        request, incident, form, act, title="Sign off the notification", button="I agree that it be sent", says=says,
        beside=answers, said="The notification is signed off.",
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, case_id: uuid.UUID, incident_id: uuid.UUID, slug: str) -> HttpResponse:
    incident = doors.open_incident(request, case_id, incident_id, may=doors.RECORD)
    field = slug.replace("-", "_")
    if field not in CORRECTABLE:
        raise Http404
    kept = standing(incident, field)
    form = _correction_form(request, incident, field, kept)

    def act() -> None:
        now = form.cleaned_data["now"] if "now" in form.fields else form.now  # type: ignore[attr-defined]
        actions.correct(incident, field, now=now, reason=form.cleaned_data["reason"], by=person_of(request))

    says = ["What was recorded stays readable. The correction is shown beside it, with its reason."]
    if field in ("became_aware", "limb"):
        says.append("Days that move because of it are recorded: the old day, the new one, and why.")
    return ask(
        request, incident, form, act, title=f"Correct: {CORRECTABLE[field].lower()}", button="Record the correction",
        says=says, beside=[("As it stands", in_words(field, kept))], said="The correction is recorded.",
    )  # fmt: skip


def _correction_form(request: HttpRequest, incident: Incident, field: str, kept: str) -> django_forms.Form:
    if field == "limb":
        return later.CorrectLimb(typed(request), on=_law_of(incident), initial={"now": kept})
    if field != "became_aware":
        return later.CorrectWords(typed(request), initial={"now": kept})
    hour = f"{read_at(kept):%H:%M}" if "T" in kept else ""
    return later.CorrectAware(typed(request), initial={"aware_on": a_day(kept), "aware_time": hour} if kept else {})


def _law_of(incident: Incident) -> date:
    """The day whose guidance governs: that on which the authority became aware, else today."""
    aware = became_aware(incident)
    return london_day(aware) if aware else timezone.localdate()


@signed_in
@require_http_methods(["GET", "POST"])
def correct_child(request: HttpRequest, case_id: uuid.UUID, incident_id: uuid.UUID, involved_id: int) -> HttpResponse:
    """How things stood for one child."""
    incident = doors.open_incident(request, case_id, incident_id, may=doors.RECORD)
    involved = _involved(incident, involved_id)
    kept: dict[str, Any] = {field: standing_of_child(incident, involved, field) for field in CORRECTABLE_OF_CHILD}
    initial = {**kept, "died_on": a_day(kept["died_on"])}
    form = later.CorrectChild(typed(request), settings=settings_count(_law_of(incident)), initial=initial)

    def act() -> None:
        reason, by = form.cleaned_data["reason"], person_of(request)
        actions.correct_child(incident, involved, form.answers, reason=reason, by=by)

    says = [
        "What was recorded stays readable. Each answer that differs is a correction beside it.",
        "Saying that a child who died was looked after, or was a care leaver, sets its own working days running.",
    ]
    return ask(
        request, incident, form, act, title=f"How things stood for {involved.child}", button="Record the corrections",
        says=says, said="The corrections are recorded.",
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def child_names(request: HttpRequest, case_id: uuid.UUID, incident_id: uuid.UUID, involved_id: int) -> HttpResponse:
    """Who the child is: a name learnt, a birth, an NHS number."""
    incident = doors.open_incident(request, case_id, incident_id, may=doors.RECORD)
    child = _involved(incident, involved_id).child
    form = ChildNames(typed(request), child=child)

    def act() -> None:
        actions.set_child_right(incident, child, form.known, by=person_of(request))

    says = ["This is held once for the folder, and shown wherever the child is named."]
    return ask(
        request, incident, form, act, title=f"Set right: {child}", button="Save", says=says,
        said="What is held of the child is set right.",
    )  # fmt: skip


def _involved(incident: Incident, involved_id: int) -> InvolvedChild:
    found = incident.involved.select_related("child").filter(pk=involved_id).first()
    if found is None:
        raise Http404
    return found
