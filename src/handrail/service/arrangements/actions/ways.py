"""The ways in which schools take part: added, called or described otherwise, ended, and taken up again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.arrangements.models import School, Way
from handrail.service.audit import actions as audit
from handrail.service.partnerships.actions import NotDone, one_at_a_time
from handrail.service.partnerships.models import Body


@transaction.atomic
def add_way(partnership: Body, *, name: str, says: str, by: Person) -> Way:
    one_at_a_time(partnership)
    _refuse_two(partnership, name)
    made = Way.objects.create(partnership=partnership, name=name, says=says, recorded_by=by)
    audit.record(by, f"added a way in which schools take part: {name}", made)
    return made


def _refuse_two(partnership: Body, name: str, but: Way | None = None) -> None:
    others = Way.objects.filter(partnership=partnership, name__iexact=name)
    if any(one != but for one in others):
        raise NotDone("There is a way of that name. Give this one another.", "name")


def _held(way: Way, why: str) -> Way:
    one_at_a_time(way.partnership)
    if not why.strip():
        raise NotDone("Say why.", "why")
    return Way.objects.select_for_update(of=("self",)).get(pk=way.pk)


@transaction.atomic
def change_way(way: Way, *, name: str, says: str, why: str, by: Person) -> Way:
    """Its schools stay in it. What was published keeps the name that it had then."""
    way = _held(way, why)
    if (way.name, way.says) == (name, says):
        raise NotDone("Nothing is changed.", "name")
    _refuse_two(way.partnership, name, but=way)
    was = {"name": way.name, "says": way.says, "until": timezone.localdate().isoformat(), "why": why.strip()[:300]}
    way.earlier = [*way.earlier, was]
    way.name, way.says = name, says
    way.save(update_fields=["earlier", "name", "says"])
    audit.record(by, f"changed a way in which schools take part, {was['name']}: {why.strip()}"[:300], way)
    return way


@transaction.atomic
def end_way(way: Way, *, why: str, by: Person) -> int:
    """Its schools are in no way then, and stand among those that need one. Gives how many."""
    way = _held(way, why)
    if way.ended_on is not None:
        raise NotDone("It has ended already.")
    schools = School.objects.filter(partnership=way.partnership, way=way)
    way.held = list(schools.values_list("pk", flat=True))
    way.ended_on, way.ended_why = timezone.localdate(), why.strip()[:300]
    way.save(update_fields=["held", "ended_on", "ended_why"])
    schools.update(way=None)
    audit.record(by, f"ended a way in which schools take part, {way}: {why.strip()}"[:300], way)
    return len(way.held)


@transaction.atomic
def take_up_way(way: Way, *, why: str, by: Person) -> int:
    """It had not ended after all. Those of its schools that still are in no way are in it again. Gives how many."""
    way = _held(way, why)
    if way.ended_on is None:
        raise NotDone("It has not ended.")
    number = School.objects.filter(pk__in=way.held, way=None, engages=School.Engages.YES).update(way=way)
    way.held, way.ended_on, way.ended_why = [], None, ""
    way.save(update_fields=["held", "ended_on", "ended_why"])
    audit.record(by, f"took up again a way in which schools take part, {way}: {why.strip()}"[:300], way)
    return number
