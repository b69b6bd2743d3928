"""What a folder knows that would tell its overview panel whose death it is, and what of a text does so."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from handrail.analysis.identity import Flag, Known, KnownDay, KnownPerson, Role, Surety, check
from handrail.service.access.models import Grant, Person, Post
from handrail.service.cases.models import Case, KeptFact
from handrail.service.child_deaths.models import (
    Death,
    Event,
    JointDecision,
    KnownTo,
    Notification,
    SituationTold,
    WrittenAccount,
)
from handrail.service.children.models import Child
from handrail.service.families.models import KeyWorker, Reach, Relative
from handrail.service.meetings.models import Attendance, Meeting
from handrail.service.overview_panels.models import Band
from handrail.service.partnerships.models import Body, Contact

DIED = "child_died"


def a_child_died(case: Case) -> bool:
    return deaths_in(case).exists()


def deaths_in(case: Case) -> QuerySet[KeptFact]:
    return KeptFact.objects.filter(case=case, kind=DIED, replaced_at__isnull=True)


def key_of(about: str) -> uuid.UUID | None:
    """The key of the death that the folder's facts speak of so."""
    try:
        return uuid.UUID(about)
    except ValueError:
        return None


def known_of(case: Case) -> Known:
    """No body is so large that the panel may read its name: a death is one of few in an area."""
    children = list(Child.objects.filter(folder=case.folder_id))
    bodies = Body.objects.filter(pk__in=Grant.objects.filter(folder=case.folder_id).values("body"))
    relatives = list(Relative.objects.filter(case=case))
    deaths = list(Death.objects.filter(case=case).prefetch_related("corrections"))
    return Known(
        people=tuple(_people(case, children, relatives, list(bodies))),
        days=tuple(_days(case, children)),
        addresses=(
            *Reach.objects.filter(case=case).values_list("at", flat=True),
            *_said(deaths, "lives_at"),
        ),
        organisations=tuple(bodies.values_list("name", flat=True)),
        places=tuple(_said(deaths, "place", "event_place", "country")),
        nhs_numbers=tuple(child.nhs_number for child in children if child.nhs_number),
        references=tuple(
            one for one in (case.reference, case.local_reference, *(death.brought_from for death in deaths)) if one
        ),
        traits=tuple(child.disability for child in children if child.disability),
    )


def _said(deaths: Iterable[Death], *fields: str) -> Iterator[str]:
    """As it was notified, and as it was put right since: either would tell."""
    for death in deaths:
        for field in fields:
            words = [getattr(death, field), *(one.now for one in death.corrections.all() if one.field == field)]
            yield from dict.fromkeys(word for word in words if word)


def _people(
    case: Case, children: list[Child], relatives: list[Relative], bodies: list[Body]
) -> Iterator[KnownPerson]:  # fmt: skip
    for child in children:
        also = tuple(one.strip() for one in child.also_known_as.replace(";", ",").split(",") if one.strip())
        if child.given_names or child.family_name or also:
            yield KnownPerson(Role.CHILD, child.given_names, child.family_name, also)
    for relative in relatives:
        yield _named(Role.FAMILY, relative.name)
    names = set(KeyWorker.objects.filter(case=case).values_list("name", flat=True))
    names |= set(Notification.objects.filter(death__case=case).values_list("by_name", flat=True))
    names |= set(Person.objects.filter(posts__in=Post.objects.filter(body__in=bodies)).values_list("name", flat=True))
    names |= set(Contact.objects.filter(body__in=bodies).values_list("name", flat=True))
    for name in sorted(names | set(_written_of(case))):
        yield _named(Role.PRACTITIONER, name)


def _written_of(case: Case) -> Iterator[str]:
    """Whoever is named where it is written who decided, came, wrote or was told: each may be known to somebody."""
    typed = [
        *JointDecision.objects.filter(death__case=case).values_list("health", "police", "social_care"),
        *Event.objects.filter(death__case=case).values_list("who"),
        *KnownTo.objects.filter(death__case=case).values_list("name"),
        *SituationTold.objects.filter(situation__death__case=case).values_list("name"),
        *WrittenAccount.objects.filter(review_meeting__death__case=case).values_list("name"),
        *Attendance.objects.filter(meeting__case=case).values_list("name"),
        *Meeting.objects.filter(case=case).values_list("chair"),
    ]  # fmt: skip
    for words in typed:
        for name in NAME.findall(", ".join(words)):
            if not AN_AGENCY.search(name):
                yield name


NAME = re.compile(r"\b[A-Z][a-z’'-]+(?: [A-Z][a-z’'-]+)+\b")
"""Two words or more that each begin with a capital: “the duty manager” is nobody's name."""
AN_AGENCY = re.compile(
    r"\b(?:Hospitals?|Trust|Council|Police|Service|Services|Team|Board|School|College|Surgery|Practice|Centre|Clinic|"
    r"Department|Office|Unit|Ward|Court|Health|Care|Database|Partnership|Panel|Ambulance|Nursery|Home)\b"
)
"""What is written there of an agency: its words are words of the language, and are held against as its whole name."""


def _named(role: Role, name: str) -> KnownPerson:
    given, _, family = name.strip().rpartition(" ")
    return KnownPerson(role, given, family)


def _days(case: Case, children: list[Child]) -> Iterator[KnownDay]:
    for child in children:
        if child.born_on:
            yield KnownDay(child.born_on, "a child's date of birth", birth=True)
    for on in sorted({*KeptFact.objects.filter(case=case, replaced_at__isnull=True).values_list("on", flat=True)}):
        yield KnownDay(on, "a day on which something happened in the folder")


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that would tell, and where they stand."""

    part: str
    flag: Flag

    @property
    def refuses(self) -> bool:
        """What is only possible may be read and let stand; anything surer is retyped."""
        return self.flag.surety is not Surety.POSSIBLE


def marks_in(case: Case, parts: dict[str, str]) -> list[Mark]:
    known = known_of(case)
    return [Mark(part, flag) for part, text in parts.items() for flag in check(text, known)]


def band_of(child: Child, died_on: date) -> Band:
    """The band of the age on the day of the death."""
    if child.born_on is None or child.born_on_is_estimated:
        return Band.NOT_KNOWN
    born = child.born_on
    if (died_on - born).days < 28:
        return Band.FIRST_MONTH
    years = died_on.year - born.year - ((died_on.month, died_on.day) < (born.month, born.day))
    for least, band in ((15, Band.FIFTEEN), (10, Band.TEN), (5, Band.FIVE), (1, Band.ONE)):
        if years >= least:
            return band
    return Band.FIRST_YEAR
