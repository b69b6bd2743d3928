"""The body that is to act is told, reaches its action and answers for it; what was recorded in error is set aside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.models import Grant
from handrail.service.access.roles import RECOMMENDED
from handrail.service.audit.actions import Job, act_as, name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Case, KeptClock
from handrail.service.children.models import Child
from handrail.service.learning.actions import tracked
from handrail.service.learning.models import Action, Progress
from handrail.service.learning.reminders import write_due_reminders
from handrail.service.outbox.models import Message
from handrail.service.partnerships.models import Body
from handrail.service.web.postgres import Cluster
from tests.house.walls_down import second_wall_down
from tests.rooms.cast import Cast, open_folder_for

today = timezone.localdate
TITLE = "Ring back within the day"
MAY_NAME = "may name a child, their family or a practitioner"


@pytest.fixture
def case(cast: Cast) -> Case:
    opened = open_folder_for(cast)
    name_actor(cast["coordinator"])
    Child.objects.create(folder=opened.folder, given_names="Tamsin", family_name="Brackenbury")
    return opened


def asked_of(cast: Cast, case: Case, owner: Body | None, title: str = TITLE) -> Action:
    act_as(cast["coordinator"])
    return tracked.add_action(
        case, title=title, owner=owner, owner_name="", due_on=today() + timedelta(days=60), source="Review",
        by=cast["coordinator"],
    )  # fmt: skip


def at(name: str, about: Action) -> str:
    return reverse(f"learning:{name}", args=[about.case_id, about.pk])


def day(name: str, days: int = 0) -> dict[str, int]:
    on = today() + timedelta(days=days)
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def holds_the_key(cast: Cast, case: Case) -> bool:
    return Grant.objects.live().filter(folder=case.folder, body=cast.trust, opens=RECOMMENDED).exists()


def letters_to(body: Body) -> list[Message]:
    return list(Message.objects.filter(to=body.mailbox, kind="recommendation").order_by("written_at"))


def test_the_body_is_told_and_the_letter_says_nothing_of_what_is_to_be_done(cast: Cast, case: Case) -> None:
    action = asked_of(cast, case, cast.trust)
    assert holds_the_key(cast, case)
    (letter,) = letters_to(cast.trust)
    assert str(action.pk) in letter.text
    assert TITLE not in letter.text + letter.subject
    assert not letters_to(cast.school)


def test_whose_it_is_finds_it_says_how_it_goes_shows_it_done_and_takes_that_back(
    client: Client, cast: Cast, case: Case
) -> None:
    action = asked_of(cast, case, cast.trust)
    client.force_login(cast["hospital lead"])
    for page in (reverse("cases:due"), reverse("learning:of_us"), at("action", action)):
        assert TITLE in client.get(page).content.decode(), page
    for name, said in (
        ("progress", {"text": "Half the wards ring back."}),
        ("done", {"evidence": "Calls were counted.", **day("done_on")}),
        ("open_again", {"reason": "One ward was left out."}),
    ):
        assert client.post(at(name, action), said).status_code == 302, name
    name_actor(cast["coordinator"])
    words = Progress.objects.filter(action=action)
    assert {one.text for one in words} == {"Half the wards ring back.", "Calls were counted.", "One ward was left out."}
    assert {one.written_by for one in words} == {cast["hospital lead"]}
    client.force_login(cast["hospital lead"])
    shut = [at("change_day", action), at("set_action_aside", action)]
    shut.append(reverse("learning:folder_actions", args=[case.pk]))
    assert {client.get(page).status_code for page in shut} == {404}


def test_it_opens_that_action_and_no_other_by_either_wall(
    client: Client, cast: Cast, case: Case, cluster: Cluster
) -> None:
    theirs = asked_of(cast, case, cast.trust)
    others = [asked_of(cast, case, owner, f"Of {owner}") for owner in (cast.school, None)]
    act_as(cast["hospital lead"])
    assert list(Action.objects.all()) == [theirs]
    act_as(Job("tests"))
    client.force_login(cast["hospital lead"])
    with second_wall_down(cluster):
        assert client.get(at("action", theirs)).status_code == 200
        for name in ("action", "progress", "done", "open_again"):
            assert [client.get(at(name, one)).status_code for one in others] == [404, 404], name
        assert "Of " + str(cast.school) not in client.get(reverse("learning:of_us")).content.decode()
    act_as(Job("tests"))
    Grant.objects.filter(folder=case.folder, body=cast.trust, opens=RECOMMENDED).update(until_at=timezone.now())
    with second_wall_down(cluster):
        assert client.get(at("action", theirs)).status_code == 404, "the key has ended"


def test_an_action_recorded_in_error_is_set_aside_and_its_body_is_told_and_reads_no_more_of_it(
    client: Client, cast: Cast, case: Case
) -> None:
    action = asked_of(cast, case, cast.trust)
    client.force_login(cast["coordinator"])
    assert client.post(at("set_action_aside", action), {"why": ""}).status_code == 200, "not without a reason"
    shown = client.post(at("set_action_aside", action), {"why": "It is the school's."}, follow=True).content.decode()
    assert "Set aside" in shown
    assert "It is the school’s." in shown or "It is the school&#39;s." in shown
    assert str(cast.trust) in shown
    assert "Record it as done" not in shown
    listed = reverse("learning:actions")
    assert TITLE not in client.get(listed, {"shown": "open"}).content.decode()
    assert TITLE in client.get(listed, {"shown": "aside"}).content.decode()
    again = client.get(reverse("learning:add", args=[case.pk]), {"instead": str(action.pk)}).content.decode()
    assert TITLE in again
    name_actor(cast["coordinator"])
    _, letter = letters_to(cast.trust)
    assert "taken back" in letter.subject
    assert "school" not in letter.text
    assert not holds_the_key(cast, case)
    clock = KeptClock.objects.get(paper_id=action.pk)
    assert (clock.fell_away_on, clock.ended) == (today(), True)
    client.force_login(cast["hospital lead"])
    assert client.get(at("action", action)).status_code == 404
    assert TITLE not in client.get(reverse("learning:of_us")).content.decode()


def test_with_something_else_to_do_the_key_stays_and_this_one_is_gone_by_the_second_wall_too(
    cast: Cast, case: Case
) -> None:
    wrong, right = asked_of(cast, case, cast.trust), asked_of(cast, case, cast.trust, "Write it down")
    tracked.set_aside(wrong, why="Not theirs.", by=cast["coordinator"])
    assert holds_the_key(cast, case)
    act_as(cast["hospital lead"])
    assert list(Action.objects.all()) == [right]


def test_nothing_more_is_recorded_of_what_was_set_aside_and_its_words_can_be_used_again(cast: Cast, case: Case) -> None:
    action, by = asked_of(cast, case, cast.trust), cast["coordinator"]
    tracked.set_aside(action, why="Wrong day.", by=by)
    tries: list[Callable[[], None]] = [
        lambda: tracked.write_progress(action, text="Well.", by=by),
        lambda: tracked.record_done(action, done_on=today(), evidence="Counted.", by=by),
        lambda: tracked.change_due_day(action, due_on=today(), reason="Later.", by=by),
        lambda: tracked.set_aside(action, why="Again.", by=by),
    ]
    for refused in tries:
        with pytest.raises(NotDone, match="was set aside"):
            refused()
    assert asked_of(cast, case, cast.school).stands


def test_what_a_manager_writes_names_nobody_unseen_and_what_a_body_writes_is_marked_for_the_manager(
    client: Client, cast: Cast, case: Case
) -> None:
    client.force_login(cast["coordinator"])
    add = reverse("learning:add", args=[case.pk])
    said = {"title": "Ring Tamsin back", "owner": str(cast.trust.pk), **day("due_on", 30)}
    assert MAY_NAME in client.post(add, said).content.decode()
    name_actor(cast["coordinator"])
    assert not Action.objects.exists()
    client.force_login(cast["coordinator"])
    assert client.post(add, {**said, "names_seen": "yes"}).status_code == 302
    name_actor(cast["coordinator"])
    action = Action.objects.get()
    words = {
        "progress": {"text": "Tamsin was rung."}, "change_day": {"reason": "Tamsin was ill.", **day("due_on", 40)},
        "done": {"evidence": "Tamsin was rung.", **day("done_on")},
    }  # fmt: skip
    client.force_login(cast["coordinator"])
    for name, typed in words.items():
        assert MAY_NAME in client.post(at(name, action), typed).content.decode(), name
    client.force_login(cast["hospital lead"])
    kept = client.post(at("progress", action), words["progress"])
    assert kept.status_code == 302, "no form tells whom a folder knows"
    marked = "Only you and others who manage this are told so"
    assert marked not in client.get(at("action", action)).content.decode()
    client.force_login(cast["coordinator"])
    assert marked in client.get(at("action", action)).content.decode()


def test_a_body_is_told_of_a_moved_day_and_reminded_until_it_is_done_or_set_aside(cast: Cast, case: Case) -> None:
    action, by = asked_of(cast, case, cast.trust), cast["coordinator"]
    tracked.change_due_day(action, due_on=today() + timedelta(days=90), reason="The trainer is ill.", by=by)
    assert "the day has moved" in letters_to(cast.trust)[-1].subject
    before = [write_due_reminders(today() + timedelta(days=n)) for n in range(90 - 28, 90 - 20)]
    assert sum(map(bool, before)) == 1
    act_as(cast["coordinator"])
    letter = letters_to(cast.trust)[-1]
    assert "a reminder" in letter.subject
    assert TITLE not in letter.text
    tracked.set_aside(action, why="Not theirs.", by=by)
    assert not any(write_due_reminders(today() + timedelta(days=n)) for n in range(90 - 7, 100))
