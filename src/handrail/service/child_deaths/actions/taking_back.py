"""What was recorded in error of a review is taken back, each with its reason; what it was stays readable."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import follow, locked_open
from handrail.service.child_deaths.models import Death, ReviewMeeting, Situation, SituationTold, WrittenAccount
from handrail.service.child_deaths.next_steps import facts_about
from handrail.service.child_deaths.standing import decisions_of


@transaction.atomic
def take_report_back(review_meeting: ReviewMeeting, *, why: str, by: Person) -> None:
    """The meeting's report did not go on that day, or not at all. The draft analysis may be changed again."""
    locked_open(review_meeting.death.case_id)
    held = ReviewMeeting.objects.select_for_update(of=("self",)).select_related("death").get(pk=review_meeting.pk)
    if held.reported_on is None:
        raise NotDone("It is not recorded that the report went, so there is nothing to take back.")
    if "child_death_review_completed" in facts_about(held.death):
        raise NotDone("The overview panel has reviewed the death, so the report had gone to it.")
    held.reported_on, held.reported_by, held.report_taken_back_why = None, None, why.strip()[:300]
    held.save(update_fields=["reported_on", "reported_by", "report_taken_back_why"])
    audit.record(by, "took back that the meeting's report went to the overview panel", held, held.death.case_id)
    follow(held.death, why="it was taken back that the meeting's report went to the overview panel")


@transaction.atomic
def set_absentee_aside(account: WrittenAccount, *, why: str, by: Person) -> None:
    """They could come after all, or somebody else was meant. No account is asked of them."""
    death = account.review_meeting.death
    locked_open(death.case_id)
    held = WrittenAccount.objects.select_for_update(of=("self",)).get(pk=account.pk)
    if held.set_aside_at is not None:
        raise NotDone("This is set aside already.")
    held.set_aside_at, held.set_aside_why = timezone.now(), why.strip()[:300]
    held.save(update_fields=["set_aside_at", "set_aside_why"])
    audit.record(by, "set aside that somebody cannot come to the review meeting", held, death.case_id)
    follow(death, why="it was set aside that somebody cannot come to the review meeting")


@transaction.atomic
def take_decision_back(death: Death, *, why: str, by: Person) -> None:
    """The last joint decision was recorded in error: the one before it stands again, or none."""
    locked_open(death.case_id)
    stands = decisions_of(death)
    if not stands:
        raise NotDone("No decision stands, so there is nothing to take back.")
    held = stands[-1]
    held.set_aside_at, held.set_aside_why = timezone.now(), why.strip()[:300]
    held.save(update_fields=["set_aside_at", "set_aside_why"])
    audit.record(by, "took back the decision on a joint agency response", held, death.case_id)
    follow(death, why="the decision on a joint agency response was taken back")


@transaction.atomic
def take_telling_back(situation: Situation, who: str, *, why: str, by: Person) -> None:
    """They were not told, or somebody else was. A message that left has left; they may be told anew."""
    locked_open(situation.death.case_id)
    held = SituationTold.objects.filter(situation=situation, who=who, set_aside_at=None).first()
    if held is None:
        raise NotDone("It is not recorded that they were told, so there is nothing to take back.")
    held.set_aside_at, held.set_aside_why = timezone.now(), why.strip()[:300]
    held.save(update_fields=["set_aside_at", "set_aside_why"])
    audit.record(by, "took back that somebody was told because of a situation", held, situation.death.case_id)
