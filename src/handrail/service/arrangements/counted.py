"""What the law has running in a change, area by area, and which reviews of the old boards it found open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from django.utils import timezone

from handrail.guidance import AreaDays, Clock, Fact, Law, clocks, london_day, spoken
from handrail.guidance.edition import Edition
from handrail.guidance.law import law_of
from handrail.guidance.shelf import every_edition
from handrail.service.arrangements.changing import Change
from handrail.service.arrangements.facts import facts_of_change
from handrail.service.arrangements.models import AreaDay, Arrangements, PassedOn, Passing, Transition
from handrail.service.arrangements.staffing import lacks_of_posts
from handrail.service.cases.areas import law_on
from handrail.service.cases.facts import LAST_DAY_FOR_CHILD_DEATHS, last_day_of_grace
from handrail.service.cases.going_over import anybody_manages
from handrail.service.cases.models import Case, KeptClock
from handrail.service.cases.reckon import law_clocks
from handrail.service.law.kept import kept_calendar
from handrail.service.partnerships.models import AreaDates, Body, Kind, Membership, Succession

FINISH = {
    "finish_serious_case_reviews": PassedOn.Of.SERIOUS_CASE,
    "finish_child_death_reviews": PassedOn.Of.CHILD_DEATH,
}
HAND_OVER = {
    PassedOn.Of.SERIOUS_CASE: "hand_over_serious_case_review",
    PassedOn.Of.CHILD_DEATH: "hand_over_child_death_review",
}


def authorities_of(plan: Transition) -> list[Body]:
    """The local authorities of the partnership, and of the boards that pass to it."""
    boards = [one.before_id for one in plan.passings.filter(taken_out_at__isnull=True)]
    places = Membership.objects.filter(
        partnership__in=[plan.partnership_id, *boards], body__kind=Kind.LOCAL_AUTHORITY
    ).select_related("body")
    return sorted({place.body for place in places}, key=lambda body: body.name)


def days_of(plan: Transition) -> dict[Body, AreaDay | None]:
    """Of each authority the days that were given last, if any were."""
    given: dict[object, AreaDay] = {}
    for one in plan.area_days.order_by("given_at", "pk"):
        given[one.authority_id] = one
    return {body: given.get(body.pk) for body in authorities_of(plan)}


def published_on(plan: Transition) -> list[date]:
    rows = Arrangements.objects.published().filter(partnership=plan.partnership_id)
    return [london_day(one.published_at) for one in rows if one.published_at]


def clocks_of_change(plan: Transition, change: Change, days: AreaDay | None) -> list[Clock]:
    """The duties that belong to the change, in one area."""
    facts = facts_of_change(plan, change, days, published_on(plan))
    law = law_on(dates_in(days), kept_calendar())
    return [clock for clock in clocks(law, facts) if clock.duty.key in change.duties]


def dates_in(days: AreaDay | None) -> AreaDates | None:
    """The days as the area would have them. Nothing is written."""
    if days is None or days.began_on is None:
        return None
    return AreaDates(
        authority_id=days.authority_id, safeguarding_published_on=days.published_on,
        safeguarding_began_on=days.began_on, child_death_began_on=days.child_death_began_on,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class StillOpen:
    """A review of the old board's that was open on the area's day. `until` is the last day it had for it, `passed_on`
    and `done_on` how it ended; `owed` says that its handover is owed now."""

    case: Case
    of: PassedOn.Of
    about: str
    since: date
    until: date
    done_on: date | None
    passed_on: date | None
    owed: bool
    finish: Clock

    @property
    def ended(self) -> bool:
        return self.done_on is not None or self.passed_on is not None


def still_open(case: Case) -> list[StillOpen]:
    """The reviews of a folder that the change of law found open, whatever became of them."""
    running = law_clocks(case)
    owed = {(one.duty.key, one.about) for one in running if one.ended_by is None}
    return [
        StillOpen(
            case, of, clock.about, clock.started_on, last_day_for(of, clock.started_on),
            clock.stopped_by.day if clock.stopped_by else None,
            clock.fell_away_by.day if clock.fell_away_by else None, (HAND_OVER[of], clock.about) in owed, clock,
        )
        for clock in running
        for of in [FINISH.get(clock.duty.key)]
        if of is not None
    ]  # fmt: skip


def last_day_for(of: PassedOn.Of, began: date) -> date:
    """The last day on which the board may end such a review, by the regulations."""
    return last_day_of_grace(began) if of == PassedOn.Of.SERIOUS_CASE else LAST_DAY_FOR_CHILD_DEATHS


def draft_says(board_areas: Iterable[AreaDates], open_one: StillOpen) -> Clock | None:
    """How the draft of October 2017 would have counted it: a serious case review from the last of the areas that the
    board covered, a child death review for two months."""
    if open_one.of == PassedOn.Of.SERIOUS_CASE:
        began = [days.safeguarding_began_on for days in board_areas]
        known = [day for day in began if day is not None]
        if not known or len(known) < len(began):
            return None
        fact = Fact(max(known), "arrangements_began_in_all_areas", open_one.about)
    else:
        fact = Fact(open_one.since, "child_death_review_outstanding", open_one.about)
    found = [one for one in clocks(drafts_law(), [fact]) if one.duty.key in FINISH]
    return found[0] if found else None


@cache
def drafts_law() -> Law:
    """As if the draft had come into force, and nothing had taken its place."""
    draft = replace(_draft(), until=date.max)
    others = [edition for edition in every_edition() if edition.instrument != draft.instrument]
    return law_of([*others, draft], AreaDays(), kept_calendar(), as_if=draft)


def _draft() -> Edition:
    return next(e for e in every_edition() if (e.instrument, e.key) == ("transitional_guidance", "2017-draft"))


def board_areas(board: Body | None) -> list[AreaDates]:
    """The days of every area that a board covered; of one whose days are not known, a row without any."""
    if board is None:
        return []
    places = Membership.objects.filter(partnership=board, body__kind=Kind.LOCAL_AUTHORITY)
    covered = set(places.values_list("body", flat=True))
    held = {days.authority_id: days for days in AreaDates.objects.filter(authority__in=covered)}
    return [held.get(pk) or AreaDates(authority_id=pk) for pk in covered]


def lacks_of(plan: Transition, change: Change) -> Iterator[str]:
    """What is still to be put into the plan, or does not fit together in it, in sentences that say how to mend it."""
    passings = list(plan.passings.filter(taken_out_at__isnull=True).select_related("before", "after"))
    if change.before and not passings:
        yield "Say who passes to whom."
    for one in passings:
        eve = one.begins_on - timedelta(days=1)
        if one.ends and one.before.until_on is not None and one.before.until_on != eve:
            yield (
                f"{one.before} has another last day in the list of bodies than the eve of {spoken(one.begins_on)}. Put "
                "one of the two right: an administrator changes the list."
            )
        yield from _placed(one.before, one.after, one.begins_on)
        if one.of_partnerships and not anybody_manages(one.after):
            yield (
                f"Nobody may manage folders in {one.after} yet, and no folder goes where nobody would see it. Its "
                "administrator gives somebody the post of coordinator."
            )
    if change.areas:
        for body, days in days_of(plan).items():
            if days is None or days.began_on is None:
                yield f"Give the days of {body}: when its arrangements were published, and when they began."
    if plan.planned_on is None and change.before:
        yield "Say how the records are handed over, before the day."
    yield from lacks_of_posts(plan, change, timezone.localdate())


def _placed(before: Body, after: Body, on: date) -> Iterator[str]:
    """Each authority of the old body has a place in the new one on its first day."""
    if after.kind != Kind.PARTNERSHIP or before.kind not in (Kind.LSCB, Kind.PARTNERSHIP):
        return
    there = set(Membership.objects.filter(partnership=after).on(on).values_list("body", flat=True))
    places = Membership.objects.filter(partnership=before, body__kind=Kind.LOCAL_AUTHORITY).select_related("body")
    for place in places:
        if place.body_id not in there and (place.body.until_on is None or place.body.until_on >= on):
            yield f"{place.body} has no place in {after} on {spoken(on)}. An administrator gives it one."


def takes_over_alone(passing: Passing) -> bool:
    """Whether one alone takes over from a body that ends, by every plan and by the list of bodies."""
    others = Passing.objects.filter(
        before=passing.before, taken_out_at=None, transition__given_up_at=None, transition__invented=False
    )
    recorded = Succession.objects.filter(before=passing.before)
    return passing.ends and not any(rows.exclude(after=passing.after).exists() for rows in (others, recorded))


def any_left_open(case: Case) -> bool:
    """Whether the change of law found a review of this folder open: something to pass on or to read."""
    return KeptClock.objects.filter(case=case, duty__in=FINISH).exists()
