"""The pages of signing in, as a browser goes through them."""

from __future__ import annotations

import re

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from handrail.service.access.factors.checking import code_now
from handrail.service.access.models import Person
from handrail.service.outbox.models import Message
from tests.rooms.cast import PASSWORD

HERE = "192.0.2.1"


def post(client: Client, name: str, said: dict[str, object], address: str = HERE) -> HttpResponse:
    answer = client.post(reverse(f"access:{name}"), said, REMOTE_ADDR=address)
    assert isinstance(answer, HttpResponse)
    return answer


def give_password(
    client: Client, email: str, password: str = PASSWORD, address: str = HERE, to: str = ""
) -> HttpResponse:
    return post(client, "sign_in", {"email": email, "password": password, "next": to}, address)


def give_code(client: Client, code: str, address: str = HERE) -> HttpResponse:
    return post(client, "second_factor", {"code": code}, address)


def sign_in(client: Client, person: Person, password: str = PASSWORD) -> HttpResponse:
    """Through both pages."""
    give_password(client, person.email, password)
    return give_code(client, code_now(person))


def is_in(client: Client) -> bool:
    """Whether a page about oneself opens."""
    return client.get(reverse("access:account")).status_code == 200


def code_sent_to(email: str) -> str:
    """The last code in a message to this address."""
    sent = Message.objects.filter(to=email, kind="one-time code").order_by("-written_at").first()
    assert sent is not None, f"no code was sent to {email}"
    (code,) = re.findall(r"Your code is (\w{4}-\w{4})", sent.text)
    return str(code)


def wrong(code: str) -> str:
    """A code of figures that is not this one, nor one just before or after it."""
    return f"{(int(code) + 500_000) % 1_000_000:06}"
