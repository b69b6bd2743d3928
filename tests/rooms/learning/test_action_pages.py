"""The pages of actions: who finds what, and what a person does there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.cases.follow import follow
from handrail.service.cases.models import Case
from handrail.service.learning.models import Action
from handrail.service.partnerships.models import Body
from tests.rooms.cast import Cast, open_folder_for

today = timezone.localdate


@pytest.fixture
def case(cast: Cast) -> Case:
    return open_folder_for(cast)


def action(
    case: Case, title: str, due_on: date | None = None, *, owner: Body | None = None, done: bool = False
) -> Action:
    made = Action.objects.create(case=case, title=title, due_on=due_on, owner=owner, done_on=today() if done else None)
    follow(made)
    return made


def listed(client: Client, **asked: str) -> str:
    return client.get(reverse("learning:actions"), asked).content.decode()


def at(name: str, about: Action) -> str:
    return reverse(f"learning:{name}", kwargs={"case_id": about.case_id, "action_id": about.pk})


def day(name: str, on: date) -> dict[str, str]:
    return {f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year)}


def test_the_list_shows_what_is_open_and_narrows_to_overdue_done_and_one_body(
    client: Client, cast: Cast, case: Case
) -> None:
    action(case, "Alpha", today() - timedelta(days=1), owner=cast.school)
    action(case, "Bravo", today() + timedelta(days=1), owner=cast.trust)
    action(case, "Charlie", done=True)
    client.force_login(cast["coordinator"])
    found = {
        asked: {word for word in ("Alpha", "Bravo", "Charlie") if word in listed(client, shown=asked)}
        for asked in ("open", "overdue", "done", "all")
    }
    assert found["open"] == {"Alpha", "Bravo"}
    assert found["overdue"] == {"Alpha"}
    assert found["done"] == {"Charlie"}
    assert found["all"] == {"Alpha", "Bravo", "Charlie"}
    assert "Bravo" not in listed(client, owner=str(cast.school.pk))


def test_what_is_due_today_is_not_overdue(client: Client, cast: Cast, case: Case) -> None:
    action(case, "Alpha", today())
    client.force_login(cast["coordinator"])
    assert "Alpha" not in listed(client, shown="overdue")


def test_nobody_elsewhere_finds_an_action(client: Client, cast: Cast, case: Case) -> None:
    about = action(case, "Alpha")
    client.force_login(cast["stranger"])
    assert "Alpha" not in listed(client, shown="all")
    assert client.get(at("action", about)).status_code == 404


def test_an_action_is_found_only_on_its_own_folder(client: Client, cast: Cast, case: Case) -> None:
    about, other = action(case, "Alpha"), open_folder_for(cast)
    client.force_login(cast["coordinator"])
    address = reverse("learning:action", kwargs={"case_id": other.pk, "action_id": about.pk})
    assert client.get(address).status_code == 404


def test_a_senior_officer_reads_and_does_not_change(client: Client, cast: Cast, case: Case) -> None:
    about = action(case, "Alpha")
    client.force_login(cast["senior officer"])
    assert "Record it as done" not in client.get(at("action", about)).content.decode()
    assert client.post(at("progress", about), {"text": "Well."}).status_code == 404


def test_a_coordinator_adds_an_action_says_how_it_goes_moves_it_ends_it_and_opens_it_again(
    client: Client, cast: Cast, case: Case
) -> None:
    client.force_login(cast["coordinator"])
    address = reverse("learning:add", kwargs={"case_id": case.pk})
    words = {"title": "Write to schools", "owner": str(cast.school.pk), **day("due_on", today() + timedelta(days=30))}
    assert client.post(address, words).status_code == 302
    about = Action.objects.get()
    assert about.owner == cast.school
    steps = [
        ("progress", {"text": "Half the schools have it."}),
        ("change_day", {"reason": "The holidays.", **day("due_on", today() + timedelta(days=60))}),
        ("done", {"evidence": "All replied.", **day("done_on", today())}),
        ("open_again", {"reason": "One had not."}),
    ]
    for name, typed in steps:
        assert client.post(at(name, about), typed).status_code == 302, name
    page = client.get(at("action", about)).content.decode()
    for words_said in ("Half the schools have it.", "The holidays.", "All replied.", "One had not."):
        assert words_said in page


def test_what_may_not_be_done_is_said_beside_the_form_and_the_words_are_kept(
    client: Client, cast: Cast, case: Case
) -> None:
    about = action(case, "Alpha", done=True)
    client.force_login(cast["coordinator"])
    answer = client.post(at("done", about), {"evidence": "Letter of May", **day("done_on", today())})
    assert answer.status_code == 200
    assert "already recorded" in answer.content.decode()
    assert "Letter of May" in answer.content.decode()


def test_an_empty_form_says_what_is_missing(client: Client, cast: Cast, case: Case) -> None:
    client.force_login(cast["coordinator"])
    page = client.post(reverse("learning:add", kwargs={"case_id": case.pk}), {}).content.decode()
    assert "<title>Error: Add an action" in page
    for sentence in ("Say what is to be done", "Choose the body", "Enter the day by which"):
        assert sentence in page


def test_the_folders_page_says_so_when_there_is_no_action(client: Client, cast: Cast, case: Case) -> None:
    client.force_login(cast["notifier"])
    page = client.get(reverse("learning:folder_actions", kwargs={"case_id": case.pk})).content.decode()
    assert "No action has been added" in page
    assert "Add an action" in page


def test_a_filter_in_unknown_words_leads_nowhere(client: Client, cast: Cast) -> None:
    client.force_login(cast["coordinator"])
    assert client.get(reverse("learning:actions"), {"shown": "everything"}).status_code == 404
