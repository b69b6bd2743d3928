"""The child death review meeting: planned in `meetings`, of a kind that follows the circumstances, and reported."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.guidance import london_day
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import follow, locked_open
from handrail.service.child_deaths.models import (
    Death,
    PlaceOfDeath,
    ReviewMeeting,
    ScopeDecision,
    WrittenAccount,
    YesNo,
)
from handrail.service.child_deaths.situations import LEDER_AGES
from handrail.service.child_deaths.standing import age_at_death, born_alive, decisions_of, died_at, standing
from handrail.service.meetings.actions.planning import Arrangement, plan_meeting
from handrail.service.meetings.models import Meeting
from handrail.service.partnerships.models import Body

NEWBORN = 28
"""Days for which the perinatal review's own tool looks at a death; the edition's definition of it says so."""
AGENDA = (
    "Who is here, and what may be said outside",
    "The family's questions",
    "What is known of the child's life and death",
    "The post-mortem report and the cause of death",
    "What contributed to the death, domain by domain",
    "What was done well, and what can be learnt",
    "How the family and the staff are supported, and who tells the family",
    "The draft analysis for the overview panel",
)


def expected_kind(death: Death) -> ReviewMeeting.Kind:
    """The form that such a death's meeting usually takes; people may choose another, and say why."""
    decisions = decisions_of(death)
    if decisions and decisions[-1].called_for:
        return ReviewMeeting.Kind.FINAL_CASE_DISCUSSION
    born_on, place = death.child.born_on, standing(death, "place_kind")
    if place == PlaceOfDeath.HOSPITAL:
        newborn = born_on is not None and (london_day(died_at(death)) - born_on).days < NEWBORN
        return ReviewMeeting.Kind.PERINATAL if newborn else ReviewMeeting.Kind.MORTALITY
    return ReviewMeeting.Kind.OTHER


def needs_no_reason(death: Death, kind: str) -> bool:
    """What is expected; and a meeting with the learning disability programme, of a child whom it may concern."""
    if kind == ReviewMeeting.Kind.LEARNING_DISABILITY and standing(death, "learning_disability") == YesNo.YES:
        age = age_at_death(death)
        return age is None or LEDER_AGES[0] <= age <= LEDER_AGES[1]
    return kind == expected_kind(death)


def may_meet(death: Death) -> bool:
    """Whether there is a meeting to plan: of a death that is reviewed here, or of a stillbirth that nobody attended and
    for which a joint response was called, which ends with a final case discussion."""
    scope, joint = list(death.scope_decisions.all()), decisions_of(death)
    if not scope or scope[-1].for_review:
        return True
    return scope[-1].why == ScopeDecision.Why.UNATTENDED and bool(joint) and joint[-1].called_for


@transaction.atomic
def plan_review_meeting(
    death: Death, arrangement: Arrangement, *, kind: str, by: Person, led_by: Body | None = None, why: str = ""
) -> ReviewMeeting:
    """Plan it. People are invited, and what they said is kept, on the meeting's own page. Raises NotDone."""
    locked_open(death.case_id)
    if not may_meet(death):
        raise NotDone("The death is not reviewed here, so there is no meeting to plan. Decide on that first.")
    if not needs_no_reason(death, kind) and not why.strip():
        raise NotDone(f"Say why it is not the {expected_kind(death).label.lower()} that would be expected.", "why")
    going = death.review_meetings.filter(meeting__cancelled_at__isnull=True, meeting__held_at__isnull=True).first()
    if going is not None:
        raise NotDone("A review meeting is planned already. Change its day, or call it off first.")
    reviewed = born_alive(death)
    meeting = plan_meeting(
        death.case, arrangement, about=str(death.pk), by=by, agenda=AGENDA if reviewed else AGENDA[:-1],
        purpose=Meeting.For.CHILD_DEATH_REVIEW if reviewed else Meeting.For.FINAL_CASE_DISCUSSION,
    )  # fmt: skip
    made = ReviewMeeting.objects.create(
        death=death, meeting=meeting, kind=kind, led_by=led_by, why=why.strip(), recorded_by=by
    )
    audit.record(by, f"planned a child death review meeting: {made}", made, death.case_id)
    follow(death)
    return made


@transaction.atomic
def report(review_meeting: ReviewMeeting, *, on: date, by: Person) -> None:
    """The meeting's report always goes to the overview panel, whatever the meeting found."""
    locked_open(review_meeting.death.case_id)
    held = ReviewMeeting.objects.select_related("meeting", "death").get(pk=review_meeting.pk)
    if held.meeting.held_at is None:
        raise NotDone("The meeting is not marked as held yet. Record that on the meeting's own page first.")
    if held.meeting.purpose != Meeting.For.CHILD_DEATH_REVIEW:
        raise NotDone("A stillbirth is not reviewed by the overview panel, so nothing is reported to it.")
    if held.reported_on is not None:
        raise NotDone("That the report went to the overview panel is recorded already.")
    if on > timezone.localdate() or on < london_day(held.meeting.held_at):
        raise NotDone("The report goes on or after the day of the meeting, and not in the future.", "on")
    held.reported_on, held.reported_by = on, by
    held.save(update_fields=["reported_on", "reported_by"])
    audit.record(by, "recorded that the meeting's report went to the overview panel", held, held.death.case_id)
    follow(held.death, why="the meeting's report went to the overview panel")


@transaction.atomic
def absent(
    review_meeting: ReviewMeeting, *, name: str, body: Body | None, known_on: date, by: Person
) -> WrittenAccount:
    """Somebody asked cannot come: a written account is asked for instead."""
    locked_open(review_meeting.death.case_id)
    if known_on > timezone.localdate():
        raise NotDone("The day may not be in the future.", "known_on")
    made = WrittenAccount.objects.create(
        review_meeting=review_meeting, name=name.strip(), body=body, absence_known_on=known_on, recorded_by=by
    )
    audit.record(by, "recorded that somebody cannot come to the review meeting", made, review_meeting.death.case_id)
    follow(review_meeting.death)
    return made


@transaction.atomic
def account_came(account: WrittenAccount, *, on: date, text: str, by: Person) -> None:
    """What they wrote instead of coming."""
    death = account.review_meeting.death
    locked_open(death.case_id)
    if account.sent_on is not None:
        raise NotDone("Their account is recorded already.")
    if not account.absence_known_on <= on <= timezone.localdate():
        raise NotDone("The account came on or after the day their absence was known, and not in the future.", "on")
    account.sent_on, account.text = on, text.strip()
    account.save(update_fields=["sent_on", "text"])
    audit.record(by, "recorded a written account for the review meeting", account, death.case_id)
    follow(death)
