"""What cannot be so of an incident, each with a sentence that says how to mend it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from handrail.guidance import At, OutsideCalendar, london_day, spoken
from handrail.service.cases.actions import NotDone
from handrail.service.incidents.ahead import settings_count
from handrail.service.incidents.facts import of_child
from handrail.service.incidents.models import Incident, Limb, Nature, YesNo
from handrail.service.incidents.told import MOST_CHILDREN, Told
from handrail.service.law.kept import kept_working_days


def aware(at: At) -> None:
    """Not in the future, and where working days can be counted from."""
    if in_future(at):
        raise NotDone("The authority cannot have become aware in the future. Correct the day or the hour.")
    try:
        kept_working_days().after(london_day(at), 1)
    except OutsideCalendar as fault:
        raise NotDone(str(fault)) from fault


def aware_after_it_happened(told: Told | Incident, at: At) -> None:
    happened = told.happened_on
    if happened is not None and not told.happened_on_is_estimated and london_day(at) < happened:
        raise NotDone(
            f"The authority cannot have become aware ({spoken(london_day(at))}) before it happened "
            f"({spoken(happened)}). Correct one of the two days."
        )


def limb(chosen: str, told: Told | Incident, aware: At | None) -> None:
    """A limb that only some deaths fit needs a child of whom that is recorded, or no clock would start."""
    if chosen not in Limb.values:
        raise NotDone("Choose why the incident may have to be notified.")
    if chosen == Limb.LOOKED_AFTER and "looked_after" not in set(_deaths(told)):
        raise NotDone(
            "You chose that a looked-after child died: on the page of one of the children, "
            "say that the child has died and was looked after."
        )
    if chosen == Limb.CARE_LEAVER and "care_leaver" not in set(_deaths(told)):
        raise NotDone(
            "You chose that a care leaver died: on the page of one of the children, "
            "say that they have died and were a care leaver."
        )
    setting_counts(chosen, aware)
    if chosen == Limb.REGULATED_SETTING and "regulated_setting" not in set(_deaths(told)):
        raise NotDone(
            "You chose that a child died in a regulated setting or service: on the page of one of the children, "
            "say that the child has died, and died there."
        )


def setting_counts(chosen: str, aware: At | None) -> None:
    """A regulated setting is a reason only where the guidance of that day makes it one."""
    if chosen == Limb.REGULATED_SETTING and aware is not None and not settings_count(london_day(aware)):
        raise NotDone(
            f"The guidance of {spoken(london_day(aware))} does not ask for a notice of a death in a regulated setting "
            "where no abuse or neglect is suspected. Choose another reason, or correct when the authority became aware."
        )


def _deaths(told: Told | Incident) -> Iterator[str]:
    for field in ("looked_after", "care_leaver", "regulated_setting"):
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
    limb(what.limb, what, what.became_aware)
    if what.became_aware is None:
        raise NotDone("Say when the authority became aware. The working days run from then.")
    aware(what.became_aware)
    aware_after_it_happened(what, what.became_aware)


def in_future(at: At) -> bool:
    now = timezone.now()
    return at > now if isinstance(at, datetime) else at > timezone.localdate(now)
