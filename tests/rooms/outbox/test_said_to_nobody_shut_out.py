"""No message about a folder leaves to someone who is shut out of it, whenever it was written."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.models import Exclusion
from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Case
from handrail.service.cases.shutting_out import Named, ask_to_lift, confirm_lift, shut_out
from handrail.service.meetings.actions.inviting import Guest, invite
from handrail.service.meetings.models import Meeting
from handrail.service.outbox.actions import write
from handrail.service.outbox.mail_server import MailServer
from handrail.service.outbox.models import Message
from handrail.service.outbox.sending import send_waiting
from handrail.service.partnerships.models import Contact
from handrail.service.requests.letters import addresses_of
from tests.house.wall import acting_as
from tests.rooms.cast import Cast, employ, open_folder_for

SERVER = MailServer(
    host="mail.example", port=25, user="", password="", tls=False, over_tls=False, sender="hr@wv.example"
)


@pytest.fixture
def folder(cast: Cast) -> Case:
    case = open_folder_for(cast)
    name_actor(cast["coordinator"])
    return case


def shut(cast: Cast, folder: Case, *names: str, emails: tuple[str, ...] = ()) -> Exclusion:
    return shut_out(folder, Named(names, emails, Exclusion.Stands.RELATIVE), why="Uncle", by=cast["coordinator"])


def about(folder: Case, to: str) -> Message | None:
    return write(to=to, subject=folder.reference, text="Words.", kind="test", about=[folder.pk])


def test_it_is_not_written_to_an_address_that_is_named(cast: Cast, folder: Case) -> None:
    shut(cast, folder, "Uncle Wend", emails=("uncle@home.example",))
    assert about(folder, "Uncle+work@home.example") is None
    assert about(folder, "aunt@home.example") is not None


def test_nor_to_an_account_that_is_shut_out_by_its_name(cast: Cast, folder: Case) -> None:
    person = employ("Uncle Wend", "coordinator", cast.partnership, cast.partnership)
    shut(cast, folder, "Uncle Wend")
    assert about(folder, person.email) is None


def test_what_was_written_before_is_not_sent_after(cast: Cast, folder: Case) -> None:
    message = about(folder, "uncle@home.example")
    assert message is not None
    shut(cast, folder, "Uncle Wend", emails=("uncle@home.example",))
    send_waiting(None)
    message.refresh_from_db()
    assert message.withheld_at is not None
    assert message.shown_at is message.sent_at is None


def test_an_exclusion_made_while_messages_are_being_sent_is_kept_to_at_the_last_moment(
    cast: Cast, folder: Case
) -> None:
    message = about(folder, "uncle@home.example")
    assert message is not None

    def meanwhile() -> None:
        name_actor(cast["coordinator"])
        shut(cast, folder, "Uncle Wend", emails=("uncle@home.example",))

    with (
        patch("handrail.service.outbox.sending._withhold_forbidden", meanwhile),
        patch("handrail.service.outbox.sending._hand_over") as handed,
    ):
        assert send_waiting(SERVER) == 0
    handed.assert_not_called()
    message.refresh_from_db()
    assert message.withheld_at is not None


def test_an_account_that_was_let_through_is_written_to_again(cast: Cast, folder: Case) -> None:
    second = employ("Secunda Cole", "coordinator", cast.partnership, cast.partnership)
    namesake = employ("Uncle Wend", "coordinator", cast.partnership, cast.partnership)
    made = shut(cast, folder, "Uncle Wend")
    ask_to_lift(made.taken.get(), why="Another", by=cast["coordinator"])
    name_actor(second)
    confirm_lift(made.taken.get(), by=second)
    assert about(folder, namesake.email) is not None


def test_a_contact_of_an_agency_is_passed_over_by_name(cast: Cast, folder: Case) -> None:
    Contact.objects.create(body=cast.school, name="Uncle Wend", email="office@school.example")
    shut(cast, folder, "Wend, Uncle")
    assert "office@school.example" not in addresses_of(cast.school, folder.pk)
    assert addresses_of(cast.school, folder.pk)


def test_they_are_not_invited_to_a_meeting(cast: Cast, folder: Case) -> None:
    meeting = Meeting.objects.create(
        case=folder, about="x", place="Otter Room", starts_at=timezone.now(), recorded_by=cast["coordinator"]
    )
    shut(cast, folder, "Uncle Wend")
    with pytest.raises(NotDone, match="cannot be invited"):
        invite(meeting, [Guest(cast.school, "uncle wend")], by=cast["coordinator"])


def test_a_coordinator_who_is_shut_out_does_not_see_what_was_sent_about_it(
    client: Client, cast: Cast, folder: Case
) -> None:
    person = employ("Uncle Wend", "coordinator", cast.partnership, cast.partnership)
    message = about(folder, "aunt@home.example")
    assert message is not None
    Message.objects.filter(pk=message.pk).update(partnership=cast.partnership, given_up_at=timezone.now())
    shut(cast, folder, "Uncle Wend")
    client.force_login(person)
    assert folder.reference not in client.get(reverse("outbox:sent")).content.decode()
    assert client.post(reverse("outbox:try_again", args=[message.pk])).status_code == 404
    with acting_as(person):
        assert not Message.objects.filter(pk=message.pk).exists(), "the database by itself"
    client.force_login(cast["coordinator"])
    assert folder.reference in client.get(reverse("outbox:sent")).content.decode()
