"""What is commissioned for which need and where: what lacks a service, what is bought twice, what runs out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from typing import cast
from uuid import UUID

from django.apps import apps
from django.db.models import Prefetch
from django.utils.module_loading import import_string

from handrail.guidance import spoken
from handrail.service.arrangements.models import Commissioned, CommissionerShare, Need
from handrail.service.partnerships.models import Body, Kind, Membership
from handrail.service.room import Room, Watched

WHOLE = Decimal(100)
SOON = timedelta(days=183)
"""How long before its end a service is said to run out with nothing after it: half a year, to commission another."""


@dataclass(frozen=True, slots=True)
class Bought:
    """A service with who commissions it and where, as it stands on a day."""

    one: Commissioned
    shares: tuple[CommissionerShare, ...]
    areas: tuple[Body, ...]

    @property
    def commissioners(self) -> str:
        return ", ".join(str(share.body) for share in self.shares)

    @property
    def lacks(self) -> list[str]:
        """What is still to be said of it, in sentences."""
        said = [share.per_cent for share in self.shares if share.per_cent is not None]
        if not self.shares:
            return ["Say who commissions it."]
        found = []
        if self.one.how == Commissioned.How.ALONE and len(self.shares) > 1:
            found.append("It is said to be commissioned by one body alone, and more than one stands here.")
        if self.one.how != Commissioned.How.ALONE and len(self.shares) == 1:
            found.append("It is said to be commissioned by several bodies, and one stands here.")
        if said and len(said) < len(self.shares):
            found.append("Say the share of each commissioner, or of none.")
        elif said and sum(said) != WHOLE:
            found.append(f"The shares make {sum(said).normalize():f} per cent, and not 100.")
        return found


@dataclass(frozen=True, slots=True)
class Gap:
    """A need that nothing answers in these areas; from a day to come, or today."""

    need: Need
    areas: tuple[Body, ...]
    from_on: date | None = None


@dataclass(frozen=True, slots=True)
class Overlap:
    """The same need bought twice in the same areas. `why` is what was said of it."""

    need: Need
    first: Bought
    second: Bought
    areas: tuple[Body, ...]

    @property
    def why(self) -> str:
        return self.first.one.beside_why or self.second.one.beside_why


def authorities_on(partnership: Body, day: date) -> list[Body]:
    places = Membership.objects.filter(
        partnership=partnership, body__kind=Kind.LOCAL_AUTHORITY, place=Membership.Place.SAFEGUARDING_PARTNER
    )
    return sorted({place.body for place in places.on(day).select_related("body")}, key=lambda body: body.name)


def bought_by(partnership: Body) -> list[Bought]:
    """Every service that was not set aside."""
    shares = CommissionerShare.objects.filter(taken_out_at=None).select_related("body")
    rows = Commissioned.objects.filter(partnership=partnership, set_aside_at=None).select_related("need")
    found = rows.prefetch_related(Prefetch("shares", shares), "areas")
    return [Bought(one, tuple(one.shares.all()), tuple(one.areas.all())) for one in found]


def needs_of(partnership: Body) -> list[Need]:
    return list(Need.objects.filter(partnership=partnership, ended_on=None).select_related("authority"))


def standing(bought: Sequence[Bought], day: date) -> list[Bought]:
    return [
        row for row in bought if row.one.from_on <= day and (row.one.until_on is None or day <= row.one.until_on)
    ]  # fmt: skip


def gaps(needs: Sequence[Need], bought: Sequence[Bought], areas: Sequence[Body], day: date) -> Iterator[Gap]:
    """Needs that nothing answers on a day, everywhere or in some areas."""
    now = standing(bought, day)
    for need in needs:
        without = tuple(area for area in _where(need, areas) if not _answers(now, need, area))
        if without:
            yield Gap(need, without)


def running_out(needs: Sequence[Need], bought: Sequence[Bought], areas: Sequence[Body], day: date) -> Iterator[Gap]:
    """Needs that are answered on a day and will not be, within half a year, as nothing follows."""
    for need in needs:
        left: dict[date, list[Body]] = {}
        for area in _where(need, areas):
            last = day - timedelta(days=1)
            while (reach := _reach(bought, need, area, last + timedelta(days=1))) is not None and reach < day + SOON:
                last = reach
            if reach is None and last >= day:
                left.setdefault(last + timedelta(days=1), []).append(area)
        for from_on, without in sorted(left.items()):
            yield Gap(need, tuple(without), from_on)


def _reach(bought: Sequence[Bought], need: Need, area: Body, day: date) -> date | None:
    """Until when what stands on a day answers a need; None where nothing does."""
    ends = [row.one.until_on or date.max for row in _answers(standing(bought, day), need, area)]
    return max(ends, default=None)


def overlaps(needs: Sequence[Need], bought: Sequence[Bought], areas: Sequence[Body], day: date) -> Iterator[Overlap]:
    """Each pair of services that answer the same need in the same area on a day."""
    now = standing(bought, day)
    for need in needs:
        for first, second in combinations([row for row in now if row.one.need_id == need.pk], 2):
            both = tuple(area for area in _where(need, areas) if _in(first, area) and _in(second, area))
            if both:
                yield Overlap(need, first, second, both)


def _where(need: Need, areas: Sequence[Body]) -> list[Body]:
    return [area for area in areas if need.authority_id in (None, area.pk)]


def _answers(rows: Sequence[Bought], need: Need, area: Body) -> list[Bought]:
    return [row for row in rows if row.one.need_id == need.pk and _in(row, area)]


def _in(row: Bought, area: Body) -> bool:
    return not row.areas or area in row.areas


def in_words(found: Sequence[Body], areas: Sequence[Body]) -> str:
    """The whole of the area, or the names of some."""
    return "the whole area" if len(found) == len(areas) else ", ".join(str(body) for body in found)


def watched_by(partnership: Body) -> dict[UUID, Watched]:
    """The indicators that another room watches for the partnership, by their keys."""
    found: dict[UUID, Watched] = {}
    for room in apps.get_app_configs():
        if isinstance(room, Room) and room.indicators:
            found |= {one.key: one for one in cast(list[Watched], import_string(room.indicators)(partnership))}
    return found


def late_reviews(bought: Sequence[Bought], day: date) -> Iterator[str]:
    for row in standing(bought, day):
        if row.one.review_on is not None and row.one.review_on < day:
            yield f"{row.one} was to be looked at by {spoken(row.one.review_on)}."
