"""The invented case behind one report: a child, the family, those who worked with them, and what the case knows."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from bench.identity_reports import names
from bench.identity_reports.jigsaws import Jigsaw, a_jigsaw
from bench.identity_reports.patterns import patterns
from bench.identity_reports.shapes import Known

ALSO_WORDS = 0.2  # first names that are also words
FIRST_DAY, LAST_DAY = date(2009, 1, 10), date(2023, 11, 20)
NOT_INITIALS = {
    "GP",
    "IT",
    "AM",
    "PM",
    "TV",
    "NO",
    "SO",
    "OR",
    "IN",
    "AS",
    "AT",
    "UK",
    "HV",
    "SW",
    "CP",
    "LA",
    "RC",
    "WE",
    "MY",
}


@dataclass(frozen=True)
class Person:
    part: str  # "the child", "the mother"
    first: str
    surname: str
    girl: bool
    middle: str = ""
    pet_name: str = ""

    @property
    def full(self) -> str:
        return f"{self.first} {self.surname}"

    @property
    def initials(self) -> str:
        return "".join(name[0] for name in (self.first, self.middle, self.surname) if name)


@dataclass(frozen=True)
class Address:
    house: str
    street: str
    place: str
    postcode: str

    @property
    def full(self) -> str:
        return f"{self.house}{', ' if not self.house.isdigit() else ' '}{self.street}, {self.place}, {self.postcode}"


@dataclass(frozen=True)
class School:
    name: str
    sort: str

    @property
    def full(self) -> str:
        return f"{self.name} {self.sort}"


@dataclass(frozen=True)
class Worker:
    title: str
    first: str
    surname: str
    job: str

    @property
    def full(self) -> str:
        return f"{self.first} {self.surname}"


@dataclass(frozen=True)
class Case:
    people: tuple[Person, ...]  # the child first
    pseudonym: str
    born_on: date
    incident_on: date
    sibling_born_on: date
    addresses: tuple[Address, ...]
    schools: tuple[School, ...]
    nhs_numbers: tuple[str, ...]
    workers: tuple[Worker, ...]
    places: tuple[str, ...]
    author: str
    chair: str
    jigsaw: Jigsaw

    @property
    def child(self) -> Person:
        return self.people[0]

    @property
    def age(self) -> int:
        reached = (self.incident_on.month, self.incident_on.day) >= (self.born_on.month, self.born_on.day)
        return self.incident_on.year - self.born_on.year - (not reached)

    @property
    def words(self) -> dict[str, str]:
        girl = self.child.girl
        return {
            "child": self.pseudonym, "girl": "girl" if girl else "boy", "age": age_in_words(self.age),
            "he": "she" if girl else "he", "him": "her" if girl else "him", "his": "her" if girl else "his",
            "He": "She" if girl else "He", "His": "Her" if girl else "His",
        }  # fmt: skip

    @property
    def known(self) -> Known:
        return Known(
            names=tuple(person.full for person in self.people),
            aliases=tuple(person.pet_name for person in self.people if person.pet_name),
            dates={
                "date of birth of the child": self.born_on,
                "date of the incident": self.incident_on,
                "date of birth of a sibling": self.sibling_born_on,
            },
            addresses=tuple(address.full for address in self.addresses),
            schools=tuple(school.full for school in self.schools),
            nhs_numbers=self.nhs_numbers,
            practitioners={worker.full: worker.job for worker in self.workers},
            places=self.places,
            published=(self.author, self.chair, self.pseudonym),
            circumstances=self.jigsaw.circumstances,
        )


def age_in_words(age: int) -> str:
    return "a young baby" if age == 0 else f"{age} years old" if age > 1 else "a year old"


@cache
def words() -> frozenset[str]:
    return frozenset(line.partition(": ")[0] for line in patterns("words"))


def is_word(name: str) -> bool:
    """Whether the name is also a common word, as Grace and Will are."""
    return name in words()


def a_day(dice: random.Random, first: date, last: date) -> date:
    return first + timedelta(days=dice.randint(0, (last - first).days))


def family(dice: random.Random) -> Iterator[Person]:
    surname, other = dice.sample(names.SURNAMES, 2)
    parts = [
        ("the child", surname),
        ("the mother", dice.choice((surname, other))),
        ("the father", dice.choice((surname, other))),
    ]
    parts += [("a sibling", surname), ("a sibling", dice.choice((surname, other)))][: dice.choice((1, 1, 2))]
    if dice.random() < 0.3:
        parts.append(("the mother's partner", dice.choice(names.SURNAMES)))
    taken: set[str] = set()
    for part, last in parts:
        girl = part == "the mother" or (part in ("the child", "a sibling") and dice.random() < 0.5)
        pool = names.GIRLS if girl else names.BOYS
        free = [name for name in pool if name not in taken]
        a_word = dice.random() < ALSO_WORDS
        first = dice.choice([name for name in free if is_word(name) == a_word])
        middle = dice.choice([name for name in free if name != first])
        pet = ""
        if part != "the father" and dice.random() < 0.6:
            pet = dice.choice([*pool[first], *names.PET_NAMES])
        if taken & {pet}:
            pet = ""
        taken |= {first, middle, pet, *pool[first]}
        yield Person(part, first, last, girl, middle if dice.random() < 0.5 else "", pet)


def nhs_number(dice: random.Random) -> str:
    """A number with a true check digit, from the range 999 that the NHS keeps for tests."""
    while True:
        nine = f"999{dice.randint(0, 999_999):06}"
        check = 11 - sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
        if check != 10:
            return nine + str(check % 11)


def an_address(dice: random.Random, place: str) -> Address:
    house = dice.choice(names.HOUSES) if dice.random() < 0.5 else str(dice.randint(2, 188))
    inward = f"{dice.randint(1, 9)}{''.join(dice.choices('ABDEFGHJLNPQRSTUWXYZ', k=2))}"
    return Address(
        house, dice.choice(names.STREETS), place, f"{dice.choice(names.POSTAL_AREAS)}{dice.randint(1, 29)} {inward}"
    )


def workers(dice: random.Random, taken: set[str]) -> Iterator[Worker]:
    surnames = dice.sample(names.STAFF_SURNAMES, 5)
    pool = [name for name in (*names.GIRLS, *names.BOYS) if name not in taken]
    for surname, job, first in zip(surnames, dice.sample(list(names.JOBS), 5), dice.sample(pool, 5), strict=True):
        yield Worker(dice.choice(names.JOBS[job]), first, surname, job)


def published(dice: random.Random, shared: str) -> tuple[str, str]:
    """The author and the chair; one in eight authors has the child's first name, as will happen."""
    author, chair = dice.sample(names.PUBLISHED_SURNAMES, 2)
    firsts = dice.sample([*names.GIRLS, *names.BOYS], 2)
    if dice.random() < 0.125:
        firsts[0] = shared
    return f"{firsts[0]} {author}", f"{firsts[1]} {chair}"


