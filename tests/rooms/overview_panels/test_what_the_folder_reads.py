"""What the panel found is read in the folder."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from handrail.service.audit.actions import name_actor
from tests.rooms.cast import Cast
from tests.rooms.overview_panels.panels import a_death, completed


def test_the_folder_reads_the_cause_and_each_domain_as_the_panel_graded_it(cast: Cast, client: Client) -> None:
    case = a_death(cast)
    pack = completed(cast, case, modifiable="identified")
    name_actor(cast["coordinator"])
    client.force_login(cast["coordinator"])
    shown = client.get(reverse("overview_panels:pack", args=[case.pk, pack.pk])).text
    assert "Hanging." in shown
    assert shown.count("Could be changed:") == 4
