"""A rapid review in a story: written page by page, approved by the partners, completed and sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from handrail.demonstration.hour import later
from handrail.demonstration.telling import Telling
from handrail.demonstration.wend_valley import BEGAN
from handrail.service.access.models import Person
from handrail.service.incidents.models import Incident
from handrail.service.reviews.actions import (
    approve,
    begin_rapid_review,
    complete_rapid_review,
    make_documents,
    record_sent,
    write_page,
)
from handrail.service.reviews.models import CriterionConsidered, RapidReview
from handrail.service.reviews.whole import Naming
from handrail.service.reviews.written import DECIDES, DECISIONS, SECTIONS, criteria_of, written

PARTNERS = ("council partner", "police partner", "health partner")
Answer = CriterionConsidered.Answer


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a rapid review says. A criterion that is not among those `met` was answered no."""

    facts: str
    improvements: str
    next_steps: str
    immediate_action: str = (
        "The child is safe and cared for. Each agency looked at once to see who else might be at risk."
    )
    context: str = "The agencies looked for ways in which poverty, disability, race or language bore on the help given."
    good_practice: str = "Practitioners wrote down what they saw on the day, and said so to one another."
    family: str = "The family were told of the review by their social worker, and have been asked what they want said."
    met: Mapping[str, str] = field(default_factory=dict)
    hold: bool = False
    why: str = "What there is to learn was learnt here; a longer review would find nothing further."
    national: str = "Nothing in it reaches beyond this area."


def review_of(wv: Telling, incidents: Iterable[Incident], words: Words, on: date, hour: str) -> RapidReview:
    """The coordinator begins a rapid review and writes every page of it."""
    asked = list(incidents)
    with wv.acting("coordinator", on, hour) as cora:
        review = begin_rapid_review(asked[0].case, asked, by=cora)
        for section in SECTIONS:
            write_page(review, section.slug, {section.column: _section(words, section.column)}, by=cora)
        _weigh(review, words, cora)
        _decide(review, words, cora)
    return review


def _section(words: Words, column: str) -> str:
    return words.facts if column == "facts_of_case" else str(getattr(words, column))


def _weigh(review: RapidReview, words: Words, by: Person) -> None:
    asked = criteria_of(review)
    assert words.met.keys() <= {one.criterion for one in asked}, "a criterion that this edition does not have"
    for one in asked:
        why = words.met.get(one.criterion)
        answers = {
            one.criterion: Answer.YES if why else Answer.NO,
            f"{one.criterion}_reasons": why or "Nothing found points to it.",
        }
        write_page(review, DECIDES[one.decides][0], answers, by=by)


def _decide(review: RapidReview, words: Words, by: Person) -> None:
    decisions = {
        "local_review": "yes" if words.hold else "no", "local_review_reasons": words.why,
        "national_review": "no", "national_review_reasons": words.national,
    }  # fmt: skip
    write_page(review, DECISIONS, decisions, by=by)


def approved(wv: Telling, review: RapidReview, on: date, hour: str, parts: Iterable[str] = PARTNERS) -> None:
    """Safeguarding partners approve the review as it stands, a quarter of an hour after one another."""
    for place, part in enumerate(parts):
        with wv.acting(part, on, later(hour, 15 * place)) as partner:
            approve(review, version=written(review).version, by=partner)


def completed_and_sent(wv: Telling, review: RapidReview, on: date, hour: str, late_reason: str = "") -> RapidReview:
    """The coordinator completes the review and sends its documents within the hour."""
    with wv.acting("coordinator", on, hour) as cora:
        complete_rapid_review(review, by=cora, late_reason=late_reason)
        make_documents(review, naming=Naming.NAMES, by=cora)
        record_sent(
            review, sent_at=timezone.now(), sent_by_name=cora.name, how="by secure e-mail to the Panel's mailbox",
            by=cora,
        )  # fmt: skip
    return RapidReview.objects.get(pk=review.pk)


def reviewed(wv: Telling, incident: Incident, words: Words, on: date) -> RapidReview:
    """Written, approved and sent within one day. While the old board lived on there were no partners to approve."""
    review = review_of(wv, [incident], words, on, "09:40")
    if on >= BEGAN:
        approved(wv, review, on, "13:15")
    return completed_and_sent(wv, review, on, "15:50")
