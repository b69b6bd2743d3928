"""Loading: once, whole, as the application's login, with every act in the name of the one who acted."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.conf import LazySettings
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from handrail.demonstration import load, stories
from handrail.demonstration.hour import clock_set_to, hour_of
from handrail.demonstration.load import load_if_empty, people_who_can_sign_in
from handrail.demonstration.telling import Telling
from handrail.demonstration.wend_valley import PASSWORD
from handrail.service.access.models import Person
from handrail.service.access.practitioners import Teller
from handrail.service.audit.models import Entry
from handrail.service.cases.models import Case, KeptFact
from handrail.service.cases.papers import filing_of, papers_of
from handrail.service.cases.rebuild import rebuild
from handrail.service.outbox.models import Message
from handrail.service.partnerships.models import Body


class PowerCut(Exception):
    """The machine stopped."""


def counts() -> dict[str, int]:
    return {kind.__name__: kind.objects.count() for kind in (Body, Person, Case, KeptFact, Entry, Message)}


@pytest.mark.usefixtures("wend_valley")
def test_loading_twice_changes_nothing() -> None:
    before = counts()
    assert not load_if_empty()
    assert counts() == before


@pytest.mark.django_db
def test_cut_short_it_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(wv: Telling) -> None:
        assert Case.objects.exists()
        raise PowerCut

    monkeypatch.setattr(load, "STORIES", (stories.STORIES[0], cut))
    with pytest.raises(PowerCut):
        load_if_empty()
    assert set(counts().values()) == {0}


@pytest.mark.django_db
def test_a_database_in_use_is_left_alone() -> None:
    Body.objects.create(name="A real council", kind="local authority")
    assert not load_if_empty()
    assert list(people_who_can_sign_in()) == []


@pytest.mark.usefixtures("wend_valley")
def test_it_is_loaded_by_the_login_that_may_not_change_the_audit() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select has_table_privilege(current_user, 'audit_entry', 'update, delete')")
        assert cursor.fetchone() == (False,)


@pytest.mark.usefixtures("wend_valley")
def test_everyone_listed_can_sign_in(settings: LazySettings) -> None:
    settings.DEMONSTRATION = True
    password, code, *people = people_who_can_sign_in()
    assert password.endswith(PASSWORD)
    assert "shows that code itself" in code
    assert len(people) == Person.objects.count() == 22
    for line in people:
        email = line.split(", ")[-1]
        browser = Client()
        browser.post(reverse("access:sign_in"), {"email": email, "password": PASSWORD})
        shown = re.search(r"the code now is (\d{3}) (\d{3})", browser.get(reverse("access:second_factor")).text)
        assert shown
        browser.post(reverse("access:second_factor"), {"code": "".join(shown.groups())})
        assert browser.session.get("_auth_user_id") == str(Person.objects.get(email=email).pk), line


@pytest.mark.usefixtures("wend_valley")
def test_the_list_says_what_each_person_is_and_where() -> None:
    listed = "\n".join(people_who_can_sign_in())
    assert "Norris Tiffin, Local authority notifier, Wendshire Council, norris.tiffin@wendvalley.example" in listed
    assert re.search("Desmond Puttenham, .*Farrowdale.* and .*Wend Valley", listed)


@pytest.mark.usefixtures("wend_valley")
def test_every_act_is_in_the_name_of_one_of_the_cast_or_of_the_job_whose_work_it_is() -> None:
    people = {person.actor_key for person in Person.objects.all()}
    jobs = {
        "comparing children", "comparing what is told by code", "overview panel", "publication", "reports",
        "the Panel's answers", "what published reviews found",
    }  # fmt: skip
    tellers = {one.actor_key for one in Teller.objects.all()}
    assert set(Entry.objects.values_list("actor", flat=True)) - people - tellers == jobs


@pytest.mark.usefixtures("wend_valley")
def test_nothing_is_recorded_in_the_future_or_before_its_folder_was_opened() -> None:
    now = timezone.now()
    opened = dict(Case.objects.values_list("pk", "opened_at"))
    assert not Entry.objects.filter(at__gt=now).exists()
    assert not KeptFact.objects.filter(recorded_at__gt=now).exists()
    planned = "child_death_review_meeting_planned"  # its hour is that for which the meeting is planned
    assert not KeptFact.objects.filter(at__gt=F("recorded_at")).exclude(kind=planned).exists()
    for entry in Entry.objects.exclude(case_id=None):
        assert entry.case_id is not None
        assert entry.at >= opened[entry.case_id], entry


@pytest.mark.usefixtures("wend_valley")
def test_everything_is_marked_as_invented() -> None:
    for kind in (Body, Person, Case):
        assert not kind.objects.filter(invented=False).exists()


@pytest.mark.usefixtures("wend_valley")
def test_making_every_folder_anew_finds_nothing_different() -> None:
    looked_at, differed = zip(*rebuild(mend=False), strict=True)
    assert sum(looked_at) == Case.objects.count() >= 20
    assert sum(differed) == 0


@pytest.mark.usefixtures("wend_valley")
def test_a_room_says_what_to_file_from_what_was_read_with_the_paper() -> None:
    """Else the folders of a whole country would take a query for every paper."""
    papers = list(papers_of(list(Case.objects.select_related("partnership", "authority"))))
    for paper in papers:
        with CaptureQueriesContext(connection) as taken:
            filing_of(paper)
        assert not [query["sql"] for query in taken], paper
    assert {type(paper).__name__ for paper in papers} >= {"Incident", "Meeting", "RapidReview", "PanelMessage"}


@pytest.mark.usefixtures("wend_valley")
def test_no_message_says_the_name_of_a_child() -> None:
    children = [child for case in Case.objects.all() for child in case.folder.children.all()]
    names = {child.family_name for child in children if child.family_name}
    for message in Message.objects.all():
        assert not [name for name in names if name in message.subject + message.text]


def test_a_story_that_fails_leaves_the_clock_as_it_was() -> None:
    def cut() -> None:
        with clock_set_to(hour_of(date(2017, 4, 10), "10:00")):
            assert timezone.localdate() == date(2017, 4, 10)
            raise PowerCut

    with pytest.raises(PowerCut):
        cut()
    assert timezone.localdate().year > 2017
