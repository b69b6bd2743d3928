"""Recording that a child has died: a folder, the death, who told of it, and what the definition makes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from handrail.guidance import london_day
from handrail.service.access.grounds import RAISED
from handrail.service.access.models import Grant, Person
from handrail.service.access.roles import ALL, CONTRIBUTION
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone, give_key, open_case, safeguarding_partners
from handrail.service.cases.drafts import submitted
from handrail.service.cases.follow import follow, locked_open
from handrail.service.cases.models import Case, Draft
from handrail.service.child_deaths.actions import judge, respond
from handrail.service.child_deaths.lines import told_otherwise
from handrail.service.child_deaths.models import Birth, Death, KnownTo, Notification, ScopeDecision
from handrail.service.child_deaths.standing import died_at
from handrail.service.child_deaths.told import SAID_OF_THE_DEATH, KnewTheChild, Teller, Told
from handrail.service.children.actions import NotRight, add_child
from handrail.service.children.identifiers import nhs_number
from handrail.service.children.models import Child
from handrail.service.outbox.actions import write
from handrail.service.partnerships.models import Body, Kind

PARTNERS = (Kind.LOCAL_AUTHORITY, Kind.INTEGRATED_CARE_BOARD, Kind.CLINICAL_COMMISSIONING_GROUP)
"""The child death review partners: the local authority and the integrated care board, not the police."""


@transaction.atomic
def notify(
    told: Told,
    *,
    partnership: Body,
    authority: Body,
    sent_by: Body,
    by: Person,
    draft: Draft | None = None,
    brought_from: str = "",
    opened_at: datetime | None = None,
    invented: bool = False,
) -> Death:
    """Open a folder with a death in it, which sets the clocks running.

    Raises NotDone, and AlreadySubmitted where the `draft` became a paper a moment ago.
    """
    if draft is not None:
        draft = submitted(draft, by=by)
    judge.told(told)
    refuse_number_of_another(told.known.nhs_number, by)
    case = open_case(
        partnership=partnership, authority=authority, by=by, opened_at=opened_at, invented=invented,
        partners=[body for body in safeguarding_partners(partnership, authority) if body.kind in PARTNERS],
    )  # fmt: skip
    with audit.keeping(case.pk):
        death = _written(told, case, sent_by, by, brought_from)
        if draft is not None:
            Draft.objects.filter(pk=draft.pk).update(paper_id=death.pk, case=case)
        _let_sender_see(death, by)
        audit.record(by, "notified a child's death", death)
        follow(death)
    return death


def _written(told: Told, case: Case, sent_by: Body, by: Person, brought_from: str) -> Death:
    death = Death.objects.create(
        case=case, recorded_by=by, sent_by=sent_by, child=_child(told, case, by), brought_from=brought_from[:80],
        **{name: getattr(told, name) for name in SAID_OF_THE_DEATH},
    )  # fmt: skip
    _notification(death, told.teller, by)
    for one in told.knew:
        _known_to(death, one, by)
    why = judge.scope_of(told.born, told.known.born_on, told.died_on, told.lived)
    more = f" {respond.said_of_stillbirth(death)}" if why == ScopeDecision.Why.UNATTENDED else ""
    ScopeDecision.objects.create(
        death=death, why=why, reasons=f"{judge.IN_WORDS[why]}{more}", decided_on=timezone.localdate(), recorded_by=by,
        decided_by_name="The definition, as it was notified",
    )  # fmt: skip
    return death


def _child(told: Told, case: Case, by: Person) -> Child:
    known = dict(told.known.__dict__)
    died_on = told.died_on if told.born == Birth.ALIVE else None
    try:
        return add_child(case.folder, type(told.known)(**known | {"died_on": died_on}), by=by)
    except NotRight as fault:
        raise NotDone(str(fault)) from fault


def held_already(typed: str, by: Person, *, but: Death | None = None) -> Death | None:
    """The death for which this NHS number stands. Only folders that this person may open are looked at: of others
    nothing is said; a job compares those, and shows what it finds to who may see both."""
    try:
        number = nhs_number(typed)
    except ValueError as fault:
        raise NotDone(str(fault), "nhs_number") from fault
    if not number:
        return None
    seen = Case.objects.visible_to(by, {ALL})
    held = Death.objects.filter(child__nhs_number=number, case__in=seen, superseded_at__isnull=True)
    return (held.exclude(pk=but.pk) if but else held).select_related("child", "case").first()


def refuse_number_of_another(typed: str, by: Person, *, but: Death | None = None) -> None:
    """One NHS number is one child's."""
    other = held_already(typed, by, but=but)
    if other is not None:
        raise NotDone(
            f"This NHS number already stands in {other.case}, for {other.child}. If it is the same death, add your "
            "notification there. If it is a twin, check the number of each child: no two children have one number. "
            "If you cannot, leave it empty here and say that it is not currently available.",
            "nhs_number",
        )


