"""A scrutineer is appointed, declares how they stand to the area, is weighed, and ends."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.partnerships.models import Body, Kind
from handrail.service.scrutiny.models import Activity, Declaration, Scrutineer, Weighing

TIES = ("in_area", "worked_here", "sat_here", "close_to")


@transaction.atomic
def appoint(
    partnership: Body, body: Body, *, name: str, appointed_on: date, appointed_by_name: str, terms: str,
    until_on: date | None, by: Person,
) -> Scrutineer:  # fmt: skip
    if body.kind != Kind.SCRUTINEER:
        raise NotDone("Choose a body of the kind “independent scrutineer”.", "body")
    if until_on is not None and until_on < appointed_on:
        raise NotDone("They are appointed until a day after the first.", "until_on")
    if Scrutineer.objects.filter(partnership=partnership, body=body, name=name, ended_on__isnull=True).exists():
        raise NotDone(f"{name} is appointed already.", "name")
    scrutineer = Scrutineer.objects.create(
        partnership=partnership, body=body, name=name, appointed_on=appointed_on, terms=terms, until_on=until_on,
        appointed_by_name=appointed_by_name, recorded_by=by,
    )  # fmt: skip
    audit.record(by, f"recorded that {name} was appointed as independent scrutineer", scrutineer)
    return scrutineer


@transaction.atomic
def declare(scrutineer: Scrutineer, *, ties: Collection[str], words: str, declared_on: date, by: Person) -> Declaration:
    """What they declare of themselves; a tie is told in words, so that it can be weighed."""
    held = _held(scrutineer)
    if declared_on > timezone.localdate():
        raise NotDone("The day of the declaration must be today or in the past.", "declared_on")
    if ties and not words.strip():
        raise NotDone("Say what exactly: which agency, which post, and until when.", "words")
    declaration = Declaration.objects.create(
        scrutineer=held, words=words.strip(), declared_on=declared_on, recorded_by=by,
        **{name: name in ties for name in TIES},
    )  # fmt: skip
    audit.record(by, f"recorded what {held} declared of their independence", declaration)
    return declaration


@transaction.atomic
def weigh(
    declaration: Declaration, *, independent: bool, why: str, weighed_on: date, weighed_by_name: str, by: Person
) -> Weighing:
    _held(declaration.scrutineer)
    if not declaration.ties:
        raise NotDone("They declared no tie, so there is nothing to weigh.")
    if Weighing.objects.filter(declaration=declaration).exists():
        raise NotDone("This declaration has been weighed. Ask them to declare anew if something has changed.")
    if weighed_on < declaration.declared_on:
        raise NotDone("It is weighed on or after the day on which they declared it.", "weighed_on")
    weighing = Weighing.objects.create(
        declaration=declaration, independent=independent, why=why, weighed_on=weighed_on,
        weighed_by_name=weighed_by_name, recorded_by=by,
    )  # fmt: skip
    audit.record(by, f"recorded that {declaration.scrutineer} was found {weighing}", weighing)
    return weighing


def planned_with(scrutineer: Scrutineer) -> QuerySet[Activity]:
    """What they have still to do."""
    return Activity.objects.filter(scrutineer=scrutineer, done_on__isnull=True, dropped_on__isnull=True)


@transaction.atomic
def end(
    scrutineer: Scrutineer, *, on: date, why: str, by: Person, takes_over: Scrutineer | None = None
) -> list[Activity]:
    """What they found stays, and goes on being answered and looked at. Gives what they had still to do: another does
    it, or it waits for the partnership to say who does."""
    held = _held(scrutineer)
    if on < held.appointed_on:
        raise NotDone("They end on or after the day on which they were appointed.", "on")
    if takes_over is not None and not _appointed_beside(takes_over, held):
        raise NotDone("Choose a scrutineer who is appointed now.", "takes_over")
    held.ended_on, held.ended_why = on, why
    held.save(update_fields=["ended_on", "ended_why"])
    audit.record(by, f"recorded that {held} ended as independent scrutineer", held)
    left = list(planned_with(held).select_for_update(of=("self",)))
    if takes_over is not None:
        for one in left:
            one.scrutineer = takes_over
            one.save(update_fields=["scrutineer"])
            audit.record(by, f"moved a piece of scrutiny from {held}, who ended, to {takes_over}", one)
    return left


def _appointed_beside(other: Scrutineer, held: Scrutineer) -> bool:
    beside = Scrutineer.objects.filter(pk=other.pk, partnership=held.partnership_id, ended_on__isnull=True)
    return beside.exclude(pk=held.pk).exists()


def _held(scrutineer: Scrutineer) -> Scrutineer:
    held = Scrutineer.objects.select_for_update(of=("self",)).get(pk=scrutineer.pk)
    if held.ended_on is not None:
        raise NotDone(f"{held} has ended. Record the appointment of whoever came after.")
    return held
