"""Needs recorded, services commissioned for them, who bears which share, and what came of looking at them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.access.models import Person
from handrail.service.arrangements.commissioning import WHOLE, authorities_on, watched_by
from handrail.service.arrangements.models import (
    Commissioned,
    CommissionedReview,
    CommissionerShare,
    Need,
)
from handrail.service.audit import actions as audit
from handrail.service.partnerships.actions import NotDone, one_at_a_time
from handrail.service.partnerships.models import Body, Membership

SAID = ("name", "need", "how", "provider", "from_on", "until_on", "heading", "outcome", "indicator", "review_on",
        "beside_why")  # fmt: skip
"""What is said of a service in its own row."""


@transaction.atomic
def record_need(partnership: Body, *, words: str, known_from: str, authority: Body | None, by: Person) -> Need:
    one_at_a_time(partnership)
    if authority is not None and authority not in authorities_on(partnership, timezone.localdate()):
        raise NotDone(f"{authority} is no authority of this partnership today.", "authority")
    same = Need.objects.filter(partnership=partnership, words__iexact=words.strip(), ended_on=None)
    if same.filter(authority=authority).exists():
        raise NotDone("This need is recorded already. Commission a service for it.", "words")
    made = Need.objects.create(
        partnership=partnership, words=words.strip(), known_from=known_from.strip(), authority=authority, recorded_by=by
    )
    audit.record(by, f"recorded a need of the area: {made}", made)
    return made


@transaction.atomic
def end_need(need: Need, *, ended_on: date, why: str, by: Person) -> None:
    held = Need.objects.select_for_update(of=("self",)).get(pk=need.pk)
    if held.ended_on is not None:
        raise NotDone(f"It was said on {spoken(held.ended_on)} that this is no longer a need.")
    if ended_on > timezone.localdate():
        raise NotDone("The day must be today or in the past.", "ended_on")
    running = held.services.filter(set_aside_at=None).exclude(until_on__lt=ended_on).first()
    if running is not None:
        raise NotDone(f"{running} answers it still. Give that service its last day first, or set it aside.")
    held.ended_on, held.ended_why = ended_on, why
    held.save(update_fields=["ended_on", "ended_why"])
    audit.record(by, f"ended a need of the area: {held}", held)


@transaction.atomic
def commission(
    partnership: Body, one: Commissioned | None, *, areas: Sequence[Body], by: Person, **said: Any
) -> Commissioned:
    """A service added, or what is said of one anew."""
    one_at_a_time(partnership)
    held = _standing(one) if one is not None else Commissioned(partnership=partnership, recorded_by=by)
    for name in SAID:
        value = said[name]
        setattr(held, name, value.strip() if isinstance(value, str) else value)
    _refuse(held, areas, new=one is None)
    held.save()
    held.areas.set(areas)
    audit.record(by, f"{'recorded' if one is None else 'changed'} a service that is commissioned: {held}", held)
    return held


def _refuse(held: Commissioned, areas: Sequence[Body], *, new: bool) -> None:
    if held.need.partnership_id != held.partnership_id or (new and held.need.ended_on is not None):
        raise NotDone("Choose a need of this partnership that is one still.", "need")
    if held.until_on is not None and held.until_on < held.from_on:
        raise NotDone("The last day comes before the first. Check both.", "until_on")
    if held.review_on is not None and held.review_on < held.from_on:
        raise NotDone("It is looked at after it has begun. Give a later day.", "review_on")
    there = authorities_on(held.partnership, held.from_on)
    wrong = next((body for body in areas if body not in there), None)
    if wrong is not None:
        raise NotDone(f"{wrong} is no authority of this partnership on {spoken(held.from_on)}.", "areas")
    own = held.need.authority
    if own is not None and areas and own not in areas:
        raise NotDone(f"The need is one of {own}, and the service is not to be had there.", "areas")
    if held.indicator is not None and held.indicator not in watched_by(held.partnership):
        raise NotDone("That indicator is no longer watched. Choose another, or none.", "indicator")


@transaction.atomic
def bear_share(one: Commissioned, *, body: Body, per_cent: Decimal | None, by: Person) -> CommissionerShare:
    """A body commissions it; what was said of its share before is replaced. Shares never make more than the whole."""
    held = _standing(one)
    places = Membership.objects.filter(partnership=held.partnership, body=body)
    if not places.on(max(held.from_on, timezone.localdate())).exists() and not places.on(held.from_on).exists():
        raise NotDone(f"{body} has no place in this partnership. It is given one under Bodies.", "body")
    others = held.shares.filter(taken_out_at=None).exclude(body=body)
    there = sum((share.per_cent for share in others if share.per_cent is not None), Decimal(0))
    if per_cent is not None and there + per_cent > WHOLE:
        left = (WHOLE - there).normalize()
        raise NotDone(f"The others bear {there.normalize():f} per cent, so that at most {left:f} are left.", "per_cent")
    held.shares.filter(taken_out_at=None, body=body).update(taken_out_at=timezone.now())
    made = CommissionerShare.objects.create(commissioned=held, body=body, per_cent=per_cent, recorded_by=by)
    share = "a share that is not said" if per_cent is None else f"{per_cent.normalize():f} per cent"
    audit.record(by, f"recorded that {body} commissions {held}, with {share}", made)
    return made


@transaction.atomic
def take_out_share(one: Commissioned, share_id: UUID, *, by: Person) -> None:
    share = _standing(one).shares.select_related("body").filter(pk=share_id, taken_out_at=None).first()
    if share is None:
        raise NotDone("It was taken out already.")
    share.taken_out_at = timezone.now()
    share.save(update_fields=["taken_out_at"])
    audit.record(by, f"recorded that {share.body} does not commission {one}", share)


@transaction.atomic
def look_at(
    one: Commissioned, *, on: date, found: str, by_whom: str, next_on: date | None, by: Person
) -> CommissionedReview:
    held = _standing(one)
    if on > timezone.localdate() or on < held.from_on:
        raise NotDone(f"The day is after {spoken(held.from_on)}, when it began, and not after today.", "on")
    if next_on is not None and next_on <= on:
        raise NotDone("The next time comes after this one.", "next_on")
    made = CommissionedReview.objects.create(
        commissioned=held, on=on, found=found.strip(), by_whom=by_whom.strip(), recorded_by=by
    )
    held.review_on = next_on
    held.save(update_fields=["review_on"])
    audit.record(by, f"recorded what was found of {held}", made)
    return made


@transaction.atomic
def set_service_aside(one: Commissioned, *, why: str, by: Person) -> None:
    held = _standing(one)
    held.set_aside_at, held.set_aside_why = timezone.now(), why
    held.save(update_fields=["set_aside_at", "set_aside_why"])
    audit.record(by, f"set aside a service that is commissioned: {held}", held)


def _standing(one: Commissioned) -> Commissioned:
    held = Commissioned.objects.select_for_update(of=("self",)).select_related("partnership", "need").get(pk=one.pk)
    if held.set_aside_at is not None:
        raise NotDone("This service was set aside. Record it anew.")
    return held
