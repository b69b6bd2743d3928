"""Reviews that no clock here begins, the further folders of a review, and a meeting of its panel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import all_locked, follow, locked_open
from handrail.service.cases.models import Case
from handrail.service.meetings.actions.inviting import Guest, invite
from handrail.service.meetings.actions.planning import Arrangement, plan_meeting
from handrail.service.meetings.models import Meeting
from handrail.service.reviewers.actions import Weighed, end_with_the_review, let_go_of_folder, take_in_folder
from handrail.service.reviews.actions.parts import FILES
from handrail.service.reviews.actions.steps import held, recorded
from handrail.service.reviews.covering import tell_covered
from handrail.service.reviews.facts import What
from handrail.service.reviews.models import FolderCovered, ReviewCalled, ReviewPanelMember, Step
from handrail.service.reviews.under_way import UnderWay

AGENDA = (
    "Who is here and for whom, apologies, and any interest in the case",
    "The child, and what the family have said and asked since the last meeting",
    "The terms of reference: is the review finding out what it was set to?",
    "What has been learnt, and why things were done as they were",
    "Information still waited for, and what is claimed or refused",
    "Other proceedings, and what they hold up",
    "Time and quality: is the review on its way to its day?",
    "How practitioners are",
    "Next steps, and who is told what",
)


@transaction.atomic
def call_review(
    case: Case, *, kind: str, decided_on: date, decided_by_name: str, reasons: str, by: Person, together: str = ""
) -> ReviewCalled:
    """Record that a national review is held of this case, or decide to hold one of good practice or of a near miss."""
    case = locked_open(case.pk)
    if decided_on > timezone.localdate():
        raise NotDone("Record it once it has been decided: the day must be today or in the past.")
    if not decided_by_name.strip() or not reasons.strip():
        raise NotDone("Say who decided it, and why.")
    if ReviewCalled.objects.filter(case=case, kind=kind, set_aside_at__isnull=True).exists():
        raise NotDone("A review of that kind is recorded in this folder already. Go on with that one.")
    called = ReviewCalled.objects.create(
        case=case, kind=kind, decided_on=decided_on, decided_by_name=decided_by_name.strip(), reasons=reasons.strip(),
        together=together.strip(), recorded_by=by,
    )  # fmt: skip
    audit.record(by, f"recorded the decision on a review: {str(called).lower()}", called)
    follow(called)
    return called


@transaction.atomic
def set_called_aside(called: ReviewCalled, *, why: str, by: Person) -> None:
    """Called off, or recorded in error. What was written of it can still be read."""
    called.case = locked_open(called.case_id)
    called.refresh_from_db(fields=["set_aside_at"])
    if called.set_aside_at is not None:
        raise NotDone("This is set aside already.")
    if not why.strip():
        raise NotDone("Say why it is called off, or what is wrong with it.")
    called.set_aside_at, called.set_aside_why = timezone.now(), why.strip()[:300]
    called.save(update_fields=["set_aside_at", "set_aside_why"])
    audit.record(by, f"set aside: {str(called).lower()}", called)
    follow(called)
    for review in called.practice_reviews.all():
        follow(review, "the review was called off")
        end_with_the_review(review.pk, why=called.set_aside_why, by=by)


@transaction.atomic
def cover_folder(
    case: Case, going: UnderWay, other: Case, *, why: str, by: Person, weighed: Sequence[Weighed] = ()
) -> FolderCovered:
    """The review is of another folder too. From now on only those who may open both read it. `weighed` is what was
    decided of interests of its reviewers: without it none is given a key to that folder."""
    if other.pk == case.pk:
        raise NotDone("That is the folder that this review is filed in. Enter the reference of another.")
    all_locked([case.pk, other.pk])
    review = held(case, going)
    if not why.strip():
        raise NotDone("Say why the review is of both.")
    if review.covered.filter(other=other).exists():
        raise NotDone(f"The review is of {other.reference} already.")
    if any(
        model._default_manager.filter(review=review, **{f"{at}__isnull": False}).exists() for model, at in FILES.items()
    ):
        raise NotDone(
            "Something of this review is kept as a file, which whoever opens this folder can read. "
            "A review of several folders keeps text only: file the other folder's part in a review of its own."
        )
    covered = FolderCovered.objects.create(review=review, case=case, other=other, why=why.strip()[:300], recorded_by=by)
    for one in (case, other):
        audit.record(by, "recorded that a review is of two folders", covered, one.pk)
    take_in_folder(review.pk, other, by=by, weighed=weighed)
    tell_covered(review)
    return covered


@transaction.atomic
def let_folder_go(case: Case, going: UnderWay, covered: FolderCovered, *, why: str, by: Person) -> Step:
    """The review is not of that folder after all, and opens again to whoever may open the others. Which folder it was
    stands in the audit of both; the review keeps that there was one, and why it was let go."""
    other = covered.other
    all_locked([case.pk, other.pk])
    review = held(case, going)
    if not review.covered.filter(pk=covered.pk).exists():
        raise NotDone("The review is of that folder no more: somebody let it go a moment ago.")
    if not why.strip():
        raise NotDone("Say why the review is not of that folder.")
    let_go_of_folder(review.pk, other, by=by)
    for one in (case, other):
        audit.record(by, "recorded that a review is not of two folders after all", covered, one.pk)
    covered.delete()
    tell_covered(review)
    step = Step.objects.create(
        review=review, what=What.LET_GO, on=timezone.localdate(), reasons=why.strip(), recorded_by=by
    )  # fmt: skip
    return recorded(step, "let another folder of a review go again", by)


@transaction.atomic
def plan_panel_meeting(case: Case, going: UnderWay, arrangement: Arrangement, *, by: Person) -> Meeting:
    """Plan a meeting of the review's panel, its members on the list. Its pack and minutes are as of any meeting."""
    review = held(case, going)
    meeting = plan_meeting(
        case, arrangement, about=str(review.pk), by=by, purpose=Meeting.For.REVIEW_PANEL, agenda=AGENDA
    )
    members = ReviewPanelMember.objects.filter(review=review, set_aside_at__isnull=True).select_related("body")
    if members:
        invite(meeting, [Guest(one.body, one.name, one.job, one.email) for one in members], by=by)
    return meeting
