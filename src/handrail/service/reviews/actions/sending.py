"""Making the Word and PDF that are sent, and recording that a rapid review, or an addendum to it, was sent."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from handrail.guidance import london_day, spoken
from handrail.service.access.grounds import REPORTING
from handrail.service.access.models import Person, Share
from handrail.service.access.sharing import share
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone, give_late_reason
from handrail.service.cases.follow import follow, locked_open
from handrail.service.documents.actions import store
from handrail.service.documents.models import Document
from handrail.service.meetings.models import Meeting
from handrail.service.reviews.blocks import Whole
from handrail.service.reviews.lateness import DUTY, abouts, overruns, reasons
from handrail.service.reviews.models import Addendum, RapidReview
from handrail.service.reviews.pdf import pdf_of
from handrail.service.reviews.whole import Naming, addendum_as_sent, whole_of
from handrail.service.reviews.word import word_of

REVIEWS = "reviews"


@transaction.atomic
def make_documents(review: RapidReview, *, naming: Naming, by: Person) -> tuple[Document, Document]:
    """The whole as Word and as PDF, saying the same. After sending it is a copy: what was sent stays as it was."""
    review = _held(review)
    if review.completed_at is None:
        raise NotDone("Complete the rapid review first: what is sent must not change under the reader.")
    name = f"{review.case.reference} rapid review"
    if review.sent_at is not None:
        name += f", with the dialogue to {spoken(timezone.localdate())}"
    word, pdf = _store_both(review, whole_of(review, naming), name, by)
    if review.sent_at is None:
        review.word, review.pdf = word, pdf
        review.save(update_fields=["word", "pdf"])
    audit.record(by, f"made the Word and PDF of the rapid review, children by {naming.label.lower()}", review)
    return word, pdf


def _store_both(review: RapidReview, whole: Whole, name: str, by: Person) -> tuple[Document, Document]:
    folder = review.case.folder
    return (
        store(folder, f"{name}.docx", word_of(whole), by=by, opens=REVIEWS),
        store(folder, f"{name}.pdf", pdf_of(whole), by=by, opens=REVIEWS),
    )


@transaction.atomic
def record_sent(
    review: RapidReview, *, sent_at: datetime, sent_by_name: str, how: str, by: Person, late_reason: str = ""
) -> None:
    """Record when the rapid review went to the Panel, who sent it and how. From then on it is never changed."""
    review = _held(review)
    if review.sent_at is not None:
        raise NotDone(f"It is already recorded as sent on {spoken(review.sent_at)}. Nothing was recorded twice.")
    if review.completed_at is None:
        raise NotDone("Complete the rapid review first, then record that it was sent.")
    if review.word is None or review.pdf is None:
        raise NotDone("Make the Word and PDF first: what was sent is kept with the record.")
    _refuse_impossible_moment(review, review.completed_at, sent_at)
    _explain_lateness(review, sent_at, late_reason, by)
    # a moment is typed to the minute: what was sent in the minute it was completed was sent after it
    review.sent_at, review.sent_by_name, review.sent_how = max(sent_at, review.completed_at), sent_by_name, how
    review.recorded_sent_at = timezone.now()
    review.save(update_fields=["sent_at", "sent_by_name", "sent_how", "recorded_sent_at"])
    share(
        review.case.folder, to="The Panel", how=Share.How.SENT, what="the rapid review", words="sent to the Panel",
        ground=REPORTING, by=by, paper_id=review.pk,
    )  # fmt: skip
    audit.record(by, "recorded that the rapid review was sent to the Panel", review)
    follow(review)


def _refuse_impossible_moment(review: RapidReview, completed_at: datetime, sent_at: datetime) -> None:
    if sent_at > timezone.now():
        raise NotDone("It was sent now or in the past: give a moment that is not in the future.")
    if sent_at.replace(second=0, microsecond=0) < completed_at.replace(second=0, microsecond=0):
        raise NotDone(
            f"The review was completed on {spoken(completed_at)}, so it cannot have been sent before that. "
            "If that moment is wrong, reopen the review and complete it again with the right one."
        )
    held = Meeting.objects.filter(
        case=review.case_id, about__in=abouts(review), held_at__gt=sent_at, cancelled_at__isnull=True
    ).first()
    if held is not None and held.held_at is not None:
        raise NotDone(
            f"The rapid review meeting is recorded as held on {spoken(held.held_at)}, after the moment you give. "
            "Check which of the two is right, and mend that one."
        )


def _explain_lateness(review: RapidReview, sent_at: datetime, reason: str, by: Person) -> None:
    late = overruns(review, london_day(sent_at))
    if not late or (not reason and reasons(review)):
        return
    if not reason:
        raise NotDone(f"The review was due by {spoken(late[0].due_on)}. Say why it was sent after that.")
    for overrun in late:
        give_late_reason(review.case, duty=DUTY, about=overrun.about, reason=reason, by=by)


@transaction.atomic
def add_addendum(review: RapidReview, *, text: str, reason: str, by: Person) -> Addendum:
    """A correction or a later word on what was sent. It stands beside it, with its own Word and PDF."""
    review = _held(review)
    if review.sent_at is None:
        raise NotDone("The review has not been sent. Change the review itself rather than adding to it.")
    if review.addenda.filter(text=text, reason=reason).exists():
        raise NotDone("This addendum is already on the review. Nothing was added twice.")
    addendum = Addendum.objects.create(review=review, text=text, reason=reason, added_by=by)
    number = review.addenda.count()
    name = f"{review.case.reference} rapid review, addendum {number}"
    addendum.word, addendum.pdf = _store_both(review, addendum_as_sent(addendum, number), name, by)
    addendum.save(update_fields=["word", "pdf"])
    audit.record(by, "added an addendum to the rapid review", review)
    follow(review)
    return addendum


@transaction.atomic
def record_addendum_sent(addendum: Addendum, *, sent_at: datetime, sent_by_name: str, how: str, by: Person) -> None:
    _held(addendum.review)
    addendum = Addendum.objects.select_related("review__case").get(pk=addendum.pk)
    if addendum.sent_at is not None:
        raise NotDone(f"This addendum is already recorded as sent on {spoken(addendum.sent_at)}.")
    if sent_at > timezone.now():
        raise NotDone("It was sent now or in the past: give a moment that is not in the future.")
    if sent_at.replace(second=0, microsecond=0) < addendum.added_at.replace(second=0, microsecond=0):
        raise NotDone(f"The addendum was written on {spoken(addendum.added_at)}: it cannot have been sent before that.")
    addendum.sent_at, addendum.sent_by_name, addendum.sent_how = sent_at, sent_by_name, how
    addendum.save(update_fields=["sent_at", "sent_by_name", "sent_how"])
    share(
        addendum.review.case.folder, to="The Panel", how=Share.How.SENT, what="an addendum to the rapid review",
        words="sent to the Panel", ground=REPORTING, by=by, paper_id=addendum.review_id,
    )  # fmt: skip
    audit.record(by, "recorded that an addendum to the rapid review was sent", addendum.review)
    follow(addendum.review)


def _held(review: RapidReview) -> RapidReview:
    """The review as it stands now, its folder held."""
    case = locked_open(review.case_id)
    fresh = RapidReview.objects.select_related("word", "pdf").get(pk=review.pk)
    fresh.case = case
    return fresh
