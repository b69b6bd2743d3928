"""What was told of an incident, on its way to being recorded: values only, whoever asked for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time

from handrail.guidance import At
from handrail.service.children.actions import Known
from handrail.service.children.models import Child
from handrail.service.incidents.models import Nature, YesNo
from handrail.service.partnerships.models import Body

MOST_CHILDREN = 4
"""The national form details four; more are told in words."""


@dataclass(frozen=True, kw_only=True)
class ToldChild:
    """One child, and how things stood for them. `already` is a child this folder holds already."""

    known: Known = field(default_factory=Known)
    already: Child | None = None
    outcome: str = Nature.OTHER
    lives_at: str = ""
    looked_after: str = YesNo.NOT_KNOWN
    care_leaver: str = YesNo.NOT_KNOWN
    regulated_setting: str = YesNo.NOT_KNOWN
    child_protection_plan: str = YesNo.NOT_KNOWN
    child_in_need_plan: str = YesNo.NOT_KNOWN
    known_to_agencies: str = YesNo.NOT_KNOWN
    placement: str = ""
    health: str = ""


@dataclass(frozen=True, kw_only=True)
class Told:
    """An incident in the words of whoever records it. `limb` and `became_aware` are the authority's to say."""

    nature: str
    what_is_known: str
    abuse: str = ""
    limb: str = ""
    became_aware: At | None = None
    happened_on: date | None = None
    happened_time: time | None = None
    happened_on_is_estimated: bool = False
    happened_when: str = ""
    place: str = ""
    outside_england: str = YesNo.NOT_KNOWN
    elsewhere: Body | None = None
    made_safe: str = ""
    more_children: str = ""
    police_investigating: str = YesNo.NOT_KNOWN
    children: tuple[ToldChild, ...] = ()
