"""What was done before a panel can be taken back, each with its reason, and what it was stays written."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit.actions import name_actor, unit_of_work
from handrail.service.audit.models import Entry
from handrail.service.cases.actions import NotDone as FolderNotDone
from handrail.service.cases.models import Case, KeptFact
from handrail.service.overview_panels.actions import sitting, speaking, undoing
from handrail.service.overview_panels.actions.carrying import carry
from handrail.service.overview_panels.actions.giving import lay
from handrail.service.overview_panels.forms import ReopenForm
from handrail.service.overview_panels.models import (
    Analysis,
    Guard,
    Joining,
    Minutes,
    PanelDeath,
    PanelPack,
    Question,
    Sitting,
    Withdrawal,
)
from handrail.service.partnerships.actions import NotDone
from handrail.service.partnerships.models import Body
from handrail.service.web.postgres import Cluster
from tests.house.walls_down import second_wall_down
from tests.rooms.cast import Cast
from tests.rooms.overview_panels.panels import (
    a_death,
    before_the_panel,
    completed,
    day,
    found,
    retyped,
    sits,
    the_panel,
)

INQUEST = ReopenForm.WHY[0]


def laid(cast: Cast) -> tuple[Case, PanelPack, PanelDeath, Person]:
    """On an agenda, with its form begun, minutes written and a question asked."""
    case = a_death(cast)
    death = before_the_panel(cast, case)
    chair, _ = sits(cast, "Bertram Lisle", "chair")
    sat = sitting.plan(the_panel(), on=day(0), theme="", joined_by="", by=chair)
    sitting.put_on(death, sat, by=chair)
    sitting.analyse(death, found(death), by=chair)
    return case, PanelPack.objects.get(case=case), death, chair


def taken(cast: Cast, pack: PanelPack) -> None:
    name_actor(cast["coordinator"])
    undoing.recall(pack, why="The wrong panel.", by=cast["coordinator"])
    carry()


def test_a_death_taken_back_is_gone_for_everybody_at_the_panel_and_may_be_laid_anew(cast: Cast, client: Client) -> None:
    case, pack, death, chair = laid(cast)
    speaking.keep_minutes(death, "A long talk.", let_stand=False, by=chair)
    speaking.ask(death, "Was anybody rung?", let_stand=True, by=chair)
    carry()
    client.force_login(cast["coordinator"])
    page = reverse("overview_panels:pack", args=[case.pk, pack.pk])
    assert client.post(reverse("overview_panels:recall", args=[case.pk, pack.pk]), {"why": ""}).status_code == 200
    gone = client.post(reverse("overview_panels:recall", args=[case.pk, pack.pk]), {"why": "It was the wrong panel."})
    assert gone.status_code == 302
    carry()
    pack.refresh_from_db()
    assert pack.gone_at is not None
    assert "It was the wrong panel." in client.get(page).content.decode()
    with unit_of_work(chair):
        assert [model.objects.count() for model in (PanelDeath, Analysis, Minutes, Question)] == [0, 0, 0, 0]
    assert not Guard.objects.exists()
    client.force_login(chair)
    assert client.get(reverse("overview_panels:death", args=[death.pk])).status_code == 404
    assert "Death 1<" not in client.get(reverse("overview_panels:desk", args=[the_panel().pk])).content.decode()
    assert carry() == 0
    name_actor(cast["coordinator"])
    again = retyped(cast, case)
    assert again.pk != pack.pk
    lay(again, let_stand=True, by=cast["coordinator"])
    carry()
    again.refresh_from_db()
    assert again.number == 2
    assert "took a death back from the overview panel" in [one.did for one in Entry.objects.filter(case_id=case.pk)]


def test_the_application_alone_keeps_a_death_that_was_taken_back_from_the_panel(
    cast: Cast, client: Client, cluster: Cluster
) -> None:
    _, pack, death, chair = laid(cast)
    taken(cast, pack)
    client.force_login(chair)
    with second_wall_down(cluster):
        desk = client.get(reverse("overview_panels:desk", args=[the_panel().pk]))
        assert "Death 1<" not in desk.content.decode()
        assert client.get(reverse("overview_panels:death", args=[death.pk])).status_code == 404
        meeting = client.get(reverse("overview_panels:meeting", args=[Sitting.objects.get().pk]))
        assert "Low mood." not in meeting.content.decode()
        assert "Nothing yet." in meeting.content.decode()


def test_one_not_carried_yet_never_gets_there(cast: Cast) -> None:
    case = a_death(cast)
    pack = retyped(cast, case)
    with pytest.raises(FolderNotDone, match="not before the panel"):
        undoing.recall(pack, why="x", by=cast["coordinator"])
    lay(pack, let_stand=True, by=cast["coordinator"])
    undoing.recall(pack, why="The wrong panel.", by=cast["coordinator"])
    carry()
    assert not PanelDeath.objects.exists()
    with pytest.raises(FolderNotDone, match="taken back already"):
        undoing.recall(pack, why="x", by=cast["coordinator"])


def test_what_the_panel_has_completed_is_not_taken_back(cast: Cast) -> None:
    _, pack, death, chair = laid(cast)
    sitting.complete(death, on=day(0), by=chair)
    taken(cast, pack)
    pack.refresh_from_db()
    assert (pack.recalled_at, pack.completed_on) == (None, day(0))
    with pytest.raises(FolderNotDone, match="Ask its chair"):
        undoing.recall(pack, why="The wrong panel.", by=cast["coordinator"])


def test_a_death_opened_again_keeps_the_form_as_it_was_completed_in_both_places(cast: Cast, client: Client) -> None:
    case = a_death(cast)
    pack = completed(cast, case, cause_why="Not asthma.")
    assert pack.laid_as is not None
    death = PanelDeath.objects.get(pk=pack.laid_as)
    chair, _ = sits(cast, "Bertram Lisle", "chair")
    client.force_login(chair)
    address = reverse("overview_panels:reopen", args=[death.pk])
    assert client.post(address, {"why": "Zebedee's inquest"}).status_code == 200
    assert client.post(address, {"why": INQUEST}).status_code == 302
    carry()
    pack.refresh_from_db()
    assert (pack.completed_on, pack.reopened_on, pack.cause) == (day(-2), day(0), "Hanging.")
    with pytest.raises(NotDone, match="stand first"):
        sitting.analyse(death, found(death, learning=["Something else."]), by=chair)
    anew = found(death, applies=["1"], learning=["Ask directly.", "And again."])
    sitting.analyse(death, anew, by=chair)
    sat = sitting.plan(the_panel(), on=day(0), theme="", joined_by="", by=chair)
    sitting.put_on(death, sat, why="The inquest.", by=chair)
    sitting.complete(death, on=day(0), by=chair)
    carry()
    pack.refresh_from_db()
    assert (pack.completed_on, pack.reopened_on, pack.category, pack.cause_why) == (day(0), None, "1", "")
    assert [(one["category"], one["cause_why"], one["why"]) for one in pack.earlier] == [("2", "Not asthma.", INQUEST)]
    said = {fact.kind: fact.on for fact in KeptFact.objects.filter(paper_id=pack.pk, replaced_at=None)}
    assert said["child_death_review_completed"] == day(-2)
    assert "registered_cause_found_wrong" not in said
    assert INQUEST in client.get(reverse("overview_panels:death", args=[death.pk])).content.decode()
    client.force_login(cast["coordinator"])
    page = client.get(reverse("overview_panels:pack", args=[case.pk, pack.pk])).content.decode()
    assert "Not asthma." in page
    assert "opened again on" in page


def test_only_what_is_completed_and_has_come_back_is_opened_again(cast: Cast) -> None:
    _, _, death, chair = laid(cast)
    with pytest.raises(NotDone, match="has not completed"):
        undoing.reopen(death, why=INQUEST, by=chair)
    sitting.complete(death, on=day(0), by=chair)
    with pytest.raises(NotDone, match="on its way"):
        undoing.reopen(death, why=INQUEST, by=chair)


def test_a_withdrawal_recorded_in_error_is_taken_back_by_the_chair_alone(cast: Cast, client: Client) -> None:
    _, _, death, chair = laid(cast)
    (person, member), (clerk, _) = sits(cast), sits(cast, "Cecil Marsh", "clerk")
    name_actor(chair)
    sitting.withdraw(death, member, why="Knew the child.", by=chair)
    withdrawal = Withdrawal.objects.get()
    address = reverse("overview_panels:take_back_withdrawal", args=[death.pk, withdrawal.pk])
    for other in (person, clerk):
        client.force_login(other)
        assert client.post(address, {"why": "Another child."}).status_code == 404
        with unit_of_work(other):
            assert not Withdrawal.objects.update(taken_back_at=timezone.now(), taken_back_why="x")
    client.force_login(chair)
    shown = reverse("overview_panels:death", args=[death.pk])
    assert address in client.get(shown).content.decode()
    assert client.post(address, {"why": "It was another child."}).status_code == 302
    with unit_of_work(person):
        assert [model.objects.count() for model in (PanelDeath, Analysis)] == [1, 1]
    client.force_login(person)
    assert client.get(shown).status_code == 200
    withdrawal.refresh_from_db()
    assert (withdrawal.taken_back_by, withdrawal.why) == (chair, "Knew the child.")
    name_actor(chair)
    sitting.withdraw(death, member, why="After all.", by=chair)
    assert client.get(shown).status_code == 404


def test_a_neighbours_withdrawal_is_theirs(cast: Cast, client: Client) -> None:
    _, _, death, chair = laid(cast)
    moor = Body.objects.create(kind=the_panel().kind, name="The Overview Panel of the Moor")
    _, member = sits(cast, "Moira Fell")
    type(member).objects.filter(pk=member.pk).update(panel=moor)
    theirs = Withdrawal.objects.create(
        panel=moor, death=death.pk, number=1, member=member, why="Knew them.", recorded_by=chair
    )
    client.force_login(chair)
    address = reverse("overview_panels:take_back_withdrawal", args=[death.pk, theirs.pk])
    assert client.get(address).status_code == 404


def test_a_meeting_is_moved_with_what_lies_before_it(cast: Cast, client: Client) -> None:
    _, _, death, chair = laid(cast)
    sat = Sitting.objects.get()
    client.force_login(chair)
    on = day(9)
    said = {"on_day": on.day, "on_month": on.month, "on_year": on.year, "why": "The room is gone."}
    assert client.post(reverse("overview_panels:move_meeting", args=[sat.pk]), said).status_code == 302
    sat.refresh_from_db()
    death.refresh_from_db()
    assert (sat.on, sat.first_on, death.sitting_id) == (on, day(0), sat.pk)
    assert "The room is gone." in client.get(reverse("overview_panels:meeting", args=[sat.pk])).content.decode()
    with pytest.raises(NotDone, match="that day already"):
        undoing.move_meeting(sat, on=on, why="x", by=chair)
    Joining.objects.create(sitting=sat, panel=the_panel(), who="members", asked_by=chair)
    with pytest.raises(NotDone, match="shared with a neighbour"):
        undoing.move_meeting(sat, on=day(10), why="x", by=chair)


def test_what_lay_before_a_meeting_that_is_called_off_waits_for_another(cast: Cast, client: Client) -> None:
    _, _, death, chair = laid(cast)
    sat = Sitting.objects.get()
    Sitting.objects.filter(pk=sat.pk).update(theme="Roads", until_at=timezone.now() + timedelta(hours=2))
    client.force_login(chair)
    assert client.post(reverse("overview_panels:call_off", args=[sat.pk]), {"why": "Too few."}).status_code == 302
    sat.refresh_from_db()
    death = PanelDeath.objects.get(pk=death.pk)
    assert sat.is_over
    assert "its meeting was called off" in client.get(
        reverse("overview_panels:death", args=[death.pk])
    ).content.decode()  # fmt: skip
    for refused in (
        lambda: sitting.complete(death, on=day(0), by=chair),
        lambda: sitting.put_on(death, sat, by=chair),
        lambda: speaking.keep_minutes(death, "x", let_stand=False, by=chair),
        lambda: undoing.call_off(sat, why="x", by=chair),
    ):
        with pytest.raises(NotDone):
            refused()
    sitting.put_on(death, sitting.plan(the_panel(), on=day(0), theme="", joined_by="", by=chair), by=chair)


def test_a_meeting_that_was_held_stands(cast: Cast) -> None:
    _, _, death, chair = laid(cast)
    speaking.keep_minutes(death, "A long talk.", let_stand=False, by=chair)
    with pytest.raises(NotDone, match="was held"):
        undoing.call_off(Sitting.objects.get(), why="x", by=chair)


def test_a_death_moves_to_another_agenda_or_off_it_with_a_reason(cast: Cast, client: Client) -> None:
    _, _, death, chair = laid(cast)
    other = sitting.plan(the_panel(), on=day(5), theme="", joined_by="", by=chair)
    client.force_login(chair)
    address = reverse("overview_panels:put_on", args=[death.pk])
    assert "Say why it is moved" in client.post(address, {"sitting": str(other.pk)}).content.decode()
    assert "“Zebedee" in client.post(address, {"sitting": str(other.pk), "why": "Zebedee"}).content.decode()
    assert client.post(address, {"sitting": str(other.pk), "why": "Too full."}).status_code == 302
    death.refresh_from_db()
    assert (death.sitting, death.moved_why) == (other, "Too full.")
    assert client.post(address, {"sitting": "none", "why": "Waits for the post-mortem."}).status_code == 302
    death.refresh_from_db()
    assert death.sitting is None
    assert "Waits for the post-mortem." in client.get(
        reverse("overview_panels:death", args=[death.pk])
    ).content.decode()  # fmt: skip
