"""What is next goes on until the analysis is sent, and each step leads to where it is done."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.child_deaths.models import Death
from handrail.service.child_deaths.next_steps import steps_of
from handrail.service.child_deaths.views.asking import page
from handrail.service.meetings.models import Attendance
from tests.rooms.cast import Cast
from tests.rooms.child_deaths.telling import as_person, met, reported, tell_of

pytestmark = pytest.mark.django_db


def steps(death: Death) -> dict[str, str]:
    found = Death.objects.get(pk=death.pk)
    return {one.words: one.href for one in steps_of(found, list(found.events.all()))}


def test_forms_the_key_worker_and_the_guide_are_next_and_lead_there(cast: Cast, client: Client) -> None:
    death = tell_of(cast)
    client.force_login(as_person(cast["coordinator"]))
    shown = client.get(page(death)).text
    for words, name in (
        ("Ask the agencies that knew the child", "reporting_forms:of_folder"),
        ("Name a key worker", "families:family"),
        ("guide for bereaved families", "families:family"),
    ):
        (href,) = [at for said, at in steps(death).items() if words in said]
        assert href == reverse(name, kwargs={"case_id": death.case_id})
        assert href in shown
        assert client.get(href).status_code == 200


def test_whoever_was_not_at_the_meeting_is_asked_for_an_account_until_that_is_recorded(
    cast: Cast, client: Client
) -> None:
    death = tell_of(cast)
    meeting = met(death)
    Attendance.objects.create(meeting_id=meeting.meeting_id, body=cast.trust, name="Dr Oak", came="apologies")
    (at,) = [at for said, at in steps(death).items() if "Dr Oak" in said]
    client.force_login(as_person(cast["coordinator"]))
    assert 'value="Dr Oak"' in client.get(at).text
    day = {"known_on_day": "2", "known_on_month": "9", "known_on_year": "2024"}
    assert client.post(at, {"name": "Dr Oak", "body": str(cast.trust.pk), **day}).status_code == 302
    assert not [said for said in steps(death) if "Dr Oak" in said]


def test_the_family_and_the_panel_come_after_the_meeting(cast: Cast) -> None:
    death = tell_of(cast)
    reported(death)
    said = " ".join(steps(death))
    assert "Tell the family of the review meeting" in said
    assert "Put it to the overview panel without names" in said
