"""What the guidance needs to know of an incident."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from handrail.guidance import At
from handrail.service.cases.filing import Filing, Happened
from handrail.service.incidents.in_short import in_short
from handrail.service.incidents.models import Incident, InvolvedChild, Limb, Nature, Notice, Outcome, PartnerView, YesNo
from handrail.service.partnerships.models import Kind

KINDS_OF_NOTICE = {
    Notice.To.PANEL: "panel_notified",
    Notice.To.SAFEGUARDING_PARTNERS: "safeguarding_partners_told",
    Notice.To.LOOKED_AFTER: "looked_after_child_death_notified",
    Notice.To.CARE_LEAVER: "care_leaver_death_notified",
    Notice.To.OFSTED_AND_LSCB: "ofsted_and_lscb_notified",
}
NOTIFIABLE = {Limb.IN_AREA, Limb.OUTSIDE_ENGLAND, Limb.UNCERTAIN}
SECTORS = {
    Kind.LOCAL_AUTHORITY: "local authority",
    Kind.POLICE_FORCE: "police",
    Kind.INTEGRATED_CARE_BOARD: "health",
    Kind.CLINICAL_COMMISSIONING_GROUP: "health",
}
"""The three that must each have spoken. An area may have several boards: each of those has a view of its own."""


def filing_of(incident: Incident) -> Filing:
    return Filing(
        title=str(incident),
        url_name="incidents:incident",
        filed_at=incident.recorded_at,
        facts=tuple(_facts(incident)),
        opens="incidents",
        found_by=tuple(_found_by(incident)),
        in_short=in_short(
            incident,
            outcomes=[of_child(incident, one, "outcome") for one in incident.involved.all()],
            aware=became_aware(incident),
            happened_as_recorded=corrected(incident, "happened") is None,
        ),
    )


def _found_by(incident: Incident) -> Iterator[str]:
    for involved in incident.involved.all():
        child = involved.child
        yield from (part for part in (child.given_names, child.family_name, child.also_known_as) if part)
        if child.nhs_number:
            yield child.nhs_number
    yield from (notice.national_reference for notice in incident.notices.all() if notice.national_reference)


def corrected(incident: Incident, field: str, involved: InvolvedChild | None = None) -> str | None:
    """An answer as last corrected, in words; None where it stands as recorded."""
    about = involved.pk if involved else None
    words = [c.now for c in incident.corrections.all() if c.field == field and c.involved_id == about]
    return words[-1] if words else None


def became_aware(incident: Incident) -> At | None:
    """When the authority became aware, as last corrected: the instant if it is known, else the day."""
    words = corrected(incident, "became_aware")
    return read_at(words) if words else incident.became_aware_at or incident.became_aware_on


def limb(incident: Incident) -> str:
    """The limb, as last corrected."""
    return corrected(incident, "limb") or incident.limb


def of_child(incident: Incident, involved: InvolvedChild, field: str) -> str:
    """How something stood for one child, as last corrected."""
    words = corrected(incident, field, involved)
    return str(getattr(involved, field)) if words is None else words


def _facts(incident: Incident) -> Iterator[Happened]:
    about = str(incident.pk)
    if incident.was_raised:
        yield Happened("incident_raised", incident.recorded_at, about)
    aware = became_aware(incident)
    dead_in_care = list(_deaths_in_care(incident))
    if aware is not None:
        if limb(incident) in NOTIFIABLE:
            yield Happened("incident_known", aware, about)
        if notifiable_without_suspicion(incident):
            yield Happened("child_died_looked_after_or_in_regulated_setting", aware, about)
        yield from (Happened(kind, aware, about_of(child)) for kind, child in dead_in_care)
    yield from _views(incident)
    for notice in incident.notices.all():
        if notice.set_aside_at is not None:
            continue
        thing = notice.child if notice.to in (Notice.To.LOOKED_AFTER, Notice.To.CARE_LEAVER) else incident
        yield Happened(KINDS_OF_NOTICE[Notice.To(notice.to)], notice.at or notice.on, about_of(thing))
    yield from _ended(incident, [child for _, child in dead_in_care])


def about_of(thing: Incident | InvolvedChild | None) -> str:
    return f"child-{thing.pk}" if isinstance(thing, InvolvedChild) else str(thing.pk if thing else "")


def _deaths_in_care(incident: Incident) -> Iterator[tuple[str, InvolvedChild]]:
    for child in incident.involved.all():
        if of_child(incident, child, "outcome") != Nature.DEATH:
            continue
        if of_child(incident, child, "looked_after") == YesNo.YES:
            yield "looked_after_child_died", child
        elif of_child(incident, child, "care_leaver") == YesNo.YES:
            yield "care_leaver_died", child


def notifiable_without_suspicion(incident: Incident) -> bool:
    """Whether a child died who was looked after, or in a regulated setting or service: whatever is suspected.

    One thing about the incident, however many children: under the guidance of 2015 one notice told of it.
    """
    return any(
        of_child(incident, child, "outcome") == Nature.DEATH
        and YesNo.YES in (of_child(incident, child, "looked_after"), of_child(incident, child, "regulated_setting"))
        for child in incident.involved.all()
    )


def latest_views(incident: Incident) -> dict[str, list[PartnerView]]:
    """By sector, the view that each body gave last."""
    last = {view.body_id: view for view in incident.views.all()}
    told: dict[str, list[PartnerView]] = {}
    for view in last.values():
        told.setdefault(SECTORS.get(Kind(view.body.kind), view.body.kind), []).append(view)
    return told


def partners_agree(incident: Incident) -> bool | None:
    """Whether all would notify, once each of the three sectors has spoken; None before that."""
    told = latest_views(incident)
    if not set(SECTORS.values()) <= told.keys():
        return None
    return {view.view for views in told.values() for view in views} == {PartnerView.View.NOTIFY}


def _views(incident: Incident) -> Iterator[Happened]:
    """The three have agreed, or differ, once each of them has said; the last view of each counts."""
    agree = partners_agree(incident)
    if agree is None:
        return
    settled = max(view.given_at for views in latest_views(incident).values() for view in views)
    yield Happened("partners_agreed_to_notify" if agree else "partners_differed", settled, str(incident.pk))


def _ended(incident: Incident, dead_in_care: list[InvolvedChild]) -> Iterator[Happened]:
    """A withdrawal ends what is owed for each child too; a decision on the criteria ends only what they govern."""
    outcomes = list(incident.outcomes.all())
    last = outcomes[-1] if outcomes else None
    if last is None or last.decided == Outcome.Decided.NOTIFY:
        return
    if last.decided != Outcome.Decided.WITHDRAWN:
        yield Happened("incident_found_not_to_meet_criteria", last.decided_on, str(incident.pk))
        return
    things: list[Incident | InvolvedChild] = [incident, *dead_in_care]
    for thing in things:
        yield Happened("incident_withdrawn", last.decided_on, about_of(thing))


def read_at(words: str) -> At:
    """A day or an instant, as a correction keeps it."""
    return datetime.fromisoformat(words) if "T" in words else date.fromisoformat(words)
