"""An overview panel suspects abuse or neglect in a death it reviewed: an incident for the authority, by a job.

The panel knows no name, and the folder of the death is not open to all the safeguarding partners. So the incident says
what the panel said, and whoever may open both folders says whose death it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from handrail.guidance import london_day
from handrail.service.access.models import Grant, Person
from handrail.service.access.roles import ALL
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job
from handrail.service.cases.actions import join_folders, open_case
from handrail.service.cases.follow import follow
from handrail.service.cases.models import Case
from handrail.service.children.actions import Known, add_child
from handrail.service.incidents.models import Incident, InvolvedChild, Limb, Nature
from handrail.service.outbox.actions import write
from handrail.service.partnerships.models import Body


@dataclass(frozen=True, slots=True)
class Heard:
    """The incident, and the safeguarding partners that were not reached: they have no mailbox here."""

    incident: Incident
    not_told: tuple[Body, ...]


@transaction.atomic
def hear_of_suspicion(
    of: Case, *, panel: Body, words: str, why: str, at: datetime, by: Person, job: Job
) -> Heard:  # fmt: skip
    """Open a folder with it, joined to that of the death, and tell every safeguarding partner.

    The authority is aware from when it is told. Why it may have to be notified is left as not yet certain, which sets
    the working days running; people decide. `by` is whose work the job carries on. Joined before anybody is told:
    whoever is shut out of the folder of the death hears nothing.
    """
    case = open_case(partnership=of.partnership, authority=of.authority, by=job, invented=of.invented)
    join_folders(of, case, why=why, by=by, job=job)
    incident = Incident.objects.create(
        case=case, authority=of.authority, raised_by=panel, limb=Limb.UNCERTAIN, nature=Nature.DEATH,
        what_is_known=words, became_aware_on=london_day(at), became_aware_at=at,
    )  # fmt: skip
    child = add_child(case.folder, Known(), by=job)
    InvolvedChild.objects.create(incident=incident, child=child, place=1, outcome=Nature.DEATH)
    audit.record(job, "raised an incident", incident)
    follow(incident)
    holders = Grant.objects.live().filter(folder=case.folder_id, opens=ALL).values("body")
    partners = Body.objects.filter(pk__in=holders).order_by("name")
    return Heard(incident, tuple(body for body in partners if not _told(incident, body)))


def _told(incident: Incident, body: Body) -> bool:
    if not body.mailbox:
        return False
    case = incident.case
    page = settings.ADDRESS + reverse("incidents:incident", kwargs={"case_id": case.pk, "incident_id": incident.pk})
    message = write(
        to=body.mailbox, to_body=body, partnership=case.partnership, kind="incident raised", about=[case.pk],
        subject=f"{case.reference}: an overview panel suspects abuse or neglect",
        text=f"{incident.raised_by} suspects abuse or neglect in a death that it reviewed, and tells the safeguarding "
        f"partners.\n\nSign in to Handrail to read it: {page}\n",
    )  # fmt: skip
    return message is not None and message.withheld_at is None
