"""The posts of a business unit in a plan: listed, said of what becomes of them, set aside; and the list said whole."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.access.models import Person
from handrail.service.arrangements.actions.changing import locked_plan
from handrail.service.arrangements.models import Transition, UnitPost
from handrail.service.arrangements.staffing import Becomes, last_first_day, posts_of
from handrail.service.audit import actions as audit
from handrail.service.partnerships.actions import NotDone
from handrail.service.partnerships.models import Body


@transaction.atomic
def list_post(plan: Transition, post: UnitPost | None, *, by: Person, **said: Any) -> UnitPost:
    """A post added, or what is said of one anew. A list to which one is added has to be said whole again."""
    plan = locked_plan(plan)
    new = post is None
    held = UnitPost(transition=plan, added_by=by) if post is None else _standing(post)
    for name in UnitPost.SAID:
        value = said[name]
        setattr(held, name, value.strip() if isinstance(value, str) else value)
    _refuse(held, plan)
    held.save()
    if new and plan.posts_whole_on is not None:
        plan.posts_whole_on = None
        plan.save(update_fields=["posts_whole_on"])
    audit.record(by, f"{'listed' if new else 'changed'} a post of the business unit: {held}", held)
    return held


def _refuse(post: UnitPost, plan: Transition) -> None:
    today = timezone.localdate()
    if post.becomes == Becomes.PASSES and post.to is None:
        raise NotDone("Choose the body to which it goes.", "to")
    if post.to is not None and post.becomes not in (Becomes.PASSES, Becomes.ENDS):
        raise NotDone("Only a post that goes to another body, or that ends, has somebody to take it over.", "to")
    if post.becomes == Becomes.PASSES and post.to == post.employer:
        raise NotDone("That body employs it already. Say that it goes on where it is.", "to")
    _refuse_unborn(post.to, plan)
    if bool(post.agreed_by_name) != (post.agreed_on is not None):
        raise NotDone("Say both who agreed and on which day, or neither.", "agreed_on")
    for name, day in (("agreed_on", post.agreed_on), ("taken_over_on", post.taken_over_on)):
        if day is not None and day > today:
            raise NotDone("Record it once it has been done: the day must be today or in the past.", name)
    if post.taken_over_on is not None and not post.goes_to:
        raise NotDone("Say who took it over: the office, or the body.", "taken_over_by")


def _refuse_unborn(to: Body | None, plan: Transition) -> None:
    """Whoever takes over stands on the day of the change."""
    day = last_first_day(plan)
    if to is None or day is None or to.holds_on(day):
        return
    if to.until_on is not None and to.until_on < day:
        raise NotDone(f"{to} ended on {spoken(to.until_on)}, before the change. Choose another body.", "to")
    assert to.from_on is not None
    raise NotDone(f"{to} begins on {spoken(to.from_on)}, after the change on {spoken(day)}. Choose another.", "to")


@transaction.atomic
def set_post_aside(post: UnitPost, *, why: str, by: Person) -> None:
    locked_plan(post.transition)
    held = _standing(post)
    held.set_aside_at, held.set_aside_why = timezone.now(), why
    held.save(update_fields=["set_aside_at", "set_aside_why"])
    audit.record(by, f"set aside a post of the business unit: {held}", held)


@transaction.atomic
def say_posts_whole(plan: Transition, *, by: Person) -> int:
    """That nobody else works for the board: also where nobody does. Gives how many posts there are."""
    plan = locked_plan(plan)
    plan.posts_whole_on = timezone.localdate()
    plan.save(update_fields=["posts_whole_on"])
    audit.record(by, "said that the list of posts is whole", plan)
    return len(posts_of(plan))


def _standing(post: UnitPost) -> UnitPost:
    held = UnitPost.objects.select_for_update(of=("self",)).select_related("employer", "to").get(pk=post.pk)
    if held.set_aside_at is not None:
        raise NotDone("This post was set aside. List it anew.")
    return held
