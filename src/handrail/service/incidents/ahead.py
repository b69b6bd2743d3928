"""What the law asks of an authority that became aware of an incident: which notices, by which day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from handrail.guidance import At, Clock, Fact, OutsideCalendar, State, clocks, law_in, london_day, spoken
from handrail.guidance.clock import is_past
from handrail.service.cases.models import Case
from handrail.service.cases.reckon import law_clocks, law_for
from handrail.service.incidents.facts import KINDS_OF_NOTICE, about_of
from handrail.service.incidents.models import Incident, InvolvedChild, Notice
from handrail.service.partnerships.models import Body

NOTICES = {kind: to for to, kind in KINDS_OF_NOTICE.items()}


def settings_count(on: date) -> bool:
    """Whether the guidance of that day asks for a notice of a death in a regulated setting, whatever is suspected."""
    return any(c.key == "notifiable_regulated_setting" for c in law_in().criteria("notify_ofsted_and_lscb", on=on))


@dataclass(frozen=True)
class Wanted:
    """A notice that running or ended clocks of this incident ask for, to one recipient, about one thing."""

    to: Notice.To
    involved: InvolvedChild | None
    clocks: tuple[Clock, ...]

    @property
    def running(self) -> bool:
        return any(clock.stopped_by is None and clock.fell_away_by is None for clock in self.clocks)

    @property
    def due(self) -> At | None:
        days = [clock.due for clock in self.clocks if clock.due is not None]
        return min(days, key=london_day) if days else None

    @property
    def about(self) -> str:
        return self.clocks[0].about

    def late(self, at: At) -> list[Clock]:
        """The clocks that something done then comes too late for."""
        return [clock for clock in self.clocks if clock.due is not None and is_past(clock.due, at)]

    def overdue(self, now: datetime) -> bool:
        return any(clock.state(now) is State.OVERDUE for clock in self.clocks)


def clocks_of(incident: Incident) -> list[Clock]:
    """The clocks of one incident and of the children in it, and of nothing else in the folder."""
    about = {about_of(incident), *(about_of(child) for child in incident.involved.all())}
    return [clock for clock in law_clocks(incident.case) if clock.about in about]


def wanted_by_law(incident: Incident) -> list[Wanted]:
    """The notices that the law in the area asked for on the day: read from the clocks, never from a date here."""
    children = {about_of(child): child for child in incident.involved.select_related("child")}
    found: dict[tuple[Notice.To, str], list[Clock]] = {}
    for clock in clocks_of(incident):
        for kind in sorted(clock.duty.stops & NOTICES.keys()):
            found.setdefault((NOTICES[kind], clock.about), []).append(clock)
    return [Wanted(to, children.get(about), tuple(asked)) for (to, about), asked in found.items()]


def due_if_aware(authority: Body, aware: At) -> Iterable[Clock]:
    """The clocks that would run for an authority that became aware then. Raises OutsideCalendar."""
    law = law_for(Case(authority=authority))
    return [clock for clock in clocks(law, [Fact(aware, "incident_known", "ahead")]) if clock.due is not None]


def due_in_words(authority: Body, aware: At) -> str:
    """The days that becoming aware then gives, in a sentence; empty where none can be counted."""
    try:
        found = list(due_if_aware(authority, aware))
    except OutsideCalendar:
        return ""
    by_day: dict[str, list[str]] = {}
    for clock in found:
        assert clock.due is not None
        by_day.setdefault(spoken(london_day(clock.due)), []).append(clock.duty.title)
    days = " ".join(f"{_listed(titles)}: by the end of {day}." for day, titles in by_day.items())
    unread = next((clock for clock in found if clock.unread is not None), None)
    if unread is None or unread.unread is None:
        return days
    return f"{days} This is by {unread.edition.title}: Handrail has not read {unread.unread.title}."


def _listed(titles: list[str]) -> str:
    first, *others = titles
    return first + "".join(f"; {title[0].lower()}{title[1:]}" for title in others)
