"""What a change may lose of what a business unit knows: each post that is at risk, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from handrail.guidance import spoken
from handrail.service.arrangements.changing import Change
from handrail.service.arrangements.models import Transition, UnitPost
from handrail.service.partnerships.models import Body, Membership

Becomes = UnitPost.Becomes


@dataclass(frozen=True, slots=True)
class Told:
    """A post, and each reason for which what it knows may be lost, in a sentence."""

    post: UnitPost
    risks: tuple[str, ...]


def posts_of(plan: Transition) -> list[UnitPost]:
    return list(plan.unit_posts.filter(set_aside_at=None).select_related("employer", "to"))


def told_of_posts(plan: Transition, today: date) -> list[Told]:
    """Those at risk first."""
    posts, day, ends = posts_of(plan), last_first_day(plan), ending(plan)
    told = [Told(one, tuple(risks_of(one, day, ends, today))) for one in posts]
    return sorted(told, key=lambda one: not one.risks)


def last_first_day(plan: Transition) -> date | None:
    """The day on which the last of the bodies takes over: until then what the unit knows is needed whole."""
    return max((one.begins_on for one in plan.passings.filter(taken_out_at=None)), default=plan.begins_on)


def ending(plan: Transition) -> dict[UUID, date]:
    """The bodies that end by this plan, each with its last day."""
    rows = plan.passings.filter(taken_out_at=None, ends=True)
    return {one.before_id: one.eve for one in rows}


def risks_of(post: UnitPost, day: date | None, ends: Mapping[UUID, date], today: date) -> Iterator[str]:
    """`day` is that of the change, `ends` the bodies that end by it. What was taken over already is not at risk."""
    if post.taken_over_on is not None:
        return
    if post.becomes == Becomes.UNDECIDED:
        yield "Nobody has decided what becomes of it."
    elif post.becomes == Becomes.ENDS and not post.goes_to:
        yield "It ends, and nobody takes over what it knows."
    elif not post.agreed_by_name:
        yield "What becomes of it is written here, and nobody has agreed to it."
    yield from _too_early(post, day)
    body = post.employer if post.becomes == Becomes.GOES_ON else post.to
    if body is not None and (last := _ended_by(body, ends, day)) is not None:
        yield f"It would be with {body}, whose last day is {spoken(last)}."
    if post.by_on is not None and post.by_on < today:
        yield f"It was to be done by {spoken(post.by_on)}, and nothing says that it was."


def _too_early(post: UnitPost, day: date | None) -> Iterator[str]:
    """The contract ends before the change, and nothing says that somebody has it by then; or has it only after."""
    last = post.contract_ends_on
    if last is None:
        return
    if post.by_on is not None and post.by_on > last:
        yield f"What it knows is to be taken over by {spoken(post.by_on)}, and its contract ends on {spoken(last)}."
    elif day is not None and last < day and not (post.goes_to and post.by_on is not None):
        yield f"Its contract ends on {spoken(last)}, before the day of the change, {spoken(day)}."


def _ended_by(body: Body, ends: Mapping[UUID, date], day: date | None) -> date | None:
    """Its last day, where it does not stand on the day of the change."""
    if body.pk in ends:
        return ends[body.pk]
    return body.until_on if day is not None and body.until_on is not None and body.until_on < day else None


def lacks_of_posts(plan: Transition, change: Change, today: date) -> Iterator[str]:
    """What the plan still has to say of posts. A change in which no body passes to another costs none of itself."""
    told = told_of_posts(plan, today)
    if plan.posts_whole_on is None and change.before:
        yield (
            "Say that the list of posts is whole, or add what is missing."
            if told
            else "List the posts of the business unit and what each knows, or say that there are none."
        )
    for one in told:
        for sentence in one.risks:
            yield f"{one.post}: {sentence}"


def employers_of(plan: Transition) -> list[Body]:
    """The bodies that may employ a post or take it over: whoever passes or takes over, and the members of those."""
    found: set[Body] = {plan.partnership}
    for one in plan.passings.filter(taken_out_at=None).select_related("before", "after"):
        found |= {one.before, one.after}
    places = Membership.objects.filter(
        partnership__in=[body.pk for body in found], place=Membership.Place.SAFEGUARDING_PARTNER
    )
    found |= {place.body for place in places.select_related("body")}
    return sorted(found, key=lambda body: body.name)


HEAD = (
    "Post", "Held by", "What it knows", "Hours a week", "Employer", "Contract ends", "What becomes of it",
    "Taken over by", "Agreed by", "Agreed on", "By when", "Taken over on", "At risk",
)  # fmt: skip


def rows_of(told: Sequence[Told]) -> Iterator[tuple[object, ...]]:
    """For a table to take away."""
    for one in told:
        post = one.post
        days = [
            spoken(day) if day else ""
            for day in (post.contract_ends_on, post.agreed_on, post.by_on, post.taken_over_on)
        ]  # fmt: skip
        yield (
            post.office, post.held_by_name, post.knows, post.hours, post.employer, days[0], post.get_becomes_display(),
            post.goes_to, post.agreed_by_name, days[1], days[2], days[3], " ".join(one.risks),
        )  # fmt: skip
