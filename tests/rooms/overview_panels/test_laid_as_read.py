"""What is laid before a panel is what was read and held against the folder, also where two people are at it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.overview_panels.actions.carrying import carry
from handrail.service.overview_panels.actions.giving import lay
from handrail.service.overview_panels.models import PanelDeath, PanelPack
from tests.rooms.answers_shown import answers_shown
from tests.rooms.cast import Cast
from tests.rooms.overview_panels.panels import SAFE, a_death, retyped


@pytest.mark.parametrize("summary", ["Zebedee was low.", "A young person died outdoors."])
def test_what_was_retyped_between_reading_and_laying_is_not_laid(cast: Cast, summary: str) -> None:
    case, by = a_death(cast), cast["coordinator"]
    stale = PanelPack.objects.get(pk=retyped(cast, case).pk)
    retyped(cast, case, summary)
    with pytest.raises(NotDone, match="retyped after you opened"):
        lay(stale, let_stand=True, by=by)
    carry()
    assert not PanelDeath.objects.exists()


def test_a_domain_that_was_retyped_meanwhile_is_not_laid_either(cast: Cast) -> None:
    case = a_death(cast)
    stale = PanelPack.objects.get(pk=retyped(cast, case).pk)
    retyped(cast, case, service_provision="Nobody rang.")
    with pytest.raises(NotDone, match="retyped after you opened"):
        lay(stale, let_stand=True, by=cast["coordinator"])


def test_a_page_that_was_opened_before_it_was_retyped_lays_nothing(cast: Cast, client: Client) -> None:
    case, by = a_death(cast), cast["coordinator"]
    pack = retyped(cast, case)
    client.force_login(by)
    address = reverse("overview_panels:lay", args=[case.pk, pack.pk])
    opened = answers_shown(client.get(address).text)
    name_actor(by)
    retyped(cast, case, "A young person died outdoors.")
    again = client.post(address, {**opened, "let_stand": "yes"})
    assert again.status_code == 200
    assert "It was retyped after you opened this page." in again.text
    name_actor(by)
    assert PanelPack.objects.get(pk=pack.pk).laid_at is None
    assert client.post(address, {**answers_shown(client.get(address).text), "let_stand": "yes"}).status_code == 302
    carry()
    name_actor(by)
    assert PanelPack.objects.get(pk=pack.pk).summary == "A young person died outdoors."


def test_laid_twice_from_two_pages_it_is_said_that_it_is_there(cast: Cast) -> None:
    case, by = a_death(cast), cast["coordinator"]
    first = retyped(cast, case, SAFE)
    second = PanelPack.objects.get(pk=first.pk)
    lay(first, let_stand=True, by=by)
    with pytest.raises(NotDone, match="before the panel already"):
        lay(second, let_stand=True, by=by)
