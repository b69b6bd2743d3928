"""What is asked of an agency in writing, and a draft shown to it, put to its own people; and what came of it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.guidance import london_day
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import follow
from handrail.service.children.models import Child
from handrail.service.partnerships.models import Body
from handrail.service.requests.actions import ask_for_summaries, let_go
from handrail.service.requests.models import Contribution, Request
from handrail.service.reviews.models import (
    DraftAnswer,
    DraftShown,
    InformationAnswer,
    InformationRequest,
    Kept,
)

Put = InformationRequest | DraftShown
What = InformationAnswer.What
MAY_BE_CLAIMED = (
    "Legal professional privilege or medical confidence may be claimed, or the request refused, each with its grounds."
)
HOLDS_NOTHING = "They searched their records, and hold nothing."


@transaction.atomic
def send_through(row: Put, *, words: str, by: Person) -> Request:
    """Put it to the agency's own people, who read and answer it here; its day stands under what is due of them."""
    review, (body, by_day) = row.review, _whom(row)
    if body is None:
        raise NotDone("Only an agency of the list reads it in Handrail. Write to anybody else yourself.")
    if by_day is None:
        raise NotDone("To send it to them through Handrail, say by which day their answer is wanted.")
    if review.covered.exists():
        raise NotDone(
            "This review is of several folders, and whoever answers for an agency may be shut out of one of them. "
            "Write to the agency yourself, and record it here."
        )
    if not words.strip():
        raise NotDone("Enter the words that they are to read.")
    (asked,) = ask_for_summaries(
        review.case, bodies=[body], about=_about(row), children_named=_children(row), what=words.strip(),
        due_on=by_day, by=by, of=_kind(row),
    )  # fmt: skip
    row.through = asked
    row.save(update_fields=["through"])
    audit.record(by, f"sent to {body}: {row._meta.verbose_name}", row, review.case_id)
    follow(review, f"{review}: {row._meta.verbose_name}, sent")
    return asked


def words_of(row: InformationRequest) -> str:
    """The letter: under which power, what, what for, to whom; and what may be claimed."""
    asking = f"{row.get_under_display()}: {row.by_body}." if row.by_body else f"{row.get_under_display()}."
    return "\n\n".join(
        (
            asking, row.what, f"What for: {row.purpose} It may be used for this and for nothing else.",
            f"To be given to: {row.goes_to.rstrip('.')}.", MAY_BE_CLAIMED,
        )
    )  # fmt: skip


def no_longer_asked(row: Kept, why: str, by: Person) -> None:
    """What was put to an agency is set aside, or withdrawn: its people are told, and its key ends."""
    asked = getattr(row, "through", None)
    if asked is not None and asked.waits:
        let_go(asked, why=why, by=by)


def answer_came(asked: Request) -> None:
    """An agency answered: what it gave, claimed or replied becomes a row of the review."""
    if asked.of == Request.Of.INFORMATION:
        _information_came(asked)
    elif asked.of == Request.Of.REPLY:
        _reply_came(asked)


def _information_came(asked: Request) -> None:
    request = InformationRequest.objects.filter(through=asked, set_aside_at__isnull=True).first()
    if request is not None:
        sent = asked.contribution
        said = {label: value for value, label in MAY_ANSWER}.get(sent.answers.get("came", ""), What.GIVEN)
        words = sent.answers.get("words") or HOLDS_NOTHING
        _keep(InformationAnswer(request=request, on=_today(asked), what=said, text=words), request, sent)


def _reply_came(asked: Request) -> None:
    shown = DraftShown.objects.filter(through=asked, set_aside_at__isnull=True).first()
    if shown is not None:
        sent = asked.contribution
        _keep(DraftAnswer(shown=shown, on=_today(asked), response=sent.answers.get("reply", "")), shown, sent)


MAY_ANSWER = (
    (What.GIVEN, "We give it"),
    (What.IN_PART, "We give part of it"),
    (What.LEGAL, "We claim legal professional privilege"),
    (What.MEDICAL, "We claim medical confidence"),
    (What.REFUSED, "We refuse for another reason"),
)
"""What an agency may say for itself. That a claim is accepted, disputed or brought to a court is not its to say."""


def _keep(row: InformationAnswer | DraftAnswer, of: Put, sent: Contribution) -> None:
    row.recorded_by = sent.sent_by or of.recorded_by
    row.save(force_insert=True)
    audit.record(row.recorded_by, "answered what a review asked", row, of.review.case_id)
    follow(of.review, f"{of.review}: {row._meta.verbose_name}")


def _today(asked: Request) -> date:
    return london_day(asked.received_at) if asked.received_at else timezone.localdate()


def _whom(row: Put) -> tuple[Body | None, date | None]:
    return (row.of_body, row.wanted_by) if isinstance(row, InformationRequest) else (row.to_body, row.reply_by)


def _about(row: Put) -> str:
    return f"request-{row.pk}" if isinstance(row, InformationRequest) else f"shown-{row.pk}"


def _kind(row: Put) -> Request.Of:
    return Request.Of.INFORMATION if isinstance(row, InformationRequest) else Request.Of.REPLY


def _children(row: Put) -> str:
    return ", ".join(str(one) for one in Child.objects.filter(folder=row.review.case.folder_id)) or "Nobody is named"
