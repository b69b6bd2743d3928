"""What was told of a death, on its way to being recorded: values only, whoever asked for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time

from handrail.guidance import At
from handrail.service.child_deaths.models import DiedIn, Lived, PlaceOfDeath, YesNo
from handrail.service.children.actions import Known
from handrail.service.partnerships.models import Body


@dataclass(frozen=True, kw_only=True)
class Teller:
    """Who told of the death, and when they did."""

    by_name: str
    told_at: At
    job: str = ""
    body: Body | None = None
    agency: str = ""
    contact: str = ""
    said: str = ""
    abuse_suspected: str = ""


@dataclass(frozen=True, kw_only=True)
class KnewTheChild:
    """An agency or a person who knew the child."""

    body: Body | None = None
    name: str = ""
    part: str = ""


@dataclass(frozen=True, kw_only=True)
class Told:
    """A death in the words of whoever tells of it."""

    born: str
    died_on: date
    circumstances: str
    teller: Teller
    known: Known = field(default_factory=Known)
    no_number_because: str = ""
    died_time: time | None = None
    died_on_is_estimated: bool = False
    event_on: date | None = None
    event_time: time | None = None
    died_in: str = DiedIn.NOT_KNOWN
    country: str = ""
    place_kind: str = PlaceOfDeath.NOT_KNOWN
    place: str = ""
    event_place: str = ""
    lived: str = Lived.NOT_KNOWN
    lived_in: Body | None = None
    lives_at: str = ""
    carers: str = ""
    other_children: str = ""
    unexpected: str = YesNo.NOT_KNOWN
    abuse_suspected: str = YesNo.NOT_KNOWN
    looked_after: str = YesNo.NOT_KNOWN
    child_protection_plan: str = YesNo.NOT_KNOWN
    child_in_need_plan: str = YesNo.NOT_KNOWN
    learning_disability: str = YesNo.NOT_KNOWN
    certificate: str = ""
    knew: tuple[KnewTheChild, ...] = ()


SAID_OF_THE_DEATH = (
    "born", "no_number_because", "died_on", "died_time", "died_on_is_estimated", "event_on", "event_time", "died_in",
    "country", "place_kind", "place", "event_place", "lived", "lived_in", "lives_at", "carers", "other_children",
    "circumstances", "unexpected", "abuse_suspected", "looked_after", "child_protection_plan", "child_in_need_plan",
    "learning_disability", "certificate",
)  # fmt: skip
"""What is kept on the death itself, by the names that `Told` and `Death` share."""
