"""A change of law or of bodies planned: who passes to whom, on which days, and how the records go over."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.access.models import Person
from handrail.service.arrangements.changing import change_named
from handrail.service.arrangements.counted import authorities_of
from handrail.service.arrangements.models import AreaDay, LastDayMoved, Passing, Transition
from handrail.service.audit import actions as audit
from handrail.service.partnerships.actions import NEW_LAW_BEGAN_ON, NotDone, one_at_a_time
from handrail.service.partnerships.models import Body, Kind, Membership

ONE_DAY = timedelta(days=1)
MANY = ("authorities_reorganised", "described_here")
"""Changes that may come more than once, so that a partnership may have several plans of them."""


@transaction.atomic
def begin_plan(
    partnership: Body, *, change: str, title: str, law: str, says: str, begins_on: date | None, due_on: date | None,
    invented: bool, by: Person,
) -> Transition:  # fmt: skip
    one_at_a_time(partnership)
    known = change_named(change)
    plans = Transition.objects.filter(partnership=partnership, given_up_at__isnull=True)
    if change not in MANY and plans.filter(change=change, invented=invented).exists():
        raise NotDone("There is a plan of this change already. Go on with it.", "change")
    if plans.filter(title=title).exists():
        raise NotDone("There is a plan of that name. Go on with it, or give this one another name.", "title")
    if known.own_days and begins_on is None:
        raise NotDone("Enter the day on which the change begins.", "begins_on")
    if begins_on is not None and due_on is not None and due_on < begins_on:
        raise NotDone("It is to be done before it begins. Check both days.", "due_on")
    if not (law or known.law):
        raise NotDone("Say which law, order or guidance asks for it.", "law")
    plan = Transition.objects.create(
        partnership=partnership, change=change, title=title, law=law or known.law, says=says.strip() or known.says,
        begins_on=begins_on or known.on, due_on=due_on, invented=invented, begun_by=by,
    )  # fmt: skip
    audit.record(by, f"began a plan of a change: {title}", plan)
    return plan


def locked_plan(plan: Transition) -> Transition:
    held = Transition.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=plan.pk)
    if held.given_up_at is not None:
        raise NotDone("This plan was given up. Begin a new one.")
    return held


@transaction.atomic
def plan_records(plan: Transition, *, planned_on: date, planned_says: str, by: Person) -> None:
    plan = locked_plan(plan)
    plan.planned_on, plan.planned_says = planned_on, planned_says.strip()
    plan.save(update_fields=["planned_on", "planned_says"])
    audit.record(by, "recorded how the records are handed over", plan)


@transaction.atomic
def add_passing(plan: Transition, *, before: Body, after: Body, begins_on: date, ends: bool, by: Person) -> Passing:
    plan = locked_plan(plan)
    one_at_a_time(before)
    if before == after:
        raise NotDone("A body cannot take over from itself. Choose another.", "after")
    _refuse_gap(before, after, begins_on)
    if Passing.objects.filter(transition=plan, before=before, after=after, taken_out_at__isnull=True).exists():
        raise NotDone(f"It is in the plan already that {before} passes to {after}.", "after")
    _refuse_two(before, after, begins_on, plan)
    passing = Passing.objects.create(
        transition=plan, before=before, after=after, begins_on=begins_on, ends=ends, recorded_by=by
    )
    audit.record(by, f"put into the plan that {before} passes to {after} on {spoken(begins_on)}", passing)
    return passing


def _refuse_gap(before: Body, after: Body, on: date) -> None:
    """The first keeps its duties until the eve, and the other is there from the day: nobody is without them between."""
    if before.until_on is not None and before.until_on < on - ONE_DAY:
        raise NotDone(
            f"{before} ended on {spoken(before.until_on)}, before these arrangements begin on {spoken(on)}: in between "
            f"nobody would have its duties. Give {spoken(before.until_on + ONE_DAY)}, or have its last day put right.",
            "begins_on",
        )
    if after.until_on is not None and after.until_on < on:
        raise NotDone(f"{after} ended on {spoken(after.until_on)}, before it would take over. Choose another.", "after")
    if after.from_on is not None and after.from_on > on:
        raise NotDone(f"{after} begins on {spoken(after.from_on)}. Give that day or a later one.", "begins_on")
    if before.from_on is not None and before.from_on >= on:
        raise NotDone(f"{before} begins on {spoken(before.from_on)}: it has nothing to pass on by then.", "begins_on")


def _refuse_two(before: Body, after: Body, on: date, plan: Transition) -> None:
    """No authority’s area may come to lie in two partnerships, by the list of bodies or by another plan."""
    if after.kind != Kind.PARTNERSHIP:
        return
    areas = Membership.objects.filter(partnership=before, body__kind=Kind.LOCAL_AUTHORITY).values("body")
    there = Membership.objects.filter(partnership=after, place=Membership.Place.SAFEGUARDING_PARTNER).on(on)
    elsewhere = Membership.objects.filter(
        body__in=areas, partnership__kind=Kind.PARTNERSHIP, place=Membership.Place.SAFEGUARDING_PARTNER
    ).exclude(partnership__in=[before.pk, after.pk])
    other = elsewhere.on(on).select_related("body", "partnership").first()
    # A board whose areas went to several partnerships passes to each: only an area that both would have is refused.
    if other is not None and (not there.filter(body__in=areas).exists() or there.filter(body=other.body).exists()):
        raise NotDone(
            f"{other.body} is a safeguarding partner in {other.partnership} on that day. No authority’s area lies in "
            "two partnerships: end its place there first, or choose that partnership.", "after",
        )  # fmt: skip
    twice = Passing.objects.filter(
        before=before, taken_out_at__isnull=True, after__kind=Kind.PARTNERSHIP, transition__given_up_at__isnull=True
    ).exclude(Q(after=after) | Q(transition=plan))
    clash = twice.select_related("after").first()
    if clash is not None and not there.filter(body__in=areas).exists():
        raise NotDone(
            f"{before} passes to {clash.after} in another plan, and none of its areas has a place in {after}. Take it "
            "out of that plan, or give the area its place first.", "before",
        )  # fmt: skip


@transaction.atomic
def take_out_passing(passing: Passing, *, by: Person) -> None:
    locked_plan(passing.transition)
    if passing.ended_at is not None:
        raise NotDone(f"{passing.before} has ended by it. An administrator puts the list of bodies right.")
    passing.taken_out_at = timezone.now()
    passing.save(update_fields=["taken_out_at"])
    audit.record(by, f"took out of the plan: {passing}", passing)


DAYS = (
    "published_on", "told_on", "began_on", "report_on", "child_death_agreed_on", "child_death_published_on",
    "child_death_plans_on", "child_death_began_on",
)  # fmt: skip
IN_ORDER = (
    ("published_on", "told_on", "They were published on {}: the Secretary of State is told then or later."),
    ("published_on", "began_on", "They were published on {}: arrangements do not begin before that."),
    ("began_on", "report_on", "They began on {}: the first yearly report comes after that."),
    ("child_death_agreed_on", "child_death_published_on", "They were agreed on {}: they are published then or later."),
    ("child_death_published_on", "child_death_began_on", "They were published on {}: they do not begin before that."),
)


@transaction.atomic
def give_days(plan: Transition, authority: Body, *, by: Person, **given: date | None) -> AreaDay:
    """What is given later stands instead, and the earlier stays. The worker writes it into the area within a minute."""
    plan = locked_plan(plan)
    if authority not in authorities_of(plan):
        raise NotDone(f"{authority} has no place in this change. Say first who passes to whom.")
    for name, day in given.items():
        if day is not None and day < NEW_LAW_BEGAN_ON:
            raise NotDone("The new law began on 29 June 2018: nothing under it was done before.", name)
    for first, later, sentence in IN_ORDER:
        before, after = given.get(first), given.get(later)
        if before is not None and after is not None and after < before:
            raise NotDone(sentence.format(spoken(before)), later)
    _refuse_before_the_board_ended(plan, authority, given.get("began_on"))
    days = AreaDay.objects.create(transition=plan, authority=authority, given_by=by, **given)
    audit.record(by, f"gave the days of {authority}", days)
    return days


def _refuse_before_the_board_ended(plan: Transition, authority: Body, began_on: date | None) -> None:
    """A board that covered the area carries out its duties until the eve, and no day lies between."""
    if began_on is None:
        return
    boards = Body.objects.filter(
        kind=Kind.LSCB, members__body=authority, pk__in=plan.passings.filter(taken_out_at=None).values("before")
    )
    for board in boards:
        if board.until_on is not None and board.until_on < began_on - ONE_DAY:
            raise NotDone(
                f"{board} ended on {spoken(board.until_on)}, before these arrangements begin: in between nobody would "
                "have its duties. Put one of the two days right.", "began_on",
            )  # fmt: skip


@transaction.atomic
def record_done(plan: Transition, *, done_on: date, by: Person) -> None:
    plan = locked_plan(plan)
    if plan.done_on is not None:
        raise NotDone(f"It is recorded already that the change was done on {spoken(plan.done_on)}.")
    if plan.begins_on is not None and done_on < plan.begins_on:
        raise NotDone(f"It begins on {spoken(plan.begins_on)}. Give that day or a later one.", "done_on")
    plan.done_on, plan.done_by = done_on, by
    plan.save(update_fields=["done_on", "done_by"])
    audit.record(by, "recorded that the change is done", plan)


@transaction.atomic
def move_last_day(plan: Transition, *, due_on: date | None, why: str, by: Person) -> None:
    """What it was, and why it was changed, stays with the plan. Without a day the plan has no last day any more."""
    plan = locked_plan(plan)
    if plan.done_on is not None:
        raise NotDone(f"It is recorded that the change was done on {spoken(plan.done_on)}. Take that back first.")
    if due_on == plan.due_on:
        raise NotDone("That is its last day already.", "due_on")
    if due_on is not None and plan.begins_on is not None and due_on < plan.begins_on:
        raise NotDone(f"It begins on {spoken(plan.begins_on)}. Give that day or a later one.", "due_on")
    if not why.strip():
        raise NotDone("Say why the day is changed.", "why")
    LastDayMoved.objects.create(transition=plan, was=plan.due_on, now=due_on, why=why.strip()[:300], moved_by=by)
    was, plan.due_on = plan.due_on, due_on
    plan.save(update_fields=["due_on"])
    days = [spoken(one) if one else "none" for one in (was, due_on)]
    audit.record(by, f"changed the last day of a plan from {days[0]} to {days[1]}", plan)


@transaction.atomic
def take_back_done(plan: Transition, *, why: str, by: Person) -> None:
    """What was recorded in error: the plan is open again, and stands under what is due."""
    plan = locked_plan(plan)
    if plan.done_on is None:
        raise NotDone("It is not recorded that the change is done.")
    was, plan.done_on, plan.done_by = plan.done_on, None, None
    plan.save(update_fields=["done_on", "done_by"])
    audit.record(by, f"took back that the change was done on {spoken(was)}: {why}", plan)


@transaction.atomic
def give_plan_up(plan: Transition, *, why: str, by: Person) -> None:
    plan = locked_plan(plan)
    plan.given_up_at, plan.given_up_by, plan.given_up_why = timezone.now(), by, why
    plan.save(update_fields=["given_up_at", "given_up_by", "given_up_why"])
    audit.record(by, "gave up the plan of a change", plan)
