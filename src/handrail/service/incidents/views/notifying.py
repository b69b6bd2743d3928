"""Notifying: the answers laid out to be copied, and the record of who was told, when and by whom."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.guidance import london_day, spoken
from handrail.service.access.asking import typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.models import Person
from handrail.service.incidents import actions, doors
from handrail.service.incidents.actions.decide import signed_as_it_stands
from handrail.service.incidents.actions.notify import standing_notice
from handrail.service.incidents.ahead import Wanted, wanted_by_law
from handrail.service.incidents.forms.later import RecordNotice, SetAside
from handrail.service.incidents.lines import Line, national_form
from handrail.service.incidents.models import Incident, Notice
from handrail.service.incidents.next_steps import notice_page, page
from handrail.service.incidents.slugs import SLUGS
from handrail.service.incidents.views.asking import ask

NATIONAL_SITE = "https://childsafeguarding.education.gov.uk/"


@signed_in
@require_http_methods(["GET"])
def notify(request: HttpRequest, case_id: uuid.UUID, incident_id: uuid.UUID) -> HttpResponse:
    """The answers in the order of the national form. Handrail does not send them."""
    incident = doors.open_incident(request, case_id, incident_id, may=doors.NOTIFY)
    person, now = person_of(request), timezone.now()
    asked = wanted_by_law(incident)
    words = {
        "incident": incident,
        "heading": _heading(asked),
        "sections": national_form(incident, _notifier(incident, person)),
        "signed": signed_as_it_stands(incident),
        "may_sign": doors.can(person, incident, doors.SIGN_OFF) and person.pk != incident.recorded_by_id,
        "wanted": [(w, standing_notice(incident, w), w.overdue(now), notice_page(incident, w)) for w in asked],
        "national_site": NATIONAL_SITE,
        "page": lambda name, **more: page(incident, name, **more),
    }
    return render(request, "incidents/notify.html", words)


def _heading(asked: list[Wanted]) -> str:
    to = {wanted.to for wanted in asked}
    if not to or Notice.To.PANEL in to:
        return "Notify the Panel"
    return "Notify Ofsted and the LSCB" if Notice.To.OFSTED_AND_LSCB in to else "Tell the Secretary of State and Ofsted"


def _notifier(incident: Incident, person: Person) -> list[Line]:
    telephone = incident.authority.telephone
    return [
        Line("Local authority", str(incident.authority)),
        Line("Name", person.name),
        Line("E-mail", person.email),
        *([Line("Telephone", telephone)] if telephone else ()),
    ]


@signed_in
@require_http_methods(["GET", "POST"])
def record_notice(request: HttpRequest, case_id: uuid.UUID, incident_id: uuid.UUID, slug: str) -> HttpResponse:
    return _record(request, case_id, incident_id, slug, None)


@signed_in
@require_http_methods(["GET", "POST"])
def record_notice_of_child(
    request: HttpRequest, case_id: uuid.UUID, incident_id: uuid.UUID, slug: str, involved_id: int
) -> HttpResponse:
    return _record(request, case_id, incident_id, slug, involved_id)


def _record(
    request: HttpRequest, case_id: uuid.UUID, incident_id: uuid.UUID, slug: str, involved_id: int | None
) -> HttpResponse:
    """A notice is offered only where the law asks for it: the folder's own clocks say so."""
    incident = doors.open_incident(request, case_id, incident_id, may=doors.NOTIFY)
    asked = next((w for w in wanted_by_law(incident) if w.to == SLUGS.get(slug) and _pk(w) == involved_id), None)
    if asked is None:
        raise Http404
    due = spoken(asked.due) if asked.due else ""
    national = asked.to in (Notice.To.PANEL, Notice.To.LOOKED_AFTER, Notice.To.CARE_LEAVER)
    person = person_of(request)
    form = RecordNotice(
        typed(request),
        request.FILES if request.method == "POST" else None,
        national=national,
        due=due,
        initial={"by_name": person.name},
    )

    def act() -> None:
        said, file = form.cleaned_data, form.cleaned_data.get("receipt")
        actions.record_notice(
            incident, to=asked.to, involved=asked.involved, at=form.at, by_name=said["by_name"], by=person,
            how=said.get("how", ""), national_reference=said.get("national_reference", ""),
            late_reason=said["late_reason"], receipt=actions.Receipt(file.name, file.read()) if file else None,
        )  # fmt: skip

    return ask(
        request, incident, form, act, title=_title(asked), button="Record it", says=_says(incident, asked, due),
        said="It is recorded.",
    )  # fmt: skip


def _pk(wanted: Wanted) -> int | None:
    return wanted.involved.pk if wanted.involved else None


def _title(asked: Wanted) -> str:
    whom = {
        Notice.To.PANEL: "the Panel was notified",
        Notice.To.SAFEGUARDING_PARTNERS: "the safeguarding partners were told",
        Notice.To.LOOKED_AFTER: "the Secretary of State and Ofsted were told",
        Notice.To.CARE_LEAVER: "the Secretary of State and Ofsted were told",
        Notice.To.OFSTED_AND_LSCB: "Ofsted and the LSCB were notified",
    }[asked.to]
    return f"Record that {whom}{f' of {asked.involved.child}' if asked.involved else ''}"


def _says(incident: Incident, asked: Wanted, due: str) -> list[str]:
    said = ["Handrail does not send it: record here what was sent, once it has been."]
    said += [
        f"{clock.duty.title}. {clock.duty.says} ({clock.edition.title}, {clock.duty.cite})" for clock in asked.clocks
    ]
    if due:
        said.append(f"Due by the end of {spoken(london_day(asked.due)) if asked.due else due}.")
    if asked.to == Notice.To.PANEL and signed_as_it_stands(incident) is None:
        said.append(
            "No senior officer has signed off the answers as they stand. What was sent can be recorded all the same."
        )
    return said


@signed_in
@require_http_methods(["GET", "POST"])
def set_aside(request: HttpRequest, case_id: uuid.UUID, incident_id: uuid.UUID, notice_id: uuid.UUID) -> HttpResponse:
    incident = doors.open_incident(request, case_id, incident_id, may=doors.NOTIFY)
    notice = incident.notices.filter(pk=notice_id).first()
    if notice is None:
        raise Http404
    form = SetAside(typed(request))

    def act() -> None:
        actions.set_aside(notice, why=form.cleaned_data["why"], by=person_of(request))

    says = [
        "For a notice recorded in error. It stays readable, but counts for nothing, and the working days run again."
    ]
    beside = [
        ("Notice", str(notice)),
        ("When", spoken(notice.at or notice.on)),
        ("Recorded by", str(notice.recorded_by)),
    ]
    return ask(
        request, incident, form, act, title="Set this notice aside", button="Set it aside", says=says, beside=beside,
        said="The notice is set aside. What it ended is running again.",
    )  # fmt: skip
