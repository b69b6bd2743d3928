"""What the list of what is due is told of yearly reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.db.models import Q
from django.urls import reverse

from handrail.service.access.models import Person
from handrail.service.arrangements.own import told
from handrail.service.partnerships.models import Body
from handrail.service.reports.doors import partnerships_of, reports_of
from handrail.service.reports.facts import SENT, about_year, clocks_of
from handrail.service.reports.handing_over import received_for
from handrail.service.reports.models import HandoverLine, YearReport
from handrail.service.reports.panel_year import clocks_of as of_deaths
from handrail.service.room import OwnClock


def own_clocks(person: Person, partnership: Body) -> Iterator[OwnClock]:
    """The page of the report that is being written; where it is to be sent, of what was published on its year."""
    if partnership not in partnerships_of(person):
        return
    rows = YearReport.objects.filter(partnership=partnership, given_up_at__isnull=True).order_by("-last_on", "-number")
    years = reverse("reports:years")
    drafted = _page(next((one for one in rows if one.is_draft), None), years)
    newest: dict[str, str] = {}
    for report in rows:
        if report.published_at and not report.withdrawn_at:
            newest.setdefault(about_year(partnership, report.last_on), _page(report, years))
    yield from _of_deaths(partnership, person)
    for clock in clocks_of(partnership):
        page = newest.get(clock.started_by.about, years) if SENT in clock.duty.stops else drafted
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


def _of_deaths(partnership: Body, person: Person) -> Iterator[OwnClock]:
    """The page of the report that is being made or is to be sent."""
    home = reverse("reports:reports")
    one = reports_of(person).filter(partnership=partnership, withdrawn_at__isnull=True).first()
    page = reverse("reports:report", args=[one.pk]) if one else home
    for each in told(of_deaths(partnership), partnership, page):
        yield replace(each, why=f"{home}#why-{partnership.pk}")


def what_waits(person: Person) -> Iterator[tuple[str, str]]:
    """What is handed over to them, or to a body of theirs in another partnership, and nobody has signed for yet."""
    lines = HandoverLine.objects.filter(
        Q(receiver=person) | Q(by_any=True, after__in=received_for(person)), set_aside_at=None, receipt=None
    )
    for line in lines.select_related("before", "after").order_by("added_at"):
        if not line.lacks:
            page = reverse("reports:sign_inventory_line", args=[line.transition_id, line.pk])
            yield f"{line.before} hands over to {line.after}: sign for it once it has come", page


def _page(one: YearReport | None, otherwise: str) -> str:
    return reverse("reports:year", args=[one.pk]) if one else otherwise
