"""What was recorded in error of a death is taken back, stays readable, and counts for nothing."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from handrail.service.cases.actions import NotDone
from handrail.service.child_deaths.actions.notify import add_notification, set_notification_aside
from handrail.service.child_deaths.facts import first_told
from handrail.service.child_deaths.models import Death, Notification
from handrail.service.child_deaths.views.asking import page
from tests.rooms.cast import Cast
from tests.rooms.child_deaths.telling import as_person, clock, tell_of, teller

pytestmark = pytest.mark.django_db


def test_a_notification_with_a_wrong_day_is_set_aside_once_the_right_one_stands(cast: Cast, client: Client) -> None:
    death, by = tell_of(cast), cast["coordinator"]
    wrong = Notification.objects.get(death=death)
    client.force_login(by)
    assert "set-aside" not in client.get(page(death)).text.split("Who knew the child")[0]
    as_person(by)
    with pytest.raises(NotDone, match="only notification of the death that stands"):
        set_notification_aside(wrong, why="A slip of the year.", by=by)
    add_notification(death, teller(told_at=date(2024, 5, 23)), by=by)
    at = page(death, "set_notification_aside", notification_id=wrong.pk)
    assert at in client.get(page(death)).text
    assert client.post(at, {"why": "A slip of the year."}).status_code == 302
    assert "A slip of the year." in client.get(page(death)).text
    as_person(by)
    assert first_told(Death.objects.get(pk=death.pk)) == date(2024, 5, 23)
    assert clock(death, "ask_for_reporting_forms").started_on == date(2024, 5, 23)
    with pytest.raises(NotDone, match="set aside already"):
        set_notification_aside(wrong, why="Again.", by=by)
