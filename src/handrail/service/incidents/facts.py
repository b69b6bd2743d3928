"""What the guidance needs to know of an incident."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from handrail.guidance import At
from handrail.service.cases.filing import Filing, Happened
from handrail.service.incidents.models import Incident, InvolvedChild, Limb, Notice, Outcome, PartnerView, YesNo

KINDS_OF_NOTICE = {
    Notice.To.PANEL: "panel_notified",
    Notice.To.SAFEGUARDING_PARTNERS: "safeguarding_partners_told",
    Notice.To.LOOKED_AFTER: "looked_after_child_death_notified",
    Notice.To.CARE_LEAVER: "care_leaver_death_notified",
    Notice.To.OFSTED_AND_LSCB: "ofsted_and_lscb_notified",
}
NOTIFIABLE = {Limb.IN_AREA, Limb.OUTSIDE_ENGLAND, Limb.UNCERTAIN}


def filing_of(incident: Incident) -> Filing:
    return Filing(
        title=str(incident),
        url_name="incidents:incident",
        filed_at=incident.recorded_at,
        facts=tuple(_facts(incident)),
        opens="incidents",
    )


def became_aware(incident: Incident) -> At | None:
    """When the authority became aware, as last corrected: the instant if it is known, else the day."""
    corrected = {c.field: c.now for c in incident.corrections.all()}
    if "became_aware" in corrected:
        return _read(corrected["became_aware"])
    return incident.became_aware_at or incident.became_aware_on


def limb(incident: Incident) -> str:
    """The limb, as last corrected."""
    corrected = [c.now for c in incident.corrections.all() if c.field == "limb"]
    return corrected[-1] if corrected else incident.limb


def _facts(incident: Incident) -> Iterator[Happened]:
    about = str(incident.pk)
    if incident.raised_by_id != incident.authority_id:
        yield Happened("incident_raised", incident.recorded_at, about)
    aware = became_aware(incident)
    if aware is not None:
        if limb(incident) in NOTIFIABLE:
            yield Happened("incident_known", aware, about)
        yield from _deaths_in_care(incident, aware)
    yield from _views(incident)
    for notice in incident.notices.filter(set_aside_at__isnull=True):
        thing = notice.child if notice.to in (Notice.To.LOOKED_AFTER, Notice.To.CARE_LEAVER) else incident
        yield Happened(KINDS_OF_NOTICE[Notice.To(notice.to)], notice.at or notice.on, about_of(thing))
    yield from _ended(incident)


def about_of(thing: Incident | InvolvedChild | None) -> str:
    return f"child-{thing.pk}" if isinstance(thing, InvolvedChild) else str(thing.pk if thing else "")


def _deaths_in_care(incident: Incident, aware: At) -> Iterator[Happened]:
    for child in incident.involved.all():
        if child.outcome != "death":
            continue
        if child.looked_after == YesNo.YES:
            yield Happened("looked_after_child_died", aware, about_of(child))
        elif child.care_leaver == YesNo.YES:
            yield Happened("care_leaver_died", aware, about_of(child))


def _views(incident: Incident) -> Iterator[Happened]:
    """The three have agreed, or differ, once each of them has said; the last view of each counts."""
    latest = {view.body_id: view for view in incident.views.all()}
    if len(latest) < 3:
        return
    settled = max(view.given_at for view in latest.values())
    agreed = {view.view for view in latest.values()} == {PartnerView.View.NOTIFY}
    yield Happened("partners_agreed_to_notify" if agreed else "partners_differed", settled, str(incident.pk))


def _ended(incident: Incident) -> Iterator[Happened]:
    last = incident.outcomes.last()
    if last is None or last.decided == Outcome.Decided.NOTIFY:
        return
    withdrawn = last.decided == Outcome.Decided.WITHDRAWN
    kind = "incident_withdrawn" if withdrawn else "incident_found_not_to_meet_criteria"
    yield Happened(kind, last.decided_on, str(incident.pk))


def _read(words: str) -> At:
    return datetime.fromisoformat(words) if "T" in words else date.fromisoformat(words)
