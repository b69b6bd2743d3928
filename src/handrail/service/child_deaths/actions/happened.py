"""Recording what others did about a death, and when; and setting aside what was recorded in error."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from handrail.guidance import At, london_day, spoken
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import follow, locked_open
from handrail.service.child_deaths.actions import judge
from handrail.service.child_deaths.happenings import KINDS, TELLS_OF_ANOTHER
from handrail.service.child_deaths.models import Death, Event
from handrail.service.child_deaths.standing import died_at, event_at
from handrail.service.outbox.actions import write

BEFORE_THE_DEATH = {"police_investigation_began", "joint_response_begun", "initial_information_shared", "scene_visited"}
"""What may come before: a child who is brought in near death and resuscitated is responded to before dying."""


@transaction.atomic
def record_event(
    death: Death, kind: str, *, at: At, by: Person, who: str = "", words: str = "", reference: str = "",
    of: Event | None = None,
) -> Event:  # fmt: skip
    """Record one dated thing. Raises NotDone."""
    locked_open(death.case_id)
    _judge(death, kind, at, words, of)
    event = Event.objects.create(
        death=death, kind=kind, on=london_day(at), at=at if isinstance(at, datetime) else None, who=who.strip(),
        words=words.strip(), reference=reference.strip(), of=of, recorded_by=by,
    )  # fmt: skip
    audit.record(by, f"recorded of a death: {KINDS[kind].words}", event, death.case_id)
    follow(death, why=f"it was recorded: {KINDS[kind].words}")
    return event


def _judge(death: Death, kind: str, at: At, words: str, of: Event | None) -> None:
    if kind not in KINDS:
        raise NotDone("Choose what happened.")
    if judge.in_future(at):
        raise NotDone(
            "Record it once it has happened: the day and hour may not be in the future. Where a day to come was set, "
            "give the day on which it was set, and write the day itself in the words.",
            "on",
        )
    earliest = (event_at(death) if kind in BEFORE_THE_DEATH else None) or died_at(death)
    if judge.before(at, earliest):
        raise NotDone(f"This is said to have happened on {spoken(at)}, before the death on {spoken(earliest)}.", "on")
    if KINDS[kind].must_say and not words.strip():
        raise NotDone(f"Write: {KINDS[kind].asks[:1].lower()}{KINDS[kind].asks[1:]}.", "words")
    if of is not None and (of.death_id != death.pk or of.kind not in KINDS[kind].answers):
        raise NotDone("Choose which of those recorded it is about.")
    came = death.events.filter(kind="inquest_completed", set_aside_at__isnull=True).first()
    if kind == "overview_panel_waits_for_inquest" and came is not None and london_day(at) > came.on:
        raise NotDone(
            f"The inquest was completed on {spoken(came.on)}, so there is none to wait for. Correct the day, or set "
            "that aside first.",
            "on",
        )
    standing = death.events.filter(kind=kind, of=of, set_aside_at__isnull=True).first()
    if standing is not None and kind not in TELLS_OF_ANOTHER and kind not in OFTEN:
        raise NotDone(
            f"That is recorded already, for {spoken(standing.at or standing.on)}. If it is wrong, set it aside first."
        )


OFTEN = frozenset(
    {
        "scene_visited", "person_charged", "staff_support_offered", "inquest_day_set", "trial_day_set",
        "post_mortem_first_findings", "coroner_notice_given", "family_told_of_review_meeting",
        "family_told_after_review_meeting", "inquest_day_told", "inquest_alteration_told",
    }
)  # fmt: skip
"""What may well be recorded twice: another visit, another person, another telling."""


@transaction.atomic
def set_aside(event: Event, *, why: str, by: Person) -> None:
    """What was recorded in error stays readable and counts for nothing."""
    locked_open(event.death.case_id)
    event = Event.objects.select_related("death__case").get(pk=event.pk)
    if event.set_aside_at is not None:
        raise NotDone("This is set aside already.")
    event.set_aside_at, event.set_aside_why = timezone.now(), why.strip()[:300]
    event.save(update_fields=["set_aside_at", "set_aside_why"])
    audit.record(by, f"set aside what was recorded of a death: {KINDS[event.kind].words}", event, event.death.case_id)
    follow(event.death, why=f"what was recorded in error was set aside: {KINDS[event.kind].words}")


@transaction.atomic
def tell_of_suspicion(death: Death, *, at: At, who: str, words: str, by: Person) -> Event:
    """Abuse or neglect is suspected: kept here, and the local authority is written to without any name. Whether it is
    a serious incident is the authority's to consider; its working days run in the incident's own folder."""
    event = record_event(death, "authority_told_of_suspicion", at=at, who=who, words=words, by=by)
    case = death.case
    if case.authority.mailbox:
        write(
            to=case.authority.mailbox, to_body=case.authority, kind="suspicion of abuse", about=[case.pk],
            partnership=case.partnership, subject=f"{case.reference}: abuse or neglect is suspected",
            once=f"suspicion {event.pk}",
            text=(
                f"In the review of a child's death, reference {case.reference}, abuse or neglect is known or "
                f"suspected. Please consider whether a serious incident is to be notified. {by.name} knows more.\n"
            ),
        )  # fmt: skip
    return event
