"""A message is written with its cause, and only once for one purpose."""

from __future__ import annotations

import pytest
from django.db import transaction

from handrail.service.outbox.actions import write
from handrail.service.outbox.models import Message
from handrail.service.outbox.sending import send_waiting
from tests.rooms.cast import Cast


def reminder(once: str | None = None) -> Message | None:
    return write(
        to="office@otter-lane.example", subject="A summary is due", text="WV-2026-0001", kind="reminder", once=once
    )


class Stumbled(Exception):
    pass


@transaction.atomic
def begin_and_stumble() -> None:
    reminder("reminder:1:2026-06-01")
    raise Stumbled


def test_what_was_already_written_for_the_same_purpose_is_not_written_again(cast: Cast) -> None:
    assert reminder("reminder:1:2026-06-01") is not None
    assert reminder("reminder:1:2026-06-01") is None
    assert reminder("reminder:1:2026-06-02") is not None
    assert Message.objects.count() == 2


def test_two_messages_that_name_no_purpose_are_both_written(cast: Cast) -> None:
    assert reminder() is not None
    assert reminder() is not None
    assert Message.objects.count() == 2


def test_a_message_is_not_written_when_its_cause_is_undone(cast: Cast) -> None:
    with pytest.raises(Stumbled):
        begin_and_stumble()
    assert send_waiting(None) == 0
    assert not Message.objects.exists()


def test_a_subject_is_one_line_whatever_it_is_made_of(cast: Cast) -> None:
    message = write(to="a@wendvalley.example", subject="One\r\nBcc: b@wendvalley.example", text="", kind="test")
    assert message is not None
    assert message.subject == "One Bcc: b@wendvalley.example"
