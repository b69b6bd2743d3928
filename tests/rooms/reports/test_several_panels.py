"""A yearly report for several panels together: nothing of one can be taken from it, whatever each has told."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from handrail.analysis.disclosure.keeping_back import FEWEST
from handrail.service.access.models import Person, Post
from handrail.service.audit.actions import name_actor, unit_of_work
from handrail.service.cases.actions import open_case
from handrail.service.child_deaths.models import Birth, Death
from handrail.service.children.models import Child
from handrail.service.partnerships.models import Body
from handrail.service.reports.actions import PARTS, approve_report, begin_report, write_report
from handrail.service.reports.counting import count_what_waits, group_of
from handrail.service.reports.keeping import read
from handrail.service.reports.looking import look_through_what_waits
from handrail.service.reports.models import DeathReport
from handrail.service.reports.paper import whole_of
from tests.rooms.cast import Cast, employ
from tests.rooms.reports.deaths import died

YEAR = "2024–25"
WORDS = {name: f"About {title.lower()}." for name, title in PARTS}


def in_both(cast: Cast, name: str, role: str) -> Person:
    person = employ(name, role, cast.partnership, cast.partnership)
    Post.objects.create(person=person, role=role, body=cast.neighbour, partnership=cast.neighbour)
    return Person.objects.get(pk=person.pk)


def deaths(cast: Cast, here: int, there: int) -> None:
    for _ in range(here):
        died(cast, date(2024, 6, 1))
    by = cast["coordinator"]
    for _ in range(there):
        case = open_case(partnership=cast.neighbour, authority=cast.neighbour_council, by=by)
        child = Child.objects.create(
            folder=case.folder, given_names="Perrin", family_name="Alderwick", sex=Child.Sex.FEMALE,
            born_on=date(2024, 5, 22),
        )  # fmt: skip
        Death.objects.create(
            case=case, child=child, sent_by=cast.trust, born=Birth.ALIVE, died_on=date(2024, 6, 1),
            circumstances="A fever.", recorded_by=by,
        )  # fmt: skip


def begun(by: Person, whose: Body, *beside: Body) -> DeathReport:
    name_actor(by)
    report = begin_report(whose, 2024, drafted={}, beside=beside, by=by)
    count_what_waits()
    report.refresh_from_db()
    return report


def approved(report: DeathReport, writer: Person, approver: Person) -> DeathReport:
    name_actor(writer)
    write_report(report, WORDS, by=writer)
    look_through_what_waits()
    name_actor(approver)
    approve_report(report, by=approver)
    report.refresh_from_db()
    return report


def told(report: DeathReport) -> int | None:
    return read(report.figures).printed.get(group_of(YEAR))


def test_several_panels_deaths_are_counted_together(cast: Cast) -> None:
    deaths(cast, 6, 7)
    report = begun(in_both(cast, "Twyla Both", "coordinator"), cast.partnership, cast.neighbour)
    assert told(report) == 13
    assert cast.neighbour.name in whole_of(report).whose
    assert cast.partnership.name in whole_of(report).whose


def test_the_sum_does_not_tell_what_one_of_them_keeps_back(cast: Cast) -> None:
    """Six and two: the neighbour's two is small. Once the six are told, eight together would tell it."""
    deaths(cast, 6, FEWEST - 3)
    writer, approver = in_both(cast, "Twyla Both", "coordinator"), in_both(cast, "Sage Both", "senior officer")
    assert told(approved(begun(writer, cast.partnership), writer, approver)) == 6
    assert told(begun(writer, cast.partnership, cast.neighbour)) is None


def test_nor_does_a_later_report_of_one_tell_it_beside_the_sum(cast: Cast) -> None:
    deaths(cast, 6, FEWEST - 3)
    writer, approver = in_both(cast, "Twyla Both", "coordinator"), in_both(cast, "Sage Both", "senior officer")
    assert told(approved(begun(writer, cast.partnership, cast.neighbour), writer, approver)) == 8
    assert told(begun(writer, cast.partnership)) is None


def test_a_draft_is_counted_anew_when_a_report_on_the_same_deaths_is_approved(cast: Cast) -> None:
    deaths(cast, 6, FEWEST - 3)
    writer, approver = in_both(cast, "Twyla Both", "coordinator"), in_both(cast, "Sage Both", "senior officer")
    alone = begun(writer, cast.partnership)
    name_actor(writer)
    both = begin_report(cast.neighbour, 2024, drafted={}, beside=[cast.partnership], by=writer)
    count_what_waits()
    both.refresh_from_db()
    assert told(both) == 8
    approved(alone, writer, approver)
    both.refresh_from_db()
    assert both.counted_at is None
    count_what_waits()
    both.refresh_from_db()
    assert told(both) is None


def test_it_is_there_for_those_alone_who_may_in_all_of_them(cast: Cast, client: Client) -> None:
    deaths(cast, 6, 7)
    writer = in_both(cast, "Twyla Both", "coordinator")
    report = begun(writer, cast.partnership, cast.neighbour)
    address = reverse("reports:report", kwargs={"yearly_id": report.pk})
    for person, answer in ((writer, 200), (cast["coordinator"], 404)):
        client.force_login(person)
        assert client.get(address).status_code == answer
        assert (address in client.get(reverse("reports:reports")).content.decode()) == (answer == 200)
        with unit_of_work(person):
            assert DeathReport.objects.exists() == (answer == 200)


def test_it_is_begun_on_the_page_by_ticking_the_others(cast: Cast, client: Client) -> None:
    writer = in_both(cast, "Twyla Both", "coordinator")
    client.force_login(writer)
    keys = [str(cast.partnership.pk), str(cast.neighbour.pk)]
    typed = {"year": "2024", "partnership": keys[0], "together": keys}
    assert client.post(reverse("reports:reports"), typed).status_code == 302
    assert DeathReport.objects.get().panels == sorted(keys)
    assert "together with 1 other partnership:" in client.get(reverse("reports:reports")).content.decode()


@pytest.mark.parametrize("tick", [True, False])
def test_whoever_writes_for_one_partnership_alone_is_asked_for_no_others(
    cast: Cast, client: Client, tick: bool
) -> None:
    client.force_login(cast["coordinator"])
    page = client.get(reverse("reports:reports")).content.decode()
    assert "Drawn together with" not in page
    typed = {"year": "2024", **({"together": [str(cast.neighbour.pk)]} if tick else {})}
    assert client.post(reverse("reports:reports"), typed).status_code == 302
    assert DeathReport.objects.get().beside == []
