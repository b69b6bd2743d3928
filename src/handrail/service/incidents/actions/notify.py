"""Recording that somebody outside was told. Handrail sends none of this: it keeps what was sent, when and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from handrail.guidance import At, london_day, spoken
from handrail.service.access.grounds import NOTIFYING, TELLING
from handrail.service.access.models import Person, Share
from handrail.service.access.sharing import share
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone, give_late_reason
from handrail.service.cases.follow import follow, locked_open
from handrail.service.documents.actions import store
from handrail.service.documents.kinds import NotTaken
from handrail.service.documents.models import Document
from handrail.service.incidents.actions import judge
from handrail.service.incidents.ahead import Wanted, wanted_by_law
from handrail.service.incidents.facts import became_aware
from handrail.service.incidents.models import Incident, InvolvedChild, Notice


@dataclass(frozen=True)
class Receipt:
    """A file that proves a notice: its name, and its bytes."""

    name: str
    held: bytes


@transaction.atomic
def record_notice(
    incident: Incident,
    *,
    to: str,
    at: At,
    by_name: str,
    by: Person,
    involved: InvolvedChild | None = None,
    how: str = "",
    national_reference: str = "",
    receipt: Receipt | None = None,
    late_reason: str = "",
) -> Notice:
    """Record that somebody was told, at an instant or on a day. Raises NotDone.

    Where it was due before, the reason why it is late is kept with it.
    """
    locked_open(incident.case_id)
    asked = wanted(incident, to, involved)
    _judge(incident, asked, at, by_name)
    late = asked.late(at)
    if late and not late_reason.strip():
        raise NotDone(f"This was due by {spoken(asked.due or at)}. Say why it is late.")
    notice = Notice.objects.create(
        incident=incident, to=asked.to, child=involved, at=at if isinstance(at, datetime) else None,
        on=london_day(at), by_name=by_name.strip(), how=how.strip(), national_reference=national_reference.strip(),
        receipt=_stored(incident, receipt, by), recorded_by=by,
    )  # fmt: skip
    share(
        incident.case.folder, to=notice.get_to_display(), how=Share.How.SENT, what="a notice of the incident",
        words="told of the incident", ground=NOTIFYING if notice.to == Notice.To.PANEL else TELLING, by=by,
        paper_id=notice.pk,
    )  # fmt: skip
    audit.record(by, f"recorded a notice: {notice}", notice, incident.case_id)
    for clock in late:
        give_late_reason(incident.case, duty=clock.duty.key, about=clock.about, reason=late_reason.strip(), by=by)
    follow(incident, why=f"a notice was recorded: {notice}")
    return notice


def wanted(incident: Incident, to: str, involved: InvolvedChild | None) -> Wanted:
    """What the law asked for of this kind. Raises NotDone where it asked for none."""
    found = next((w for w in wanted_by_law(incident) if w.to == to and w.involved == involved), None)
    if found is None:
        raise NotDone(
            "Nothing recorded of this incident calls for that notice. "
            "If the reason it may have to be notified is wrong, correct that first."
        )
    return found


def standing_notice(incident: Incident, asked: Wanted) -> Notice | None:
    notices = incident.notices.filter(to=asked.to, child=asked.involved, set_aside_at__isnull=True)
    return notices.select_related("recorded_by").first()


def _judge(incident: Incident, asked: Wanted, at: At, by_name: str) -> None:
    standing = standing_notice(incident, asked)
    if standing is not None:
        raise NotDone(
            f"{standing.recorded_by} has recorded this already, for {spoken(standing.at or standing.on)}. "
            "If that is wrong, set it aside first."
        )
    if not by_name.strip():
        raise NotDone("Say who told them.")
    if judge.in_future(at):
        raise NotDone("Record it once it has been done: the day and hour may not be in the future.")
    aware = became_aware(incident)
    if aware is not None and _before(at, aware):
        raise NotDone(
            f"The authority became aware on {spoken(aware)}, and cannot have told anyone before then. "
            "Correct this day, or correct when the authority became aware."
        )


def _before(at: At, aware: At) -> bool:
    if isinstance(at, datetime) and isinstance(aware, datetime):
        return at < aware
    return london_day(at) < london_day(aware)


def _stored(incident: Incident, receipt: Receipt | None, by: Person) -> Document | None:
    if receipt is None:
        return None
    try:
        return store(incident.case.folder, receipt.name, receipt.held, by=by, opens="incidents")
    except NotTaken as fault:
        raise NotDone(str(fault)) from fault


@transaction.atomic
def set_aside(notice: Notice, *, why: str, by: Person) -> None:
    """A notice recorded in error stays readable and counts for nothing."""
    locked_open(notice.incident.case_id)
    notice = Notice.objects.select_related("incident__case").get(pk=notice.pk)
    if notice.set_aside_at is not None:
        raise NotDone("This notice is set aside already.")
    if not why.strip():
        raise NotDone("Say why the notice is set aside.")
    notice.set_aside_at, notice.set_aside_why = timezone.now(), why.strip()[:300]
    notice.save(update_fields=["set_aside_at", "set_aside_why"])
    audit.record(by, f"set aside a notice: {notice}", notice, notice.incident.case_id)
    follow(notice.incident, why=f"a notice recorded in error was set aside: {notice}")
