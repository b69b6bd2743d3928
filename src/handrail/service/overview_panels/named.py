"""Whom a folder of a death names, of itself and of the folders joined to it, and the agencies that knew the child."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from django.db.models import Q

from handrail.analysis.identity import KnownPerson, Role, given_names, is_common, not_names, runs_in, words_of
from handrail.service.access.models import Exclusion, Grant, Person, Post
from handrail.service.access.practitioners import Practitioner
from handrail.service.cases.models import Case
from handrail.service.child_deaths.models import (
    Death,
    Event,
    Joining,
    JointDecision,
    KnownTo,
    Notification,
    ReviewMeeting,
    ScopeDecision,
    SituationTold,
    TimeSpent,
    WrittenAccount,
)
from handrail.service.children.models import Child
from handrail.service.families.models import KeyWorker, Relative
from handrail.service.meetings.models import Attendance, Meeting
from handrail.service.partnerships.models import Body, Contact
from handrail.service.requests.models import Request

ACRONYM = 5
"""The most letters of a word of capitals that is taken for no name."""
AN_AGENCY = re.compile(
    r"\b(?:Hospitals?|Trust|Council|Police|Service|Services|Team|Board|School|College|Surgery|Practice|Centre|Clinic|"
    r"Department|Office|Unit|Ward|Court|Health|Care|Database|Partnership|Panel|Ambulance|Nursery|Home|Academy|"
    r"Infirmary|Hospice|Church|Club)\b"
)
"""What is written there of an agency: its words are words of the language, and are held against as its whole name."""
A_POST = re.compile(
    r"(?:.{3,}(?:ologists?|ology|icians?|iatrists?|iatry|therapists?|therapy|anaesthetists?|workers?)|midwi(?:fe|ves)|"
    r"detectives?|sergeants?|pcs?|dcs?|dis?|headteachers?|paramedics?|responders?|nurses?|matrons?|doctors?|drs?|"
    r"mrs?|ms|miss|mx|prof|professor|sir|lady|lord|maternal|paternal)"
)
"""In small letters: what somebody is, and not what they are called."""


def joined_to(case: Case) -> list[Case]:
    """Folders in which the same death was notified, while they are joined."""
    joins = Joining.objects.filter(undone_at=None)
    ways = joins.filter(Q(goes_on__case=case) | Q(superseded__case=case))
    keys = {key for pair in ways.values_list("goes_on__case", "superseded__case") for key in pair} - {case.pk}
    return list(Case.objects.filter(pk__in=keys).order_by("pk"))


def said_of(deaths: Iterable[Death], *fields: str) -> Iterator[str]:
    """As it was notified, and as it was put right since: either would tell."""
    for death in deaths:
        for field in fields:
            words = [getattr(death, field), *(one.now for one in death.corrections.all() if one.field == field)]
            yield from dict.fromkeys(word for word in words if word)


def people_of(case: Case, deaths: list[Death]) -> Iterator[KnownPerson]:
    for child in Child.objects.filter(folder=case.folder_id):
        also = tuple(one.strip() for one in child.also_known_as.replace(";", ",").split(",") if one.strip())
        if child.given_names or child.family_name or also:
            yield KnownPerson(Role.CHILD, child.given_names, child.family_name, also)
    for exclusion in Exclusion.objects.filter(folder=case.folder_id):
        professional = exclusion.stands == Exclusion.Stands.PROFESSIONAL
        for name in exclusion.names:
            yield _named(Role.PRACTITIONER if professional else Role.FAMILY, name)
    for name in Relative.objects.filter(case=case).values_list("name", flat=True):
        yield _named(Role.FAMILY, name)
    for words in said_of(deaths, "carers", "other_children"):
        for name in people_in(words, of_the_family=True):
            yield _named(Role.FAMILY, name)
    for name in sorted(_practitioners(case)):
        yield _named(Role.PRACTITIONER, name)


def _practitioners(case: Case) -> set[str]:
    """Whoever works at an agency with a key, told of the death, was asked for a form, or is named where it is written
    who decided, came, wrote or was told."""
    bodies = Grant.objects.filter(folder=case.folder_id).values("body")
    names = set(KeyWorker.objects.filter(case=case).values_list("name", flat=True))
    names |= set(Notification.objects.filter(death__case=case).values_list("by_name", flat=True))
    names |= set(Practitioner.objects.filter(folder=case.folder_id).values_list("full_name", flat=True))
    names |= set(Person.objects.filter(posts__in=Post.objects.filter(body__in=bodies)).values_list("name", flat=True))
    names |= set(Contact.objects.filter(body__in=bodies).values_list("name", flat=True))
    return names | {name for words in _written_of(case) for name in people_in(words)}


def _written_of(case: Case) -> Iterator[str]:
    typed = [
        *JointDecision.objects.filter(death__case=case).values_list("health", "police", "social_care"),
        *Event.objects.filter(death__case=case).values_list("who"),
        *Notification.objects.filter(death__case=case).values_list("job", "agency"),
        *KnownTo.objects.filter(death__case=case).values_list("name", "part"),
        *ScopeDecision.objects.filter(death__case=case).values_list("decided_by_name"),
        *SituationTold.objects.filter(situation__death__case=case).values_list("name"),
        *TimeSpent.objects.filter(death__case=case).values_list("by_name", "agency"),
        *WrittenAccount.objects.filter(review_meeting__death__case=case).values_list("name"),
        *Attendance.objects.filter(meeting__case=case).values_list("name"),
        *Meeting.objects.filter(case=case).values_list("chair"),
    ]  # fmt: skip
    yield from (one for several in typed for one in several)


def agencies_of(case: Case, deaths: list[Death]) -> Iterator[str]:
    """Those with a key, those that knew the child, told, led or were asked, and those that are named in a line."""
    pointed = (
        Grant.objects.filter(folder=case.folder_id), KnownTo.objects.filter(death__case=case),
        Notification.objects.filter(death__case=case), KeyWorker.objects.filter(case=case),
        Practitioner.objects.filter(folder=case.folder_id), Request.objects.filter(case=case),
        WrittenAccount.objects.filter(review_meeting__death__case=case),
    )  # fmt: skip
    keys = {key for rows in pointed for key in rows.values_list("body", flat=True)}
    keys |= {death.sent_by_id for death in deaths}
    keys |= set(ReviewMeeting.objects.filter(death__case=case).values_list("led_by", flat=True))
    yield from Body.objects.filter(pk__in=keys - {None}).values_list("name", flat=True)
    yield from KeyWorker.objects.filter(case=case).exclude(body_name="").values_list("body_name", flat=True)
    for words in (*_written_of(case), *said_of(deaths, "carers", "other_children")):
        yield from agencies_in(words)


def people_in(text: str, *, of_the_family: bool = False) -> Iterator[str]:
    """Names in a line such as “DI Cordelia Vayle, and the duty team”: what is written with a capital, and is neither
    an agency, a post, nor a word of the language by itself. Of the family one such word is a name within a sentence."""
    for run in runs_in(text):
        if AN_AGENCY.search(run):
            continue
        within = run[1:2] == " " and not run[0].isupper()
        words = [word for word in _words(run) if not _is_no_name(word)]
        while words and not (within and of_the_family) and _is_of_the_language(words[0]):
            words = words[1:]
        if words:
            yield " ".join(words)


def agencies_in(text: str) -> Iterator[str]:
    """What such a line calls an agency, where the name is not of one word that every such agency has."""
    for run in runs_in(text):
        telling = [word for word in _words(run) if not AN_AGENCY.search(word) and not _is_no_name(word)]
        if AN_AGENCY.search(run) and (len(telling) > 1 or any(not _is_of_the_language(each) for each in telling)):
            yield " ".join(_words(run))


def _words(run: str) -> list[str]:
    return [word for word in re.split(r"[ -]", run) if word[:1].isupper()]


def _is_no_name(word: str) -> bool:
    folded = "".join(words_of(word))
    if len(folded) < 2 or (word.isupper() and len(word) <= ACRONYM):
        return True
    return folded in not_names() or A_POST.fullmatch(folded) is not None


def _is_of_the_language(word: str) -> bool:
    folded = "".join(words_of(word))
    return is_common(folded) and folded not in given_names()


def _named(role: Role, name: str) -> KnownPerson:
    given, _, family = name.strip().rpartition(" ")
    return KnownPerson(role, given, family)
