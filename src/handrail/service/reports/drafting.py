"""What the records say already of a report's parts, for people to make readable: recommendations and what was done."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from handrail.service.access.models import Person
from handrail.service.access.roles import ALL
from handrail.service.cases.models import Case
from handrail.service.child_deaths.costs import Cost, by_response
from handrail.service.child_deaths.models import Death, TimeSpent
from handrail.service.learning.models import Action, Finding, Recommendation
from handrail.service.learning.several import read_by
from handrail.service.overview_panels.models import PanelLearning
from handrail.service.partnerships.models import Body


@dataclass(frozen=True, slots=True)
class Drafted:
    """The parts as the records say them, and the folders whose words they repeat: whoever is shut out of one of those
    is not shown the draft."""

    parts: Mapping[str, str] = field(default_factory=dict)
    folders: frozenset[uuid.UUID] = frozenset()


def drafted_for(partnerships: Sequence[Body], year: int, person: Person) -> Drafted:
    """The same of several, one partnership after the other."""
    words: dict[str, list[str]] = {}
    folders: set[uuid.UUID] = set()
    for partnership in partnerships:
        one = drafted(partnership, year, person)
        folders |= one.folders
        for part, text in one.parts.items():
            words.setdefault(part, []).append(text)
    return Drafted(
        {part: "\n".join(text for text in texts if text) for part, texts in words.items()}, frozenset(folders)
    )


def drafted(partnership: Body, year: int, person: Person) -> Drafted:
    """From the folders of deaths, and of overview panels, that this person may open: what was found and recommended
    within the year."""
    cases = [*folders_of_deaths(partnership, person), *folders_of_panels(partnership, person)]
    within = {
        "case__in": cases,
        "recorded_at__date__gte": date(year, 4, 1),
        "recorded_at__date__lt": date(year + 1, 4, 1),
    }
    findings = read_by(person, Finding.objects.filter(**within)).order_by("recorded_at")
    made = read_by(person, Recommendation.objects.filter(**within)).order_by("recorded_at")
    done = Action.objects.filter(case__in=cases, set_aside_on__isnull=True)
    lines = [f"- {one.text}" for one in made]
    if done:
        finished = sum(one.done_on is not None for one in done)
        lines.append(f"\nOf {len(done)} actions that came of child deaths, {finished} are done.")
    parts = {"lessons": "\n".join(f"- {found.title}" for found in findings), "actions": "\n".join(lines)}
    return Drafted(parts, frozenset(one.case_id for one in (*findings, *made, *done)))


def folders_of_deaths(partnership: Body, person: Person) -> list[Case]:
    cases = Case.objects.visible_to(person, {ALL}).filter(partnership=partnership)
    return list(cases.filter(pk__in=Death.objects.values("case")))


def folders_of_panels(partnership: Body, person: Person) -> list[Case]:
    """The folders in which what overview panels recommend stands; none of them is a death's."""
    cases = Case.objects.visible_to(person, {ALL}).filter(partnership=partnership)
    return list(cases.filter(pk__in=PanelLearning.objects.values("case")))


def minutes_by_step(partnership: Body, person: Person) -> tuple[Counter[str], Counter[str], int, list[Cost]]:
    """Minutes by step and by agency over the folders that this person may open, of how many deaths; and by whether a
    joint agency response was called for."""
    spent = TimeSpent.objects.filter(
        death__case__in=folders_of_deaths(partnership, person), set_aside_at__isnull=True
    ).select_related("death").prefetch_related("death__joint_decisions")  # fmt: skip
    steps: Counter[str] = Counter()
    agencies: Counter[str] = Counter()
    deaths = set()
    for one in spent:
        steps[one.get_step_display()] += one.minutes
        agencies[one.agency or "Agency not said"] += one.minutes
        deaths.add(one.death_id)
    return steps, agencies, len(deaths), by_response(spent)
