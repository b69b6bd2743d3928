"""What a case knows, against which a text is held, and what is found in the text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Role(Enum):
    CHILD = "the child"
    FAMILY = "somebody of the family"
    PRACTITIONER = "a practitioner"
    OTHER = "a person of the case"


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """`also` are aliases, nicknames and former names, each as it is written. Of one who is not `told`, whoever asks may
    hear that a word is theirs, and not what they are called."""

    role: Role
    given: str = ""
    family: str = ""
    also: tuple[str, ...] = ()
    told: bool = True

    @property
    def called(self) -> str:
        return self.name if self.told else "somebody who is named to those who publish"

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.given, self.family) if part) or ", ".join(self.also)


@dataclass(frozen=True, slots=True)
class KnownDay:
    """A day that would tell, and what it was: "the child's date of birth". One of `many`, such as those of a
    chronology, tells as that day alone: the month of it, or how far it lies from another, is that of some other too."""

    on: date
    what: str
    birth: bool = False
    many: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """Everything the case knows that a public text must not tell.

    `organisations` are schools, surgeries, teams; `places` towns and neighbourhoods; `traits` what is rare in itself,
    such as a condition, an ethnicity or a faith. `published` are names meant to be read: the author, the chair, a
    chosen pseudonym. `mentioned` are words of the very text that is held against it which the case's own papers have
    as names are written, in small letters; `nearly` those which they have spelt otherwise.
    """

    people: tuple[KnownPerson, ...] = ()
    days: tuple[KnownDay, ...] = ()
    addresses: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    nhs_numbers: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    nearly: tuple[str, ...] = ()

    @property
    def turns(self) -> tuple[KnownDay, ...]:
        """The few days on which the case turned, from which others are counted."""
        return tuple(day for day in self.days if not day.many)


class Kind(Enum):
    NAME = "name"
    PRACTITIONER = "practitioner"
    MENTIONED = "named in the folder's papers"
    DAY = "date"
    ADDRESS = "address"
    ORGANISATION = "school or other organisation"
    PLACE = "place"
    NUMBER = "number"
    COMBINATION = "unusual combination"


class Surety(Enum):
    """How sure it is that these words tell it."""

    SURE = "sure"
    LIKELY = "likely"
    POSSIBLE = "possible"

    @property
    def rank(self) -> int:
        return list(Surety).index(self)


@dataclass(frozen=True, slots=True)
class Flag:
    """Words of the text, what they reveal, how sure that is, and why they were marked."""

    begins: int
    ends: int
    words: str
    kind: Kind
    reveals: str
    surety: Surety
    why: str
