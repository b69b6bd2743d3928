"""What the guidance needs to know of arrangements. They are a partnership's and hang on no folder: their clocks are
counted as they are looked at, and are kept nowhere (decision 0032)."""

from __future__ import annotations

from datetime import date

from handrail.guidance import Clock, Fact, Law, clocks
from handrail.service.arrangements.models import Arrangements
from handrail.service.arrangements.saying import agreed_by_all_on
from handrail.service.cases.areas import area_of, law_on
from handrail.service.law.kept import kept_calendar
from handrail.service.partnerships.models import Body, Kind, Membership


def facts_of(one: Arrangements) -> list[Fact]:
    """About this version of the arrangements."""
    found: list[Fact] = []
    about = str(one.pk)
    agreed_on = made_on(one)
    if agreed_on is not None:
        found.append(Fact(agreed_on, "arrangements_made", about))
    if one.published_at is not None:
        found.append(Fact(one.published_at, "arrangements_published", about))
        if one.number == 1:
            found.append(Fact(one.published_at, "first_arrangements_published", about))
    if one.told_on is not None:
        found.append(Fact(one.told_on, "arrangements_publication_notified", about))
    if one.given_up_at is not None and agreed_on is not None:
        found.append(Fact(one.given_up_at, "arrangements_not_adopted", about))
    return found


def made_on(one: Arrangements) -> date | None:
    """The day on which the last partner agreed to it as it reads; of what is published, as it then read."""
    if one.published_at is not None:
        return date.fromisoformat(one.document["agreed_on"])
    return agreed_by_all_on(one)


def clocks_of(one: Arrangements) -> list[Clock]:
    return clocks(law_of(one.partnership), facts_of(one))


def law_of(partnership: Body) -> Law:
    """The law in the partnership's area: that of its first authority, where it has several."""
    places = Membership.objects.filter(partnership=partnership, place=Membership.Place.SAFEGUARDING_PARTNER)
    first = places.filter(body__kind=Kind.LOCAL_AUTHORITY).order_by("from_on", "body__name").first()
    return area_of(first.body_id).law if first else law_on(None, kept_calendar())
