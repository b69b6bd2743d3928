"""What is written of a practice review: terms, panel, family, drafts, requests in writing, proceedings, delay.

Each is written once. A new version stands beside the old one; what is wrong is set aside, and stays to be read.
"""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from handrail.guidance import london_day, spoken
from handrail.service.access.grounds import DRAFT
from handrail.service.access.models import Person, Share
from handrail.service.access.sharing import share
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import follow, locked_open
from handrail.service.cases.models import Case
from handrail.service.reviews.actions.sending_through import no_longer_asked
from handrail.service.reviews.actions.steps import explain_lateness, held
from handrail.service.reviews.facts import What, kinds_for, standing
from handrail.service.reviews.models import (
    Delay,
    DelayTold,
    DraftAnswer,
    DraftShown,
    FamilyContact,
    FamilyMember,
    FinalReport,
    GoodFaith,
    InformationAnswer,
    InformationRequest,
    Kept,
    MediaPlan,
    OfReview,
    PracticeReview,
    Proceeding,
    ProceedingNews,
    ReportDraft,
    ReviewPanelMember,
    Safe,
    Terms,
)
from handrail.service.reviews.under_way import UnderWay
from handrail.service.reviews.waiting import standing_answers, standing_delays

DID: dict[type[Kept], str] = {
    Terms: "wrote terms of reference",
    ReviewPanelMember: "put somebody on the review's panel",
    MediaPlan: "wrote a media plan",
    FamilyMember: "recorded one of the family",
    FamilyContact: "recorded a contact with the family",
    GoodFaith: "kept what was said in good faith",
    ReportDraft: "kept a version of the report",
    DraftShown: "recorded that a draft was shown",
    DraftAnswer: "recorded a reply to a draft",
    FinalReport: "recorded that the report was agreed",
    InformationRequest: "recorded a request for information in writing",
    InformationAnswer: "recorded what came of a request for information",
    Proceeding: "recorded other proceedings",
    ProceedingNews: "recorded news of other proceedings",
    Delay: "recorded a delay",
    DelayTold: "recorded who was told of a delay",
}
Row = TypeVar("Row", bound=Kept)
COUNTED = (DraftShown, DraftAnswer, InformationRequest, InformationAnswer, Delay, DelayTold, FinalReport)
"""What facts, or days that somebody was asked to keep, are made from."""
POWERS_BEGAN = date(2018, 6, 29)
"""Sections 16D and 16H of the Children Act 2004: SI 2018/497 regulation 3."""


@transaction.atomic
def write_of(case: Case, going: UnderWay, row: OfReview, *, by: Person, late_reason: str = "") -> OfReview:
    """Keep something that is written of the review as a whole: a version, a person, a request, a delay."""
    row.review, row.recorded_by = held(case, going), by
    _refuse_to_come(row)
    match row:
        case Terms() | ReportDraft():
            row.version = _next_version(type(row), row.review)
            if row.version > 1 and not row.changed.strip():
                raise NotDone("There is an earlier version: say what changed since then, and why.")
            _refuse_file_of_several_folders(row)
        case ReviewPanelMember(chair=True):
            _refuse_second_chair(row)
        case InformationRequest():
            _refuse_power_before_it_began(row)
            _refuse_file_of_several_folders(row)
            _refuse_day_before(row.on, row.wanted_by, "The day by which it is wanted")
        case DraftShown():
            _refuse_day_before(row.on, row.reply_by, "The day by which the reply is wanted")
            whom = row.to_body or ("one of the family" if row.to_member else row.to_name)
            share(
                case.folder, to=whom, how=Share.How.SENT, what=f"{row.draft}: {row.how}", ground=DRAFT,
                words="shown a draft, for their reply", by=by, paper_id=row.review.pk,
            )  # fmt: skip
        case Delay():
            _refuse_day_before(row.on, row.expected_on, "The day it is expected instead")
            if row.on < london_day(going.since):
                raise NotDone(f"The review was decided on {spoken(going.since)}: give that day or a later one.")
        case GoodFaith():
            row.safe, _ = Safe.objects.get_or_create(partnership=row.review.case.partnership)
        case FinalReport():
            _refuse_unread(row)
            _explain_late_agreement(row, late_reason, by)
    return _kept(row, row.review, by)


@transaction.atomic
def write_under(case: Case, going: UnderWay, row: Row, *, of: OfReview, by: Person) -> Row:
    """Keep something that is written of one thing of the review: a reply, news, what came of a request."""
    review = held(case, going)
    if of.review_id != review.pk or of.set_aside_at is not None:
        raise NotDone("That was set aside, so nothing more is recorded of it.")
    _refuse_to_come(row)
    began = getattr(of, "on", None) or getattr(of, "known_on", None)
    on = getattr(row, "on", None)
    if began is not None and on is not None and on < began:
        raise NotDone(f"That began on {spoken(began)}: give that day or a later one.")
    if isinstance(row, InformationAnswer):
        _refuse_out_of_order(row, of)
        if row.what == InformationAnswer.What.WITHDRAWN:
            no_longer_asked(of, "The request was withdrawn.", by)
    row.recorded_by = by
    return _kept(row, review, by)


@transaction.atomic
def set_part_aside(case: Case, review: PracticeReview, row: Kept, *, why: str, by: Person) -> None:
    """What was recorded in error, or is no longer so, stays readable with the reason and counts no more."""
    review.case = _held_open(case)
    row.refresh_from_db()
    if row.set_aside_at is not None:
        raise NotDone("This is set aside already.")
    if not why.strip():
        raise NotDone("Say what is wrong with it, or why it is no longer so.")
    if isinstance(row, ReportDraft) and row.agreed.filter(set_aside_at__isnull=True).exists():
        raise NotDone("This version is agreed as the report. Set that aside first, under “The report as agreed”.")
    no_longer_asked(row, why.strip()[:300], by)
    row.set_aside_at, row.set_aside_why = timezone.now(), why.strip()[:300]
    row.save(update_fields=["set_aside_at", "set_aside_why"])
    audit.record(by, f"set aside: {row._meta.verbose_name}", row, case.pk)
    _count(row, review)


