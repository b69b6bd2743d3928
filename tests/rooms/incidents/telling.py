"""What these tests tell of: an incident in Wend Valley, and the clocks it sets running."""

from __future__ import annotations

from datetime import date
from typing import Any

from handrail.service.access.models import Person
from handrail.service.audit.actions import name_actor
from handrail.service.cases.models import KeptClock
from handrail.service.children.actions import Known
from handrail.service.incidents.actions import record_incident
from handrail.service.incidents.models import Incident, Limb, Nature
from handrail.service.incidents.told import Told, ToldChild
from tests.rooms.cast import Cast

AWARE = date(2024, 5, 20)
"""A Monday; the bank holiday of 27 May lies within the five working days that follow."""
DUE = date(2024, 5, 28)

TAM = ToldChild(known=Known(given_names="Tam", family_name="Underbridge"), outcome=Nature.SERIOUS_HARM)


def told(**other: Any) -> Told:
    said: dict[str, Any] = {
        "nature": Nature.SERIOUS_HARM, "what_is_known": "Tam fell from a window while alone in the flat.",
        "limb": Limb.IN_AREA, "became_aware": AWARE, "happened_on": date(2024, 5, 19), "children": (TAM,),
    }  # fmt: skip
    return Told(**said | other)


def record(cast: Cast, by: str = "notifier", **other: Any) -> Incident:
    """The council's notifier records it; this is then their unit of work."""
    as_person(cast[by])
    return record_incident(told(**other), partnership=cast.partnership, authority=cast.council, by=cast[by])


def raise_incident(cast: Cast, by: str = "school lead", **other: Any) -> Incident:
    as_person(cast[by])
    (agency,) = cast[by].bodies
    return record_incident(
        told(limb="", became_aware=None, **other), partnership=cast.partnership, authority=cast.council, by=cast[by],
        raised_by=agency,
    )  # fmt: skip


def as_person(person: Person) -> Person:
    name_actor(person)
    return person


def clock(incident: Incident, duty: str, about: str = "") -> KeptClock:
    return KeptClock.objects.get(case=incident.case, duty=duty, about=about or str(incident.pk))


def duties(incident: Incident) -> set[str]:
    return set(KeptClock.objects.filter(case=incident.case).values_list("duty", flat=True))
