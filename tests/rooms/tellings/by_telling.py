"""What tests of deaths told of by code share: the page opened, somebody who comes, a code, and what they type."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from handrail.service.access.practitioners import Teller
from handrail.service.audit.actions import name_actor
from handrail.service.outbox.mail_server import MailServer
from handrail.service.outbox.sending import send_waiting
from handrail.service.partnerships.models import Body
from handrail.service.requests.naming import look_for_asked_codes
from handrail.service.tellings.actions.asking import Keeps, set_page
from handrail.service.tellings.actions.codes import write_codes
from handrail.service.tellings.actions.comparing import compare_tellings
from handrail.service.tellings.models import OpenPage, Telling
from tests.rooms.cast import Cast
from tests.rooms.child_deaths.telling import NUMBER
from tests.rooms.outbox.post_office import PostOffice
from tests.rooms.requests.by_code import code_in, post

EMAIL = "rowan.pike@wend-hospital.example"
OTHERWISE = "Telephone the child death office on 01632 960100."
KEEPS = Keeps(14, 90, "Retention policy of 4 March 2024, row 12")
WHO = {"full_name": "Rowan Pike", "job": "Paediatrician", "employer": "Wend Hospital", "email": EMAIL}


def opened(cast: Cast, *domains: str) -> OpenPage:
    """The partnership lets the hospital's people tell it; the unit of work is the coordinator's afterwards."""
    name_actor(cast["coordinator"])
    wanted = domains or ("wend-hospital.example",)
    return set_page(
        cast.partnership, is_open=True, domains=wanted, otherwise=OTHERWISE, keeps=KEEPS, by=cast["coordinator"]
    )


def come(client: Client, address: str = "192.0.2.1", **other: str) -> Any:
    return post(client, "/tell-of-a-death/", WHO | other, address)


def a_minute_passes(server: MailServer) -> None:
    look_for_asked_codes()
    write_codes()
    send_waiting(server)


def open_it(client: Client, office: PostOffice, server: MailServer, **other: str) -> Any:
    """The whole way in: who they are, the code from the message, what they tell."""
    come(client, **other)
    a_minute_passes(server)
    return post(client, "/tell-of-a-death/code", {"code": code_in(office, other.get("email", EMAIL))})


def day_of(name: str, days_ago: int = 0) -> dict[str, str]:
    day = timezone.localdate() - timedelta(days=days_ago)
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


PAGES: tuple[tuple[str, dict[str, str]], ...] = (
    ("birth", {"born": "alive"}),
    (
        "child",
        {"given_names": "Wren", "family_name": "Fairlight", "nhs_number": NUMBER, **day_of("born_on", 100)},
    ),
    ("when", {**day_of("died_on", 1), "estimated": "no"}),
    ("where", {"place_kind": "home", "died_in": "here"}),
    ("home", {"lived": "here"}),
    ("what-happened", {"circumstances": "Found in the cot."}),
    ("who-knew", {"others": "Dr Sorrel Bright, GP"}),
)


def write_it(client: Client, **other: dict[str, str]) -> None:
    whose = ("authority", {"authority": str(Body.objects.get(name="Wendshire Council").pk)})
    for slug, typed in (whose, *PAGES):
        said = typed | other.get(slug.replace("-", "_"), {})
        answer = post(client, f"/tell-of-a-death/open/pages/{slug}", {"version": "99", **said})
        assert answer.status_code == 302, answer.text


def send_it(client: Client) -> Any:
    return post(client, "/tell-of-a-death/open/check", {})


def told(client: Client, office: PostOffice, server: MailServer, **other: dict[str, str]) -> Telling:
    """A death told of and sent; nobody's unit of work is open."""
    open_it(client, office, server)
    write_it(client, **other)
    assert "It is sent" in send_it(client).text
    compare_tellings()
    return Telling.objects.get()


def the_teller() -> Teller:
    """Who came last."""
    return Teller.objects.latest("asked_at")
