"""Beginning, writing, approving and completing a rapid review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from handrail.guidance import london_day, spoken
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases import drafts
from handrail.service.cases.actions import NotDone, give_late_reason
from handrail.service.cases.follow import follow, locked_open
from handrail.service.cases.models import Case, Draft
from handrail.service.incidents.models import Incident, Notice, Outcome
from handrail.service.reviews.actions.practice import follow_reviews_of
from handrail.service.reviews.lateness import DUTY, overruns, reasons
from handrail.service.reviews.models import Approval, CriterionConsidered, RapidReview
from handrail.service.reviews.offers import offers_for
from handrail.service.reviews.partners import body_to_approve_for
from handrail.service.reviews.written import (
    DECIDES,
    DECISIONS,
    JOURNEY,
    SECTIONS,
    Written,
    criteria_of,
    open_draft,
    standing_notices,
    written,
)

ENDED = (Outcome.Decided.NOT_MET, Outcome.Decided.WITHDRAWN)


@transaction.atomic
def begin_rapid_review(case: Case, incidents: Sequence[Incident], *, by: Person) -> RapidReview:
    """Begin one review of one incident, or of several together."""
    case = locked_open(case.pk)
    for incident in incidents:
        _may_be_reviewed(case, incident)
    if not _notified(incidents):
        raise NotDone(
            "The Panel has not been notified of this incident, and there is no rapid review without a notification. "
            "Record the notification first, or choose an incident that was notified."
        )
    review = RapidReview.objects.create(case=case, recorded_by=by)
    review.incidents.set(incidents)
    _begin_draft(review, by)
    audit.record(by, "began a rapid review", review)
    follow(review)
    return review


def waits_for_review(case: Case) -> bool:
    """Whether a review could now be begun: the folder is open, and an incident that was notified has none."""
    waiting = Incident.objects.filter(case=case.pk, rapid_reviews__isnull=True)
    return case.closed_at is None and any(not _over(one) and _notified([one]) for one in waiting)


def _over(incident: Incident) -> bool:
    """Withdrawn, or found not to meet the criteria."""
    last = incident.outcomes.last()
    return last is not None and last.decided in ENDED


@transaction.atomic
def take_in_incident(review: RapidReview, incident: Incident, *, by: Person) -> None:
    """Review a further incident of the folder together with those the review has already."""
    review = _unfinished(review)
    _may_be_reviewed(review.case, incident)
    review.incidents.add(incident)
    audit.record(by, "took a further incident into the rapid review", review)
    follow(review)


def _may_be_reviewed(case: Case, incident: Incident) -> None:
    if incident.case_id != case.pk:
        raise NotDone("Choose an incident of this folder.")
    last = incident.outcomes.last()
    if last is not None and last.decided in ENDED:
        raise NotDone(
            f"This incident was {last.get_decided_display().lower()} on {spoken(last.decided_on)}. "
            "If that has changed, record a new decision on the incident first."
        )
    if incident.rapid_reviews.exists():
        raise NotDone("This incident already has a rapid review. Open it from the folder.")


def _notified(incidents: Iterable[Incident]) -> bool:
    return Notice.objects.filter(incident__in=list(incidents), to=Notice.To.PANEL, set_aside_at__isnull=True).exists()


def _begin_draft(review: RapidReview, by: Person) -> Draft:
    """Every page stands in the draft as an empty browser form sends it, so that leafing through changes nothing."""
    partnership = review.case.partnership
    draft = drafts.begin_draft(
        JOURNEY, body=partnership, partnership=partnership, by=by, case=review.case, paper_id=review.pk
    )
    answers: dict[str, dict[str, list[str]]] = {s.slug: {s.column: [""]} for s in SECTIONS}
    answers[DECISIONS] = {"local_review_reasons": [""], "national_review_reasons": [""]}
    for one in criteria_of(review):
        answers.setdefault(DECIDES[one.decides][0], {})[f"{one.criterion}_reasons"] = [""]
    draft.answers = answers
    draft.save(update_fields=["answers"])
    return draft


@transaction.atomic
def draft_to_write(review: RapidReview, *, by: Person) -> Draft:
    """The one draft; begun anew if somebody discarded it."""
    return open_draft(review) or _begin_draft(review, by)


@transaction.atomic
def write_page(review: RapidReview, slug: str, words: Mapping[str, str], *, by: Person) -> Draft:
    """Put words into the fields of one page, leaving its other fields as they stand."""
    draft = draft_to_write(_unfinished(review), by=by)
    typed = {**draft.answers.get(slug, {}), **{name: [text.replace("\n", "\r\n")] for name, text in words.items()}}
    return drafts.save_page(draft.pk, slug, typed, version=draft.version, by=by)


@transaction.atomic
def bring_in(review: RapidReview, slug: str, key: str, *, by: Person) -> None:
    """Append to a section what the folder already holds, naming where it came from."""
    review, section = _unfinished(review), next(one for one in SECTIONS if one.slug == slug)
    offer = next((one for one in offers_for(review, section) if one.key == key), None)
    if offer is None:
        raise NotDone("That is no longer in the folder. Open the page again to see what is.")
    held = written(review).sections[section.column]
    if offer.is_in(held):
        raise NotDone("That is in the text already.")
    write_page(review, slug, {section.column: "\n\n".join(part for part in (held, offer.in_words) if part)}, by=by)
    audit.record(by, f"brought {offer.source} into the rapid review", review)


@transaction.atomic
def approve(review: RapidReview, *, version: int, by: Person) -> Approval:
    """Approve the review as it stands, for the safeguarding partner this person speaks for."""
    locked_open(review.case_id)
    review = RapidReview.objects.get(pk=review.pk)
    body = body_to_approve_for(by, review.case)
    if body is None:
        raise NotDone("Only the safeguarding partners for this area approve a rapid review.")
    if written(review).version != version:
        raise NotDone("The review was changed while you were reading it. Read it again as it now stands, then approve.")
    if review.approvals.filter(body=body, version=version).exists():
        raise NotDone(f"This version is already approved for {body}.")
    approval = Approval.objects.create(review=review, approved_by=by, body=body, version=version)
    audit.record(by, f"approved version {version} of the rapid review for {body}", review)
    return approval


@transaction.atomic
def complete_rapid_review(
    review: RapidReview, *, by: Person, completed_at: datetime | None = None, late_reason: str = ""
) -> None:
    """Complete it now, or say at what past moment it was. What was written becomes the record."""
    review = _unfinished(review)
    draft = drafts.locked_draft(draft_to_write(review, by=by).pk)
    text, at = written(review), completed_at or timezone.now()
    missing = unfinished(text)
    if missing:
        raise NotDone(" ".join(missing))
    _not_before_it_could_be(review, at)
    _explain_lateness(review, at, late_reason, by)
    _keep(review, text, at)
    drafts.submitted(draft, by=by)
    audit.record(by, "completed the rapid review", review)
    follow(review)
    follow_reviews_of(review, "the rapid review was completed", by=by)


def unfinished(text: Written) -> list[str]:
    """What still stands in the way of completing it, in sentences."""
    missing = []
    unweighed = sum(1 for one in text.weighed if not one.answer and not one.optional)
    if unweighed:
        left = "1 criterion has" if unweighed == 1 else f"{unweighed} criteria have"
        missing.append(f"{left} not been considered: answer each, even if only with “not yet known”.")
    for decided, why, what in (
        (text.local_review, text.local_review_reasons, "whether to hold a local review"),
        (text.national_review, text.national_review_reasons, "your view on a national review"),
    ):
        if decided is None:
            missing.append(f"Decide {what}.")
        elif not why:
            missing.append(f"Give the reasons for {what}.")
    return missing


def _not_before_it_could_be(review: RapidReview, at: datetime) -> None:
    if at > timezone.now():
        raise NotDone("It was completed now or in the past: give a moment that is not in the future.")
    for notice in standing_notices(review)[-1:]:
        if (notice.at is not None and at < notice.at) or london_day(at) < notice.on:
            raise NotDone(
                f"The Panel was notified on {spoken(notice.at or notice.on)}: "
                "the review cannot have been completed before that."
            )


def _explain_lateness(review: RapidReview, at: datetime, reason: str, by: Person) -> None:
    late = overruns(review, london_day(at))
    if not late or (not reason and reasons(review)):
        return
    if not reason:
        raise NotDone(f"It was due by {spoken(late[0].due_on)}. Say why it is late; the reason goes with the review.")
    for overrun in late:
        give_late_reason(review.case, duty=DUTY, about=overrun.about, reason=reason, by=by)


def _keep(review: RapidReview, text: Written, at: datetime) -> None:
    for column, words in text.sections.items():
        setattr(review, column, words)
    review.local_review, review.local_review_reasons = text.local_review, text.local_review_reasons
    review.national_review, review.national_review_reasons = text.national_review, text.national_review_reasons
    review.version, review.completed_at = text.version, at
    review.save()
    CriterionConsidered.objects.bulk_create(
        CriterionConsidered(
            review=review, decides=one.decides, criterion=one.criterion, says=one.says, source=one.source,
            use=one.use, seen=one.seen, answer=one.answer, reasons=one.reasons,
        )
        for one in text.weighed
    )  # fmt: skip


@transaction.atomic
def reopen_rapid_review(review: RapidReview, *, why: str, by: Person) -> None:
    """Write on in a review that was completed and not yet sent. It is then no longer complete."""
    locked_open(review.case_id)
    review = RapidReview.objects.get(pk=review.pk)
    if review.sent_at is not None:
        raise NotDone("It has been sent, and what was sent stands. Add an addendum instead.")
    if review.completed_at is None:
        raise NotDone("It is still being written: there is nothing to reopen.")
    Draft.objects.filter(journey=JOURNEY, paper_id=review.pk, submitted_at__isnull=False).update(submitted_at=None)
    review.considered.all().delete()
    review.completed_at = review.word = review.pdf = None
    review.reopened_why = why
    review.save(update_fields=["completed_at", "word", "pdf", "reopened_why"])
    audit.record(by, "reopened the rapid review", review)
    follow(review, f"the rapid review was reopened: {why}")
    follow_reviews_of(review, f"the rapid review was reopened: {why}", by=by)


def _unfinished(review: RapidReview) -> RapidReview:
    """The review, its folder held, while it may still be written."""
    locked_open(review.case_id)
    fresh = RapidReview.objects.get(pk=review.pk)
    if fresh.sent_at is not None:
        raise NotDone(f"It was sent on {spoken(fresh.sent_at)}, and what was sent stands. Add an addendum instead.")
    if fresh.completed_at is not None:
        raise NotDone(f"It was completed on {spoken(fresh.completed_at)}. Reopen it first if it must change.")
    return fresh
