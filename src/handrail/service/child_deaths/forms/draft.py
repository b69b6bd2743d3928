"""A draft of a notification: whose it is, the journey it walks, and what it tells once every page is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from handrail.service.access.models import Person, Post
from handrail.service.cases.journey import Answers, Journey, Page
from handrail.service.cases.models import Draft
from handrail.service.child_deaths.actions.judge import at_of
from handrail.service.child_deaths.forms import pages
from handrail.service.child_deaths.models import Birth, DiedIn, Lived, PlaceOfDeath, YesNo
from handrail.service.child_deaths.told import KnewTheChild, Teller, Told
from handrail.service.children.actions import Known
from handrail.service.children.models import Child
from handrail.service.partnerships.models import Body, Kind, Membership

NOTIFY = "child death"
"""The key of the journey."""


def members_of(partnership: Body) -> list[Body]:
    standing = Membership.objects.filter(partnership=partnership).on(timezone.localdate())
    return list(Body.objects.filter(memberships__in=standing).distinct().order_by("name"))


def authorities_of(partnership: Body) -> list[Body]:
    return [body for body in members_of(partnership) if body.kind == Kind.LOCAL_AUTHORITY]


def authority_of(draft: Draft) -> Body | None:
    """Whose area it is: the drafter's own, the only one there is, or the one that was chosen."""
    if draft.body.kind == Kind.LOCAL_AUTHORITY:
        return draft.body
    return authority_chosen(draft.partnership, draft.answers)


def authority_chosen(partnership: Body, answers: Answers) -> Body | None:
    authorities = authorities_of(partnership)
    if len(authorities) == 1:
        return authorities[0]
    chosen = answers.get("authority", {}).get("authority", [""])[0]
    return next((body for body in authorities if str(body.pk) == chosen), None)


def posts_to_notify(person: Person) -> list[Post]:
    """The posts in which this person may notify: one for each body and partnership."""
    found = {(post.body_id, post.partnership_id): post for post in person.posts_today if MAY in post.in_role.may}
    return list(found.values())


MAY = "notify child deaths"


def journey_of(draft: Draft) -> Journey:
    members = members_of(draft.partnership)
    agencies = [body for body in members if body.kind != Kind.PARTNERSHIP]
    tellers = agencies if draft.body in agencies else [draft.body, *agencies]
    asks_whose = draft.body.kind != Kind.LOCAL_AUTHORITY
    asked = pages_of_death(draft.answers, members, asks_whose=asks_whose)
    return Journey(NOTIFY, (*asked, pages.teller_page(tellers)))


def pages_of_death(answers: Answers, members: Sequence[Body], *, asks_whose: bool) -> tuple[type[Page], ...]:
    """What is asked of a death, whoever tells of it; and of whose area it was, where it `asks_whose` and the
    partnership has several."""
    authorities = [body for body in members if body.kind == Kind.LOCAL_AUTHORITY]
    first: tuple[type[Page], ...] = ()
    if asks_whose and len(authorities) != 1:
        first = (pages.authority_page(authorities),)
    alive = answers.get("birth", {}).get("born", [Birth.ALIVE])[0] == Birth.ALIVE
    agencies = [body for body in members if body.kind != Kind.PARTNERSHIP]
    elsewhere = Body.objects.filter(kind=Kind.LOCAL_AUTHORITY).exclude(pk__in=[body.pk for body in authorities])
    return (
        *first, pages.BirthPage, pages.BornAlivePage if alive else pages.ChildPage, pages.WhenPage, pages.WherePage,
        pages.home_page(list(elsewhere.order_by("name"))), pages.WhatHappenedPage, pages.knew_page(agencies),
    )  # fmt: skip


def initial_of(draft: Draft, person: Person) -> dict[str, Any]:
    """Whoever types is likely to be who tells, now."""
    return {
        "by_name": person.name, "told_on": timezone.localdate(), "told_time": f"{timezone.localtime():%H:%M}",
        "agency_body": str(draft.body_id),
    }  # fmt: skip


def told_by(draft: Draft) -> Told | None:
    """What the draft tells, once every page is right; None while any is not."""
    said = journey_of(draft).cleaned(draft.answers)
    return None if said is None else death_told(said, _teller(said))


def death_told(said: Mapping[str, Any], teller: Teller) -> Told:
    """What right answers tell of a death."""
    either = {"unexpected", "abuse_suspected", "looked_after", "child_protection_plan", "child_in_need_plan",
              "learning_disability"}  # fmt: skip
    return Told(
        born=said["born"], known=_known(said), no_number_because=said.get("no_number_because", ""),
        died_on=said["died_on"], died_time=said["died_time"], died_on_is_estimated=said["estimated"] == "yes",
        event_on=said["event_on"], event_time=said["event_time"], died_in=said["died_in"] or DiedIn.NOT_KNOWN,
        country=said["country"], place_kind=said["place_kind"] or PlaceOfDeath.NOT_KNOWN, place=said["place"],
        event_place=said["event_place"], lived=said["lived"] or Lived.NOT_KNOWN, lived_in=_body(said["lived_in"]),
        lives_at=said["lives_at"], carers=said["carers"], other_children=said["other_children"],
        circumstances=said["circumstances"], certificate=said["certificate"], teller=teller, knew=_knew(said),
        **{name: said[name] or YesNo.NOT_KNOWN for name in either},
    )  # fmt: skip


def _known(said: Mapping[str, Any]) -> Known:
    return Known(
        given_names=said["given_names"], family_name=said["family_name"], also_known_as=said["also_known_as"],
        born_on=said["born_on"], sex=said["sex"] or Child.Sex.NOT_KNOWN, ethnicity=said["ethnicity"],
        nhs_number=said.get("nhs_number", ""),
    )  # fmt: skip


def _teller(said: dict[str, Any]) -> Teller:
    return Teller(
        by_name=said["by_name"], job=said["job"], body=_body(said["agency_body"]), agency=said["agency"],
        contact=said["contact"], told_at=at_of(said["told_on"], said["told_time"]),
    )  # fmt: skip


def _knew(said: Mapping[str, Any]) -> tuple[KnewTheChild, ...]:
    chosen = Body.objects.filter(pk__in=said["knew"])
    typed = (line.strip() for line in said["others"].splitlines())
    return (*(KnewTheChild(body=body) for body in chosen), *(KnewTheChild(name=line[:200]) for line in typed if line))


def _body(key: str) -> Body | None:
    return Body.objects.filter(pk=key).first() if key else None
