"""What tests of forms opened by code share: naming a practitioner, the worker's minute, and typing a code."""

from __future__ import annotations

import re
from datetime import timedelta
from email.message import Message as Mail

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from handrail.service.access.form_codes import OPENED
from handrail.service.access.models import FailedSignIn
from handrail.service.access.practitioners import FormCode, Practitioner
from handrail.service.audit.actions import name_actor
from handrail.service.outbox.mail_server import MailServer
from handrail.service.outbox.sending import send_waiting
from handrail.service.requests.models import Request
from handrail.service.requests.naming import Named, ask_practitioner, look_for_asked_codes
from tests.rooms.cast import Cast
from tests.rooms.outbox.post_office import PostOffice

NAME, EMAIL = "Bryony Sedge", "bryony.sedge@otter-lane-primary-school.example"
IN_A_MESSAGE = re.compile(r"^([34679ACDEFGHJKMNPQRTWXY]{4})-([34679ACDEFGHJKMNPQRTWXY]{4})\r?$", re.M)
AGREED = "Hedda Masterson, head teacher"


def name_one(cast: Cast, asked: Request, name: str = NAME, email: str = EMAIL, why: str = "") -> Practitioner:
    """As the coordinator; the unit of work is hers afterwards."""
    name_actor(cast["coordinator"])
    return ask_practitioner(asked, Named(name, email, why), by=cast["coordinator"])


def ask_for_code(client: Client, named: Practitioner, address: str = "192.0.2.1") -> HttpResponse:
    return post(client, "/form", {"number": named.number_in_words, "email": named.email}, address)


def post(client: Client, page: str, typed: dict[str, str], address: str = "192.0.2.1") -> HttpResponse:
    answer = client.post(page, typed, REMOTE_ADDR=address)
    assert isinstance(answer, HttpResponse)
    return answer


def a_minute_passes(server: MailServer) -> None:
    """The worker's round: whose form is it, then what waits leaves."""
    look_for_asked_codes()
    send_waiting(server)


def mails_to(office: PostOffice, email: str, subject: str = "Your code") -> list[Mail]:
    return [mail for mail in office.taken_in if mail["To"] == email and subject in " ".join(mail["Subject"].split())]


def code_in(office: PostOffice, email: str = EMAIL) -> str:
    """The code in the last message to this address."""
    words = str(mails_to(office, email)[-1].get_payload())
    found = IN_A_MESSAGE.search(words)
    assert found is not None, words
    return f"{found[1]}{found[2]}"


def open_form(client: Client, named: Practitioner, office: PostOffice, server: MailServer) -> HttpResponse:
    """The whole way in: number and address, the code from the message, the form."""
    ask_for_code(client, named)
    a_minute_passes(server)
    return post(client, "/form/code", {"code": code_in(office, named.email)})


def is_open(client: Client) -> bool:
    return "What is asked of you" in client.get("/form/open/").text


def time_passes(client: Client, *, idle: timedelta = timedelta(0), since: timedelta = timedelta(0)) -> None:
    """The form was last touched, and was opened, that much earlier."""
    session = client.session
    now = timezone.now()
    session[OPENED] = {
        **session[OPENED], "seen": (now - idle).isoformat(), "since": (now - since).isoformat(),
    }  # fmt: skip
    session.save()


def tries_were(minutes_ago: int) -> None:
    for failure in FailedSignIn.objects.all():
        FailedSignIn.objects.filter(pk=failure.pk).update(at=failure.at - timedelta(minutes=minutes_ago))


def the_code() -> FormCode:
    """The one that was asked for last."""
    return FormCode.objects.latest("asked_at")
