"""Reads a loaded folder: found by a child in it, its clocks as lines that a test can hold beside a calendar."""

from __future__ import annotations

from datetime import datetime

from handrail.guidance import Clock, london_day
from handrail.service.cases.models import Case
from handrail.service.cases.reckon import law_clocks
from handrail.service.child_deaths.models import Death
from handrail.service.children.models import Child
from handrail.service.incidents.models import Incident


def folder_of(name: str) -> Case:
    given, family = name.split()
    return Case.objects.get(pk=Child.objects.get(given_names=given, family_name=family).folder_id)


def incident_of(name: str) -> Incident:
    given, family = name.split()
    return Incident.objects.get(involved__child__given_names=given, involved__child__family_name=family)


def counted(name: str, now: datetime) -> list[str]:
    """Every clock that has, or but for a relaxation would have, a due day: edition, due day, how it ended and when."""
    clocks = [clock for clock in law_clocks(folder_of(name)) if clock.ordinarily_due is not None]
    return sorted(_line(clock, now) for clock in clocks)


def standing(name: str, now: datetime) -> list[str]:
    """Every clock of one child's incident, with how it stands."""
    incident = incident_of(name)
    about = {str(incident.pk), *(f"child-{involved.pk}" for involved in incident.involved.all())}
    found = [clock for clock in law_clocks(incident.case) if clock.about in about]
    return sorted(f"{clock.duty.key} {clock.state(now)}" for clock in found)


def references_by_opening() -> list[str]:
    """Of Wend Valley's folders, in the order in which they were opened."""
    folders = folder_of("Wren Fairlight").folder.partnership.folders
    brought_in = Death.objects.exclude(brought_from="").values("case")  # opened, as they are told, before they came
    by_opening = folders.exclude(case__in=brought_in).order_by("case__opened_at")
    return list(by_opening.values_list("case__reference", flat=True))


def lines(words: str) -> list[str]:
    return sorted(" ".join(line.split()) for line in words.strip().splitlines())


def _line(clock: Clock, now: datetime) -> str:
    due = london_day(clock.due) if clock.due else "relaxed"
    end = clock.stopped_by or clock.fell_away_by
    return f"{clock.duty.key} {clock.edition.key} by {due} {clock.state(now)} {end.day if end else '-'}"
