"""A message leaves once, for the right address, and one that cannot leave says why."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from handrail.service.audit.actions import name_actor
from handrail.service.outbox.actions import NotSentAgain, try_again, write
from handrail.service.outbox.mail_server import MailServer
from handrail.service.outbox.models import Message
from handrail.service.outbox.sending import WAITS, claim, send_waiting
from handrail.service.partnerships.models import Body
from tests.rooms.cast import Cast
from tests.rooms.outbox.post_office import PostOffice

SCHOOL = "office@otter-lane.example"


def written(to: str = SCHOOL, *, to_body: Body | None = None, later: timedelta | None = None) -> Message:
    after = timezone.now() + later if later else None
    message = write(
        to=to, to_body=to_body, subject="A summary is due", text="See WV-2026-0001.", kind="test", send_after=after
    )
    assert message is not None
    return message


def time_comes_for(message: Message) -> None:
    Message.objects.filter(pk=message.pk).update(send_after=timezone.now())


def test_a_message_leaves_once_and_carries_its_words(cast: Cast, office: PostOffice, server: MailServer) -> None:
    message = written()
    assert send_waiting(server) == 1
    assert send_waiting(server) == 0
    (left,) = office.taken_in
    assert (left["To"], left["Subject"]) == (SCHOOL, "A summary is due")
    assert left["From"] == "Handrail <handrail@wendvalley.example>"
    assert left["Message-ID"] == f"<{message.pk}@wendvalley.example>"
    assert "See WV-2026-0001." in left.get_payload()
    message.refresh_from_db()
    assert message.sent_at is not None


def test_a_message_waits_for_its_hour(cast: Cast, office: PostOffice, server: MailServer) -> None:
    message = written(later=timedelta(hours=2))
    assert send_waiting(server) == 0
    time_comes_for(message)
    assert send_waiting(server) == 1


def test_a_message_goes_to_the_mailbox_that_the_body_has_when_it_leaves(
    cast: Cast, office: PostOffice, server: MailServer
) -> None:
    message = written(cast.school.mailbox, to_body=cast.school)
    Body.objects.filter(pk=cast.school.pk).update(mailbox="new@otter-lane.example")
    send_waiting(server)
    assert office.taken_in[0]["To"] == "new@otter-lane.example"
    message.refresh_from_db()
    assert message.to == "new@otter-lane.example"


def test_an_address_that_does_not_exist_is_given_up_at_once_and_keeps_no_other_back(
    cast: Cast, office: PostOffice, server: MailServer
) -> None:
    office.refusing["gone@otter-lane.example"] = "550 no such mailbox"
    message, other = written("gone@otter-lane.example"), written()
    assert send_waiting(server) == 1
    message.refresh_from_db()
    other.refresh_from_db()
    assert other.sent_at is not None
    assert message.given_up_at is not None
    assert message.fault == "The mail server does not accept the address: 550 no such mailbox"


def test_a_mailbox_that_is_full_today_is_tried_again_with_growing_waits_and_then_given_up(
    cast: Cast, office: PostOffice, server: MailServer
) -> None:
    office.refusing[SCHOOL] = "452 mailbox full"
    message = written()
    waited = []
    for _ in WAITS:
        before = timezone.now()
        assert send_waiting(server) == 0
        assert send_waiting(server) == 0, "not tried again before its time"
        message.refresh_from_db()
        waited.append(round((message.send_after - before) / timedelta(minutes=1)))
        time_comes_for(message)
    assert waited == sorted(waited)
    assert message.tries == len(WAITS)
    assert message.given_up_at is not None
    office.refusing.clear()
    assert send_waiting(server) == 0


def test_a_mail_server_that_is_down_costs_the_first_message_a_try_and_the_others_none(cast: Cast) -> None:
    nowhere = MailServer(host="localhost", port=1, sender="handrail@wendvalley.example")
    first, second = written(), written()
    assert send_waiting(nowhere) == 0
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.fault.startswith("The mail server could not be reached")
    assert (first.tries, second.tries) == (1, 0)


def test_a_message_that_was_given_up_is_sent_again_when_somebody_asks(
    cast: Cast, office: PostOffice, server: MailServer
) -> None:
    office.refusing[SCHOOL] = "550 no such mailbox"
    message = written()
    send_waiting(server)
    office.refusing.clear()
    name_actor(cast["administrator"])
    try_again(message, by=cast["administrator"])
    assert send_waiting(server) == 1


def test_a_message_that_left_cannot_be_asked_for_again(cast: Cast, office: PostOffice, server: MailServer) -> None:
    message = written()
    send_waiting(server)
    name_actor(cast["administrator"])
    with pytest.raises(NotSentAgain, match="was not given up"):
        try_again(message, by=cast["administrator"])


def test_a_try_that_was_cut_short_is_made_again_and_said_to_be_a_second_copy_perhaps(
    cast: Cast, office: PostOffice, server: MailServer
) -> None:
    message = written()
    assert claim() == message  # and the worker dies here
    assert send_waiting(server) == 0
    time_comes_for(message)
    assert send_waiting(server) == 1
    message.refresh_from_db()
    assert message.may_have_left_before


def test_without_a_mail_server_a_message_is_shown_and_never_sent_later(
    cast: Cast, office: PostOffice, server: MailServer
) -> None:
    message = written()
    assert send_waiting(None) == 1
    message.refresh_from_db()
    assert message.shown_at is not None
    assert message.sent_at is None
    assert send_waiting(server) == 0
