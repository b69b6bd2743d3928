"""The overview panel's annual report to the child death review partners: when it was made and sent, and what is due.

The report on child deaths is that report. Its clock hangs on no folder and is counted as it is looked at (decision
0032); only this duty is counted here of all that begins with an area's child death arrangements.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils import timezone

from handrail.guidance import Clock, clocks
from handrail.service.arrangements.facts import law_of
from handrail.service.partnerships.models import Body, Kind, Membership
from handrail.service.reports.facts import ANNUAL, of_overview_panel
from handrail.service.reports.models import DeathReport, DeathReportSent, EarlierYear

PARTNERS = (Kind.LOCAL_AUTHORITY, Kind.INTEGRATED_CARE_BOARD, Kind.CLINICAL_COMMISSIONING_GROUP)
"""The child death review partners: local authorities and those who commission health care, and not the police."""


def partners_of(partnership: Body, day: date | None = None) -> list[Body]:
    places = Membership.objects.filter(partnership=partnership, place=Membership.Place.SAFEGUARDING_PARTNER)
    held = places.on(day or timezone.localdate()).filter(body__kind__in=PARTNERS).select_related("body")
    return sorted({one.body for one in held}, key=lambda body: body.name)


def partners_told(report: DeathReport) -> dict[Body, list[Body]]:
    """Each partner of each partnership that the report counts, with those whose partner it is."""
    found: dict[Body, list[Body]] = {}
    for partnership in Body.objects.filter(pk__in=report.panels).order_by("name"):
        for body in partners_of(partnership):
            found.setdefault(body, []).append(partnership)
    return found


def clocks_of(partnership: Body) -> list[Clock]:
    law = law_of(partnership)
    facts = of_overview_panel(partnership, law, made_on(partnership))
    return [one for one in clocks(law, facts) if ANNUAL in one.duty.stops]


def made_on(partnership: Body) -> list[date]:
    """The days on which a year's report had been made and had gone to the last of the partners; earlier ones too."""
    earlier = EarlierYear.objects.standing(partnership, of=EarlierYear.Of.DEATHS)
    return sorted([*(one.published_on for one in earlier), *_sent_to_all(partnership)])


def _sent_to_all(partnership: Body) -> Iterator[date]:
    """A later version of a year's report makes no second year of it."""
    rows = DeathReportSent.objects.filter(partnership=partnership, sent_on__isnull=False, set_aside_at=None)
    years: dict[int, dict[object, date]] = {}
    for one in rows.order_by("sent_on"):
        assert one.sent_on is not None
        years.setdefault(one.year, {}).setdefault(one.to_id, one.sent_on)
    for days in years.values():
        wanted = [body.pk for body in partners_of(partnership, min(days.values()))]
        if wanted and all(key in days for key in wanted):
            yield max(days[key] for key in wanted)


def still_to_be_sent(report: DeathReport, sendings: Iterable[DeathReportSent]) -> list[Body]:
    gone = {one.to_id for one in sendings if one.set_aside_at is None}
    return [body for body in partners_told(report) if body.pk not in gone]
