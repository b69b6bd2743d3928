"""What the list of what is due is told of yearly reports."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from handrail.service.access.models import Person
from handrail.service.arrangements.own import told
from handrail.service.partnerships.models import Body
from handrail.service.reports.doors import partnerships_of
from handrail.service.reports.facts import SENT, clocks_of
from handrail.service.reports.models import YearReport
from handrail.service.room import OwnClock


def own_clocks(person: Person, partnership: Body) -> Iterator[OwnClock]:
    """The page of the report that is being written; where it is to be sent, of the one that was published."""
    if partnership not in partnerships_of(person):
        return
    rows = YearReport.objects.filter(partnership=partnership, given_up_at__isnull=True).order_by("-last_on", "-number")
    years = reverse("reports:years")
    drafted = _page(next((one for one in rows if one.is_draft), None), years)
    published = _page(next((one for one in rows if one.published_at and not one.withdrawn_at), None), years)
    for clock in clocks_of(partnership):
        page = published if SENT in clock.duty.stops else drafted
        for one in told([clock], partnership, page):
            yield OwnClock(
                one.title,
                one.source,
                one.started_on,
                one.due_on,
                one.partnership,
                page,
                f"{years}#why-{partnership.pk}",
            )


def _page(one: YearReport | None, otherwise: str) -> str:
    return reverse("reports:year", args=[one.pk]) if one else otherwise
