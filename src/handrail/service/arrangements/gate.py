"""The gate: what must be so before a version is published, whether it is, and where that is mended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.arrangements.doubles import doubles_in
from handrail.service.arrangements.facts import law_of
from handrail.service.arrangements.models import Agency, Arrangements, Attempt, Level, Named, Partner, School, Section
from handrail.service.arrangements.saying import agreed_by, lines_of
from handrail.service.arrangements.wanted import ARRANGEMENTS, THRESHOLDS, Item, items_on
from handrail.service.partnerships.models import Kind, Membership

PARTNERS = {
    (Kind.LOCAL_AUTHORITY.value,): "local authority",
    (Kind.INTEGRATED_CARE_BOARD.value, Kind.CLINICAL_COMMISSIONING_GROUP.value): "integrated care board",
    (Kind.POLICE_FORCE.value,): "police force",
}
"""Section 16E(3): the three, each by the kinds of body that have been it."""


UNIVERSAL = 1
"""The level of help that is for every child."""


@dataclass(frozen=True, slots=True)
class Standing:
    """All that the gate looks at, read once."""

    arrangements: Arrangements
    partners: list[Partner]
    agencies: list[Agency]
    named: list[Named]
    levels: list[Level]
    sections: dict[tuple[str, str], Section]
    schools: list[School]


@dataclass(frozen=True, slots=True)
class Answer:
    """One item of the checklist and what is lacking of it. A reason excuses what guidance asks for."""

    item: Item
    lacks: tuple[str, ...]
    section: Section | None
    records: bool
    """Whether records answer it, so that words may be added and need not be."""

    @property
    def excused(self) -> bool:
        return bool(self.section and self.section.why_not.strip()) and not self.item.binds

    @property
    def met(self) -> bool:
        return not self.lacks or self.excused


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that the list does not ask for and publishing does."""

    title: str
    lacks: tuple[str, ...]
    go: str = ""
    """Where it is mended: the name of a page of this room."""

    @property
    def met(self) -> bool:
        return not self.lacks


@dataclass(frozen=True, slots=True)
class Gate:
    answers: tuple[Answer, ...]
    conditions: tuple[Condition, ...]

    @property
    def complete(self) -> bool:
        return bool(self.answers) and all(one.met for one in self.answers)

    @property
    def open(self) -> bool:
        return self.complete and all(one.met for one in self.conditions)


STANDING = Prefetch("attempts", Attempt.objects.filter(set_aside_at__isnull=True))
"""Attempts to reach a school that were not recorded in error."""


def standing_of(one: Arrangements) -> Standing:
    schools = School.objects.filter(partnership=one.partnership_id, closed=False)
    return Standing(
        one, lines_of(one, Partner), lines_of(one, Agency), lines_of(one, Named), lines_of(one, Level),
        {(row.of_list, row.item): row for row in lines_of(one, Section)}, list(schools.prefetch_related(STANDING)),
    )  # fmt: skip


def gate_of(one: Arrangements, today: date | None = None) -> Gate:
    day = today or timezone.localdate()
    seen = standing_of(one)
    return Gate(tuple(answers(seen, day)), tuple(rule(seen) for rule in CONDITIONS))


def answers(seen: Standing, day: date) -> Iterator[Answer]:
    for item in items_on(law_of(seen.arrangements.partnership), day):
        section = seen.sections.get((item.of_list, item.key))
        by_records = RECORDS.get((item.of_list, item.key))
        lacks = tuple(by_records(seen)) if by_records else ()
        if by_records is None or item.key in WORDS_TOO:
            lacks += () if section and section.text.strip() else ("Nothing is written on it yet.",)
        yield Answer(item, lacks, section, by_records is not None)


def _partners(seen: Standing) -> Iterator[str]:
    kinds = {line.body.kind for line in seen.partners}
    for among, words in PARTNERS.items():
        if not kinds & set(among):
            yield f"No {words} is among the partners."
    for line in seen.partners:
        wanted = {"its lead": line.lead_name, "its delegate": line.delegate_name}
        wanted["what its delegate may decide"] = line.may_decide
        blank = [words for words, said in wanted.items() if not said.strip()]
        if blank:
            yield f"{line.body}: say {' and '.join(blank)}."


def _boundaries(seen: Standing) -> Iterator[str]:
    if not any(line.body.kind == Kind.LOCAL_AUTHORITY for line in seen.partners):
        yield "No local authority is among the partners, so no area is covered."


def _chair(seen: Standing) -> Iterator[str]:
    if not any(line.place == Named.Place.CHAIR for line in seen.named):
        yield "Nobody is named as chair."


def _scrutineer(seen: Standing) -> Iterator[str]:
    if not any(line.place == Named.Place.SCRUTINEER for line in seen.named):
        yield "No independent scrutineer is named."


def _agencies(seen: Standing) -> Iterator[str]:
    if not seen.agencies:
        yield "No relevant agency is named."
    for line in seen.agencies:
        if not line.body.category:
            yield f"{line.body} has no entry of the regulations. An administrator gives it one under Bodies."
        if not line.does.strip():
            yield f"{line.body}: say what it does under the arrangements."


def _schools(seen: Standing) -> Condition:
    title = "Every school and college is listed, with how it takes part or what was tried"
    return Condition(title, tuple(_of_schools(seen)), "schools")


