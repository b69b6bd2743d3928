"""That a name stands in a folder is told, by the draft of a yearly report, only to those who may open the folder."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.access.models import Person
from handrail.service.audit.actions import Job, name_actor, unit_of_work
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Case
from handrail.service.cases.shutting_out import Named, shut_out
from handrail.service.children.models import Child
from handrail.service.families import actions as families
from handrail.service.families.models import Relative
from handrail.service.reports.actions import years as act
from handrail.service.reports.marking import marks_for
from handrail.service.reports.models import YearMark, YearReport
from handrail.service.reports.year.gate import gate_of
from tests.rooms.cast import Cast, employ, open_folder_for
from tests.rooms.reports.a_year import agree_all, begun, seen_to, write, written

CHILD, PARENT, NOBODY = "Quillan Marrowby", "Perrin Marrowby", "Nobody Atall"


@pytest.fixture
def case(cast: Cast) -> Case:
    case = open_folder_for(cast)
    name_actor(cast["coordinator"])
    Child.objects.create(folder_id=case.folder_id, given_names="Quillan Rook", family_name="Marrowby")
    families.write(case, Relative(name=PARENT, relation="mother", responsibility="yes"), by=cast["coordinator"])
    return case


@pytest.fixture
def kin(cast: Cast, case: Case) -> Person:
    """A second coordinator, who is shut out of the folder."""
    name_actor(Job("tests"))
    person = employ("Merrily Sedge", "coordinator", cast.council, cast.partnership)
    name_actor(cast["coordinator"])
    shut_out(case, Named((person.name,), (), "relative"), why="They are kin", by=cast["coordinator"])
    return person


@pytest.fixture
def keyless(cast: Cast) -> Person:
    """Of the partnership's other council, which holds no key to the folder."""
    name_actor(Job("tests"))
    return employ("Odo Farrow", "senior officer", cast.other_council, cast.partnership)


def _told(person: Person, report: YearReport) -> list[str]:
    client = Client()
    client.force_login(person)
    page = html.unescape(client.get(reverse("reports:year", args=[report.pk])).text)
    return re.findall(r"“([^”]*)” may be the name of", page)


def _typed(person: Person, report: YearReport, words: str) -> list[str]:
    """What the page says of names, once somebody typed these words and the worker looked through them."""
    client = Client()
    client.force_login(person)
    page = reverse("reports:year_write", args=[report.pk, "impact"])
    version = report.sections.get(item="impact").version
    typed = {"text": f"We learnt of {words}.", "why_not": "", "version": version, "autosave": "yes"}
    assert client.post(page, typed).status_code == 200
    seen_to(report)
    return _told(person, report)


@pytest.mark.parametrize("known", [CHILD, PARENT, "reference"])
def test_whoever_is_shut_out_types_a_name_and_is_told_what_they_are_told_of_nobody(
    cast: Cast, case: Case, kin: Person, keyless: Person, known: str
) -> None:
    report = seen_to(begun(cast))
    words = case.reference if known == "reference" else known
    assert _typed(kin, report, words) == _typed(kin, report, NOBODY) == []
    assert _typed(keyless, report, words) == []
    assert _typed(cast["coordinator"], report, words) == [words.casefold()]


def test_the_page_is_the_same_for_them_but_for_what_they_typed(cast: Cast, case: Case, kin: Person) -> None:
    report = written(cast)
    client = Client()
    client.force_login(kin)
    pages = []
    for words in (CHILD, NOBODY):
        write(cast, report, "impact", words)
        seen_to(report)
        page = client.get(reverse("reports:year", args=[report.pk])).text
        pages.append(re.sub(r"\d\d?:\d\d(:\d\d)?|nonce=\S+|value=\S+", "", page))
    assert pages[0] == pages[1]


def test_the_database_alone_tells_no_more(cast: Cast, case: Case, kin: Person, keyless: Person) -> None:
    report = begun(cast)
    write(cast, report, "impact", f"{CHILD}, {PARENT}, {case.reference}")
    seen_to(report)
    seen = {}
    for person in (cast["coordinator"], kin, keyless):
        with unit_of_work(person):
            seen[person.name] = YearMark.objects.count()
    assert list(seen.values()) == [3, 0, 0]


def test_nor_does_the_application_alone(cast: Cast, case: Case, kin: Person, keyless: Person) -> None:
    report = begun(cast)
    write(cast, report, "impact", f"{CHILD}, {PARENT}, {case.reference}")
    seen_to(report)
    with unit_of_work(Job("tests")):
        told = [marks_for(report, Person.objects.get(pk=one.pk)) for one in (cast["coordinator"], kin, keyless)]
    assert [len(marks) for marks in told] == [3, 0, 0]


def test_a_report_is_published_by_somebody_who_sees_every_mark_and_others_are_told_the_same_whatever_it_says(
    cast: Cast, case: Case, kin: Person, keyless: Person
) -> None:
    report = agree_all(cast, written(cast))
    said = []
    for words in ("It went well.", CHILD):
        write(cast, report, "impact", words)
        seen_to(report)
        for person in (kin, keyless):
            with unit_of_work(person), pytest.raises(NotDone) as refused:
                act.publish_year(report, by=person)
            said.append(str(refused.value))
    assert said == [act.ANOTHER_PUBLISHES] * 4
    with unit_of_work(cast["coordinator"]), pytest.raises(NotDone, match="Take it out"):
        act.publish_year(report, by=cast["coordinator"])


def test_a_partner_agrees_whatever_was_found_that_is_not_theirs_to_see(cast: Cast, case: Case, keyless: Person) -> None:
    report = written(cast)
    write(cast, report, "impact", CHILD)
    seen_to(report)
    with unit_of_work(keyless):
        assert gate_of(report, keyless).ready
    with unit_of_work(cast["coordinator"]):
        assert not gate_of(report, cast["coordinator"]).ready


def test_who_lets_a_practitioner_s_name_stand_does_not_let_a_child_s_stand_that_is_the_same(
    cast: Cast, case: Case, kin: Person
) -> None:
    name_actor(Job("tests"))
    given, _, family = cast["police partner"].name.rpartition(" ")
    Child.objects.create(folder_id=case.folder_id, given_names=given, family_name=family)
    report = begun(cast)
    write(cast, report, "impact", cast["police partner"].name)
    seen_to(report)
    words = cast["police partner"].name.casefold()
    with unit_of_work(kin):
        act.let_stand(report, words, "They lead the subgroup", by=kin)
    seen_to(report)
    with unit_of_work(cast["coordinator"]):
        assert [(mark.words, mark.whose) for mark in marks_for(report, cast["coordinator"])] == [(words, "a child")]
    with unit_of_work(kin):
        assert marks_for(report, kin) == []
