"""What is left of a session that has ended goes by night; nobody who is signed in is signed out by it."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from handrail.service.web.ended_sessions import forget_ended_sessions
from tests.rooms.cast import Cast


def test_ended_sessions_go_and_others_stay(cast: Cast) -> None:
    ended, going_on = Client(), Client()
    ended.force_login(cast["coordinator"])
    going_on.force_login(cast["notifier"])
    key = ended.session.session_key
    Session.objects.filter(pk=key).update(expire_date=timezone.now() - timedelta(minutes=1))
    assert forget_ended_sessions(timezone.now()) == 1
    assert not Session.objects.filter(pk=key).exists()
    assert going_on.get("/").status_code == 200


def test_an_ended_session_opens_nothing_before_it_goes(cast: Cast, client: Client) -> None:
    client.force_login(cast["coordinator"])
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))
    assert client.get("/").status_code == 302
