"""What may be done to bodies: add, change, end, join, succeed, and say when new arrangements began.

Nothing is deleted: what is over has a last day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string

from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Actor
from handrail.service.partnerships.models import (
    AreaDates,
    Body,
    Contact,
    Coverage,
    Dated,
    Kind,
    Membership,
    Succession,
)
from handrail.service.room import Room

NEW_LAW_BEGAN_ON = date(2018, 6, 29)  # SI 2018/497, regulation 3

M = TypeVar("M", bound=models.Model)


class NotDone(ValueError):
    """An action that cannot be taken, in a sentence that says how to mend it. `field` is whose answer it is about."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


def one_at_a_time(body: Body) -> None:
    """Until the transaction ends, whoever else asks this for the same body waits. The body itself need not be theirs
    to change."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"body {body.pk}"])


@transaction.atomic
def add_body(*, by: Actor, **said: Any) -> Body:
    _refuse_backwards(said["from_on"], said["until_on"])
    _refuse_same_name(said["name"], said["kind"], said["until_on"])
    body = Body.objects.create(**said)
    audit.record(by, f"added {body}", body)
    return body


@transaction.atomic
def change_body(body: Body, *, by: Actor, **said: Any) -> bool:
    """Change what is said of a body; giving it a last day ends it. Says whether anything changed."""
    _refuse_backwards(said["from_on"], said["until_on"])
    _refuse_same_name(said["name"], body.kind, said["until_on"], but=body)
    return _change(body, said, by)


@transaction.atomic
def add_contact(body: Body, *, by: Actor, **said: Any) -> Contact:
    _refuse_backwards(said["from_on"], said["until_on"])
    _refuse_unreachable(said)
    contact = Contact.objects.create(body=body, **said)
    audit.record(by, f"added {contact} as a contact of {body}", contact)
    return contact


@transaction.atomic
def change_contact(contact: Contact, *, by: Actor, **said: Any) -> bool:
    _refuse_backwards(said["from_on"], said["until_on"])
    _refuse_unreachable(said)
    return _change(contact, said, by)


@transaction.atomic
def add_member(partnership: Body, *, body: Body, by: Actor, **said: Any) -> Membership:
    _refuse_backwards(said["from_on"], said["until_on"])
    _refuse_outside_life(body, said["from_on"], said["until_on"])
    if body.kind in (Kind.PARTNERSHIP, Kind.LSCB):
        raise NotDone("A partnership is not a member of another. Choose an agency.", "body")
    if _overlapping(Membership.objects.filter(partnership=partnership, body=body), said).exists():
        raise NotDone(f"{body} is already a member at that time. Change or end that membership.", "body")
    _refuse_two_partnerships(partnership, body, said)
    membership = Membership.objects.create(partnership=partnership, body=body, **said)
    audit.record(by, f"made {body} a {membership.place} in {partnership}", membership)
    return membership


@transaction.atomic
def change_membership(membership: Membership, *, by: Actor, **said: Any) -> bool:
    _refuse_backwards(said["from_on"], said["until_on"])
    _refuse_outside_life(membership.body, said["from_on"], said["until_on"])
    others = Membership.objects.filter(partnership=membership.partnership, body=membership.body)
    if _overlapping(others.exclude(pk=membership.pk), said).exists():
        raise NotDone(f"{membership.body} has another membership at that time. Change those days first.", "from_on")
    _refuse_two_partnerships(membership.partnership, membership.body, {"place": membership.place, **said})
    return _change(membership, said, by)


def _refuse_two_partnerships(partnership: Body, body: Body, said: Mapping[str, Any]) -> None:
    """No local authority's area lies in two partnerships at once. A board under the earlier law is none."""
    if body.kind != Kind.LOCAL_AUTHORITY or partnership.kind != Kind.PARTNERSHIP:
        return
    one_at_a_time(body)
    if said["place"] != Membership.Place.SAFEGUARDING_PARTNER:
        return
    places = Membership.objects.filter(
        body=body, place=Membership.Place.SAFEGUARDING_PARTNER, partnership__kind=Kind.PARTNERSHIP
    ).exclude(partnership=partnership)
    other = _overlapping(places, said).select_related("partnership").first()
    if other is not None:
        raise NotDone(
            f"{body} is a safeguarding partner in {other.partnership} at that time. No authority’s area lies in two "
            "partnerships: end its place there first.", "body" if "body" in said else "from_on",
        )  # fmt: skip


@transaction.atomic
def add_coverage(body: Body, *, authority: Body, by: Actor, **said: Any) -> Coverage:
    _refuse_backwards(said["from_on"], said["until_on"])
    _refuse_outside_life(body, said["from_on"], said["until_on"])
    if _overlapping(Coverage.objects.filter(body=body, authority=authority), said).exists():
        raise NotDone(f"{body} already covers {authority} at that time.", "authority")
    coverage = Coverage.objects.create(body=body, authority=authority, **said)
    audit.record(by, f"recorded that {coverage}", coverage)
    return coverage


@transaction.atomic
def end_coverage(coverage: Coverage, *, until_on: date, by: Actor) -> bool:
    _refuse_backwards(coverage.from_on, until_on)
    return _change(coverage, {"until_on": until_on}, by)


