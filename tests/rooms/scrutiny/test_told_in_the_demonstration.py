"""The year of scrutiny in the demonstration: findings at every stage, figures used, invented ones marked as such."""

from __future__ import annotations

from django.test import Client
from django.utils import timezone

from handrail.demonstration.from_outside import those_from_outside
from handrail.demonstration.stories.scrutiny import a_year_of_scrutiny
from handrail.demonstration.telling import Telling
from handrail.service.scrutiny.models import Finding, Use
from handrail.service.scrutiny.standing import come_of
from tests.rooms.cast import Cast


def test_a_year_of_scrutiny_is_told(cast: Cast, client: Client) -> None:
    those_from_outside(cast)
    a_year_of_scrutiny(Telling(cast, timezone.localdate()))
    come = {come_of(one, timezone.localdate()).words for one in Finding.objects.all()}
    assert come == {"A strength", "Done", "Accepted", "Not accepted", "Answer late"}
    assert set(Use.objects.values_list("used_for", flat=True)) == {"scrutiny", "report"}
    assert all("Wendshire" in one.seen for one in Use.objects.all())
    client.force_login(cast["coordinator"])
    page = client.get("/outcomes/").content.decode()
    assert page.count('role="img"') == 8  # four measures, two councils
    assert "Some figures here are invented" in page
    assert "2024: above its limits" in page
