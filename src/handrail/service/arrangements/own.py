"""What the list of what is due, and the meetings of the partnership, are told of arrangements and of the fund."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import reverse

from handrail.guidance import Clock, london_day
from handrail.service.access.models import Person
from handrail.service.arrangements.changing import change_named
from handrail.service.arrangements.counted import clocks_of_change, days_of
from handrail.service.arrangements.doors import partnerships_of
from handrail.service.arrangements.facts import clocks_of
from handrail.service.arrangements.models import Arrangements, Budget, Transition
from handrail.service.arrangements.money_doors import reads_all
from handrail.service.cases.clocks_told import clocks_told
from handrail.service.partnerships.models import Body
from handrail.service.room import Matter, OwnClock

OF_THE_PLAN = "The last day that the plan of the change gives; no law that was read sets it"


def own_clocks(person: Person, partnership: Body) -> Iterator[OwnClock]:
    """Of the version that is published and of drafts, and of each change of law that is not over."""
    if partnership not in partnerships_of(person):
        return
    versions = Arrangements.objects.filter(partnership=partnership, given_up_at__isnull=True)
    published = versions.filter(published_at__isnull=False).order_by("-published_at").first()
    for one in [*([published] if published else []), *versions.filter(published_at__isnull=True)]:
        page = reverse("arrangements:version", args=[one.pk])
        yield from told(clocks_of(one), partnership, page)
    plans = Transition.objects.filter(partnership=partnership, invented=False)
    for plan in plans.filter(done_on__isnull=True, given_up_at__isnull=True):
        yield from _of_change(plan, partnership)


def _of_change(plan: Transition, partnership: Body) -> Iterator[OwnClock]:
    change, page = change_named(plan.change), reverse("arrangements:plan", args=[plan.pk])
    if plan.due_on is not None:
        began = plan.begins_on or london_day(plan.begun_at)
        yield OwnClock(f"{plan}: to be done", OF_THE_PLAN, began, plan.due_on, str(partnership), page, "")
    areas = days_of(plan) if change.areas else {partnership: None}
    for area, days in areas.items():
        several = f"{area}: " if len(areas) > 1 else ""
        for one in told(clocks_of_change(plan, change, days), partnership, page):
            yield OwnClock(
                f"{several}{one.title}", one.source, one.started_on, one.due_on, one.partnership, page, one.why
            )


def still_due(plan: Transition) -> list[str]:
    """What the law has running in a change and nobody has done."""
    return [one.title for one in _of_change(plan, plan.partnership) if one.source != OF_THE_PLAN]


def told(found: Iterable[Clock], partnership: Body, page: str) -> Iterator[OwnClock]:
    """Those that are open. The page on which the work is done says under its clocks why this day."""
    for clock in clocks_told(found):
        if clock.open:
            yield OwnClock(
                clock.title, clock.source, clock.started_on, clock.due, str(partnership), page, f"{page}#why-this-day"
            )


def matters(person: Person, partnership: Body) -> Iterator[Matter]:
    if partnership in partnerships_of(person):
        for one in Arrangements.objects.filter(partnership=partnership, given_up_at__isnull=True):
            yield Matter("arrangements", one.pk, str(one), reverse("arrangements:version", args=[one.pk]))
    if partnership.pk in reads_all(person):
        for fund in Budget.objects.filter(partnership=partnership):
            yield Matter("money", fund.pk, str(fund), reverse("arrangements:budget", args=[fund.pk]))