@transaction.atomic
def record_successor(before: Body, *, after: Body, on: date, by: Actor) -> Succession:
    """Another body takes over on a day. The first ends the day before, and the area it covered goes over with it."""
    last = on - timedelta(days=1)
    if before == after:
        raise NotDone("A body cannot take over from itself. Choose another.", "after")
    if before.until_on is not None and before.until_on != last:
        raise NotDone(f"{before} has another last day. The day after it is the day to give here.", "on")
    if before.from_on is not None and last < before.from_on:
        raise NotDone(f"{before} began after that day.", "on")
    if Succession.objects.filter(before=before, after=after).exists():
        raise NotDone(f"It is already recorded that {after} took over from {before}.", "after")
    _refuse_outside_life(after, on, None, "after")
    succession = Succession.objects.create(before=before, after=after, on=on)
    audit.record(by, f"recorded that {after} took over from {before}", succession)
    if before.until_on is None:
        _change(before, {"until_on": last}, by)
    _hand_over_area(before, after, on, by)
    return succession


def _hand_over_area(before: Body, after: Body, on: date, by: Actor) -> None:
    """Open areas end with the body; each successor is taken to cover them until someone says otherwise."""
    last = on - timedelta(days=1)
    for held in Coverage.objects.filter(body=before).filter(Q(until_on=None) | Q(until_on=last)):
        if held.until_on is None:
            _change(held, {"until_on": last}, by)
        if not Coverage.objects.filter(body=after, authority=held.authority).on(on).exists():
            add_coverage(after, authority=held.authority, from_on=on, until_on=None, by=by)


@dataclass(frozen=True)
class AreaDatesSet:
    """Whether the days changed, and how many folders were counted anew; None where no room keeps any."""

    changed: bool
    folders: int | None


@transaction.atomic
def set_area_dates(
    authority: Body, *, published_on: date | None, began_on: date | None, child_death_began_on: date | None, by: Actor
) -> AreaDatesSet:
    """Say when the new arrangements began in an authority's area, and have the area's folders counted anew."""
    for field, day in (("began_on", began_on), ("child_death_began_on", child_death_began_on)):
        if day is not None and day < NEW_LAW_BEGAN_ON:
            raise NotDone("The new law began on 29 June 2018: no arrangements under it began before.", field)
    if published_on and began_on and began_on < published_on:
        raise NotDone("Safeguarding arrangements began before they were published. Check both days.", "began_on")
    held, _ = AreaDates.objects.get_or_create(authority=authority)
    days = {
        "safeguarding_published_on": published_on,
        "safeguarding_began_on": began_on,
        "child_death_began_on": child_death_began_on,
    }
    if not _change(held, days, by):
        return AreaDatesSet(changed=False, folders=0)
    return AreaDatesSet(changed=True, folders=_count_anew(authority))


def _count_anew(authority: Body) -> int | None:
    """Rooms above name what they do after area dates change: this room cannot know them."""
    rooms = [room for room in apps.get_app_configs() if isinstance(room, Room) and room.after_area_dates]
    if not rooms:
        return None
    counted: list[int] = [import_string(room.after_area_dates)(authority) for room in rooms]
    return sum(counted)


def _change(row: M, said: Mapping[str, Any], by: Actor) -> bool:
    changed = {name: value for name, value in said.items() if getattr(row, name) != value}
    if not changed:
        return False
    words = ", ".join(_in_words(row, name, value) for name, value in changed.items())
    for name, value in changed.items():
        setattr(row, name, value)
    row.save(update_fields=list(changed))
    audit.record(by, f"changed {row}: {words}", row)
    return True


def _in_words(row: models.Model, name: str, value: object) -> str:
    label = getattr(row._meta.get_field(name), "verbose_name", name)
    return f"{label} from {getattr(row, name) or 'nothing'} to {value or 'nothing'}"


def _overlapping(rows: models.QuerySet[M], said: Mapping[str, Any]) -> models.QuerySet[M]:
    first, last = said["from_on"], said["until_on"]
    if last is not None:
        rows = rows.filter(Q(from_on=None) | Q(from_on__lte=last))
    return rows.filter(Q(until_on=None) | Q(until_on__gte=first)) if first is not None else rows


def _refuse_backwards(first: date | None, last: date | None) -> None:
    if first is not None and last is not None and last < first:
        raise NotDone("The last day must be the same as or after the first day.", "until_on")


def _refuse_outside_life(body: Dated, first: date | None, last: date | None, field: str = "from_on") -> None:
    """Nothing begins at a body that has ended, or goes on after it."""
    begins = first or timezone.localdate()
    if body.until_on is not None and (begins if last is None else last) > body.until_on:
        raise NotDone(f"{body} ended on {_day(body.until_on)}. Choose another, or give a last day until then.", field)
    if body.from_on is not None and first is not None and first < body.from_on:
        raise NotDone(f"{body} began on {_day(body.from_on)}. Give that day or a later one.", field)


def _refuse_same_name(name: str, kind: str, until_on: date | None, but: Body | None = None) -> None:
    same = Body.objects.filter(name__iexact=name, kind=kind, until_on=None)
    if but is not None:
        same = same.exclude(pk=but.pk)
    if until_on is None and same.exists():
        raise NotDone("There is already one of this kind with this name. Use that one, or give its full name.", "name")


def _refuse_unreachable(said: Mapping[str, Any]) -> None:
    if not said["email"] and not said["telephone"]:
        raise NotDone("Enter an e-mail address or a telephone number, or nobody can reach them.", "email")


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
