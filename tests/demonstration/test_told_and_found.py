"""What waits for the coordinator's word: a death told of by code, and a pair of folders that may be of one girl."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.cases.models import Join
from handrail.service.reports.models import DeathReport
from handrail.service.same_child.models import Resemblance
from handrail.service.tellings.alike import alike_of
from handrail.service.tellings.models import OpenPage, Telling
from tests.demonstration.folders import folder_of
from tests.demonstration.people import person

pytestmark = pytest.mark.usefixtures("wend_valley")


def seen(name: str, address: str) -> str:
    browser = Client()
    browser.force_login(person(name))
    return browser.get(address, follow=True).content.decode()


def test_a_death_told_of_by_code_is_met_on_the_first_page_and_may_be_one_that_has_a_folder() -> None:
    told = Telling.objects.get()
    assert told.sent_at is not None
    assert told.taken_in_at is None
    assert [death.case for death in alike_of(told)] == [folder_of("Linnet Coppice")]
    assert "A child’s death was told of by code" in seen("Cora Ordway", reverse("cases:due"))
    assert "Nettle Lane Surgery" in seen("Cora Ordway", reverse("tellings:telling", args=[told.pk]))


def test_anybody_finds_the_open_page_and_to_whom_it_leads() -> None:
    assert OpenPage.objects.get().open_since is not None
    shown = Client().get(reverse("tellings:tell")).content.decode()
    assert "Wend Valley Safeguarding Children Partnership" in shown


def test_one_pair_of_folders_may_be_of_one_girl_and_nobody_has_decided() -> None:
    pair = Resemblance.objects.get()
    assert {pair.first.family_name, pair.second.family_name} == {"Bittern", "Oakshott"}
    assert not pair.decided
    both = {folder_of("Fern Bittern").pk, folder_of("Fern Oakshott").pk}
    assert not Join.objects.filter(first__in=both, second__in=both).exists()
    for page in (reverse("cases:cases"), reverse("cases:case", args=[folder_of("Fern Bittern").pk])):
        assert reverse("same_child:list") in (shown := seen("Cora Ordway", page)) or str(pair.pk) in shown


def test_the_report_on_child_deaths_is_published_on_the_word_of_two() -> None:
    report = DeathReport.objects.get()
    assert report.is_public
    assert {report.approved_by, report.second_by} == {person("Selma Offley"), person("Hetty Welby")}