def pseudonym(dice: random.Random, child: Person) -> str:
    letters = [letter for letter in "ABCDEFHKLMNPQRSTVWXYZ" if letter not in child.initials]
    if dice.random() < 0.3:
        return dice.choice(names.PSEUDONYMS)
    return dice.choice(("Child {}", "Child {}", "Child {}1", "Young Person {}")).format(dice.choice(letters))


def a_case(dice: random.Random) -> Case:
    people = tuple(family(dice))
    while people[0].initials in NOT_INITIALS:
        people = tuple(family(dice))
    incident_on = a_day(dice, FIRST_DAY, LAST_DAY)
    baby = dice.random() < 0.25
    born_on = incident_on - timedelta(days=dice.randint(20, 360) if baby else dice.randint(370, 6400))
    places = tuple(dice.sample(names.PLACES, 3))
    sites = dice.sample(names.SITES, 2)
    firsts = {person.first for person in people}
    author, chair = published(dice, people[0].first)
    return Case(
        people=people,
        pseudonym=pseudonym(dice, people[0]),
        born_on=born_on,
        incident_on=incident_on,
        sibling_born_on=born_on + timedelta(days=dice.choice((-1, 1)) * dice.randint(330, 2500)),
        addresses=tuple(an_address(dice, place) for place in places[:2]),
        schools=tuple(
            School(site, sort) for site, sort in zip(sites, dice.sample(list(names.SCHOOLS), 2), strict=True)
        ),
        nhs_numbers=(nhs_number(dice), nhs_number(dice)),
        workers=tuple(workers(dice, firsts)),
        places=places,
        author=author,
        chair=chair,
        jigsaw=a_jigsaw(dice, girl=people[0].girl),
    )
