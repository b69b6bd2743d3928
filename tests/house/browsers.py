"""The browsers of those who walk through the scene."""

from __future__ import annotations

from django.conf import settings
from django.test import Client

from handrail.service.access.models import Person
from tests.house.scene import Scene


def browser_of(scene: Scene, person: Person | None) -> Client:
    """One in which they are signed in, or nobody is. To sign in takes a third as long as a page: each has the session
    that was opened for the first of theirs, and what a visit does to it is undone with all else that it does."""
    browser = Client(raise_request_exception=False)
    if person is not None:
        if person.pk not in scene.sessions:
            browser.force_login(person)
            scene.sessions[person.pk] = browser.cookies[settings.SESSION_COOKIE_NAME].value
        browser.cookies[settings.SESSION_COOKIE_NAME] = scene.sessions[person.pk]
    return browser
