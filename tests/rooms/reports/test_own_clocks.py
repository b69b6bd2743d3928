"""What the partnership itself owes stands under "What is due", with the way to the work and to why this day."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.cases.own_clocks import own_rows
from tests.rooms.arrangements.complete import published as arrangements_published
from tests.rooms.cast import Cast


def test_the_notice_and_the_report_are_due_and_lead_to_where_they_are_done(cast: Cast, client: Client) -> None:
    one = arrangements_published(cast)
    client.force_login(cast["coordinator"])
    page = client.get("/").content.decode()
    version = reverse("arrangements:version", args=[one.pk])
    assert f'href="{version}"' in page
    assert f'href="{version}#why-this-day"' in page
    assert f'href="{reverse("reports:years")}#why-{cast.partnership.pk}"' in page
    assert 'id="why-this-day"' in client.get(version).content.decode()
    assert f'id="why-{cast.partnership.pk}"' in client.get(reverse("reports:years")).content.decode()


def test_whoever_does_not_speak_for_the_partnership_is_told_of_none(cast: Cast) -> None:
    arrangements_published(cast)
    assert own_rows(cast["coordinator"], timezone.now())
    assert not own_rows(cast["hospital lead"], timezone.now())
    elsewhere = {row.clock.partnership for row in own_rows(cast["stranger"], timezone.now())}
    assert str(cast.partnership) not in elsewhere
