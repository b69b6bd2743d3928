"""What is read of a chronology: its lines as filtered, who they are about, its gaps, and what they are tied to."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.audit.piecemeal import in_pieces
from handrail.service.chronologies.merging import order
from handrail.service.chronologies.merging.alike import people
from handrail.service.chronologies.merging.gaps import Gap, gaps
from handrail.service.chronologies.merging.picture import Picture, picture_of
from handrail.service.chronologies.models import Chronology, KeyEvent, Line, LineQuerySet, Tie
from handrail.service.chronologies.reading.days import read_days
from handrail.service.chronologies.reading.values import NotRead, Sure
from handrail.service.partnerships.models import Body

MOST_PEOPLE = 40
IN_WORDS = ("happened", "did", "voice", "significance", "comment", "source", "about")


@dataclass(frozen=True)
class Filter:
    """What somebody asked to see of the lines. Empty for everything."""

    agency: str = ""
    person: str = ""
    first: str = ""
    last: str = ""
    weight: str = ""
    words: str = ""

    @property
    def is_set(self) -> bool:
        return any(vars(self).values())

    @property
    def address(self) -> str:
        return urlencode({name: value for name, value in vars(self).items() if value})


def filter_of(given: Mapping[str, Any]) -> Filter:
    """From an address. Anything that is no agency's key is no agency."""
    said = {name: str(given.get(name, ""))[:200].replace("\x00", "").strip() for name in vars(Filter())}
    try:
        said["agency"] = said["agency"] and str(uuid.UUID(said["agency"]))
    except ValueError:
        said["agency"] = ""
    return Filter(**said)


@dataclass(frozen=True)
class Found:
    """The lines of a filter, and what could not be understood of it."""

    lines: LineQuerySet
    faults: tuple[str, ...]


def lines_of(chronology: Chronology, chosen: Filter) -> Found:
    """What agencies have sent and still stands, in the one order."""
    lines = Line.objects.filter(chronology=chronology).standing().sent()
    faults: list[str] = []
    if chosen.agency:
        lines = lines.filter(body_id=uuid.UUID(chosen.agency))
    if chosen.person:
        lines = lines.filter(about__icontains=chosen.person)
    if chosen.weight == "marked":
        lines = lines.filter(Exists(KeyEvent.objects.filter(line=OuterRef("pk"), ended_at__isnull=True)))
    elif chosen.weight and chosen.weight in Line.Weight.values:  # "not said" is one of them, and asked for by nobody
        lines = lines.filter(weight=chosen.weight)
    for word in chosen.words.split()[:8]:
        either = Q()
        for name in IN_WORDS:
            either |= Q(**{f"{name}__icontains": word})
        lines = lines.filter(either)
    first, last = _day(chosen.first, "The first day", faults), _day(chosen.last, "The last day", faults)
    if first:
        lines = lines.filter(until_on__gte=first[0])
    if last:
        lines = lines.filter(from_on__lte=last[1])
    return Found(lines.placed(), tuple(faults))


def _day(typed: str, what: str, faults: list[str]) -> tuple[date, date] | None:
    if not typed:
        return None
    try:
        when = read_days(typed, timezone.localdate())
    except NotRead as fault:
        faults.append(f"{what} {fault}")
        return None
    return when.from_on, when.until_on


def light(lines: LineQuerySet) -> list[order.Line]:
    """Lines as the merging wants them, without their words."""
    held = lines.values_list("pk", "body_id", "from_on", "until_on", "sure", "at_time", "about")
    return [
        order.Line(str(key), str(body), first, last, Sure(sure), at, about)
        for key, body, first, last, sure, at, about in in_pieces(held)
    ]


def bodies_of(chronology: Chronology) -> dict[str, str]:
    """The agencies whose lines it has, by key and name."""
    sent = Line.objects.filter(chronology=chronology).standing().sent()
    bodies = Body.objects.filter(pk__in=sent.values("body"))
    return {str(body.pk): body.name for body in bodies.order_by("name")}


def people_in(chronology: Chronology) -> list[str]:
    """Who the lines are about, the most frequent first."""
    sent = Line.objects.filter(chronology=chronology).standing().sent()
    named: Counter[str] = Counter()
    for about in in_pieces(sent.exclude(about="").values_list("about", flat=True)):
        named.update(people(about))
    return [name for name, _ in named.most_common(MOST_PEOPLE)]


