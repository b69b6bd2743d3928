"""Everything that the folders of a review know and that a public text must not tell."""

from __future__ import annotations

import re
import uuid
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from handrail.analysis.identity import Flag, Known, KnownDay, KnownPerson, Role, check
from handrail.service.access.models import Exclusion, Grant
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Case
from handrail.service.children.models import Child
from handrail.service.chronologies.models import Line
from handrail.service.families.models import Relative
from handrail.service.incidents.models import Incident, InvolvedChild
from handrail.service.partnerships.models import Body
from handrail.service.publication.happened import deaths_of, each_day_once, happened, lived_at, places_of
from handrail.service.publication.models import AlsoKnown, Publication
from handrail.service.publication.papers import NAMED_ANYWAY, mentioned
from handrail.service.reviews.covering import every_folder
from handrail.service.reviews.models import FamilyMember
from handrail.service.reviews.naming import practitioners_of

Sort = AlsoKnown.Sort


def known_of(publication: Publication, text: str = "") -> Known:
    """What each folder of the review knows, and which words of the text its papers name people by. Raises NotDone
    where one of them is hidden from whoever asks: a text is never held against less than all of it."""
    others = every_folder(publication.review)
    if others is None:
        raise NotDone("This review is of a folder that you cannot open. Ask the coordinator who can to do this.")
    typed = list(publication.also_known.filter(removed_at__isnull=True))
    cases = [publication.case, *others]
    return _with_papers(_known(cases, typed), cases, text)


def marks_in(case: Case, text: str) -> list[Flag]:
    """What a text of other rooms tells, such as a briefing; by whatever any publication of the folder was told, too:
    by what whoever asks may not read as well. Of that they hear which of their own words it is, and no more."""
    typed = AlsoKnown.objects.filter(publication__case=case, removed_at__isnull=True)
    theirs = set(typed.values_list("pk", flat=True))
    with audit.keeping(case.pk):
        every = list(typed)
    return check(text, _with_papers(_known([case], every, theirs), [case], text))


def _with_papers(known: Known, cases: Sequence[Case], text: str) -> Known:
    named = mentioned(cases, text)
    return replace(known, mentioned=named.so, nearly=named.otherwise)


def _known(cases: Sequence[Case], typed: list[AlsoKnown], theirs: Container[uuid.UUID] | None = None) -> Known:
    """`theirs` are the typed ones that whoever asks may read; where nothing is said, all."""
    children = list(Child.objects.filter(folder__in=[case.folder_id for case in cases]))
    incidents = list(Incident.objects.filter(case__in=cases))
    involved = list(InvolvedChild.objects.filter(incident__case__in=cases))
    deaths = deaths_of(cases)
    references = [words for case in cases for words in (case.reference, case.local_reference)]
    return Known(
        people=_each_once((*_people(cases, children), *_typed_people(typed, theirs))),
        days=tuple(each_day_once((*_days(children, incidents, involved, typed, theirs), *happened(cases, deaths)))),
        addresses=tuple(_words(typed, Sort.ADDRESS, *(one.lives_at for one in involved), *lived_at(cases, deaths))),
        organisations=tuple(_words(typed, Sort.ORGANISATION, *_agencies(cases), *(one.placement for one in involved))),
        places=tuple(_words(typed, Sort.PLACE, *(one.place for one in incidents), *places_of(deaths))),
        nhs_numbers=tuple(child.nhs_number for child in children if child.nhs_number),
        references=tuple(_words(typed, Sort.REFERENCE, *references)),
        traits=tuple(_words(typed, Sort.TRAIT, *(one.disability for one in children))),
        published=tuple(_words(typed, Sort.READ)),
    )


def _each_once(people: Iterable[KnownPerson]) -> tuple[KnownPerson, ...]:
    """By the name: what they are first known as. A child whom the chronology names as well is a child."""
    found: dict[str, KnownPerson] = {}
    for one in people:
        found.setdefault(" ".join(one.name.casefold().split()), one)
    return tuple(found.values())


def _words(typed: list[AlsoKnown], sort: str, *held: str) -> Iterator[str]:
    yield from dict.fromkeys(one.strip() for one in held if one.strip())
    yield from (one.words for one in typed if one.sort == sort)


def _people(cases: Sequence[Case], children: list[Child]) -> Iterator[KnownPerson]:
    for child in children:
        also = tuple(one.strip() for one in child.also_known_as.replace(";", ",").split(",") if one.strip())
        if child.given_names or child.family_name or also:
            yield KnownPerson(Role.CHILD, child.given_names, child.family_name, also)
    for exclusion in Exclusion.objects.filter(folder__in=[case.folder_id for case in cases]):
        if exclusion.stands != Exclusion.Stands.PROFESSIONAL:
            for name in exclusion.names:
                yield _named(Role.FAMILY, name)
    for name in _family(cases):
        yield _named(Role.FAMILY, name)
    for name in sorted(practitioners_of(cases)):
        yield _named(Role.PRACTITIONER, name)


def _family(cases: Sequence[Case]) -> Iterator[str]:
    """Whom the family's own page names, and the review; and whoever the agencies' lines are about, by their name."""
    yield from Relative.objects.filter(case__in=cases, set_aside_at__isnull=True).values_list("name", flat=True)
    members = FamilyMember.objects.filter(review__case__in=cases, set_aside_at__isnull=True)
    yield from members.values_list("name", flat=True)
    told = Line.objects.filter(case__in=cases).standing().sent().exclude(about="")
    for about in told.order_by("about").values_list("about", flat=True).distinct():
        yield from NAME.findall(about)


NAME = re.compile(r"\b[A-Z][a-z’'-]+(?: [A-Z][a-z’'-]+)+\b")
"""Two words or more that each begin with a capital: “Mother” and “the family” are nobody's name."""


def _named(role: Role, name: str) -> KnownPerson:
    given, _, family = name.strip().rpartition(" ")
    return KnownPerson(role, given, family)


def _typed_people(typed: list[AlsoKnown], theirs: Container[uuid.UUID] | None) -> Iterator[KnownPerson]:
    roles = {Sort.CHILD: Role.CHILD, Sort.FAMILY: Role.FAMILY, Sort.PRACTITIONER: Role.PRACTITIONER}
    for one in typed:
        if one.sort in roles:
            yield replace(_named(roles[Sort(one.sort)], one.words), told=theirs is None or one.pk in theirs)


def _days(
    children: list[Child], incidents: list[Incident], involved: list[InvolvedChild], typed: list[AlsoKnown],
    theirs: Container[uuid.UUID] | None,
) -> Iterator[KnownDay]:  # fmt: skip
    for child in children:
        if child.born_on:
            yield KnownDay(child.born_on, "a child's date of birth", birth=True)
        if child.died_on:
            yield KnownDay(child.died_on, "the day of a child's death")
    for one in involved:
        if one.died_on:
            yield KnownDay(one.died_on, "the day of a child's death")
    for incident in incidents:
        if incident.happened_on:
            yield KnownDay(incident.happened_on, "the day of the incident")
    for typed_day in typed:
        if typed_day.on:
            told = theirs is None or typed_day.pk in theirs
            yield KnownDay(typed_day.on, typed_day.words if told else "a day that is told to those who publish")


def _agencies(cases: Sequence[Case]) -> list[str]:
    """Agencies with a key to one of the folders that a public text does not name."""
    held = Body.objects.filter(
        pk__in=Grant.objects.filter(folder__in=[case.folder_id for case in cases]).values("body")
    )
    return list(held.exclude(kind__in=NAMED_ANYWAY).values_list("name", flat=True))
