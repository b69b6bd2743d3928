"""What the review meeting drafted begins the retelling, and what the panel found is read in the folder."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from handrail.service.audit.actions import name_actor
from handrail.service.cases.models import KeptFact
from handrail.service.child_deaths.models import AnalysisNote, Death
from handrail.service.children.models import Child
from tests.rooms.cast import Cast
from tests.rooms.overview_panels.panels import DIED, a_death, completed

DRAFTED = "The plan was not looked at again."


def test_the_retelling_begins_with_the_draft_analysis_of_the_meeting(cast: Cast, client: Client) -> None:
    case, by = a_death(cast), cast["coordinator"]
    death = Death.objects.create(
        case=case, child=Child.objects.get(folder=case.folder), sent_by=cast.trust, born="alive", died_on=DIED,
        circumstances="At home.", recorded_by=by,
    )  # fmt: skip
    KeptFact.objects.filter(case=case).update(about=str(death.pk))
    for text in ("Not read twice.", DRAFTED):
        AnalysisNote.objects.create(death=death, domain="service_provision", text=text, edition="2019", written_by=by)
    client.force_login(by)
    shown = client.get(reverse("overview_panels:retype", args=[case.pk])).text
    assert DRAFTED in shown
    assert "begin with the draft analysis" in shown
    assert "Not read twice." not in shown


def test_the_folder_reads_the_cause_and_each_domain_as_the_panel_graded_it(cast: Cast, client: Client) -> None:
    case = a_death(cast)
    pack = completed(cast, case, modifiable="identified")
    name_actor(cast["coordinator"])
    client.force_login(cast["coordinator"])
    shown = client.get(reverse("overview_panels:pack", args=[case.pk, pack.pk])).text
    assert "Hanging." in shown
    assert shown.count("Could be changed:") == 4
