"""What the panel suspects comes to the safeguarding partners as an incident, in a folder that is open to all of them.

A job does it as the finding comes back, so that no clock waits for somebody to read it.
"""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit.actions import Job
from handrail.service.cases.models import Join
from handrail.service.incidents.actions.hear import hear_of_suspicion
from handrail.service.incidents.models import Incident, Outcome
from handrail.service.overview_panels.knowing import marks_in
from handrail.service.overview_panels.models import PanelPack

WHY_JOINED = "The overview panel suspects abuse or neglect in this death"


def raise_suspicion(pack: PanelPack, job: Job) -> None:
    """Once. Where an incident about the death goes on already, it is that one, and people tell the partners of it."""
    if not pack.abuse_why or pack.raised is not None:
        return
    going = _going_on(pack)
    if going is not None:
        pack.raised, pack.raised_in = going.pk, going.case_id
        return
    now = timezone.now()
    heard = hear_of_suspicion(
        pack.case, panel=pack.panel, words=_words(pack), why=WHY_JOINED, at=now, by=_whose_work(pack), job=job
    )
    pack.raised, pack.raised_in = heard.incident.pk, heard.incident.case_id
    if not heard.not_told:
        pack.partners_told_on = timezone.localdate(now)


def _words(pack: PanelPack) -> str:
    """The panel's own words, unless they would tell whose death it was to those who may not read its folder."""
    said = f"{pack.panel} suspects abuse or neglect in a death that it reviewed without knowing whose it was."
    whose = (
        "Whose death it was stands in the folder of the death, which is joined to this one. Whoever may open both says "
        "here who the child was, and when and where it happened."
    )
    if any(mark.refuses for mark in marks_in(pack.case, {"why": pack.abuse_why})):
        return f"{said} Why it does is said in the folder of the death.\n\n{whose}"
    return f"{said} It says why:\n\n{pack.abuse_why}\n\n{whose}"


def _going_on(pack: PanelPack) -> Incident | None:
    """An incident in the death's own folder or in one joined to it, unless it was decided that there is none."""
    joins = Join.objects.filter(Q(first=pack.case_id) | Q(second=pack.case_id), parted_at__isnull=True)
    folders = {pack.case_id, *(key for join in joins for key in (join.first_id, join.second_id))}
    for incident in Incident.objects.filter(case__in=folders).order_by("-recorded_at"):
        last = incident.outcomes.last()
        if last is None or last.decided == Outcome.Decided.NOTIFY:
            return incident
    return None


def _whose_work(pack: PanelPack) -> Person:
    assert pack.laid_by is not None
    return pack.laid_by
