"""What cannot be so of an incident, each with a sentence that says how to mend it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from handrail.guidance import At, OutsideCalendar, london_day, published_working_days, spoken
from handrail.service.cases.actions import NotDone
from handrail.service.incidents.facts import of_child
from handrail.service.incidents.models import Incident, Limb, Nature, YesNo
from handrail.service.incidents.told import MOST_CHILDREN, Told


def aware(at: At) -> None:
    """Not in the future, and where working days can be counted from."""
    if in_future(at):
        raise NotDone("The authority cannot have become aware in the future. Correct the day or the hour.")
    try:
        published_working_days().after(london_day(at), 1)
    except OutsideCalendar as fault:
        raise NotDone(str(fault)) from fault


def aware_after_it_happened(told: Told | Incident, at: At) -> None:
    happened = told.happened_on
    if happened is not None and not told.happened_on_is_estimated and london_day(at) < happened:
        raise NotDone(
            f"The authority cannot have become aware ({spoken(london_day(at))}) before it happened "
            f"({spoken(happened)}). Correct one of the two days."
        )


def limb(chosen: str, told: Told | Incident) -> None:
    """A limb that only a death in care fits needs a child of whom that is recorded, or no clock would start."""
    if chosen not in Limb.values:
        raise NotDone("Choose why the incident may have to be notified.")
    if chosen == Limb.LOOKED_AFTER and "looked_after" not in set(_dead_in_care(told)):
        raise NotDone(
            "You chose that a looked-after child died: on the page of one of the children, "
            "say that the child has died and was looked after."
        )
    if chosen == Limb.CARE_LEAVER and "care_leaver" not in set(_dead_in_care(told)):
        raise NotDone(
            "You chose that a care leaver died: on the page of one of the children, "
            "say that they have died and were a care leaver."
        )


def _dead_in_care(told: Told | Incident) -> Iterator[str]:
    for field in ("looked_after", "care_leaver"):
        if isinstance(told, Told):
            said = [(child.outcome, getattr(child, field)) for child in told.children]
        else:
            said = [(of_child(told, one, "outcome"), of_child(told, one, field)) for one in told.involved.all()]
        if (Nature.DEATH, YesNo.YES) in said:
            yield field


def told(what: Told, *, raised: bool) -> None:
    if not what.what_is_known.strip():
        raise NotDone("Say what is known or suspected, even if it is little.")
    if what.nature not in Nature.values:
        raise NotDone("Choose what happened.")
    if what.happened_on is not None and what.happened_on > timezone.localdate():
        raise NotDone("The day it happened must be today or in the past.")
    if len(what.children) > MOST_CHILDREN:
        raise NotDone("Give details of up to four children, and tell of the others in words.")
    if raised:
        return
    limb(what.limb, what)
    if what.became_aware is None:
        raise NotDone("Say when the authority became aware. The working days run from then.")
    aware(what.became_aware)
    aware_after_it_happened(what, what.became_aware)


def in_future(at: At) -> bool:
    now = timezone.now()
    return at > now if isinstance(at, datetime) else at > timezone.localdate(now)
