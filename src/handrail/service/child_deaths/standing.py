"""An answer as it stands: as recorded, or as last corrected. What was recorded stays beside it."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.db import models

from handrail.guidance import At
from handrail.guidance.days import LONDON
from handrail.service.child_deaths.models import Birth, Death, JointDecision, YesNo
from handrail.service.children.models import Child
from handrail.service.partnerships.models import Body

CORRECTABLE = (
    "born", "no_number_because", "died_on", "died_time", "died_on_is_estimated", "event_on", "event_time", "died_in",
    "country", "place_kind", "place", "event_place", "lived", "lived_in", "lives_at", "carers", "other_children",
    "circumstances", "unexpected", "abuse_suspected", "looked_after", "child_protection_plan", "child_in_need_plan",
    "learning_disability", "certificate",
)  # fmt: skip
"""Every answer that may be put right, in the order in which it is read."""


def standing(death: Death, field: str) -> Any:
    """The answer as last corrected, of the type that its field holds."""
    words = [one.now for one in death.corrections.all() if one.field == field]
    return read(field, words[-1]) if words else getattr(death, field)


def read(field: str, words: str) -> Any:
    """A kept correction, as its field would hold it."""
    kind = Death._meta.get_field(field)
    if isinstance(kind, models.ForeignKey):
        return Body.objects.filter(pk=words).first() if words else None
    if isinstance(kind, models.DateField):
        return date.fromisoformat(words) if words else None
    if isinstance(kind, models.TimeField):
        return time.fromisoformat(words) if words else None
    if isinstance(kind, models.BooleanField):
        return words == "yes"
    return words


def written(value: Any) -> str:
    """An answer, as a correction keeps it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Body):
        return str(value.pk)
    return value.isoformat() if isinstance(value, (date, time)) else str(value or "")


def died_at(death: Death) -> At:
    """When the child died: the instant where the hour is known, else the day."""
    return _at(standing(death, "died_on"), standing(death, "died_time"))


def event_at(death: Death) -> At | None:
    day = standing(death, "event_on")
    return _at(day, standing(death, "event_time")) if day else None


def born_alive(death: Death) -> bool:
    return bool(standing(death, "born") == Birth.ALIVE)


CALLED_FOR, NOT_CALLED_FOR, NOT_DECIDED = RESPONSES = ("Called for", "Not called for", "Not decided yet")


def decisions_of(death: Death) -> list[JointDecision]:
    """Those on a joint agency response that were not set aside, the last of which stands."""
    return [one for one in death.joint_decisions.all() if one.set_aside_at is None]


def response_of(death: Death) -> str:
    """What stands decided of a joint agency response."""
    decided = decisions_of(death)
    return (CALLED_FOR if decided[-1].called_for else NOT_CALLED_FOR) if decided else NOT_DECIDED


def _at(day: date, hour: time | None) -> At:
    return datetime.combine(day, hour, LONDON) if hour else day


def age_at_death(death: Death) -> int | None:
    """In whole years; None where the birth is not known."""
    born_on, day = death.child.born_on, standing(death, "died_on")
    if born_on is None:
        return None
    return int(day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day)))


def abuse_suspected(death: Death) -> bool:
    """Whether abuse or neglect is known or suspected: by what stands, or by any who told of the death."""
    told = (one for one in death.notifications.all() if one.set_aside_at is None)
    return standing(death, "abuse_suspected") == YesNo.YES or any(one.abuse_suspected == YesNo.YES for one in told)


def is_of_a_death(child: Child) -> bool:
    """Whether it is the child of a notified death. Such are compared among themselves, by the day of the death too, and
    another question is asked of them: in which folder the death goes on."""
    return Death.objects.filter(child=child).exists()