def _notification(death: Death, told: Teller, by: Person) -> Notification:
    at = told.told_at
    return Notification.objects.create(
        death=death, on=london_day(at), at=at if isinstance(at, datetime) else None, by_name=told.by_name.strip(),
        job=told.job, body=told.body, agency=told.agency, contact=told.contact, said=told.said, recorded_by=by,
        abuse_suspected=told.abuse_suspected,
    )  # fmt: skip


@transaction.atomic
def add_notification(death: Death, teller: Teller, *, by: Person) -> Notification:
    """Another professional told of the same death. Whoever told first is when it was first known."""
    locked_open(death.case_id)
    judge.teller(teller.by_name, teller.told_at, died_at(death))
    made = _notification(death, teller, by)
    audit.record(by, "recorded another notification of the death", made, death.case_id)
    follow(death, why="another notification of the death was recorded")
    return made


@transaction.atomic
def add_told(death: Death, told: Told, *, draft: Draft, by: Person) -> Notification:
    """What somebody typed to notify a death that has its folder already: a notification beside the first, in which
    every answer stands that says more or says otherwise. Raises NotDone, and AlreadySubmitted."""
    submitted(draft, by=by)
    others = told_otherwise(death, vars(told), told.known)
    said = "\n".join(part for part in (told.teller.said, told.circumstances.strip(), *others) if part)
    made = add_notification(death, replace(told.teller, said=said, abuse_suspected=told.abuse_suspected), by=by)
    for one in told.knew:
        add_known(death, one, by=by)
    Draft.objects.filter(pk=draft.pk).update(paper_id=death.pk, case=death.case)
    return made


@transaction.atomic
def set_notification_aside(told: Notification, *, why: str, by: Person) -> None:
    """One recorded in error, or with a wrong day: it stays readable, and the others say when the death was first known.
    Raises NotDone."""
    locked_open(told.death.case_id)
    told = Notification.objects.select_related("death").get(pk=told.pk)
    if told.set_aside_at is not None:
        raise NotDone("This is set aside already.")
    if not told.death.notifications.filter(set_aside_at__isnull=True).exclude(pk=told.pk).exists():
        raise NotDone(
            "This is the only notification of the death that stands. Record the right one first, under “Somebody else "
            "told of this death”, then set this one aside."
        )
    told.set_aside_at, told.set_aside_why = timezone.now(), why.strip()[:300]
    told.save(update_fields=["set_aside_at", "set_aside_why"])
    audit.record(by, "set a notification of the death aside", told, told.death.case_id)
    follow(told.death, why="a notification recorded in error was set aside")


@transaction.atomic
def add_known(death: Death, knew: KnewTheChild, *, by: Person) -> KnownTo:
    """One more agency or professional that knew the child."""
    locked_open(death.case_id)
    if knew.body is None and not knew.name.strip():
        raise NotDone("Choose the agency, or write its name.")
    made = _known_to(death, knew, by)
    audit.record(by, "added somebody who knew the child", made, death.case_id)
    return made


@transaction.atomic
def set_known_aside(known: KnownTo, *, by: Person) -> None:
    locked_open(known.death.case_id)
    known.set_aside_at = timezone.now()
    known.save(update_fields=["set_aside_at"])
    audit.record(by, "took out somebody said to have known the child", known, known.death.case_id)


def _known_to(death: Death, knew: KnewTheChild, by: Person) -> KnownTo:
    """Whoever came from a joined folder, and is named here too, stands here in their own right."""
    held = death.known_to.filter(body=knew.body, name=knew.name, set_aside_at__isnull=True).first()
    if held is None:
        return KnownTo.objects.create(death=death, added_by=by, **vars(knew))
    if held.came_from_id is not None:
        held.came_from = None
        held.save(update_fields=["came_from"])
    return held


def _let_sender_see(death: Death, by: Person) -> None:
    """An agency sees what it sent and no more; the partnership is told that a death was notified."""
    case, sender = death.case, death.sent_by
    whole = Grant.objects.live().filter(folder=case.folder, body=sender, opens=ALL)
    if sender.pk == case.partnership_id or whole.exists():
        return
    give_key(case, sender, opens=CONTRIBUTION, why="notified the death", ground=RAISED, by=by)
    if case.partnership.mailbox:
        page = settings.ADDRESS + reverse("child_deaths:death", kwargs={"case_id": case.pk, "death_id": death.pk})
        write(
            to=case.partnership.mailbox, to_body=case.partnership, partnership=case.partnership,
            subject=f"{case.reference}: a child's death was notified", kind="child death notified", about=[case.pk],
            text=f"{sender} has notified a child's death.\n\nSign in to Handrail to read it: {page}\n",
        )  # fmt: skip
