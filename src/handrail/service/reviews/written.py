"""What a rapid review says: while it is written, from its one draft; once complete, from what was kept of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from handrail.guidance import Law, london_day
from handrail.guidance.edition import Seen, Stage, Use
from handrail.service.cases.models import Case, Draft
from handrail.service.cases.reckon import law_for
from handrail.service.incidents.models import Notice
from handrail.service.reviews.models import CriterionConsidered, RapidReview

JOURNEY = "rapid review"
DECISIONS = "decisions"


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the text: its address, the column that keeps it, and what it is asked as."""

    slug: str
    column: str
    title: str
    hint: str


SECTIONS = (
    Section(
        "facts", "facts_of_case", "The facts",
        "What happened, who was involved and what each agency did. Key episodes of practice, in order.",
    ),
    Section(
        "immediate-action", "immediate_action", "Immediate action",
        "What was done at once to keep this child and others safe, and what was learnt and shared at once.",
    ),
    Section(
        "improvements", "improvements", "What may be improved",
        "For one agency, for several together, and whether it was found before in earlier reviews.",
    ),
    Section(
        "context", "context", "Context: inequality and protected characteristics",
        "How racism, poverty, disability, culture, faith, sex or other inequality touched the child's life "
        "and the help that was given.",
    ),
    Section("good-practice", "good_practice", "Good practice", "What went well, and who should hear of it."),
    Section(
        "family", "family", "The child and family",
        "What they have been told, by whom and when, and what they have said.",
    ),
    Section(
        "next-steps", "next_steps", "Next steps",
        "Who does what by when; other proceedings to wait for, such as police, coroner or family court.",
    ),
)  # fmt: skip

DECIDES = {
    "local_review": ("local-criteria", "Criteria for a local review"),
    "national_review": ("national-criteria", "Criteria for a national review"),
    "serious_case_review": ("serious-case-criteria", "Criteria for a serious case review"),
}
"""What criteria decide, the address of the page that asks them, and its title."""

USES = {
    "consider": "Informs your judgement: meeting it does not by itself mean that a review must be held.",
    "trigger": "Compels: where it is met, a review must be held.",
}


MAY_BE_LEFT = "You may leave this one unanswered."


@dataclass(frozen=True, slots=True)
class Weighed:
    """A criterion as the edition has it, and what was answered."""

    decides: str
    criterion: str
    says: str
    source: str
    use: str
    seen: str
    answer: str = ""
    reasons: str = ""

    @property
    def answer_in_words(self) -> str:
        if self.answer:
            return CriterionConsidered.Answer(self.answer).label
        return "Not answered" if self.optional else "Not considered yet"

    @property
    def use_in_words(self) -> str:
        return USES[self.use]

    @property
    def optional(self) -> bool:
        """Nobody is held up by words that were only recalled. One that compels is answered, however it was seen."""
        return self.seen == Seen.RECALLED and self.use == Use.CONSIDER

    @property
    def mark(self) -> str:
        """Stands beside its words wherever they are shown."""
        return "recalled, not checked" if self.seen == Seen.RECALLED else ""

    @property
    def caution(self) -> str:
        """How far the criterion's words have been confirmed, where they were not read in the text itself."""
        return "" if self.seen == Seen.TEXT else Seen(self.seen).sentence


@dataclass(frozen=True, slots=True)
class Written:
    """The whole text of a rapid review at one version."""

    version: int
    sections: Mapping[str, str]
    weighed: tuple[Weighed, ...]
    local_review: bool | None
    local_review_reasons: str
    national_review: bool | None
    national_review_reasons: str

    def weighed_for(self, decides: str) -> tuple[Weighed, ...]:
        return tuple(one for one in self.weighed if one.decides == decides)

    @property
    def compelled(self) -> bool:
        """Whether a criterion that compels was answered yes."""
        return any(one.use == "trigger" and one.answer == CriterionConsidered.Answer.YES for one in self.weighed)


def written(review: RapidReview) -> Written:
    """What the review says now."""
    if review.completed_at is not None:
        return _kept(review)
    draft = open_draft(review)
    return _typed(review, draft) if draft else _kept(review)


