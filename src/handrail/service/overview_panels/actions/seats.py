"""The seats of a panel: whose account each is, by which what they may not read is hidden, and when it ends."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.access.models import Person, Post
from handrail.service.audit import actions as audit
from handrail.service.overview_panels.guarding import hold_for_panel
from handrail.service.overview_panels.models import Member
from handrail.service.partnerships.actions import NotDone
from handrail.service.partnerships.models import Body


def account_at(panel: Body, email: str) -> Person:
    """Whose address this is, where they have a post at the panel."""
    post = Post.objects.filter(person__email__iexact=email, body=panel).select_related("person").first()
    if post is None:
        raise NotDone(f"Nobody with this address has a post at {panel}. An administrator gives it first.", "email")
    return post.person


def without_a_seat(panel: Body) -> list[Person]:
    """Who has a post at the panel today and never had a seat there."""
    seated = Member.objects.filter(panel=panel, person__isnull=False).values("person")
    posts = Post.objects.on(timezone.localdate()).filter(body=panel).exclude(person__in=seated)
    found = {post.person_id: post.person for post in posts.select_related("person")}
    return sorted(found.values(), key=lambda one: one.name)


@transaction.atomic
def seat_without(panel: Body, person: Person, *, by: Person) -> Member:
    """A seat for somebody who has a post and none: as clerk, so that they keep what they may do at the panel."""
    seat = Member.objects.create(
        panel=panel, person=person, name=person.name, office=Member.Office.CLERK, from_on=timezone.localdate(),
        recorded_by=by,
    )  # fmt: skip
    audit.record(by, "gave a seat at the overview panel to somebody with a post there", seat)
    return seat


@transaction.atomic
def attach(member: Member, *, email: str, why: str, by: Person) -> None:
    """From now on the seat is that account's: what they withdrew from, and the end of the seat, bind it. Attached to
    somebody else's in error, it is attached anew with a reason, until something was hidden by it."""
    held = Member.objects.select_for_update(of=("self",)).get(pk=member.pk)
    person, before = account_at(held.panel, email), held.person_id
    if before == person.pk:
        raise NotDone("This account is attached already.", "email")
    if before is not None and not why:
        raise NotDone("Another account is attached. Say why it is the wrong one.", "why")
    if before is not None and (held.ended_at or held.withdrawals.filter(taken_back_at=None).exists()):
        raise NotDone("Something is hidden by the account that is attached. Add the other person as a member instead.")
    if Member.objects.filter(panel=held.panel_id, person=person, until_on=None).exclude(pk=held.pk).exists():
        raise NotDone("This account has a seat of its own at the panel.", "email")
    if why:
        hold_for_panel(held.panel, {"why": why})
    said = f"attached another account to a seat at the overview panel: {why}" if before else (
        "attached an account to a seat at the overview panel"
    )  # fmt: skip
    audit.record(by, said[:300], held)
    Member.objects.filter(pk=held.pk).update(person=person)


@transaction.atomic
def end_seat(member: Member, *, on: date, why: str, by: Person) -> None:
    """A day to come may be given: until then they sit. It may be moved until that day has come."""
    held = Member.objects.select_for_update(of=("self",)).get(pk=member.pk)
    if held.has_gone_by(timezone.localdate()):
        assert held.until_on is not None
        raise NotDone(f"This seat ended on {spoken(held.until_on)} already.")
    if on < held.from_on:
        raise NotDone(f"They sit from {spoken(held.from_on)}. Give that day or a later one.", "on")
    hold_for_panel(held.panel, {"why": why})
    audit.record(by, f"ended a seat at the overview panel, on {spoken(on)}", held)
    Member.objects.filter(pk=held.pk).update(until_on=on, ended_why=why, ended_by=by, ended_at=timezone.now())
