"""What the guidance needs to know of yearly reports. They are a partnership's and hang on no folder: their clocks are
counted as they are looked at, and are kept nowhere (decision 0032)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from django.utils import timezone

from handrail.guidance import Clock, Fact, Law, clocks
from handrail.guidance.days import months_after
from handrail.guidance.shelf import every_edition
from handrail.service.arrangements.counted import days_of
from handrail.service.arrangements.facts import law_of
from handrail.service.arrangements.models import Transition
from handrail.service.partnerships.models import Body
from handrail.service.reports.models import EarlierYear, YearReport, YearSent

SENT, ANNUAL = "report_of_the_year_sent", "overview_panel_annual_report_made"


def clocks_of(partnership: Body) -> list[Clock]:
    """Of the twelve months since the last report, of each year's report, and of its sending."""
    law = law_of(partnership)
    return clocks(law, facts_of(partnership, law))


def facts_of(partnership: Body, law: Law, today: date | None = None) -> list[Fact]:
    """A withdrawn report is none. A corrected one was published when it first was, and is sent once any version is.
    Of one that was published before reports were kept here, the day is known and no more: nothing of its sending."""
    day = today or timezone.localdate()
    found = [Fact(law.area.safeguarding, "arrangements_began", str(partnership.pk))]
    found += [Fact(on, "yearly_report_published", str(partnership.pk)) for on in _published_before(partnership)]
    years = list(_years(partnership))
    for last_on, standing in years:
        found += _of_a_year(partnership, last_on, standing, law) if last_on < day else []
    if years:
        following = ends_on(next_months(partnership, day)[0])
        while following < day:
            found.append(Fact(following, "reporting_year_ended", about_year(partnership, following)))
            following = ends_on(following + timedelta(days=1))
    return found


def of_overview_panel(partnership: Body, law: Law, made: Iterable[date]) -> list[Fact]:
    """About the panel's annual reports. Where arrangements are older than the guidance, they count from that."""
    about = f"{partnership.pk} child deaths"
    found = [Fact(law.area.child_death, "child_death_arrangements_began", about)]
    editions = [one for one in every_edition() if one.governs]
    asking = [one.from_ for one in editions if any(ANNUAL in duty.stops for duty in one.duties.values())]
    if asking and law.area.child_death < min(asking):
        found.append(Fact(min(asking), "child_death_guidance_began", about))
    return found + [Fact(on, ANNUAL, about) for on in made]


def _published_before(partnership: Body) -> list[date]:
    """When reports came out that are not kept here: as recorded, or as given in the plan of a change of law."""
    days = {one.published_on for one in EarlierYear.objects.standing(partnership)}
    plans = Transition.objects.filter(partnership=partnership, invented=False, given_up_at__isnull=True)
    given = [area for plan in plans for area in days_of(plan).values()]
    return sorted(days | {area.report_on for area in given if area and area.report_on})


def _years(partnership: Body) -> Iterator[tuple[date, list[YearReport]]]:
    """The last day of each year that was reported on or is being, with what stands published of it, first to last."""
    rows = YearReport.objects.filter(partnership=partnership, given_up_at__isnull=True).order_by("last_on", "number")
    by_year: dict[date, list[YearReport]] = {}
    for one in rows:
        by_year.setdefault(one.last_on, []).append(one)
    for last_on, reports in by_year.items():
        yield last_on, [one for one in reports if one.published_at is not None and one.withdrawn_at is None]


def _of_a_year(partnership: Body, last_on: date, standing: list[YearReport], law: Law) -> Iterator[Fact]:
    about = about_year(partnership, last_on)
    yield Fact(last_on, "reporting_year_ended", about)
    if standing and standing[0].published_at is not None:
        yield Fact(standing[0].published_at, "yearly_report_published", str(partnership.pk))
        yield Fact(standing[0].published_at, "report_of_the_year_published", about)
        sent_on = all_sent_on(standing, law)
        if sent_on is not None:
            yield Fact(sent_on, SENT, about)


def about_year(partnership: Body, last_on: date) -> str:
    """What a fact of one year's report is about."""
    return f"{partnership.pk} {last_on.isoformat()}"


def recipients_of(law: Law, day: date) -> list[str]:
    """To whom the edition of a day has the report sent, as it calls them."""
    duties = (one.duty for one in law.versions() if one.governs(day) and SENT in one.duty.stops)
    named = [part.strip() for duty in duties for part in duty.owed_to.split(" and ")]
    return list(dict.fromkeys(one[:1].upper() + one[1:] for one in named))


def standing_with(report: YearReport) -> list[YearReport]:
    """What was published on the same months and not withdrawn, from first to last."""
    rows = YearReport.objects.published().filter(partnership=report.partnership_id, last_on=report.last_on)
    return list(rows.filter(withdrawn_at__isnull=True).order_by("number"))


def to_whom(report: YearReport) -> list[str]:
    """Those to whom it goes: by the edition of the day on which its months were first reported on, for a correction
    under a later edition ends the same clock. Of a draft, by today's."""
    first = report if report.withdrawn_at else next(iter(standing_with(report)), report)
    return recipients_of(law_of(report.partnership), timezone.localdate(first.published_at))


def all_sent_on(standing: Sequence[YearReport], law: Law) -> date | None:
    """The day on which the last of them was sent a version of it; None while one was not."""
    assert standing[0].published_at is not None
    wanted = recipients_of(law, timezone.localdate(standing[0].published_at))
    days: dict[str, date] = {}
    for one in YearSent.objects.filter(report__in=standing, sent_on__isnull=False).order_by("sent_on"):
        assert one.sent_on is not None
        days.setdefault(one.to, one.sent_on)
    return max(days[to] for to in wanted) if wanted and all(to in days for to in wanted) else None


def next_months(partnership: Body, today: date | None = None) -> tuple[date, date]:
    """The twelve months that the next report is on: those after the last one's; the first, the last April to March."""
    day = today or timezone.localdate()
    rows = YearReport.objects.filter(partnership=partnership, given_up_at__isnull=True).order_by("-last_on")
    last = [one.last_on for one in (rows.first(), EarlierYear.objects.standing(partnership).first()) if one]
    if last:
        first = max(last) + timedelta(days=1)
    else:
        year = day.year if (day.month, day.day) >= (4, 1) else day.year - 1
        first = date(year - 1, 4, 1)
    return first, ends_on(first)


def ends_on(first: date) -> date:
    """The last day of the twelve months that begin on a day."""
    return months_after(first, 12) - timedelta(days=1)
