"""The page "What was sent": who reads it, and what it says of each message."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.audit.models import Entry
from handrail.service.outbox.actions import write
from handrail.service.outbox.models import Message
from handrail.service.outbox.sending import send_waiting
from handrail.service.partnerships.models import Body
from tests.rooms.cast import Cast


def written(partnership: Body | None) -> Message:
    message = write(
        to="office@otter-lane.example", subject="A summary is due", text="WV-2026-0001", kind="test",
        partnership=partnership,
    )  # fmt: skip
    assert message is not None
    return message


def given_up(message: Message) -> Message:
    message.given_up_at, message.fault = timezone.now(), "The mail server does not accept the address: 550 gone"
    message.save()
    return message


def page(client: Client) -> str:
    return client.get(reverse("outbox:sent")).content.decode()


def test_a_coordinator_reads_that_a_message_was_shown_instead_of_sent(client: Client, cast: Cast) -> None:
    written(cast.partnership)
    client.force_login(cast["coordinator"])
    assert "Waiting: leaves within a minute" in " ".join(page(client).split())
    send_waiting(None)
    assert "Shown here instead of sent" in page(client)
    assert "HANDRAIL_SMTP" in page(client)


def test_a_coordinator_sees_no_message_of_another_partnership(client: Client, cast: Cast) -> None:
    written(cast.partnership)
    client.force_login(cast["stranger"])
    assert "WV-2026-0001" not in page(client)


def test_a_message_of_no_partnership_is_for_administrators_alone(client: Client, cast: Cast) -> None:
    written(None)
    client.force_login(cast["coordinator"])
    assert "WV-2026-0001" not in page(client)
    client.force_login(cast["administrator"])
    assert "WV-2026-0001" in page(client)


def test_the_page_is_not_there_for_anyone_else(client: Client, cast: Cast) -> None:
    for part in ("notifier", "senior officer", "police partner", "school lead"):
        client.force_login(cast[part])
        assert client.get(reverse("outbox:sent")).status_code == 404


def test_the_page_says_when_no_worker_has_been_heard_from(client: Client, cast: Cast) -> None:
    client.force_login(cast["coordinator"])
    assert "has not been heard from" in page(client)


def test_an_administrator_asks_for_a_message_to_be_sent_again(client: Client, cast: Cast) -> None:
    message = given_up(written(cast.partnership))
    client.force_login(cast["administrator"])
    assert "550 gone" in page(client)
    answer = client.post(reverse("outbox:try_again", kwargs={"message_id": message.pk}), follow=True)
    assert "is sent again within a minute" in answer.content.decode()
    message.refresh_from_db()
    assert message.given_up_at is None
    assert Entry.objects.filter(did="asked for a message to be sent again").exists()


def test_a_message_one_may_not_see_cannot_be_sent_again(client: Client, cast: Cast) -> None:
    message = given_up(written(cast.partnership))
    client.force_login(cast["stranger"])
    assert client.post(reverse("outbox:try_again", kwargs={"message_id": message.pk})).status_code == 404
    message.refresh_from_db()
    assert message.given_up_at is not None
