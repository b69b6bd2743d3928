"""How a practice review stands, in one look: what comes next, what each part holds, and where it may be done twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.cases.models import Case
from handrail.service.meetings.models import Meeting
from handrail.service.reviews.facts import What, standing
from handrail.service.reviews.models import (
    Delay,
    DraftShown,
    FamilyMember,
    FinalReport,
    InformationAnswer,
    MediaPlan,
    OfReview,
    PracticeReview,
    Proceeding,
    ReportDraft,
    ReviewCalled,
    ReviewPanelMember,
    Terms,
)
from handrail.service.reviews.under_way import UnderWay, reviews_under_way
from handrail.service.reviews.waiting import ended_on, requests_of, standing_answers, standing_delays, told_on

WEEK = 7
SOON = 30
"""Days before its day within which a review that has no report yet is asked whether it will be late."""


@dataclass(frozen=True, slots=True)
class Next:
    """Something to do, and the page where it is done. `part` is the thing it is about, where the page needs one."""

    words: str
    url_name: str
    part: object = None


def next_of(
    going: UnderWay, paper: PracticeReview | None, publish_by: date | None, *, sees_meetings: bool = True
) -> list[Next]:
    """What to do next, the most pressing first. Nothing here decides: it only says what is not there yet.

    Whoever does not see the meetings of the folder is not told that there are none.
    """
    found = [*_pressing(paper, publish_by)] if paper else []
    missing = _not_there(going, paper)
    return [*found, *(one for one in missing if sees_meetings or one.url_name != "plan_panel_meeting")]


def _pressing(paper: PracticeReview, publish_by: date | None) -> Iterator[Next]:
    today = timezone.localdate()
    yield from _information(paper, today)
    yield from _replies(paper, today)
    for one, until in held_up(paper):
        if until is not None and until < today:
            words = f"Find out how it stands: {str(one).lower()}, expected to {spoken(until)}"
            yield Next(words, "add_proceeding_news", one.pk)
    yield from _delay(paper, publish_by, today)
    yield from _look(paper, today)


def _look(paper: PracticeReview, today: date) -> Iterator[Next]:
    """Looking at its time and quality again, in the week before the day set for it and after."""
    last = standing(paper, What.CHECKED)[-1:]
    if last and last[0].next_on is not None and not standing(paper, What.RECEIVED):
        day, soon = last[0].next_on, today + timedelta(days=WEEK)
        if day <= soon:
            yield Next(f"Look at its time and quality again, by {spoken(day)}", "check_progress")


def _replies(paper: PracticeReview, today: date) -> Iterator[Next]:
    for shown in DraftShown.objects.filter(review=paper, set_aside_at__isnull=True, reply_by__lt=today):
        if shown.reply_by is not None and not shown.answers.filter(set_aside_at__isnull=True).exists():
            words = f"Ask {shown.whom} for the reply that was wanted by {spoken(shown.reply_by)}"
            yield Next(words, "shown_one", shown.pk)


def _delay(paper: PracticeReview, publish_by: date | None, today: date) -> Iterator[Next]:
    delays = list(Delay.objects.filter(review=paper, set_aside_at__isnull=True).prefetch_related("told"))
    for delay in delays:
        if told_on(delay) is None and kind_of(paper) == "local":
            yield Next("Tell the Panel and the Secretary of State of the delay, and why", "add_delay_told", delay.pk)
    if delays or publish_by is None or standing(paper, What.RECEIVED):
        return
    if (publish_by - today).days < SOON:
        words = f"It is due by {spoken(publish_by)} and there is no report: record a delay if it will be late"
        yield Next(words, "add_delays")


def _information(paper: PracticeReview, today: date) -> Iterator[Next]:
    claims = (InformationAnswer.What.LEGAL, InformationAnswer.What.MEDICAL, InformationAnswer.What.REFUSED)
    for request in requests_of(paper):
        last = standing_answers(request)[-1:]
        if last and last[0].what == InformationAnswer.What.DISPUTED:
            words = f"Settle with {request} what was disputed on {spoken(last[0].on)}: accept the claim, or ask a court"
            yield Next(words, "information_one", request.pk)
        elif last and last[0].what in claims:
            yield Next(
                f"Accept or dispute what {request} claimed: {str(last[0]).lower()}", "information_one", request.pk
            )
        elif ended_on(request) is None and request.wanted_by is not None and request.wanted_by < today:
            yield Next(f"Chase {request}: wanted by {spoken(request.wanted_by)}", "information_one", request.pk)


@dataclass(frozen=True, slots=True)
class Late:
    """It is known that the review will be late: since when, until when as is expected, and when that was told."""

    delay: Delay
    told_on: date | None


def late(paper: PracticeReview | None) -> Late | None:
    """By the last delay that stands, until the report is published."""
    delays = standing_delays(paper) if paper and not standing(paper, What.PUBLISHED) else []
    last = max(delays, key=lambda one: (one.on, one.recorded_at), default=None)
    return Late(last, told_on(last)) if last else None


@dataclass(frozen=True, slots=True)
class Stands:
    """What is there of a review."""

    paper: PracticeReview | None

    def no(self, model: type[OfReview], *also: Q) -> bool:
        rows = model._default_manager.filter(*also, review=self.paper, set_aside_at__isnull=True)
        return self.paper is None or not rows.exists()

    def done(self, what: What) -> bool:
        return self.paper is not None and bool(standing(self.paper, what))

    @property
    def asks_family(self) -> bool:
        unasked = Q(takes_part=FamilyMember.Takes.NOT_ASKED, contacts__isnull=True)
        return not self.no(FamilyMember) and not self.no(FamilyMember, unasked)


def _not_there(going: UnderWay, paper: PracticeReview | None) -> Iterator[Next]:
    """Of a national review, which others lead, nothing is missing here."""
    there = Stands(paper)
    ours = going.called is None or going.called.kind != ReviewCalled.Kind.NATIONAL
    if ours and not there.done(What.PUBLISHED):
        yield from _after_the_report(going, there) if there.done(What.RECEIVED) else _before_the_report(there)


def _before_the_report(there: Stands) -> Iterator[Next]:
    chaired = not there.no(ReviewPanelMember, Q(chair=True))
    proposed = not there.no(Terms)
    missing = (
        (not proposed, Next("Write the terms of reference", "add_terms")),
        (
            proposed and there.no(Terms, Q(agreed_on__isnull=False)),
            Next("Have the partners agree the terms of reference", "terms"),
        ),
        (not there.done(What.APPOINTED), Next("Appoint a reviewer", "appoint_reviewer")),
        (not chaired, Next("Set up the review’s panel, with its chair", "panel")),
        (
            chaired and there.paper is not None and not meetings_of(there.paper),
            Next("Plan the first meeting of the panel", "plan_panel_meeting"),
        ),
        (there.no(FamilyMember), Next("Record the child and the family, and what they are told", "family")),
        (there.asks_family, Next("Ask those of the family who are not asked yet", "family")),
    )
    yield from (step for so, step in missing if so)
    yield Next("Record the report when the reviewer gives it in", "receive_report")


def _after_the_report(going: UnderWay, there: Stands) -> Iterator[Next]:
    kept = not there.no(ReportDraft)
    missing = (
        (not kept, Next("Keep the version of the report that came", "add_drafts")),
        (kept and there.no(FinalReport), Next("Go through what the report must hold, and agree it", "drafts")),
        (there.no(MediaPlan), Next("Write the media plan", "media")),
        (not there.done(What.PLANNED), Next("Set the day of publication", "plan_publication")),
        (
            going.called is None and not there.done(What.GIVEN),
            Next("Give the report before it is published", "give_report"),
        ),
    )
    yield from (step for so, step in missing if so)
    yield Next("Record the publication", "published")


def kind_of(paper: PracticeReview) -> str:
    if paper.called_id is not None:
        return "called"
    return "local" if paper.decision_id is None else "serious case"


def meetings_of(paper: PracticeReview) -> list[Meeting]:
    return list(Meeting.objects.filter(case=paper.case_id, purpose=Meeting.For.REVIEW_PANEL, about=str(paper.pk)))


def held_up(paper: PracticeReview) -> list[tuple[Proceeding, date | None]]:
    """The proceedings that hold up the review now, and until when as far as is known."""
    found = []
    for one in Proceeding.objects.filter(review=paper, set_aside_at__isnull=True).prefetch_related("news"):
        last = [news for news in one.news.all() if news.set_aside_at is None][-1:]
        if last and (last[0].ended or not last[0].holds_up):
            continue
        says = last[0] if last else one
        if says.holds_up:
            found.append((one, says.until_on))
    return found


def covering(case: Case) -> list[PracticeReview]:
    """Reviews filed in other folders that are of this one too, as far as the database shows them."""
    return list(
        PracticeReview.objects.filter(covered__other=case).select_related("case__folder__partnership").distinct()
    )


def twice_in(case: Case, going: UnderWay, elsewhere: list[PracticeReview]) -> list[str]:
    """Sentences of warning where another review of the same case is under way, here or filed elsewhere."""
    others = [one for one in reviews_under_way(case) if one.pk != going.pk]
    return [
        *(
            f"A {str(one).lower()} of this case is under way too, since {spoken(one.since)}. Agree who speaks with the "
            "family and who asks for what, so that nothing is done twice."
            for one in others
        ),
        *(f"A {str(one).lower()} filed in {one.case.reference} is of this folder too." for one in elsewhere),
    ]


@dataclass(frozen=True, slots=True)
class Holds:
    """What one part of the review holds."""

    title: str
    url_name: str
    words: str


def count_of(number: int, one: str, many: str) -> str:
    return "None yet" if number == 0 else f"1 {one}" if number == 1 else f"{number} {many}"


def waits_for(paper: PracticeReview) -> str:
    """How many requests still stand, in words."""
    standing_now = [one for one in requests_of(paper) if ended_on(one) is None]
    return f", {len(standing_now)} not answered" if standing_now else ""
