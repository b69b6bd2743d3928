"""A draft of an incident: whose it is, the journey it walks, and what it tells once every page is right."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from handrail.guidance import london_day
from handrail.service.cases.journey import Journey
from handrail.service.cases.models import Draft
from handrail.service.children.models import Child
from handrail.service.incidents.ahead import settings_count
from handrail.service.incidents.forms import recording, words
from handrail.service.incidents.forms.child import ChildPage, child_pages, children_told
from handrail.service.incidents.models import YesNo
from handrail.service.incidents.told import Told
from handrail.service.partnerships.models import Body, Kind, Membership

RECORD = "incident"
"""An authority records what it has become aware of."""
RAISE = "raised incident"
"""An agency asks the authority to consider something."""


def authorities_of(partnership: Body) -> list[Body]:
    members = Membership.objects.filter(partnership=partnership).on(timezone.localdate())
    return list(Body.objects.filter(memberships__in=members, kind=Kind.LOCAL_AUTHORITY).distinct())


def authority_of(draft: Draft) -> Body | None:
    """The local authority of a draft: its folder's, the drafter's own, the only one, or the one chosen."""
    if draft.case is not None:
        return draft.case.authority
    if draft.body.kind == Kind.LOCAL_AUTHORITY:
        return draft.body
    authorities = authorities_of(draft.partnership)
    if len(authorities) == 1:
        return authorities[0]
    chosen = draft.answers.get("authority", {}).get("authority", [""])[0]
    return next((body for body in authorities if str(body.pk) == chosen), None)


def journey_of(draft: Draft) -> Journey:
    authority = authority_of(draft)
    choices = authorities_of(draft.partnership)
    asks_whose = draft.case is None and draft.body.kind != Kind.LOCAL_AUTHORITY and len(choices) != 1
    first = (recording.authority_page(choices),) if asks_whose else ()
    held = list(Child.objects.filter(folder=draft.case_id)) if draft.case_id else []
    for_the_authority: tuple[type[Any], ...] = ()
    on = timezone.localdate()
    if draft.journey == RECORD:
        aware = recording.aware_in(draft.answers)
        on = london_day(aware) if aware else on
        for_the_authority = (recording.aware_page(authority, aware), recording.limb_page(on))
    where = recording.where_page(authority)
    children = (*child_pages(held, settings=settings_count(on)), recording.MoreChildren)
    pages = (*first, recording.WhatHappened, *for_the_authority, recording.When, where, *children, recording.Safe)
    return Journey(draft.journey, pages)


def told_by(draft: Draft) -> Told | None:
    """What the draft tells, once every page is right; None while any is not."""
    pages = journey_of(draft).filled(draft.answers)
    if not all(page.is_valid() for page in pages):
        return None
    said = {
        name: value for page in pages if not isinstance(page, ChildPage) for name, value in page.cleaned_data.items()
    }
    children = children_told(pages)
    aware_on = said.get("aware_on")
    known = said["happened_known"]
    return Told(
        nature=said["nature"], what_is_known=said["what_is_known"], abuse=abuse_in_words(said["abuse"]),
        limb=said.get("limb", ""), became_aware=recording.at_of(aware_on, said["aware_time"]) if aware_on else None,
        happened_on=said["happened_on"], happened_time=said["happened_time"], happened_when=said["happened_when"],
        happened_on_is_estimated=known in ("estimated", "in words"), place=said["place"],
        outside_england=said["outside_england"] or YesNo.NOT_KNOWN, elsewhere=_body(said["elsewhere"]),
        made_safe=said["made_safe"], more_children=said.get("more_children", ""), children=children,
        police_investigating=said["police_investigating"] or YesNo.NOT_KNOWN,
    )  # fmt: skip


def abuse_in_words(chosen: list[str]) -> str:
    labels = dict(words.ABUSE)
    return ", ".join(labels[key] for key in chosen)


def _body(key: str) -> Body | None:
    return Body.objects.get(pk=key) if key else None
