"""A folder's page: what is next, what happened, who may open it and who has; and who is not shown it at all."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from handrail.service.access.grounds import ASKING
from handrail.service.access.roles import MEETING_PACK
from handrail.service.audit.actions import name_actor
from handrail.service.audit.models import Entry
from handrail.service.cases.actions import file_note, give_key, join_folders, take_key_back
from handrail.service.cases.models import Case, KeptFact, Note
from tests.rooms.cases.folders import LONG_AGO, asked_of, happened, next_doors_folder, page, signed_in, today
from tests.rooms.cast import Cast, open_folder_for


@pytest.fixture
def case(cast: Cast) -> Case:
    case = open_folder_for(cast)
    happened(case, "incident_known", today() - LONG_AGO)
    return case


@pytest.mark.parametrize("part", ["coordinator", "notifier", "senior officer", "police partner", "health partner"])
def test_who_holds_the_key_to_all_is_shown_the_folder(cast: Cast, case: Case, client: Client, part: str) -> None:
    told = page(signed_in(client, cast[part]), f"/cases/{case.pk}/")
    assert "What is next" in told
    assert "Notify the Panel of a serious incident" in told
    assert "The local authority became aware of the incident" in told


@pytest.mark.parametrize(
    "part", ["school lead", "police author", "stranger", "strange notifier", "other notifier", "administrator"]
)
def test_everyone_else_is_told_what_a_folder_that_never_was_would_tell(
    cast: Cast, case: Case, client: Client, part: str
) -> None:
    asked_of(case, cast.school, today(), cast["notifier"])
    client = signed_in(client, cast[part])
    forbidden, unknown = client.get(f"/cases/{case.pk}/"), client.get(f"/cases/{uuid.uuid4()}/")
    assert forbidden.status_code == unknown.status_code == 404
    assert case.reference not in forbidden.content.decode()


def test_each_look_is_recorded_and_told_by_person_and_day(cast: Cast, case: Case, client: Client) -> None:
    client.force_login(cast["police partner"])
    client.get(f"/cases/{case.pk}/")
    client.get(f"/cases/{case.pk}/chronology")
    told = page(signed_in(client, cast["coordinator"]), f"/cases/{case.pk}/looked")
    police = '<td class="govuk-table__cell">Wend Valley Police</td>'
    assert f'Percival Lawes</td> {police}<td class="govuk-table__cell">Looked twice</td>' in told
    assert "Norris Tiffin" in told
    assert Entry.objects.filter(case_id=case.pk, actor=str(cast["police partner"].pk), looked=True).count() == 2


def test_a_look_that_was_refused_leaves_its_refusal_and_no_look(cast: Cast, case: Case, client: Client) -> None:
    signed_in(client, cast["stranger"]).get(f"/cases/{case.pk}/")
    entry = Entry.objects.get(actor=str(cast["stranger"].pk), case_id=case.pk)
    assert (entry.looked, entry.did) == (False, "was refused: GET cases: case")


def test_what_was_replaced_stands_struck_through_with_the_day(cast: Cast, case: Case, client: Client) -> None:
    KeptFact.objects.filter(case=case).update(replaced_at=timezone.now())
    told = page(signed_in(client, cast["notifier"]), f"/cases/{case.pk}/chronology")
    assert "<s>The local authority became aware of the incident</s> <strong>replaced on" in told


def test_keys_are_told_in_words_with_those_that_ended(cast: Cast, case: Case, client: Client) -> None:
    name_actor(cast["coordinator"])
    give_key(case, cast.trust, opens=MEETING_PACK, why="comes to the meeting", ground=ASKING, by=cast["coordinator"])
    take_key_back(case, cast.trust, opens=MEETING_PACK, by=cast["coordinator"])
    told = page(signed_in(client, cast["coordinator"]), f"/cases/{case.pk}/keys")
    assert "<strong>Wendshire Council</strong> may open everything in the folder" in told
    assert "<strong>Wend Valley Hospitals NHS Trust</strong> could open the pack of the meeting" in told
    assert "comes to the meeting (given by Cora Ordway)" in told


def test_a_joined_folder_is_shown_only_to_someone_who_may_open_both(cast: Cast, case: Case, client: Client) -> None:
    deputy = cast["deputy coordinator"]
    elsewhere = next_doors_folder(cast)
    name_actor(deputy)
    join_folders(case, elsewhere, why="The same family.", ground=ASKING, by=deputy)
    assert elsewhere.reference in page(signed_in(client, deputy), f"/cases/{case.pk}/")
    told = page(signed_in(client, cast["coordinator"]), f"/cases/{case.pk}/")
    assert elsewhere.reference not in told
    assert "The same family." not in told


def test_a_note_is_filed_stays_as_it_was_and_is_added_to(cast: Cast, case: Case, client: Client) -> None:
    client = signed_in(client, cast["health partner"])
    day = today()
    typed = {
        "of": "call", "happened_on_day": day.day, "happened_on_month": day.month, "happened_on_year": day.year,
        "with_whom": "Ottoline Ward, Wend Valley Hospitals", "text": "The scan showed an older injury.",
    }  # fmt: skip
    client.post(f"/cases/{case.pk}/notes/new", typed)
    first = Note.objects.get()
    assert KeptFact.objects.filter(case=case, kind="call_noted", on=day).exists()
    client.post(f"/cases/{case.pk}/notes/new?adds_to={first.pk}", typed | {"text": "It was the left arm."})
    told = page(client, f"/cases/{case.pk}/notes/{first.pk}")
    assert "The scan showed an older injury." in told
    assert "Added later" in told
    assert "It was the left arm." in told


def test_a_note_of_something_to_come_is_refused_with_what_to_do(cast: Cast, case: Case, client: Client) -> None:
    name_actor(cast["notifier"])
    tomorrow = today() + timedelta(days=1)
    typed = {
        "of": "note", "happened_on_day": tomorrow.day, "happened_on_month": tomorrow.month,
        "happened_on_year": tomorrow.year, "text": "To come.",
    }  # fmt: skip
    told = signed_in(client, cast["notifier"]).post(f"/cases/{case.pk}/notes/new", typed).content.decode()
    assert "The day it happened must be today or in the past" in told
    assert "<title>Error: Write a note" in told
    assert not Note.objects.exists()


def test_a_note_of_one_folder_is_not_read_through_another(cast: Cast, case: Case, client: Client) -> None:
    other = open_folder_for(cast)
    note = file_note(
        other, of="note", happened_at=timezone.now(), with_whom="", text="Of the other.", by=cast["notifier"]
    )
    client = signed_in(client, cast["notifier"])
    assert client.get(f"/cases/{case.pk}/notes/{note.pk}").status_code == 404
    assert "Of the other." not in page(client, f"/cases/{case.pk}/notes/new?adds_to={note.pk}")
    assert client.get(f"/cases/{case.pk}/notes/new?adds_to=nonsense").status_code == 404
