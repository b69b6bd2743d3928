"""An attempt to reach a school that was recorded in error: set aside with a reason, and counted no more."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.arrangements import actions as act
from handrail.service.arrangements.gate import standing_of
from handrail.service.arrangements.models import Arrangements, Attempt, School
from handrail.service.audit.actions import name_actor
from handrail.service.audit.models import Entry
from handrail.service.partnerships.actions import NotDone
from tests.rooms.arrangements.test_contacts_of_schools import entered
from tests.rooms.cast import Cast


def attempted(cast: Cast) -> Attempt:
    school, by = entered(cast), cast["coordinator"]
    return act.tried(school, on=timezone.localdate(), how="A call to the office", came_of_it="Nobody rang back.", by=by)


def test_what_is_set_aside_stays_to_be_read_struck_through(cast: Cast, client: Client) -> None:
    attempt = attempted(cast)
    school = reverse("arrangements:school", args=[attempt.school_id])
    aside = reverse("arrangements:attempt_aside", args=[attempt.school_id, attempt.pk])
    client.force_login(cast["coordinator"])
    assert aside in client.get(school).content.decode()
    assert "Nobody rang back." in client.get(aside).content.decode()
    assert client.post(aside, {"why": ""}).status_code == 200
    assert client.post(aside, {"why": "It was another school."}).status_code == 302
    page = client.get(school).content.decode()
    assert "Nobody rang back.</s>" in page
    assert "It was another school." in page
    assert aside not in page
    name_actor(cast["coordinator"])
    assert Entry.objects.filter(did__endswith="Mill Lane School: It was another school.").exists()
    with pytest.raises(NotDone, match="set aside already"):
        act.set_attempt_aside(attempt, why="Again.", by=cast["coordinator"])


def test_a_school_that_does_not_take_part_was_not_tried_by_what_is_set_aside(cast: Cast, client: Client) -> None:
    attempt, by = attempted(cast), cast["coordinator"]
    draft = act.begin(cast.partnership, title="Yearly revision", by=by)
    assert [len(one.attempts.all()) for one in standing_of(Arrangements.objects.get(pk=draft.pk)).schools] == [1]
    act.set_attempt_aside(attempt, why="It was another school.", by=by)
    assert [len(one.attempts.all()) for one in standing_of(Arrangements.objects.get(pk=draft.pk)).schools] == [0]
    client.force_login(by)
    listed = client.get(reverse("arrangements:schools")).content.decode()
    assert 'data-label="Tried">0<' in listed
    assert School.objects.get().attempts.count() == 1


def test_another_partnerships_people_find_no_attempt(cast: Cast, client: Client) -> None:
    attempt = attempted(cast)
    client.force_login(cast["stranger"])
    assert client.get(reverse("arrangements:attempt_aside", args=[attempt.school_id, attempt.pk])).status_code == 404
