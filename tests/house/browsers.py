"""The browsers of those who walk through the scene."""

from __future__ import annotations

from time import monotonic

from django.conf import settings
from django.test import Client

from handrail.service.access.models import Person
from tests.house.scene import Scene

SOON_IDLE = 7 * 60
"""Seconds; a session that nobody uses ends after fifteen minutes."""


def browser_of(scene: Scene, person: Person | None) -> Client:
    """One in which they are signed in, or nobody is. To sign in takes a third as long as a page: each has the session
    that was opened for the first of theirs, and what a visit does to it is undone with all else that it does. So it
    stays as old as it is, and a long walk opens another in time."""
    browser = Client(raise_request_exception=False)
    if person is not None:
        key, opened_at = scene.sessions.get(person.pk, ("", 0.0))
        if not key or monotonic() - opened_at > SOON_IDLE:
            browser.force_login(person)
            key = browser.cookies[settings.SESSION_COOKIE_NAME].value
            scene.sessions[person.pk] = (key, monotonic())
        browser.cookies[settings.SESSION_COOKIE_NAME] = key
    return browser
