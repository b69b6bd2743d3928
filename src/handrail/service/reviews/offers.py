"""What the folder already holds that a section may need: copied in with its source named, rather than retyped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handrail.guidance import london_day, spoken
from handrail.service.cases.models import Note
from handrail.service.incidents.actions.correct import standing
from handrail.service.meetings.models import Decision, Meeting
from handrail.service.requests.models import Contribution, Request
from handrail.service.reviews.lateness import abouts
from handrail.service.reviews.models import RapidReview
from handrail.service.reviews.written import Section

FACTS, IMMEDIATE, IMPROVE, CONTEXT, GOOD, FAMILY, NEXT = (
    "facts", "immediate-action", "improvements", "context", "good-practice", "family", "next-steps",
)  # fmt: skip

BESIDE = {
    "at_once": IMMEDIATE,
    "still_needed": IMMEDIATE,
    "worked_well": GOOD,
    "improve": IMPROVE,
    "seen_before": IMPROVE,
    "voices": FAMILY,
    "equality": CONTEXT,
}
"""The section beside which each answer of an agency summary belongs; any other question belongs to the facts."""
ABOUT_THE_SUMMARY = {"approved_by", "approved_on", "written_by"}
LIMITS = "limits"
"""What an agency says may not be shared further: shown with every answer of that agency."""


AGENDA_BESIDE = (
    ("welcome", None),
    ("ground rules", None),
    ("famil", FAMILY),
    ("immediate", IMMEDIATE),
    ("safe now", IMMEDIATE),
    ("inequalit", CONTEXT),
    ("improve", IMPROVE),
    ("worked well", GOOD),
    ("criteria", NEXT),
    ("decision", NEXT),
    ("next step", NEXT),
)
"""Words in the title of an agenda item, and where what was said under it belongs. An agenda is the meeting's own to
change, so an item without any of them is offered beside the facts."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Words that stand elsewhere in the folder, and where they stand."""

    key: str
    source: str
    title: str
    text: str
    limits: str = ""

    @property
    def in_words(self) -> str:
        """As it is put into a section: the source first, so that a reader can go back to it."""
        return f"From {self.source}:\n{self.text}"

    def is_in(self, words: str) -> bool:
        return self.in_words in words


def offers_for(review: RapidReview, section: Section) -> list[Offer]:
    """What may be brought into one section, the incident's own record first."""
    return [offer for offer in (*_of_incidents(review, section), *_of_summaries(review, section),
                                *_of_meetings(review, section), *_of_notes(review, section)) if offer.text]  # fmt: skip


def _of_incidents(review: RapidReview, section: Section) -> Iterator[Offer]:
    for incident in review.incidents.all():
        source = f"the record of the incident, {spoken(london_day(incident.recorded_at))}"
        if section.slug == FACTS:
            yield Offer(
                f"incident-{incident.pk}-known", source, "What is known", _tidy(standing(incident, "what_is_known"))
            )
        if section.slug == IMMEDIATE:
            yield Offer(
                f"incident-{incident.pk}-safe",
                source,
                "How children were kept safe",
                _tidy(standing(incident, "made_safe")),
            )


def _of_summaries(review: RapidReview, section: Section) -> Iterator[Offer]:
    sent = Contribution.objects.filter(
        request__case=review.case_id, request__about__in=[*abouts(review), str(review.pk), str(review.case_id)]
    )
    for contribution in sent.select_related("request__body").order_by("request__body__name"):
        source = f"the summary of {contribution.request.body}, received {spoken(london_day(contribution.sent_at))}"
        limits = _tidy(contribution.answers.get(LIMITS, ""))
        for name, _, words in contribution.questions:
            if name not in ABOUT_THE_SUMMARY | {LIMITS} and BESIDE.get(name, FACTS) == section.slug:
                answer = _tidy(contribution.answers.get(name, ""))
                yield Offer(f"summary-{contribution.pk}-{name}", source, words, answer, limits)
        if section.slug == FACTS:
            for addendum in contribution.addenda.all():
                later = f"an addendum by {contribution.request.body}, {spoken(london_day(addendum.added_at))}"
                yield Offer(f"addendum-{addendum.pk}", later, addendum.reason, _tidy(addendum.text))


def _of_meetings(review: RapidReview, section: Section) -> Iterator[Offer]:
    held = Meeting.objects.filter(
        case=review.case_id, about__in=[*abouts(review), str(review.pk), str(review.case_id)], held_at__isnull=False
    )
    for meeting in held:
        source = f"the {str(meeting).lower()} of {spoken(london_day(meeting.starts_at))}"
        for decision in meeting.decisions.select_related("owner"):
            if section.slug == (IMMEDIATE if decision.immediate_action else NEXT):
                yield Offer(f"decision-{decision.pk}", source, "Decided", _with_owner(decision))
        for item in meeting.agenda.all():
            if _section_of_item(item.title.lower()) == section.slug:
                yield Offer(f"agenda-{item.pk}", source, item.title, _tidy(item.notes))


def _section_of_item(title: str) -> str | None:
    return next((slug for word, slug in AGENDA_BESIDE if word in title), FACTS)


def _with_owner(decision: Decision) -> str:
    told = [str(decision.owner)] if decision.owner else []
    told += [f"by {spoken(decision.due_on)}"] if decision.due_on else []
    told += [f"done {spoken(decision.done_on)}"] if decision.done_on else []
    return f"{_tidy(decision.text)} ({', '.join(told)})" if told else _tidy(decision.text)


def _of_notes(review: RapidReview, section: Section) -> Iterator[Offer]:
    if section.slug != FAMILY:
        return
    for note in Note.objects.filter(case=review.case_id).order_by("happened_at"):
        yield Offer(f"note-{note.pk}", f"a note of {spoken(london_day(note.happened_at))}", str(note), _tidy(note.text))


def agencies_asked(review: RapidReview) -> list[Request]:
    """Every body that was asked for a summary and still is, with where its answer has got to."""
    asked = Request.objects.filter(
        case=review.case_id, about__in=[*abouts(review), str(review.pk), str(review.case_id)],
        no_longer_needed_at__isnull=True,
    )  # fmt: skip
    return list(asked.select_related("body").order_by("body__name"))


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