@dataclass(frozen=True)
class Silent:
    """The gaps of one agency, of one person, or of everybody together."""

    whose: str
    count: int
    gaps: list[Gap]


def silences(chronology: Chronology, by: str, days: int) -> list[Silent]:
    """By "agency", by "person" or, with anything else, of all together."""
    lines = light(lines_of(chronology, Filter()).lines)
    ends = chronology.until_on
    grouped: dict[str, list[order.Line]] = {}
    if by == "agency":
        names = bodies_of(chronology)
        for line in lines:
            grouped.setdefault(names.get(line.body, ""), []).append(line)
    elif by == "person":
        for line in lines:
            for name in people(line.about) or {"nobody named"}:
                grouped.setdefault(name, []).append(line)
        grouped = dict(sorted(grouped.items(), key=lambda one: -len(one[1]))[:MOST_PEOPLE])
    else:
        grouped["all agencies together"] = lines
    return [
        Silent(whose, len(own), gaps(own, days, chronology.from_on, ends))
        for whose, own in sorted(grouped.items(), key=lambda one: one[0].lower())
    ]


def picture(chronology: Chronology, chosen: Filter) -> Picture | None:
    lines = lines_of(chronology, chosen).lines
    marked = KeyEvent.objects.filter(line__chronology=chronology, ended_at__isnull=True)
    names = bodies_of(chronology)
    if chosen.agency:
        names = {key: name for key, name in names.items() if key == chosen.agency}
    keys = (str(key) for key in marked.values_list("line_id", flat=True))
    return picture_of(
        light(lines), names, keys, chronology.gap_days, None if chosen.is_set else chronology.from_on,
        None if chosen.is_set else chronology.until_on,
    )  # fmt: skip


@dataclass
class Shown:
    """A line on the page, with what people said of it."""

    line: Line
    number: int
    marked: KeyEvent | None
    told_also: list[tuple[Tie, Line]]


def shown(lines: Iterable[Line], first_number: int = 1) -> list[Shown]:
    """Lines with their marks and what they were decided, or are thought, to tell of together."""
    lines = list(lines)
    keys = [line.pk for line in lines]
    marks = {mark.line_id: mark for mark in KeyEvent.objects.filter(line__in=keys, ended_at__isnull=True)}
    told: dict[uuid.UUID, list[tuple[Tie, Line]]] = {}
    ties = Tie.objects.filter(Q(first__in=keys) | Q(second__in=keys)).exclude(decided=Tie.Decided.DIFFERENT)
    for tie in ties.filter(first__ended_at__isnull=True, second__ended_at__isnull=True).select_related(
        "first__body", "second__body"
    ):
        told.setdefault(tie.first_id, []).append((tie, tie.second))
        told.setdefault(tie.second_id, []).append((tie, tie.first))
    return [
        Shown(line, number, marks.get(line.pk), told.get(line.pk, []))
        for number, line in enumerate(lines, start=first_number)
    ]


def in_words(chosen: Filter, names: Mapping[str, str]) -> str:
    """What a filter leaves, for the head of what is taken out of Handrail."""
    weights = {"marked": "marked as key events", **dict(Line.Weight.choices)}
    parts = [
        f"from {names[chosen.agency]}" if chosen.agency in names else "",
        f"about {chosen.person}" if chosen.person else "",
        f"from {chosen.first}" if chosen.first else "",
        f"to {chosen.last}" if chosen.last else "",
        str(weights.get(chosen.weight, "")).lower() if chosen.weight else "",
        f"with the words “{chosen.words}”" if chosen.words else "",
    ]
    return "Only lines " + ", ".join(part for part in parts if part) if any(parts) else "All lines"


def period_of(chronology: Chronology) -> str:
    if chronology.from_on and chronology.until_on:
        return f"{spoken(chronology.from_on)} to {spoken(chronology.until_on)}"
    if chronology.from_on:
        return f"from {spoken(chronology.from_on)}"
    return f"until {spoken(chronology.until_on)}" if chronology.until_on else "no period was set"
