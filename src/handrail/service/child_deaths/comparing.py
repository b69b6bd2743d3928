"""Whether two deaths look like one: by the NHS number, or by name and days. A job asks; people decide."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q

from handrail.service.child_deaths.models import Correction, Death, Likeness
from handrail.service.child_deaths.standing import standing
from handrail.service.children.models import Child

APART = timedelta(days=2)
"""How far apart two notifications of one death may put its day: a night, and a slip."""


def alike(death: Death) -> Iterator[tuple[Death, Likeness.How]]:
    """Deaths, in whichever folder, that may be the same as this one."""
    seen = set()
    for other in _candidates(death):
        how = how_alike(death, other)
        if how is not None and other.pk not in seen:
            seen.add(other.pk)
            yield other, how


def _candidates(death: Death) -> Iterator[Death]:
    child, day = death.child, _day(death)
    others = Death.objects.select_related("child", "case").prefetch_related("corrections").exclude(pk=death.pk)
    if child.nhs_number:
        yield from others.filter(child__nhs_number=child.nhs_number)
    around = [(day + timedelta(days=days)).isoformat() for days in range(-APART.days, APART.days + 1)]
    corrected = Correction.objects.filter(field="died_on", now__in=around).values("death")
    near = Q(died_on__range=(day - APART, day + APART)) | Q(pk__in=corrected)
    if child.born_on:
        near &= Q(child__born_on=child.born_on) | Q(child__born_on__isnull=True)
    yield from others.filter(near)


def _day(death: Death) -> date:
    """The day of the death as last corrected."""
    day: date = standing(death, "died_on")
    return day


def how_alike(one: Death, other: Death) -> Likeness.How | None:
    mine, theirs = one.child, other.child
    same_number = bool(mine.nhs_number) and mine.nhs_number == theirs.nhs_number
    if same_number:
        return Likeness.How.NUMBER if not _differ(one, other) else Likeness.How.NUMBER_OF_TWO
    if mine.nhs_number and theirs.nhs_number:
        return None
    near = abs(_day(one) - _day(other)) <= APART
    return Likeness.How.NAME_AND_DAYS if near and _named_alike(mine, theirs) else None


def _differ(one: Death, other: Death) -> bool:
    """Two children of one birth have two first names; one child has one, whatever else was typed."""
    mine, theirs = one.child, other.child
    names = {_plain(mine.given_names), _plain(theirs.given_names)} - {""}
    days = {mine.born_on, theirs.born_on} - {None}
    sexes = {mine.sex, theirs.sex} - {Child.Sex.NOT_KNOWN}
    apart = abs(_day(one) - _day(other)) > APART
    return len(names) > 1 or len(days) > 1 or len(sexes) > 1 or apart


def _named_alike(mine: Child, theirs: Child) -> bool:
    """The same family name, and no first name that differs; or the same birthday where no name was given."""
    family = _plain(mine.family_name), _plain(theirs.family_name)
    given = {_plain(mine.given_names), _plain(theirs.given_names)} - {""}
    if all(family):
        return family[0] == family[1] and len(given) <= 1
    return mine.born_on is not None and mine.born_on == theirs.born_on and len(given) <= 1


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalpha())
