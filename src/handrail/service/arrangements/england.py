"""The change of 2018 to 2020 gone through again by every authority of the register, over days that are invented and
say so. Nothing is written: the days are made from each authority's code, and its clocks are reckoned from them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from handrail.guidance import Clock, clocks, spoken
from handrail.service.arrangements.changing import BOARDS_TO_PARTNERS, Change, change_named
from handrail.service.arrangements.counted import dates_in
from handrail.service.arrangements.facts import facts_of_change
from handrail.service.arrangements.models import AreaDay, Transition
from handrail.service.cases.areas import law_on
from handrail.service.cases.facts import last_day_of_grace
from handrail.service.law.kept import kept_calendar
from handrail.service.partnerships.models import Body, BodyCode, Kind
from handrail.service.partnerships.register.sheet import Fault

FIRST = date(2018, 6, 29)
TO_PUBLISH, TO_BEGIN = 375, 100
"""Days within which an area is made to publish, and then to begin: some more than the year and the three months that
the law gave, so that a few are late by one, by the other, or by both."""
MARK = "Invented days"


@dataclass(frozen=True, slots=True)
class Area:
    """One authority's area as it would have gone through the change. `stood` says whether the authority was there."""

    code: str
    name: str
    stood: bool
    published_on: date
    began_on: date
    clocks: tuple[Clock, ...]

    @property
    def grace_until(self) -> date:
        """The last day of its board for a serious case review that was open."""
        return last_day_of_grace(self.began_on)

    @property
    def late(self) -> tuple[str, ...]:
        """The duties that were met after their day."""
        return tuple(one.duty.key for one in self.clocks if _late(one))


def _late(one: Clock) -> bool:
    return one.stopped_by is not None and one.due is not None and one.stopped_by.at > one.due


def invented_days(code: str) -> tuple[date, date]:
    """Publication and beginning, always the same for one code, and evenly spread over all of them."""
    drawn = hashlib.sha256(f"{MARK}: {code}".encode()).digest()
    first, second = (int.from_bytes(drawn[at : at + 4], "big") for at in (0, 4))
    published = FIRST + timedelta(days=first % TO_PUBLISH)
    return published, published + timedelta(days=second % TO_BEGIN)


def replay(on: date) -> list[Area]:
    """Every authority that the register knows on a day, by name. Raises Fault where it knows none."""
    coded = BodyCode.objects.filter(scheme="ons", body__kind=Kind.LOCAL_AUTHORITY, body__invented=False)
    codes = {one.body_id: one.code for one in coded.order_by("from_on") if one.holds_on(on)}
    bodies = Body.objects.filter(pk__in=codes).on(on).order_by("name")
    change = change_named(BOARDS_TO_PARTNERS)
    found = [_area(body, codes[body.pk], change) for body in bodies]
    if not found:
        raise Fault("No authority is known on that day. Load the registers first: handrail register load.")
    return found


def _area(body: Body, code: str, change: Change) -> Area:
    published, began = invented_days(code)
    days = AreaDay(authority=body, published_on=published, told_on=published, began_on=began)
    facts = facts_of_change(Transition(change=change.key, invented=True), change, days, ())
    law = law_on(dates_in(days), kept_calendar())
    running = tuple(clock for clock in clocks(law, facts) if clock.duty.key in change.duties)
    stood = body.holds_on(FIRST)
    return Area(code, body.register_name or body.name, stood, published, began, running)


HEAD = (
    "code", "authority", "days", "published", "began", "open serious case reviews until", "late",
    "stood on 29 June 2018",
)  # fmt: skip


def rows(areas: Iterable[Area]) -> Iterator[tuple[str, ...]]:
    """Each marked as invented, so that a row that is copied elsewhere is so too."""
    for one in areas:
        yield (
            one.code, one.name, MARK.lower(), one.published_on.isoformat(), one.began_on.isoformat(),
            one.grace_until.isoformat(), " ".join(one.late), "yes" if one.stood else "no",
        )  # fmt: skip


def summary(areas: list[Area]) -> Iterator[str]:
    late = Counter(key for one in areas for key in one.late)
    yield f"{MARK}: {len(areas)} authorities, {sum(not one.late for one in areas)} with nothing late."
    titles = {clock.duty.key: clock.duty.title for one in areas for clock in one.clocks}
    for key in sorted(late):
        yield f"Late: {titles[key]}, {late[key]} of {len(areas)}."
    first, last = min(one.began_on for one in areas), max(one.began_on for one in areas)
    yield f"The first area began on {spoken(first)}, the last on {spoken(last)}."
    yield f"The last board had until {spoken(max(one.grace_until for one in areas))} for an open serious case review."
