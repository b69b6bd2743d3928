"""Recording an incident for the local authority, raising one for it to consider, and taking up what was raised."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from handrail.guidance import At, london_day
from handrail.service.access.grounds import RAISED
from handrail.service.access.models import Grant, Person
from handrail.service.access.roles import ALL, CONTRIBUTION
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone, give_key, open_case
from handrail.service.cases.drafts import submitted
from handrail.service.cases.follow import follow, locked, locked_open
from handrail.service.cases.models import Case, Draft
from handrail.service.children.actions import NotRight, add_child
from handrail.service.incidents.actions import judge
from handrail.service.incidents.models import Incident, InvolvedChild
from handrail.service.incidents.told import Told, ToldChild
from handrail.service.outbox.actions import write
from handrail.service.partnerships.models import Body


@transaction.atomic
def record_incident(
    told: Told,
    *,
    partnership: Body,
    authority: Body,
    by: Person,
    case: Case | None = None,
    raised_by: Body | None = None,
    draft: Draft | None = None,
    invented: bool = False,
) -> Incident:
    """Open a folder with an incident in it, or add a second incident to a folder (`case`).

    With `raised_by`, an agency asks the authority to consider it: the authority becomes aware when it takes
    it up. Raises NotDone, and AlreadySubmitted where the `draft` became a paper a moment ago.
    """
    if draft is not None:
        draft = submitted(draft, by=by)
    judge.told(told, raised=raised_by is not None)
    if case is None:
        case = open_case(partnership=partnership, authority=authority, by=by, invented=invented)
    else:
        case = _ready(case, authority)
    with audit.keeping(case.pk):
        return _filed(told, case, authority, raised_by, by, draft)


def _filed(
    told: Told, case: Case, authority: Body, raised_by: Body | None, by: Person, draft: Draft | None
) -> Incident:
    incident = _written(told, case, authority, raised_by, by)
    for place, child in enumerate(told.children, start=1):
        _involve(incident, place, child, by)
    if draft is not None:
        Draft.objects.filter(pk=draft.pk).update(paper_id=incident.pk, case=case)
    if raised_by is not None:
        _let_raiser_see(incident, by)
    audit.record(by, "raised an incident" if raised_by else "recorded an incident", incident)
    follow(incident)
    return incident


def _ready(case: Case, authority: Body) -> Case:
    case = locked(case.pk)
    if case.closed_at is not None:
        raise NotDone("This folder is closed. Reopen it first, or record the incident in a new folder.")
    if case.authority_id != authority.pk:
        raise NotDone(f"This folder is {case.authority}'s. Record the incident in a new folder.")
    return case


def _written(told: Told, case: Case, authority: Body, raised_by: Body | None, by: Person) -> Incident:
    aware = None if raised_by else told.became_aware
    return Incident.objects.create(
        case=case, recorded_by=by, authority=authority, raised_by=raised_by or authority,
        limb="" if raised_by else told.limb,
        became_aware_on=london_day(aware) if aware else None, became_aware_at=_instant(aware),
        nature=told.nature, what_is_known=told.what_is_known, abuse=told.abuse, place=told.place,
        happened_on=told.happened_on, happened_time=told.happened_time, happened_when=told.happened_when,
        happened_on_is_estimated=told.happened_on_is_estimated, outside_england=told.outside_england,
        elsewhere=told.elsewhere, made_safe=told.made_safe, more_children=told.more_children,
        police_investigating=told.police_investigating,
    )  # fmt: skip


def _involve(incident: Incident, place: int, told: ToldChild, by: Person) -> InvolvedChild:
    if told.already is not None and told.already.folder_id != incident.case_id:
        raise NotDone("Choose a child of this folder.")
    try:
        child = told.already or add_child(incident.case.folder, told.known, by=by)
    except NotRight as fault:
        raise NotDone(f"Child {place}: {fault}") from fault
    if incident.involved.filter(child=child).exists():
        raise NotDone(f"Child {place} is the same child as one before. Take one of them out.")
    return InvolvedChild.objects.create(
        incident=incident, child=child, place=place, outcome=told.outcome, died_on=told.known.died_on,
        lives_at=told.lives_at, looked_after=told.looked_after, care_leaver=told.care_leaver,
        regulated_setting=told.regulated_setting,
        child_protection_plan=told.child_protection_plan, child_in_need_plan=told.child_in_need_plan,
        known_to_agencies=told.known_to_agencies, placement=told.placement, health=told.health,
    )  # fmt: skip


def _let_raiser_see(incident: Incident, by: Person) -> None:
    """The agency sees what it sent, and whether it was taken up; the authority is told that something waits."""
    case, raiser = incident.case, incident.raised_by
    held = Grant.objects.live().filter(folder=case.folder, body=raiser)
    if not held.filter(Q(opens=ALL) | Q(opens=CONTRIBUTION)).exists():
        give_key(case, raiser, opens=CONTRIBUTION, why="raised the incident", ground=RAISED, by=by)
    if incident.authority.mailbox:
        page = settings.ADDRESS + reverse("incidents:incident", kwargs={"case_id": case.pk, "incident_id": incident.pk})
        write(
            to=incident.authority.mailbox, to_body=incident.authority, partnership=case.partnership,
            subject=f"{case.reference}: an incident was raised for you to consider", kind="incident raised",
            about=[case.pk],
            text=f"{raiser} asks you to consider an incident.\n\nSign in to Handrail to read it: {page}\n",
        )  # fmt: skip


@transaction.atomic
def take_up(incident: Incident, *, became_aware: At, limb: str, by: Person) -> Incident:
    """The authority takes up what another agency raised; its working days run from when it became aware."""
    locked_open(incident.case_id)
    incident = Incident.objects.select_related("case", "authority", "taken_up_by").get(pk=incident.pk)
    if not incident.waits_to_be_taken_up:
        who = incident.taken_up_by or incident.recorded_by
        raise NotDone(f"This incident is taken up already, by {who}.")
    judge.aware(became_aware)
    judge.aware_after_it_happened(incident, became_aware)
    judge.limb(limb, incident, became_aware)
    incident.limb, incident.taken_up_at, incident.taken_up_by = limb, timezone.now(), by
    incident.became_aware_on, incident.became_aware_at = london_day(became_aware), _instant(became_aware)
    incident.save(update_fields=["limb", "taken_up_at", "taken_up_by", "became_aware_on", "became_aware_at"])
    audit.record(by, f"took up the incident that {incident.raised_by} raised", incident)
    follow(incident, why=f"{incident.authority} took up the incident")
    return incident


def _instant(at: At | None) -> datetime | None:
    return at if isinstance(at, datetime) else None
