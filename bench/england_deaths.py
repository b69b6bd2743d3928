"""Ten years of child deaths in England, all invented, made in bulk for measuring only.

Each death stands in a folder of its own with its child, its first notification, the decision whether it is reviewed
here, the joint decision, a review meeting with its report, and the reporting forms that agencies sent. The rows are
those that the rooms' own actions leave, through the same models, under the same constraints and row-level policies;
only that they are written a thousand at a time, without audit entries, kept facts and kept clocks.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

FIRST, LAST = date(2016, 4, 1), date(2026, 3, 31)
AUTHORITIES, AGENCIES = 3, 12
WHERE_FROM = ([10, 150, 900, 2_500, 4_300, 6_000], [42, 20, 12, 8, 8, 10])
"""Days lived, and how many of a hundred: about two in five die in their first month."""
SAID = (
    "Nothing is recorded of it.",
    "Seen twice at the surgery in the year before; nothing gave rise to concern. No other agency was told.",
    "The health visitor called at the birth, at six weeks and at a year. The family kept every appointment they were "
    "given, asked for help with sleep and feeding, and were offered a place at the children’s centre.",
)
"""An answer of each of three lengths."""


@dataclass
class Panel:
    """One partnership with its authorities, the agencies that are asked, and somebody who does all of it."""

    partnership: Any
    authorities: Sequence[Any]
    agencies: Sequence[Any]
    person: Any


def panels(count: int) -> Iterator[Panel]:
    from handrail.service.access.models import Person
    from handrail.service.audit.actions import Job, unit_of_work
    from handrail.service.partnerships.models import Body, Kind

    with unit_of_work(Job("bench")):
        for number in range(count):
            partnership = Body.objects.create(name=f"Partnership {number}", kind=Kind.PARTNERSHIP)
            authorities = [
                Body.objects.create(name=f"Council {number}-{place}", kind=Kind.LOCAL_AUTHORITY)
                for place in range(AUTHORITIES)
            ]
            others = [
                Body.objects.create(name=f"Agency {number}-{place}", kind=Kind.RELEVANT_AGENCY)
                for place in range(AGENCIES - AUTHORITIES)
            ]
            person = Person.objects.create_person(email=f"works{number}@handrail.example", name="Someone")
            yield Panel(partnership, authorities, [*authorities, *others], person)


def load(numbers: range, areas: Sequence[Panel], forms: int) -> None:
    """Deaths of these numbers, dealt out to the areas in turn, in one unit of work of a job."""
    from handrail.service.audit.actions import Job, unit_of_work

    with unit_of_work(Job("bench")):
        chance = random.Random(numbers.start)
        dealt = [areas[number % len(areas)] for number in numbers]
        deaths = _deaths(numbers, dealt, chance)
        _steps(deaths, dealt, chance)
        _forms(deaths, dealt, forms, chance)


def _deaths(numbers: range, dealt: Sequence[Panel], chance: random.Random) -> list[Any]:
    from handrail.service.access.models import Folder
    from handrail.service.cases.models import Case
    from handrail.service.child_deaths.models import Birth, Death, PlaceOfDeath
    from handrail.service.children.models import Child

    folders = Folder.objects.bulk_create(Folder(partnership=panel.partnership) for panel in dealt)
    cases = Case.objects.bulk_create(
        Case(
            folder=folder, partnership=panel.partnership, authority=chance.choice(panel.authorities),
            reference=f"EN-{number:07d}", invented=True,
        )
        for number, folder, panel in zip(numbers, folders, dealt, strict=True)
    )  # fmt: skip
    died = [FIRST + timedelta(days=chance.randrange((LAST - FIRST).days + 1)) for _ in numbers]
    ages = chance.choices(*WHERE_FROM, k=len(died))
    children = Child.objects.bulk_create(
        Child(
            folder=folder, given_names="Someone", sex=chance.choice(Child.Sex.values),
            born_on=on - timedelta(days=chance.randrange(age + 1)), died_on=on,
        )
        for folder, on, age in zip(folders, died, ages, strict=True)
    )  # fmt: skip
    return Death.objects.bulk_create(
        Death(
            case=case, child=child, sent_by=panel.authorities[0], born=Birth.ALIVE, died_on=on,
            place_kind=chance.choice(PlaceOfDeath.values), circumstances=SAID[2], recorded_by=panel.person,
        )
        for case, child, panel, on in zip(cases, children, dealt, died, strict=True)
    )  # fmt: skip


def _steps(deaths: Sequence[Any], dealt: Sequence[Panel], chance: random.Random) -> None:
    """What is recorded of each death beside its forms; one in twelve has no meeting yet, and no report of one."""
    from handrail.service.child_deaths.models import JointDecision, Notification, ReviewMeeting, ScopeDecision
    from handrail.service.meetings.models import Meeting

    both = list(zip(deaths, dealt, strict=True))
    Notification.objects.bulk_create(
        Notification(death=one, on=one.died_on + timedelta(days=1), by_name="Someone", recorded_by=panel.person)
        for one, panel in both
    )
    ScopeDecision.objects.bulk_create(
        ScopeDecision(
            death=one, why=ScopeDecision.Why.CHILD_DEATH, decided_on=one.died_on, decided_by_name="The definition",
            recorded_by=panel.person,
        )
        for one, panel in both
    )  # fmt: skip
    JointDecision.objects.bulk_create(
        JointDecision(
            death=one, called_for=chance.random() < 0.3, decided_on=one.died_on, reasons="Invented.",
            recorded_by=panel.person,
        )
        for one, panel in both
    )  # fmt: skip
    held = [
        (one, panel, one.died_on + timedelta(days=chance.randrange(40, 300)))
        for one, panel in both
        if chance.random() < 11 / 12
    ]
    meetings = Meeting.objects.bulk_create(
        Meeting(
            case=one.case, about=str(one.pk), starts_at=_noon(on), held_at=_noon(on), recorded_by=panel.person,
            purpose=Meeting.For.CHILD_DEATH_REVIEW,
        )
        for one, panel, on in held
    )  # fmt: skip
    ReviewMeeting.objects.bulk_create(
        ReviewMeeting(
            death=one, meeting=meeting, kind=ReviewMeeting.Kind.OTHER, reported_on=on + timedelta(days=14),
            recorded_by=panel.person,
        )
        for (one, panel, on), meeting in zip(held, meetings, strict=True)
    )  # fmt: skip


def _forms(deaths: Sequence[Any], dealt: Sequence[Panel], forms: int, chance: random.Random) -> None:
    """Each agency's form as it was put and as it came back, with every question of the version of its day."""
    from handrail.service.reporting_forms.models import ReportingForms
    from handrail.service.reporting_forms.shelf import every_version, version_on
    from handrail.service.requests.models import Contribution, Request

    versions = {one.pk: version_on(one.died_on) or every_version()[0] for one in deaths}
    both = list(zip(deaths, dealt, strict=True))
    ReportingForms.objects.bulk_create(
        ReportingForms(case=one.case, death=one, version=versions[one.pk].key, recorded_by=panel.person)
        for one, panel in both
    )
    asked = Request.objects.bulk_create(
        Request(
            case=one.case, about=str(one.pk), body=panel.agencies[place], of=Request.Of.REPORTING_FORM,
            children_named="Someone", what="What your agency knows.", due_on=one.died_on + timedelta(days=21),
            sheet={"version": versions[one.pk].key, "supplements": []}, recorded_by=panel.person,
            received_at=_noon(one.died_on + timedelta(days=14)),
        )
        for one, panel in both
        for place in range(forms)
    )  # fmt: skip
    put = {one.key: _put(one) for one in every_version()}
    Contribution.objects.bulk_create(
        (
            Contribution(
                request=one, questions=put[one.sheet["version"]], sent_by=one.recorded_by, sent_at=one.received_at,
                answers={question[0]: chance.choice(SAID) for question in put[one.sheet["version"]]},
            )
            for one in asked
        ),
        batch_size=1_000,
    )  # fmt: skip


def _put(version: Any) -> list[list[str]]:
    return [[question.key, section.title, question.label] for section, question in version.reporting.questions()]


def _noon(on: date) -> datetime:
    from handrail.guidance.days import LONDON

    return datetime.combine(on, time(12), LONDON)