def _held_open(case: Case) -> Case:
    with audit.keeping(case.pk):
        return locked_open(case.pk)


def _kept(row: Row, review: PracticeReview, by: Person) -> Row:
    row.save(force_insert=True)
    audit.record(by, DID[type(row)], row, review.case_id)
    _count(row, review)
    return row


def _count(row: Kept, review: PracticeReview) -> None:
    if isinstance(row, COUNTED):
        follow(review, f"{review}: {row._meta.verbose_name}")


def _next_version(model: type[Terms] | type[ReportDraft], review: PracticeReview) -> int:
    return int(model.objects.filter(review=review).aggregate(last=Max("version"))["last"] or 0) + 1


PAST = ("on", "agreed_on", "dated_on", "known_on", "from_on")


def _refuse_to_come(row: Kept) -> None:
    """What is recorded has happened."""
    today = timezone.localdate()
    if any((day := getattr(row, name, None)) is not None and day > today for name in PAST):
        raise NotDone("Record it once it has been done: the day must be today or in the past.")


def _refuse_day_before(on: date, later: date | None, what: str) -> None:
    if later is not None and later < on:
        raise NotDone(f"{what} cannot be before {spoken(on)}.")


def _refuse_second_chair(row: ReviewPanelMember) -> None:
    chair = ReviewPanelMember.objects.filter(review=row.review, chair=True, set_aside_at__isnull=True).first()
    if chair is not None:
        raise NotDone(f"{chair.name} is in the chair. If that has ended, set it aside first, with the reason.")


def _refuse_power_before_it_began(row: InformationRequest) -> None:
    if row.under != InformationRequest.Under.NO_POWER and row.on < POWERS_BEGAN:
        raise NotDone(f"That power began on {spoken(POWERS_BEGAN)}. Record it as a request that nothing compels.")


FILES: dict[type[OfReview], str] = {Terms: "document", ReportDraft: "document", InformationRequest: "letter"}
"""What of a review may be a file, and the field that holds it."""


def _refuse_file_of_several_folders(row: OfReview) -> None:
    """A file is opened with the key to the folder it is kept in, which not all readers of the others hold."""
    if getattr(row, FILES[type(row)]) is not None and row.review.covered.exists():
        raise NotDone(
            "This review is of several folders, and a file would be opened with the key to one. Enter the text instead."
        )


ON_A_CLAIM = (InformationAnswer.What.ACCEPTED, InformationAnswer.What.DISPUTED)
CLAIMS = (InformationAnswer.What.LEGAL, InformationAnswer.What.MEDICAL, InformationAnswer.What.REFUSED)
BY_COURT = (InformationAnswer.What.ORDERED, InformationAnswer.What.NOT_ORDERED)


def _refuse_out_of_order(row: InformationAnswer, request: OfReview) -> None:
    """A claim is accepted or disputed once it was made; a court decides once asked, and compels only by the Act."""
    assert isinstance(request, InformationRequest)
    before = {one.what for one in standing_answers(request) if one.on <= row.on}
    if row.what in ON_A_CLAIM and not before & set(CLAIMS):
        raise NotDone("Nothing was claimed or refused by that day. Record the claim or the refusal first.")
    if row.what == InformationAnswer.What.COURT and request.under == InformationRequest.Under.NO_POWER:
        raise NotDone("A court is asked to enforce a request under the Act. This one was asked without such a power.")
    if row.what in BY_COURT and InformationAnswer.What.COURT not in before:
        raise NotDone("No court was asked by that day. Record that first.")


def _refuse_unread(row: FinalReport) -> None:
    """A report is agreed once it was seen what it holds, of all that the editions say it must or should hold."""
    found = row.draft.gone_through
    unanswered = found.filter(answer="").exists() or not found.exists()
    if unanswered:
        raise NotDone(f"First go through what the report must and should hold, for {row.draft}: see Drafts.")
    lacking = found.exclude(answer="yes")
    if must := [one.says.rstrip(".") for one in lacking.filter(force="must")]:
        raise NotDone(
            f"The law has a report hold what this version was found to lack: {'; '.join(must)}. "
            "Keep a version that holds it, go through that one, and agree it."
        )
    if lacking.exists() and not row.lacks.strip():
        raise NotDone("The version does not hold all that it should. Say why that is right, or agree a later version.")
    if row.draft.set_aside_at is not None:
        raise NotDone("That version was set aside. Choose another.")
    received = standing(row.review, What.RECEIVED)
    if not received and row.review.called_id is None:
        raise NotDone("The report is not recorded as received from the reviewer. Record that first.")
    for step in received[-1:]:
        if row.agreed_on < step.on:
            raise NotDone(f"The report was received on {spoken(step.on)}: it was agreed on that day or later.")


def _explain_late_agreement(row: FinalReport, reason: str, by: Person) -> None:
    """Of a serious case review, which is complete with it."""
    if completed := kinds_for(row.review).agreed:
        explain_lateness(row.review, {completed}, row.agreed_on, reason, by)


def untold_delays(review: PracticeReview) -> list[Delay]:
    """Delays of which nobody is recorded as told."""
    return [one for one in standing_delays(review) if not any(told.set_aside_at is None for told in one.told.all())]
