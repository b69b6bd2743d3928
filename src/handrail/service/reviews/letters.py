"""The letters of a practice review that leave on paper, drawn from what is recorded: of a delay, with the report, for
information in writing, and of what is asked of the reviewer. They name no child, and speak of the review by its
reference."""

from __future__ import annotations

import uuid

from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.reviews.blocks import Block, Bullets, Heading, Paragraph, Whole, fit_to_print, paragraphs
from handrail.service.reviews.facts import What, standing
from handrail.service.reviews.models import Delay, DelayTold, InformationRequest, PanelMessage, PracticeReview, Step

Letter = Delay | InformationRequest | Step | PanelMessage
THE_ACT = {
    InformationRequest.Under.PARTNER: (
        "This is asked for by a safeguarding partner under section 16H of the Children Act 2004. Whoever is asked must "
        "comply. What is given may be used only for the safeguarding partners’ work under sections 16E and 16F."
    ),
    InformationRequest.Under.PANEL: (
        "This is asked for by the Child Safeguarding Practice Review Panel under section 16D of the Children Act 2004. "
        "Whoever is asked must comply. What is given may be used only for its work under section 16B."
    ),
    InformationRequest.Under.NO_POWER: "Nothing compels you to answer. We ask for it so that others may learn.",
}


def letter_of(review: PracticeReview, letter_id: uuid.UUID) -> Letter | None:
    """What of this review goes by letter: a delay, a request for information, the report, or what was asked of the
    reviewer. What was set aside goes nowhere."""
    stands = {"pk": letter_id, "review": review, "set_aside_at": None}
    step = Step.objects.filter(what__in=(What.GIVEN, What.CHECKED), **stands).exclude(what=What.CHECKED, asked="")
    return (
        Delay.objects.filter(**stands).first()
        or InformationRequest.objects.filter(**stands).select_related("by_body", "of_body").first()
        or step.first()
    )


def whole_of(letter: Letter, review: PracticeReview | None = None) -> Whole:
    """The letter as it is printed and signed."""
    match letter:
        case PanelMessage():
            return _to_the_panel(letter)
        case Delay():
            assert review is not None
            return _of_delay(letter, review)
        case InformationRequest():
            assert review is not None
            return _for_information(letter, review)
    assert review is not None
    return _with_report(letter, review) if letter.what == What.GIVEN else _to_reviewer(letter, review)


def _set(title: str, to: str, review: PracticeReview, *blocks: Block, sent: str) -> Whole:
    case = review.case
    return Whole(
        title=title, whose=f"To {to}", reference=f"{case.reference}, {str(review).lower()}",
        blocks=(
            Paragraph(f"Our reference: {case.reference}, {str(review).lower()}"), *blocks,
            *_from(str(case.partnership)),
        ),
        made=f"{sent} Made on {spoken(timezone.localdate())}.",
    )  # fmt: skip


def _from(partnership: str) -> tuple[Block, ...]:
    return Paragraph(f"For {partnership}"), Paragraph("Name and signature:")


def _to_the_panel(message: PanelMessage) -> Whole:
    case = message.case
    answers = message.answers
    of = [Paragraph(f"In answer to your letter of {spoken(answers.dated_on)}.")] if answers else []
    tells = [Paragraph(f"{message.tells}, decided on {spoken(message.tells.decided_on)}.")] if message.tells else []
    return Whole(
        title=str(message), whose="To the Child Safeguarding Practice Review Panel",
        reference=f"{case.reference}, rapid review",
        blocks=(
            Paragraph(f"Our reference: {case.reference}, rapid review"), *of, *tells, *paragraphs(message.text, ""),
            *_from(str(case.partnership)),
        ),
        made=f"Dated {spoken(message.dated_on)}.",
    )  # fmt: skip


def _of_delay(delay: Delay, review: PracticeReview) -> Whole:
    told = {one.to: one for one in delay.told.all() if one.set_aside_at is None}
    sent = [f"{told[to].get_to_display()}, {spoken(told[to].on)}" for to in ADDRESSED if to in told]
    because = [Paragraph(f"It waits for: {str(delay.because).lower()}.")] if delay.because else []
    return _set(
        "Delay of a review", " and ".join(str(DelayTold.To(to).label) for to in ADDRESSED), review,
        Paragraph(
            f"Since {spoken(delay.on)} we know that this review will not be finished in time. It is expected on "
            f"{spoken(delay.expected_on)} instead."
        ),
        Heading(1, "Why"), *paragraphs(delay.reasons, ""), *because,
        sent=f"Told: {'; '.join(sent)}." if sent else "Not recorded as sent yet.",
    )  # fmt: skip


ADDRESSED = (DelayTold.To.SECRETARY_OF_STATE, DelayTold.To.PANEL)


def _for_information(asked: InformationRequest, review: PracticeReview) -> Whole:
    by = f"By {asked.by_body}. " if asked.by_body else ""
    day = f"by {spoken(asked.wanted_by)}" if asked.wanted_by else "as soon as you can"
    return _set(
        "Request for information", asked.whom, review,
        Paragraph(f"{by}{THE_ACT[InformationRequest.Under(asked.under)]}"),
        Heading(1, "What is asked for"), *paragraphs(asked.what, ""),
        Heading(1, "What for"), *paragraphs(asked.purpose, ""),
        Heading(1, "To whom, and by when"), Paragraph(f"Please give it to {fit_to_print(asked.goes_to)}, {day}."),
        Paragraph(
            "If you claim legal professional privilege or medical confidence for any of it, please write to us which, "
            "and why."
        ),
        sent=f"Dated {spoken(asked.on)}.",
    )  # fmt: skip


def _with_report(step: Step, review: PracticeReview) -> Whole:
    planned = standing(review, What.PLANNED)[-1:]
    day = [Paragraph(f"It is to be published on {spoken(planned[0].on)}. Please keep it to yourselves until then.")]
    reviewers = tuple(fit_to_print(one.reviewer) for one in standing(review, What.APPOINTED))
    who = (Heading(1, "Who reviewed"), Bullets(reviewers)) if reviewers else ()
    return _set(
        "The report of a review", str(step.get_to_display()), review,
        Paragraph(f"The report of this {str(review).lower()} is enclosed."), *(day if planned else ()), *who,
        sent=f"Given on {spoken(step.on)}.",
    )  # fmt: skip


def _to_reviewer(step: Step, review: PracticeReview) -> Whole:
    reviewers = "; ".join(fit_to_print(one.reviewer) for one in standing(review, What.APPOINTED))
    return _set(
        "Asked of the reviewer", reviewers or "the reviewer", review,
        Paragraph(f"On {spoken(step.on)} the time and quality of this review were looked at. Please send us:"),
        *paragraphs(step.asked, ""), sent=f"Asked on {spoken(step.on)}.",
    )  # fmt: skip
