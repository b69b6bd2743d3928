"""The way to an incident: through its folder, and to the agency that raised it, a page of its own."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest

from handrail.service.access.doors import opens, person_of
from handrail.service.access.models import Person
from handrail.service.access.roles import ALL, CONTRIBUTION
from handrail.service.cases.doors import may_open, open_folder
from handrail.service.incidents.actions.decide import partners_for
from handrail.service.incidents.models import Incident
from handrail.service.partnerships.models import Body

INCIDENTS = "incidents"
RECORD = "record incidents"
NOTIFY = "record notification"
DECIDE = "decide on notification"
SIGN_OFF = "sign off notification"
VIEW = "give a partner's view"
SHARE = "manage folders"


def open_incident(
    request: HttpRequest, case_id: uuid.UUID, incident_id: uuid.UUID, *, may: str | None = None
) -> Incident:
    """To read it, the key to incidents; to do anything with it, the key to the whole folder. Else Http404."""
    case = open_folder(request, case_id, what=ALL if may else INCIDENTS, may=may)
    found = Incident.objects.select_related("authority", "raised_by", "elsewhere", "recorded_by", "taken_up_by")
    incident = found.filter(case=case, pk=incident_id).first()
    if incident is None:
        raise Http404
    incident.case = case
    return incident


def open_raised(request: HttpRequest, case_id: uuid.UUID, incident_id: uuid.UUID) -> Incident:
    """What an agency raised, for that agency; those who may read the whole may see how it looks to them."""
    case = open_folder(request, case_id, what=CONTRIBUTION)
    incident = Incident.objects.filter(case=case, pk=incident_id).first()
    person = person_of(request)
    if incident is None or not (sent_it(person, incident) or may_open(person, case, what=INCIDENTS)):
        raise Http404
    return incident


def sent_it(person: Person, incident: Incident) -> bool:
    """Whether this person works for the agency that raised it, in a post whose key still opens it."""
    posts = [post for post in person.posts_today if post.body_id == incident.raised_by_id]
    return any(opens(post, incident.case.folder, CONTRIBUTION) for post in posts)


def speaks_for(person: Person, incident: Incident) -> list[Body]:
    """The safeguarding partners of this area that this person speaks for."""
    partners = partners_for(incident)
    posts = [post for post in person.posts_today if VIEW in post.in_role.may and post.body in partners]
    return [post.body for post in posts if opens(post, incident.case.folder, ALL)]


def can(person: Person, incident: Incident, may: str) -> bool:
    return may_open(person, incident.case, what=ALL, may=may)
