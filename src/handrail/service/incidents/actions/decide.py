"""The partners' views, the decision and its reasons, and the senior officer's signature."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.guidance import london_day, spoken
from handrail.service.access.models import Grant, Person
from handrail.service.access.roles import ALL
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import follow, locked_open
from handrail.service.incidents.ahead import wanted_by_law
from handrail.service.incidents.facts import SECTORS, became_aware, notifiable_without_suspicion
from handrail.service.incidents.models import Incident, Notice, Outcome, PartnerView, SignOff
from handrail.service.partnerships.models import Body


def partners_for(incident: Incident) -> list[Body]:
    """The safeguarding partners of the folder's area: those of the three sectors that hold its key."""
    keys = Grant.objects.live().opening([ALL]).filter(folder=incident.case_id).values("body")
    return list(Body.objects.filter(pk__in=keys, kind__in=list(SECTORS)).order_by("kind", "name"))


@transaction.atomic
def give_view(incident: Incident, *, body: Body, view: str, reasons: str, by: Person) -> PartnerView:
    """One safeguarding partner says whether it should be notified. A changed mind is a second view."""
    locked_open(incident.case_id)
    if body not in partners_for(incident):
        raise NotDone(f"{body} is not a safeguarding partner for this area, so its view is not asked for.")
    if not reasons.strip():
        raise NotDone("Give the reasons for this view.")
    if view not in PartnerView.View.values:
        raise NotDone("Choose what you think should be done.")
    given = PartnerView.objects.create(incident=incident, body=body, view=view, reasons=reasons.strip(), given_by=by)
    audit.record(by, f"gave the view of {body}", given, incident.case_id)
    follow(incident, why=f"{body} gave its view")
    return given


@transaction.atomic
def decide(incident: Incident, *, decided: str, reasons: str, decided_on: date, by: Person) -> Outcome:
    """Record a decision. The last one stands, and another, with its reasons, takes one back."""
    locked_open(incident.case_id)
    last = incident.outcomes.last()
    if last is not None and last.decided == decided:
        raise NotDone(f"That is the decision already, recorded by {last.decided_by}.")
    _judge(incident, decided, reasons.strip(), decided_on)
    outcome = Outcome.objects.create(
        incident=incident, decided=decided, reasons=reasons.strip(), decided_on=decided_on, decided_by=by
    )
    audit.record(by, f"decided: {outcome.get_decided_display().lower()}", outcome, incident.case_id)
    follow(incident, why=f"the decision was recorded: {outcome.get_decided_display().lower()}")
    return outcome


def _judge(incident: Incident, decided: str, reasons: str, decided_on: date) -> None:
    if decided not in Outcome.Decided.values:
        raise NotDone("Choose what was decided.")
    if not reasons and (decided != Outcome.Decided.NOTIFY or incident.outcomes.exists()):
        raise NotDone("Give the reasons. They are read again if the facts change.")
    if decided == Outcome.Decided.NOTIFY and incident.waits_to_be_taken_up:
        raise NotDone("The authority has not taken this incident up. Take it up first.")
    notified = incident.notices.filter(to=Notice.To.PANEL, set_aside_at__isnull=True).first()
    if decided == Outcome.Decided.NOT_NOTIFIED and notified is not None:
        raise NotDone(
            f"The Panel was notified on {spoken(notified.on)}. "
            "Choose that it was later found not to meet the criteria, or set that notice aside first."
        )
    if decided in (Outcome.Decided.NOT_NOTIFIED, Outcome.Decided.NOT_MET):
        _refuse_where_suspicion_is_not_asked(incident)
    if decided_on > timezone.localdate():
        raise NotDone("The day of the decision must be today or in the past.")
    aware = became_aware(incident)
    if aware is not None and decided_on < london_day(aware):
        raise NotDone(f"The authority became aware on {spoken(london_day(aware))}: it cannot have decided before that.")


def _refuse_where_suspicion_is_not_asked(incident: Incident) -> None:
    """Under the guidance of 2015 a looked-after child's death was itself a criterion, and so met while it stands."""
    asked = any(wanted.to == Notice.To.OFSTED_AND_LSCB for wanted in wanted_by_law(incident))
    if asked and notifiable_without_suspicion(incident):
        raise NotDone(
            "The guidance of that day asks for a notice of the death of a child who was looked after, or was in a "
            "regulated setting or service, whether or not abuse or neglect is suspected. If that is not so of this "
            "child, correct the child's answers first. If the incident was recorded by mistake, withdraw it."
        )


def signed_as_it_stands(incident: Incident) -> SignOff | None:
    """The signature that covers the answers as they stand: one given since the last correction."""
    signed = incident.sign_offs.order_by("signed_at").last()
    corrected = incident.corrections.last()
    if signed is None or (corrected is not None and corrected.made_at > signed.signed_at):
        return None
    return signed


@transaction.atomic
def sign_off(incident: Incident, *, words: str = "", by: Person) -> SignOff:
    """A senior officer, and never the one who recorded it, agrees that the answers be sent."""
    locked_open(incident.case_id)
    if by.pk in {incident.recorded_by_id, incident.taken_up_by_id}:
        raise NotDone("You recorded this incident, so another senior officer must sign it off.")
    if incident.waits_to_be_taken_up:
        raise NotDone("The authority has not taken this incident up. Take it up first.")
    standing = signed_as_it_stands(incident)
    if standing is not None:
        raise NotDone(f"{standing.signed_by} has signed it off already.")
    signed = SignOff.objects.create(incident=incident, signed_by=by, words=words.strip())
    audit.record(by, "signed off a notification", signed, incident.case_id)
    follow(incident, why="the notification was signed off")
    return signed