def open_draft(review: RapidReview) -> Draft | None:
    """The one draft that everybody who writes this review writes in."""
    drafts = Draft.objects.filter(
        journey=JOURNEY, paper_id=review.pk, submitted_at__isnull=True, discarded_at__isnull=True
    )
    return drafts.select_related("saved_by").first()


def _kept(review: RapidReview) -> Written:
    considered = tuple(
        Weighed(one.decides, one.criterion, one.says, one.source, one.use, one.seen, one.answer, one.reasons)
        for one in review.considered.all()
    )
    return Written(
        version=review.version,
        sections={section.column: getattr(review, section.column) for section in SECTIONS},
        weighed=considered or criteria_of(review),
        local_review=review.local_review,
        local_review_reasons=review.local_review_reasons,
        national_review=review.national_review,
        national_review_reasons=review.national_review_reasons,
    )


def _typed(review: RapidReview, draft: Draft) -> Written:
    answers: dict[str, Any] = draft.answers
    decided = answers.get(DECISIONS, {})
    return Written(
        version=draft.version,
        sections={s.column: words_in(answers.get(s.slug, {}), s.column) for s in SECTIONS},
        weighed=tuple(_weigh(blank, answers) for blank in criteria_of(review)),
        local_review=_yes_or_no(words_in(decided, "local_review")),
        local_review_reasons=words_in(decided, "local_review_reasons"),
        national_review=_yes_or_no(words_in(decided, "national_review")),
        national_review_reasons=words_in(decided, "national_review_reasons"),
    )


def _weigh(blank: Weighed, answers: Mapping[str, Any]) -> Weighed:
    page = answers.get(DECIDES[blank.decides][0], {})
    answer = words_in(page, blank.criterion)
    known = answer if answer in CriterionConsidered.Answer.values else ""
    return replace(blank, answer=known, reasons=words_in(page, f"{blank.criterion}_reasons"))


def words_in(page: Mapping[str, list[str]], field: str) -> str:
    """What was typed in one field, with the line ends that browsers send made plain."""
    typed = page.get(field) or [""]
    return typed[0].replace("\r\n", "\n").strip()


def _yes_or_no(typed: str) -> bool | None:
    return {"yes": True, "no": False}.get(typed)


def standing_notices(review: RapidReview) -> list[Notice]:
    """When the Panel was notified of the review's incidents, first first."""
    return list(
        Notice.objects.filter(
            incident__in=review.incidents.all(), to=Notice.To.PANEL, set_aside_at__isnull=True
        ).order_by("on", "recorded_at")
    )


def clock_day(review: RapidReview) -> date:
    """The day the review's clock started: the first notification of its incidents to the Panel.

    Without one that stands (it was set aside as an error) the day the review was begun.
    """
    notices = standing_notices(review)
    return london_day(notices[0].at or notices[0].on) if notices else london_day(review.recorded_at)


def criteria_of(review: RapidReview) -> tuple[Weighed, ...]:
    """The criteria that governed in the area on the day the clock started, none of them answered."""
    return criteria_on(review.case, DECIDES, clock_day(review))


def criteria_on(case: Case, decides: Iterable[str], day: date) -> tuple[Weighed, ...]:
    """The criteria in the folder's area on a day, for each of the decisions asked for, none of them answered."""
    return criteria_in(law_for(case), decides, day)


def criteria_in(law: Law, decides: Iterable[str], day: date) -> tuple[Weighed, ...]:
    """The criteria of some law on a day, for each of the decisions asked for, none of them answered."""
    titles = {id(one): edition.title for edition in law.editions for one in edition.criteria.values()}
    return tuple(
        Weighed(what, one.key, one.says, f"{titles[id(one)]}, {one.cite}", one.use, one.seen.value)
        for what in decides
        for one in law.criteria(what, day)
    )


def unread_in_words(review: RapidReview) -> str:
    """A caution where an edition was published before the clock started that Handrail has not read; else nothing."""
    day = clock_day(review)
    unread = [one.title for one in law_for(review.case).editions if one.stage is Stage.UNREAD and one.from_ <= day]
    if not unread:
        return ""
    return (
        f"{' and '.join(unread)} was published before the clock started and Handrail has not read it: "
        "check whether it changes the criteria."
    )
