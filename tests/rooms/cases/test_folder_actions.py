"""Closing, reopening, joining, parting and keys: read back before they are done, and each with its way back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from handrail.service.access.models import Grant
from handrail.service.access.roles import ALL, CONTRIBUTION, MEETING_PACK
from handrail.service.audit.actions import name_actor
from handrail.service.audit.models import Entry
from handrail.service.cases import actions
from handrail.service.cases.models import Case, Join, KeptClock
from handrail.service.partnerships.actions import NotDone
from tests.rooms.cases.folders import LONG_AGO, asked_of, happened, next_doors_folder, page, signed_in, today
from tests.rooms.cast import Cast, open_folder_for

GROUND = {"purpose": "review", "basis": "16E"}
"""For what a key is given, and what allows it."""


@pytest.fixture
def case(cast: Cast) -> Case:
    case = open_folder_for(cast)
    happened(case, "incident_known", today() - LONG_AGO)
    asked_of(case, cast.school, today(), cast["notifier"])
    return case


@pytest.fixture
def coordinator(cast: Cast, client: Client) -> Client:
    return signed_in(client, cast["coordinator"])


def test_closing_lists_what_still_runs_and_asks_for_a_reason(case: Case, coordinator: Client) -> None:
    told = page(coordinator, f"/cases/{case.pk}/close")
    assert "Send the agency summary, owed by Otter Lane Primary School: due today" in told
    assert "Closing does not meet them" in told
    assert "Give the reason" in coordinator.post(f"/cases/{case.pk}/close", {"why": ""}).content.decode()
    assert Case.objects.get(pk=case.pk).closed_at is None


def test_a_closed_folder_is_counted_nowhere_and_counted_again_once_reopened(
    cast: Cast, case: Case, coordinator: Client
) -> None:
    running = set(KeptClock.objects.running().filter(case=case).values_list("title", flat=True))
    coordinator.post(f"/cases/{case.pk}/close", {"why": "Not a matter for the partnership."})
    assert not KeptClock.objects.running().filter(case=case).exists()
    assert "not counted: the folder is closed" in page(coordinator, f"/cases/{case.pk}/")
    assert "already closed" in coordinator.post(f"/cases/{case.pk}/close", {"why": "Again."}).content.decode()
    coordinator.post(f"/cases/{case.pk}/reopen", {"why": "More became known."})
    assert set(KeptClock.objects.running().filter(case=case).values_list("title", flat=True)) == running
    assert "This folder is open." in coordinator.post(f"/cases/{case.pk}/reopen", {"why": "Again."}).content.decode()


def test_closing_ends_the_keys_of_those_who_were_asked_and_reopening_gives_back_the_open_ended(
    cast: Cast, case: Case, coordinator: Client
) -> None:
    lasting = {
        "body": str(cast.trust.pk),
        "opens": MEETING_PACK,
        "why": "Comes to the meeting.",
        "confirm": "yes",
        **GROUND,
    }
    week = today() + timedelta(days=7)
    until = {"until_on_day": week.day, "until_on_month": week.month, "until_on_year": week.year}
    coordinator.post(f"/cases/{case.pk}/keys/give", lasting | until)
    narrow = Grant.objects.filter(folder=case.folder_id, opens__in=(CONTRIBUTION, MEETING_PACK))
    assert {grant.body for grant in narrow.live()} == {cast.school, cast.trust}
    coordinator.post(f"/cases/{case.pk}/close", {"why": "All is done."})
    assert not narrow.live().exists()
    assert Case.objects.visible_to(cast["police partner"]).exists()
    told = page(coordinator, f"/cases/{case.pk}/keys")
    assert "<strong>Otter Lane Primary School</strong> could open" in told
    coordinator.post(f"/cases/{case.pk}/reopen", {"why": "A late word."})
    assert {grant.body for grant in narrow.live()} == {cast.school}
    coordinator.post(f"/cases/{case.pk}/close", {"why": "Now it is."})
    coordinator.post(f"/cases/{case.pk}/reopen", {"why": "Once more."})
    assert {grant.body for grant in narrow.live()} == {cast.school}


def test_in_a_closed_folder_no_key_is_given_for_a_piece_of_work(cast: Cast, case: Case, coordinator: Client) -> None:
    coordinator.post(f"/cases/{case.pk}/close", {"why": "All is done."})
    typed = {"body": str(cast.trust.pk), "opens": CONTRIBUTION, "why": "Asked.", "confirm": "yes", **GROUND}
    assert "This folder is closed" in coordinator.post(f"/cases/{case.pk}/keys/give", typed).content.decode()
    grant = Grant.objects.get(folder=case.folder_id, body=cast.school)
    again = coordinator.post(f"/cases/{case.pk}/keys/{grant.pk}/give-again", follow=True).content.decode()
    assert "This folder is closed" in again
    assert not Grant.objects.live().filter(folder=case.folder_id, opens=CONTRIBUTION).exists()


def test_what_cannot_be_done_is_one_thing_in_every_room() -> None:
    assert actions.NotDone is NotDone


def test_folders_are_joined_after_they_were_read_back_and_can_be_parted(
    cast: Cast, case: Case, coordinator: Client
) -> None:
    second = open_folder_for(cast)
    typed = {"reference": f" {second.reference.lower()} ", "why": "The same family."}
    asked = coordinator.post(f"/cases/{case.pk}/join", typed).content.decode()
    assert "Join these folders?" in asked
    assert not Join.objects.exists()
    coordinator.post(f"/cases/{case.pk}/join", typed | {"confirm": "yes"})
    join = Join.objects.get()
    assert second.reference in page(coordinator, f"/cases/{case.pk}/")
    assert case.reference in page(coordinator, f"/cases/{second.pk}/")
    again = coordinator.post(f"/cases/{case.pk}/join", typed | {"confirm": "yes"}).content.decode()
    assert "already joined" in again
    coordinator.post(f"/cases/{case.pk}/join/{join.pk}/part")
    page(coordinator, f"/cases/{case.pk}/")  # where the parting is told, once
    assert second.reference not in page(coordinator, f"/cases/{case.pk}/")
    assert Join.objects.get().parted_at is not None
    assert coordinator.get(f"/cases/{case.pk}/join/{join.pk}/part").status_code == 404


def test_a_folder_that_may_not_be_opened_cannot_be_joined_and_is_not_betrayed(
    cast: Cast, case: Case, coordinator: Client
) -> None:
    elsewhere = next_doors_folder(cast)
    for reference in (elsewhere.reference, "FD-1999-9999"):
        typed = {"reference": reference, "why": "A guess.", "confirm": "yes"}
        told = coordinator.post(f"/cases/{case.pk}/join", typed).content.decode()
        assert "There is no folder with this reference that you may open" in told
        assert "Farrowdale" not in told
    assert not Join.objects.exists()


def test_a_folder_is_not_joined_to_itself(case: Case, coordinator: Client) -> None:
    typed = {"reference": case.reference, "why": "By mistake.", "confirm": "yes"}
    assert "cannot be joined to itself" in coordinator.post(f"/cases/{case.pk}/join", typed).content.decode()


def test_a_key_is_read_back_before_it_is_given_and_opens_at_once(cast: Cast, case: Case, coordinator: Client) -> None:
    other = cast["other notifier"]
    assert not Case.objects.visible_to(other).exists()
    typed = {"body": str(cast.other_council.pk), "opens": ALL, "why": "The child lives there.", **GROUND}
    asked = coordinator.post(f"/cases/{case.pk}/keys/give", typed).content.decode()
    assert "Give this key?" in asked
    assert "That is every paper in the folder" in asked
    assert not Case.objects.visible_to(other).exists()
    coordinator.post(f"/cases/{case.pk}/keys/give", typed | {"confirm": "yes"})
    assert Case.objects.visible_to(other).get() == case


def test_a_key_is_ended_after_it_was_asked_for_and_can_be_given_again(
    cast: Cast, case: Case, coordinator: Client
) -> None:
    grant = Grant.objects.get(folder=case.folder_id, body=cast.police)
    police = cast["police partner"]
    assert "Wend Valley Police" in page(coordinator, f"/cases/{case.pk}/keys/{grant.pk}/end")
    assert Case.objects.visible_to(police).exists()
    coordinator.post(f"/cases/{case.pk}/keys/{grant.pk}/end")
    assert not Case.objects.visible_to(police).exists()
    coordinator.post(f"/cases/{case.pk}/keys/{grant.pk}/give-again")
    assert Case.objects.visible_to(police).exists()
    deeds = Entry.objects.filter(case_id=case.pk, looked=False, did__contains="Wend Valley Police")
    assert deeds.count() == 3


def test_ending_the_authoritys_own_key_is_warned_of(cast: Cast, case: Case, coordinator: Client) -> None:
    grant = Grant.objects.get(folder=case.folder_id, body=cast.council)
    assert "the local authority whose folder it is" in page(coordinator, f"/cases/{case.pk}/keys/{grant.pk}/end")


def test_a_key_that_lasts_until_a_day_opens_through_that_day(cast: Cast, case: Case, coordinator: Client) -> None:
    day = today()
    typed = {
        "body": str(cast.other_council.pk), "opens": ALL, "why": "For the handover.", "confirm": "yes", **GROUND,
        "until_on_day": day.day, "until_on_month": day.month, "until_on_year": day.year,
    }  # fmt: skip
    coordinator.post(f"/cases/{case.pk}/keys/give", typed)
    grant = Grant.objects.get(folder=case.folder_id, body=cast.other_council)
    assert grant.until_at is not None
    assert grant.lives


def test_a_key_of_one_folder_is_not_reached_through_another(cast: Cast, case: Case, coordinator: Client) -> None:
    other = open_folder_for(cast)
    grant = Grant.objects.get(folder=other.folder_id, body=cast.police)
    assert coordinator.post(f"/cases/{case.pk}/keys/{grant.pk}/end").status_code == 404
    assert Grant.objects.get(pk=grant.pk).until_at is None


def test_the_lead_and_the_local_reference_are_changed(cast: Cast, case: Case, coordinator: Client) -> None:
    typed = {"lead": str(cast["deputy coordinator"].pk), "local_reference": "SIN 22/7"}
    coordinator.post(f"/cases/{case.pk}/details", typed)
    told = page(coordinator, f"/cases/{case.pk}/")
    assert "Desmond Puttenham" in told
    assert "SIN 22/7" in told
    coordinator.post(f"/cases/{case.pk}/details", typed | {"lead": str(cast["school lead"].pk)})
    assert Case.objects.get(pk=case.pk).lead == cast["deputy coordinator"]


@pytest.mark.parametrize("part", ["notifier", "police partner", "school lead", "stranger", "administrator"])
@pytest.mark.parametrize("act", ["close", "reopen", "join", "details", "keys/give"])
def test_only_the_partnerships_coordinators_manage_its_folders(
    cast: Cast, case: Case, client: Client, part: str, act: str
) -> None:
    assert signed_in(client, cast[part]).get(f"/cases/{case.pk}/{act}").status_code == 404
    assert client.post(f"/cases/{case.pk}/{act}", {"why": "Mine."}).status_code == 404


def test_a_key_ends_once_also_for_whoever_read_it_before(cast: Cast, case: Case, coordinator: Client) -> None:
    grant = Grant.objects.get(folder=case.folder_id, body=cast.school, opens=CONTRIBUTION)
    read_before = Grant.objects.get(pk=grant.pk)
    name_actor(cast["coordinator"])
    actions.end_key(case, grant, by=cast["coordinator"])
    ended = Grant.objects.get(pk=grant.pk).until_at
    with pytest.raises(NotDone, match="This key has already ended"):
        actions.end_key(case, read_before, by=cast["coordinator"])
    told = coordinator.post(f"/cases/{case.pk}/keys/{grant.pk}/end", follow=True).content.decode()
    assert "This key has already ended." in told
    assert Grant.objects.get(pk=grant.pk).until_at == ended
    assert Entry.objects.filter(did__startswith="ended the key of").count() == 1
