"""The worker is killed, as a machine that loses its power kills it, and nothing is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from handrail.service.outbox.actions import write
from handrail.service.outbox.mail_server import MailServer
from handrail.service.outbox.models import Message
from handrail.service.outbox.sending import send_waiting
from handrail.service.web.postgres import Cluster
from tests.journeys.database import fresh_database
from tests.rooms.outbox.conftest import SENDER
from tests.rooms.outbox.post_office import PostOffice

WORKER = "import django; django.setup(); from handrail.service.outbox.{module} import {name}; {call}"

# The row is claimed, and the transaction that claims it has not been kept.
STOP_BEFORE_KEEPING = """
from handrail.service.outbox.models import Message
save = Message.save
def save_and_wait(message):
    save(message)
    print("claimed", flush=True)
    input()
Message.save = save_and_wait
"""


@pytest.fixture
def own_database(cluster: Cluster, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A database that another process can reach too, because what is done in it is kept."""
    with django_db_blocker.unblock(), fresh_database(cluster):
        yield


def started(module: str, name: str, call: str, office: PostOffice) -> subprocess.Popen[str]:
    """Another process at the same database, doing one thing."""
    at = urlsplit(os.environ["HANDRAIL_ZONE_URL"])._replace(path=f"/{connections['default'].settings_dict['NAME']}")
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "handrail.service.web.settings", "HANDRAIL_ZONE_URL": at.geturl(),
        "HANDRAIL_SMTP": office.address, "HANDRAIL_MAIL_FROM": SENDER,
    }  # fmt: skip
    words = WORKER.format(module=module, name=name, call=call)
    return subprocess.Popen(
        [sys.executable, "-c", words], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )  # fmt: skip


def kill(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL


def wait_until_the_database_knows() -> None:
    """Until the killed process's transaction is gone, its row stays locked; a share lock waits for exactly that."""
    with connection.cursor() as cursor:
        cursor.execute("select id from outbox_message for share")


def written() -> Message:
    message = write(to="office@otter-lane.example", subject="A summary is due", text="WV-2026-0001", kind="test")
    assert message is not None
    return message


def time_comes() -> None:
    Message.objects.update(send_after=timezone.now())


def test_killed_while_the_claim_is_not_kept_the_message_leaves_once(
    own_database: None, office: PostOffice, server: MailServer
) -> None:
    message = written()
    process = started("sending", "claim", f"exec({STOP_BEFORE_KEEPING!r}); claim()", office)
    assert process.stdout is not None
    assert process.stdout.readline() == "claimed\n"
    kill(process)
    wait_until_the_database_knows()
    assert send_waiting(server) == 1
    assert [left["Message-ID"] for left in office.taken_in] == [f"<{message.pk}@wendvalley.example>"]
    message.refresh_from_db()
    assert (message.tries, message.may_have_left_before) == (1, False)


def test_killed_between_claim_and_handing_over_the_message_leaves_once(
    own_database: None, office: PostOffice, server: MailServer
) -> None:
    message = written()
    process = started("sending", "claim", "claim(); print('claimed', flush=True); input()", office)
    assert process.stdout is not None
    assert process.stdout.readline() == "claimed\n"
    kill(process)
    time_comes()
    assert send_waiting(server) == 1
    assert len(office.taken_in) == 1
    message.refresh_from_db()
    assert message.sent_at is not None


def test_killed_after_the_mail_server_took_it_in_the_copy_carries_the_same_id_and_is_said_to_be_one(
    own_database: None, office: PostOffice, server: MailServer
) -> None:
    message = written()
    office.pausing = True
    process = started("rounds", "go_round", "go_round()", office)
    assert office.holding.wait(60)
    kill(process)
    office.pausing = False
    office.go_on.set()
    wait_until_the_database_knows()
    time_comes()
    assert send_waiting(server) == 1
    assert send_waiting(server) == 0
    assert {left["Message-ID"] for left in office.taken_in} == {f"<{message.pk}@wendvalley.example>"}
    message.refresh_from_db()
    assert message.may_have_left_before


def test_two_workers_at_once_hand_each_message_over_once(
    own_database: None, office: PostOffice, server: MailServer
) -> None:
    messages = {f"<{written().pk}@wendvalley.example>" for _ in range(20)}
    call = "from handrail.service.outbox.mail_server import mail_server; send_waiting(mail_server())"
    workers = [started("sending", "send_waiting", call, office) for _ in range(2)]
    for worker in workers:
        worker.communicate()
        assert worker.returncode == 0
    left = [str(one["Message-ID"]) for one in office.taken_in]
    assert sorted(left) == sorted(messages)


HAND_OVER = """
from handrail.service.outbox.mail_server import mail_server
from handrail.service.outbox.sending import _hand_over, send
held = claim()
print("claimed", flush=True)
input()
print(send(held, lambda message: _hand_over(message, mail_server())), flush=True)
"""


def test_a_message_whose_row_another_worker_looked_at_and_passed_over_leaves_at_once(
    own_database: None, office: PostOffice
) -> None:
    """The database holds such a row locked until that worker is done. It once waited five minutes for its next try."""
    message = written()
    process = started("sending", "claim", f"exec({HAND_OVER!r})", office)
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stdout.readline() == "claimed\n"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select id from outbox_message for update")
        process.stdin.write("\n")
        process.stdin.flush()
        waits = False
        while not waits and process.poll() is None:
            cursor.execute("select exists (select from pg_locks where not granted)")
            (waits,) = cursor.fetchone()
    assert process.communicate()[0] == "True\n"
    assert [left["Message-ID"] for left in office.taken_in] == [f"<{message.pk}@wendvalley.example>"]
