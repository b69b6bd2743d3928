"""What tests of the outbox share: a post office, and the mail server that it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from handrail.service.outbox.mail_server import MailServer, mail_server
from tests.rooms.outbox.post_office import PostOffice, open_post_office

SENDER = "Handrail <handrail@wendvalley.example>"


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with open_post_office() as office:
        yield office


@pytest.fixture
def server(office: PostOffice) -> MailServer:
    server = mail_server({"HANDRAIL_SMTP": office.address, "HANDRAIL_MAIL_FROM": SENDER})
    assert server is not None
    return server
