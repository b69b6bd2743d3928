"""A draft of the yearly report is held against whoever is known by name now, and not only on the day of its words."""

from __future__ import annotations

import pytest

from handrail.service.audit.actions import Job, name_actor, unit_of_work
from handrail.service.audit.models import Entry
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Case
from handrail.service.children.models import Child
from handrail.service.families import actions as families
from handrail.service.families.models import Relative
from handrail.service.reports.actions import approve_report, write_report
from handrail.service.reports.actions import years as act
from handrail.service.reports.actions.publishing import publish_report
from handrail.service.reports.actions.sharing import share_year
from handrail.service.reports.looking import look_through_what_waits
from handrail.service.reports.marking import marks_for
from handrail.service.reports.models import YearReport
from handrail.service.reports.year.gathering import gather_what_waits
from handrail.service.reports.year.names import Names, known_in
from handrail.service.scrutiny.models import Reading
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.reports.a_year import agree_all, seen_to, write, written
from tests.rooms.reports.test_deaths_published import second
from tests.rooms.reports.test_yearly_report import WORDS, counted
from tests.rooms.reports.test_yearly_report import begun as deaths_begun
from tests.rooms.scrutiny.scrutinised import the_scrutineer_signs_in

NAME = "Rowan Sedge"


@pytest.fixture
def case(cast: Cast) -> Case:
    return open_folder_for(cast)


@pytest.fixture
def agreed(cast: Cast, case: Case) -> YearReport:
    """With a name of which nothing is known, looked through and agreed to by every partner."""
    report = written(cast)
    write(cast, report, "impact", f"We learnt much from {NAME}’s time in care.")
    return agree_all(cast, seen_to(report))


def known(cast: Cast, case: Case, who: str) -> None:
    name_actor(cast["coordinator"])
    if who == "a child":
        given, _, family = NAME.partition(" ")
        Child.objects.create(folder_id=case.folder_id, given_names=given, family_name=family)
    else:
        families.write(case, Relative(name=NAME, relation="mother", responsibility="yes"), by=cast["coordinator"])


@pytest.mark.parametrize("who", ["a child", "somebody of a family"])
def test_the_worker_looks_again_once_somebody_else_is_known(
    cast: Cast, case: Case, agreed: YearReport, who: str
) -> None:
    name_actor(cast["coordinator"])
    assert marks_for(agreed, cast["coordinator"]) == []
    known(cast, case, who)
    report = seen_to(agreed)
    name_actor(cast["coordinator"])
    found = [(mark.words, mark.whose) for mark in marks_for(report, cast["coordinator"])]
    assert found == [(NAME.casefold(), who)]
    with pytest.raises(NotDone, match="Take it out"):
        act.publish_year(report, by=cast["coordinator"])


def test_what_became_known_a_moment_ago_keeps_it_from_being_published(
    cast: Cast, case: Case, agreed: YearReport
) -> None:
    known(cast, case, "a child")
    with unit_of_work(cast["coordinator"]), pytest.raises(NotDone, match="“rowan sedge” may be the name of a child"):
        act.publish_year(agreed, by=cast["coordinator"])
    name_actor(Job("tests"))
    agreed.refresh_from_db()
    assert agreed.published_at is None


def test_and_from_being_shared_with_the_scrutineer(cast: Cast, case: Case, agreed: YearReport) -> None:
    the_scrutineer_signs_in(cast)
    known(cast, case, "a child")
    with unit_of_work(cast["coordinator"]), pytest.raises(NotDone, match="became known since"):
        share_year(agreed, by=cast["coordinator"])
    name_actor(Job("tests"))
    assert not Reading.objects.exists()


def test_while_nobody_becomes_known_nothing_is_looked_at_twice(cast: Cast, case: Case, agreed: YearReport) -> None:
    looked = Entry.objects.filter(did="looked through a yearly report for names")
    before = looked.count()
    assert gather_what_waits() == 0
    assert looked.count() == before
    known(cast, case, "a child")
    assert (gather_what_waits(), gather_what_waits()) == (1, 0)
    name_actor(Job("tests"))
    assert looked.filter(case_id=case.pk).count() == 0
    assert Entry.objects.filter(did="looked for what a report repeats of the folder", case_id=case.pk).count() == 1


@pytest.mark.parametrize("text", ["Rowan Sedge did.", "rowan  SEDGE’s", "(Rowan Sedge)", "O’Rowan Sedge"])
def test_a_name_is_found_by_the_words_that_the_text_has(text: str) -> None:
    names = Names({"rowan sedge": {("a child", None)}, "rowan": {("a child", None)}}, frozenset())
    assert [mark.words for mark in known_in([("impact", text)], names)] == ["rowan sedge"]
    assert known_in([("impact", "Rowans and sedges; Trowan Sedgefield.")], names) == []


def test_the_draft_of_a_report_on_deaths_is_looked_through_again_and_what_was_approved_is_not_published(
    cast: Cast, case: Case
) -> None:
    report = counted(deaths_begun(cast))
    name_actor(cast["coordinator"])
    write_report(report, {**WORDS, "lessons": f"{NAME} was not seen."}, by=cast["coordinator"])
    look_through_what_waits()
    name_actor(cast["coordinator"])
    assert marks_for(report, cast["coordinator"]) == []
    name_actor(cast["senior officer"])
    approve_report(report, by=cast["senior officer"])
    report.refresh_from_db()
    second(cast, report)
    known(cast, case, "a child")
    with unit_of_work(cast["coordinator"]), pytest.raises(NotDone, match="“rowan sedge” may be somebody’s name"):
        publish_report(report, by=cast["coordinator"])


def test_a_draft_on_deaths_is_marked_once_somebody_else_is_known(cast: Cast, case: Case) -> None:
    report = counted(deaths_begun(cast))
    name_actor(cast["coordinator"])
    write_report(report, {**WORDS, "lessons": f"{NAME} was not seen."}, by=cast["coordinator"])
    assert (look_through_what_waits(), look_through_what_waits()) == (1, 0)
    known(cast, case, "a child")
    assert (look_through_what_waits(), look_through_what_waits()) == (1, 0)
    name_actor(cast["coordinator"])
    assert [mark.words for mark in marks_for(report, cast["coordinator"])] == [NAME.casefold()]
