"""Schools as the register lists them, and how each takes part. A number that changed carries the school's record on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.arrangements.actions.joining import join
from handrail.service.arrangements.contacts import NOTHING_OFFERED, contact_in
from handrail.service.arrangements.models import Attempt, School, SchoolsLoaded, Way
from handrail.service.arrangements.register_file import Row
from handrail.service.audit import actions as audit
from handrail.service.partnerships.actions import NotDone, one_at_a_time
from handrail.service.partnerships.models import Body


@transaction.atomic
def load_schools(partnership: Body, rows: Iterable[Row], *, name: str, elsewhere: int, by: Person) -> SchoolsLoaded:
    """A school that is not in the file stays as it was. One whose number changed goes on under the new one."""
    one_at_a_time(partnership)
    held = {one.urn: one for one in School.objects.filter(partnership=partnership)}
    known_as = {urn: one for one in held.values() for urn in one.earlier_urns}
    came: Counter[str] = Counter(elsewhere=elsewhere)
    # open ones first: a school that closed to become an academy has gone on under its new number by then
    for row in sorted(rows, key=lambda row: row.closed):
        if row.urn in known_as:
            came["known by an earlier number"] += 1
        elif row.urn in held:
            came[_change(held[row.urn], row)] += 1
        elif not row.closed and (before := _before(row, held)) is not None:
            del held[before.urn]
            _renumber(before, row)
            held[row.urn] = known_as[before.earlier_urns[-1]] = before
            came["renumbered"] += 1
        elif not row.closed:
            held[row.urn] = known_as[row.earlier] = _add(partnership, row)
            came["new"] += 1
        else:
            came["closed before it was listed here"] += 1
    whole = sum(came.values()) - elsewhere
    if offered := sum(bool(one.offered) for one in held.values()):
        came["with another contact in the file, to decide"] = offered
    loaded = SchoolsLoaded.objects.create(partnership=partnership, file_name=name[:200], came=dict(came), loaded_by=by)
    audit.record(by, f"loaded {whole} schools from {name}", loaded)
    return loaded


def _before(row: Row, held: dict[str, School]) -> School | None:
    """The school that this one is, under the number that the file says it had."""
    return held.get(row.earlier) if row.earlier else None


def _add(partnership: Body, row: Row) -> School:
    return School.objects.create(
        partnership=partnership, urn=row.urn, contact_name=row.contact_name, contact_email=row.contact_email,
        earlier_urns=[row.earlier] if row.earlier else [], **_listed(row),
    )  # fmt: skip


def _listed(row: Row) -> dict[str, Any]:
    return {
        "authority_id": row.authority, "name": row.name, "type": row.type, "phase": row.phase, "closed": row.closed,
        "establishment_number": row.establishment_number, "postcode": row.postcode,
    }  # fmt: skip


def _change(school: School, row: Row) -> str:
    said = _listed(row) | contact_in(school, row)
    shut = row.closed and not school.closed
    changed = [name for name, value in said.items() if getattr(school, name) != value]
    if not changed:
        return "unchanged"
    for name in changed:
        setattr(school, name, said[name])
    school.save(update_fields=changed)
    return "closed" if shut else "changed"


def _renumber(school: School, row: Row) -> None:
    school.earlier_urns = [*school.earlier_urns, school.urn]
    school.urn = row.urn
    for name, value in (_listed(row) | contact_in(school, row)).items():
        setattr(school, name, value)
    school.save()


@transaction.atomic
def is_the_same(first: School, second: School, *, same: bool, by: Person) -> School:
    """Two listed schools are one, which goes on under the second's number with both records; or they are two."""
    one_at_a_time(first.partnership)
    first, second = (School.objects.select_for_update(of=("self",)).get(pk=one.pk) for one in (first, second))
    if first.pk == second.pk or first.partnership_id != second.partnership_id:
        raise NotDone("Choose two schools of this partnership’s list.")
    if not same:
        first.other_urns = [*first.other_urns, second.urn]
        first.save(update_fields=["other_urns"])
        audit.record(by, f"said that {first.urn} and {second.urn} are two schools", first)
        return first
    join(first, second)
    audit.record(by, f"said that {first.urn} goes on as {second.urn}", second)
    return second


@transaction.atomic
def put_in_way(partnership: Body, way: Way, *, phase: str, by: Person) -> int:
    """Every open school of a phase that has none. Gives how many."""
    schools = School.objects.filter(partnership=partnership, closed=False, way__isnull=True, phase=phase)
    number = schools.exclude(engages=School.Engages.NO).update(way=way, engages=School.Engages.YES)
    audit.record(by, f"put {number} schools into {way}", way)
    return number


@transaction.atomic
def say_of_school(school: School, *, by: Person, **said: Any) -> None:
    if said["engages"] == School.Engages.YES and said["way"] is None:
        raise NotDone("Choose the way in which it takes part.", "way")
    if said["engages"] != School.Engages.YES:
        said["way"] = None
    if any(said[name] != getattr(school, name) for name in said if name.startswith("contact_")):
        said |= {"contact_entered": True, **NOTHING_OFFERED}
    for name, value in said.items():
        setattr(school, name, value)
    school.save(update_fields=list(said))
    audit.record(by, f"said how {school} takes part", school)


@transaction.atomic
def decide_contact(school: School, *, take: bool, read: str, by: Person) -> None:
    """Whom the file gave takes the place of whom somebody entered here, or does not. `read` is what the page showed."""
    held = School.objects.select_for_update(of=("self",)).get(pk=school.pk)
    if not held.offered or held.offered != read:
        raise NotDone("What the file gave was decided or changed meanwhile. Look at the school again.")
    if not take:
        held.offer_refused = True
        held.save(update_fields=["offer_refused"])
        audit.record(by, f"kept the contact of {held} that was entered here", held)
        return
    if held.offered_name and held.offered_name.casefold() != held.contact_name.casefold():
        held.contact_job = held.contact_telephone = held.contact_email = ""
    held.contact_name = held.offered_name or held.contact_name
    held.contact_email = held.offered_email or held.contact_email
    held.contact_entered, held.offered_name, held.offered_email = False, "", ""
    held.save()
    audit.record(by, f"took the contact of {held} from the file", held)


@transaction.atomic
def tried(school: School, *, on: date, how: str, came_of_it: str, by: Person) -> Attempt:
    made = Attempt.objects.create(school=school, on=on, how=how, came_of_it=came_of_it, recorded_by=by)
    audit.record(by, f"recorded an attempt to reach {school}", school)
    return made


@transaction.atomic
def set_attempt_aside(attempt: Attempt, *, why: str, by: Person) -> None:
    """What was recorded in error stays to be read, struck through, and counts for nothing."""
    held = Attempt.objects.select_for_update(of=("self",)).select_related("school").get(pk=attempt.pk)
    if held.set_aside_at is not None:
        raise NotDone("It is set aside already.")
    held.set_aside_at, held.set_aside_why = timezone.now(), why
    held.save(update_fields=["set_aside_at", "set_aside_why"])
    audit.record(by, f"set aside an attempt to reach {held.school}: {why}", held)
