"""When and where things happened, as rooms besides the incident's know it: the chronology, other proceedings, meetings,
the family's page, and a child's death."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from handrail.analysis.identity import KnownDay
from handrail.guidance import london_day
from handrail.service.cases.models import Case
from handrail.service.child_deaths.models import Death
from handrail.service.child_deaths.standing import standing
from handrail.service.chronologies.models import KeyEvent, Line
from handrail.service.chronologies.reading.values import Sure
from handrail.service.families.models import Reach
from handrail.service.meetings.models import Meeting
from handrail.service.reviews.models import Proceeding, ProceedingNews


def deaths_of(cases: Sequence[Case]) -> list[Death]:
    return list(Death.objects.filter(case__in=cases).prefetch_related("corrections"))


def each_day_once(days: Iterable[KnownDay]) -> Iterator[KnownDay]:
    """By what it is first known as."""
    found: dict[tuple[object, bool], KnownDay] = {}
    for day in days:
        found.setdefault((day.on, day.birth), day)
    yield from found.values()


def happened(cases: Sequence[Case], deaths: Iterable[Death]) -> Iterator[KnownDay]:
    for death in deaths:
        if on := standing(death, "died_on"):
            yield KnownDay(on, "the day of a child's death")
        if on := standing(death, "event_on"):
            yield KnownDay(on, "the day of what led to a child's death")
    yield from _told_by_agencies(cases)
    yield from _proceedings(cases)
    held = Meeting.objects.filter(case__in=cases, held_at__isnull=False, cancelled_at__isnull=True)
    for at in held.values_list("starts_at", flat=True):
        yield KnownDay(london_day(at), "the day of a meeting about the case", many=True)


def _told_by_agencies(cases: Sequence[Case]) -> Iterator[KnownDay]:
    """The exact days of lines that were sent and stand, those of key events first."""
    lines = Line.objects.filter(case__in=cases, sure=Sure.EXACT.value).standing().sent()
    marked = set(KeyEvent.objects.filter(case__in=cases, ended_at__isnull=True).values_list("line", flat=True))
    told = set(lines.values_list("pk", "weight", "from_on", "until_on"))
    key = {on for pk, weight, *days in told if pk in marked or weight == Line.Weight.KEY for on in days}
    for on in sorted(key):
        yield KnownDay(on, "the day of a key event of the chronology", many=True)
    for on in sorted({on for *_, first, last in told for on in (first, last)} - key):
        yield KnownDay(on, "a day of the chronology", many=True)


def _proceedings(cases: Sequence[Case]) -> Iterator[KnownDay]:
    stands = Proceeding.objects.filter(review__case__in=cases, set_aside_at__isnull=True)
    news = ProceedingNews.objects.filter(proceeding__in=stands, set_aside_at__isnull=True)
    told = {*stands.values_list("known_on", "until_on"), *news.values_list("on", "until_on")}
    for on in sorted({on for days in told for on in days if on}):
        yield KnownDay(on, "a day of other proceedings", many=True)


def lived_at(cases: Sequence[Case], deaths: Iterable[Death]) -> Iterator[str]:
    """Also where one of the family was written to before."""
    yield from Reach.objects.filter(case__in=cases, how=Reach.How.POST).order_by("pk").values_list("at", flat=True)
    yield from _said_of(deaths, "lives_at")


def places_of(deaths: Iterable[Death]) -> Iterator[str]:
    return _said_of(deaths, "place", "event_place", "country")


def _said_of(deaths: Iterable[Death], *fields: str) -> Iterator[str]:
    """As it was notified, and as it was put right since: either would tell."""
    for death in deaths:
        for field in fields:
            yield from (getattr(death, field), *(one.now for one in death.corrections.all() if one.field == field))
