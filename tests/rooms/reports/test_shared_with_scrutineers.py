"""A draft of the yearly report is shared with the scrutineer as it reads, once nobody can be told from it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.access.models import Person
from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.reports.actions import years as act
from handrail.service.reports.actions.sharing import share_year, unshare_year
from handrail.service.reports.models import YearReport
from handrail.service.scrutiny.models import Reading
from tests.rooms.cast import Cast
from tests.rooms.reports.a_year import agree_all, begun, seen_to, write, written
from tests.rooms.scrutiny.scrutinised import the_scrutineer_signs_in


@pytest.fixture
def scrutineer(cast: Cast) -> Person:
    return the_scrutineer_signs_in(cast)


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(report: YearReport, name: str) -> str:
    return reverse(f"reports:{name}", args=[report.pk])


def test_the_scrutineer_reads_the_draft_as_it_read_when_it_was_shared(cast: Cast, scrutineer: Person) -> None:
    report = written(cast)
    write(cast, report, "impact", "Waits fell by half.")
    report = seen_to(report)
    name_actor(cast["coordinator"])
    one = share_year(report, by=cast["coordinator"])
    write(cast, report, "impact", "Waits fell a little.")
    shown = browser(scrutineer).get(reverse("scrutiny:reading", args=[one.pk])).content.decode()
    assert "Waits fell by half." in shown
    assert "a little" not in shown
    assert browser(scrutineer).get(page(report, "year")).status_code == 404, "never the report itself"


def test_nothing_is_shared_before_it_was_looked_through_for_names(cast: Cast, scrutineer: Person) -> None:
    report = begun(cast)
    with pytest.raises(NotDone, match="Wait a minute"):
        share_year(report, by=cast["coordinator"])
    report = written(cast, report)
    write(cast, report, "impact", "Something new.")
    with pytest.raises(NotDone, match="Wait a minute"):
        share_year(report, by=cast["coordinator"])
    assert not Reading.objects.exists()


def test_a_draft_in_which_a_name_was_found_is_not_shared(cast: Cast, scrutineer: Person) -> None:
    report = written(cast)
    write(cast, report, "impact", f"{cast['hospital lead'].name} did it all.")
    report = seen_to(report)
    name_actor(cast["coordinator"])
    with pytest.raises(NotDone, match="Names were found in it"):
        share_year(report, by=cast["coordinator"])
    assert not Reading.objects.exists()


def test_whoever_does_not_see_every_name_does_not_share_it(cast: Cast, scrutineer: Person) -> None:
    report = written(cast)
    name_actor(cast["council partner"])
    with pytest.raises(NotDone, match="Ask another coordinator"):
        share_year(report, by=cast["council partner"])


def test_it_is_shared_and_taken_back_on_pages(cast: Cast, scrutineer: Person) -> None:
    report, client = written(cast), browser(cast["coordinator"])
    shared = client.post(page(report, "year_share"), {"sure": ["read", "nobody"]}, follow=True).content.decode()
    assert "It is shared" in shared
    assert "take it back" in shared
    client.post(page(report, "year_unshare"), {"why": "The wrong year."})
    name_actor(cast["coordinator"])
    one = Reading.objects.get()
    assert (one.told, one.withdrawn_why) == ([], "The wrong year.")
    with pytest.raises(NotDone, match="No draft of it is shared"):
        unshare_year(report, why="Again.", by=cast["coordinator"])


def test_a_draft_that_is_given_up_or_published_is_read_as_a_draft_no_more(cast: Cast, scrutineer: Person) -> None:
    given_up = written(cast)
    name_actor(cast["coordinator"])
    share_year(given_up, by=cast["coordinator"])
    act.give_up_year(given_up, why="Begun in error.", by=cast["coordinator"])
    assert Reading.objects.get().withdrawn_why == "The draft was given up."
    report = written(cast)
    name_actor(cast["coordinator"])
    share_year(report, by=cast["coordinator"])
    act.publish_year(agree_all(cast, report), by=cast["coordinator"])
    why = Reading.objects.get(of=report.pk).withdrawn_why
    assert why.startswith("It was published on")
