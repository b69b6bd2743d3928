"""The children who died in the demonstration: each screen of child death review has something to show, told plainly."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.cases.models import Case, KeptClock
from handrail.service.child_deaths.models import Death, TimeSpent
from handrail.service.overview_panels.models import Analysis, PanelDeath, PanelPack
from handrail.service.reports.keeping import read
from handrail.service.reports.models import CountsLoaded, DeathReport
from handrail.service.requests.models import Request
from tests.demonstration.folders import folder_of
from tests.demonstration.people import person

pytestmark = pytest.mark.usefixtures("wend_valley")


def death_of(name: str) -> Death:
    return Death.objects.get(case=folder_of(name))


def running(case: Case) -> set[str]:
    return set(KeptClock.objects.filter(case=case, ended=False).values_list("duty", flat=True))


def test_an_infant_died_yesterday_and_the_response_is_under_way() -> None:
    death = death_of("Linnet Coppice")
    assert death.joint_decisions.get().called_for
    assert {"review_child_death", "hold_child_death_review_meeting", "send_death_to_database"} <= running(death.case)
    assert "visit_scene" not in running(death.case)
    assert Request.objects.filter(case=death.case, received_at=None).count() == 2
    assert timezone.localdate() - death.died_on == timedelta(days=1)


def test_of_the_boy_the_panel_knows_a_number_and_an_age_band_and_no_name() -> None:
    death = death_of("Rowan Fieldfare")
    laid_as = PanelPack.objects.get(case=death.case).laid_as
    assert laid_as is not None
    before = PanelDeath.objects.get(pk=laid_as)
    assert before.sitting is not None
    assert before.sitting.on > timezone.localdate()
    assert not Analysis.objects.filter(death=before).exists()
    told = f"{before.summary} {before.domains} {before.age_band}"
    assert not [word for word in ("Rowan", "Fieldfare", death.case.reference, "Specimen") if word in told]


def test_what_the_panel_found_of_the_newborn_came_back_and_went_on() -> None:
    pack = PanelPack.objects.get(case=death_of("Bryony Larkspur").case)
    assert pack.completed_on is not None
    assert pack.points_made.count() == len(pack.learning) == 1
    letters = pack.letters.all()
    assert sorted(bool(one.sent_on) for one in letters) == [False, True, True, True]


def test_time_is_recorded_for_every_step_but_what_is_of_no_step() -> None:
    assert set(TimeSpent.objects.values_list("step", flat=True)) == set(TimeSpent.Step.values) - {TimeSpent.Step.OTHER}


def test_the_year_that_is_over_has_its_report_and_leaves_nothing_to_do() -> None:
    earlier = Case.objects.filter(pk__in=Death.objects.exclude(brought_from="").values("case"))
    assert earlier.count() == 12
    assert not earlier.filter(closed_at=None).exists()
    assert not KeptClock.objects.filter(case__in=earlier, ended=False).exists()
    report = DeathReport.objects.get()
    assert report.approved_by == person("Selma Offley")
    release = read(report.figures).release
    assert release.shown
    assert release.wanted - release.shown
    assert CountsLoaded.objects.exists()


@pytest.mark.parametrize(("name", "address"), [
    ("Cora Ordway", "child_deaths:deaths"), ("Cora Ordway", "child_deaths:waiting"),
    ("Cora Ordway", "reports:reports"), ("Cora Ordway", "reports:area"),
    ("Cora Ordway", "reports:staff_time"), ("Philippa Overby", "overview_panels:home"),
    ("Layla Commoner", "overview_panels:home"), ("Hosea Pitts", "child_deaths:deaths"),
])  # fmt: skip
def test_each_finds_something_on_the_pages_of_child_death_review(name: str, address: str) -> None:
    browser = Client()
    browser.force_login(person(name))
    shown = browser.get(reverse(address), follow=True)
    assert shown.status_code == 200
    assert [word for word in ("WV-", "Wendshire", "Wend Valley", "hours") if word in shown.content.decode()]