def _of_schools(seen: Standing) -> Iterator[str]:
    if not seen.schools:
        yield "No schools are loaded. Load the register’s list."
        return
    taking_part = (School.Engages.YES, School.Engages.NO)
    without = [
        one for one in seen.schools
        if one.engages not in taking_part or (one.way_id is None and one.engages == School.Engages.YES)
    ]  # fmt: skip
    if without:
        yield f"{_many(len(without), 'school')} without a way of taking part, such as {without[0]}."
    untried = [one for one in seen.schools if one.engages == School.Engages.NO and not one.attempts.all()]
    if untried:
        yield f"{untried[0]} is said not to take part, and no attempt to reach it is recorded."
    doubles = doubles_in(School.objects.filter(partnership=seen.arrangements.partnership_id))
    if doubles:
        yield f"{doubles[0].first} and {doubles[0].second} may be one school under two numbers. Say whether they are."


def _many(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _levels(seen: Standing) -> Iterator[str]:
    if len(seen.levels) < 2:
        yield "Fewer than two levels of need are described."
        return
    if seen.levels[0].place != UNIVERSAL:
        yield f"Level {UNIVERSAL}, universal help, is not described, so no way down leads to it."
    for line in seen.levels[:-1]:
        if not line.up.strip():
            yield f"{line}: say how to go up from it."
    for line in seen.levels[1:]:
        if not line.down.strip():
            yield f"{line}: say how to come down from it, to universal help in the end."


Rule = Callable[[Standing], Iterator[str]]
RECORDS: dict[tuple[str, str], Rule] = {
    (ARRANGEMENTS, "partners"): _partners,
    (ARRANGEMENTS, "boundaries"): _boundaries,
    (ARRANGEMENTS, "chair"): _chair,
    (ARRANGEMENTS, "scrutiny"): _scrutineer,
    (ARRANGEMENTS, "agencies"): _agencies,
    (ARRANGEMENTS, "thresholds"): _levels,
    (THRESHOLDS, "criteria"): _levels,
}
"""What records answer, by the keys that the editions give their items. An item that is not here is answered in words;
an edition that does not have one of these does not ask for it."""
WORDS_TOO = ("scrutiny", "criteria", "agencies")
"""These need words beside the record: who is named, and which levels there are, do not say all that is asked."""


def _begins(seen: Standing) -> Condition:
    on = seen.arrangements.begins_on
    lacks: tuple[str, ...] = () if on else ("Say on which day it begins.",)
    if on:
        of_bodies: list[Partner | Agency] = [*seen.partners, *seen.agencies]
        for line in of_bodies:
            if line.body.until_on is not None and line.body.until_on < on:
                lacks += (f"{line.body} ended on {spoken(line.body.until_on)}, before this begins. Take it out.",)
            elif line.body.from_on is not None and line.body.from_on > on:
                lacks += (f"{line.body} begins on {spoken(line.body.from_on)}, after this does. Check the days.",)
    return Condition("It has a first day, on which all whom it names are there", lacks, "first_day")


def _members(seen: Standing) -> Condition:
    """Bodies and their places are kept in one list; arrangements name only whom that list has."""
    day = seen.arrangements.begins_on or timezone.localdate()
    lacks: list[str] = []
    for line in seen.partners:
        places = list(Membership.objects.filter(body=line.body).on(day).select_related("partnership"))
        own = [one for one in places if one.partnership_id == seen.arrangements.partnership_id]
        if not any(one.place == Membership.Place.SAFEGUARDING_PARTNER for one in own):
            lacks.append(f"{line.body} is no safeguarding partner here on {spoken(day)}. See its memberships.")
        lacks += _elsewhere(line, places, seen.arrangements.partnership_id)
    return Condition("Each partner is a member here, and no authority is in two partnerships", tuple(lacks))


def _elsewhere(line: Partner, places: list[Membership], own: Any) -> Iterator[str]:
    if line.body.kind != Kind.LOCAL_AUTHORITY:
        return
    for one in places:
        other = one.partnership
        if other.pk != own and other.kind == Kind.PARTNERSHIP and one.place == Membership.Place.SAFEGUARDING_PARTNER:
            yield f"{line.body} is a safeguarding partner in {other} too. No authority’s area lies in two partnerships."


def _newest(seen: Standing) -> Condition:
    latest = Arrangements.objects.published().filter(partnership=seen.arrangements.partnership_id).first()
    lacks: tuple[str, ...] = ()
    if latest is not None and latest.pk != seen.arrangements.drawn_from_id:
        lacks = (f"{latest} was published after this draft was begun. Take in what it changed.",)
    return Condition("It is drawn from the version that stands", lacks, "take_in")


def _changed_why(seen: Standing) -> Condition:
    again = seen.arrangements.drawn_from_id is not None
    lacks = ("Say what changes, why, and by when it is done.",) if again and not seen.arrangements.changed_why else ()
    return Condition("It says what changes, and when", lacks, "first_day")


def _agreed(seen: Standing) -> Condition:
    given = agreed_by(seen.arrangements)
    lacks = tuple(f"{line.body} has not agreed to it as it reads now." for line in seen.partners
                  if line.body_id not in given)  # fmt: skip
    return Condition("Every safeguarding partner agreed to it as it reads now", lacks, "agree")


CONDITIONS: tuple[Callable[[Standing], Condition], ...] = (
    _begins, _members, _schools, _newest, _changed_why, _agreed,
)  # fmt: skip
