"""The analysis form to March 2019 asks who was represented and what was before the panel; the later form does not."""

from __future__ import annotations

import html
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.audit.actions import name_actor
from handrail.service.cases.areas import area_of
from handrail.service.child_deaths.form_editions import form_on, modifiable_on
from handrail.service.child_deaths.models import Death
from handrail.service.children.models import Child
from handrail.service.overview_panels.exported import analysis_of
from handrail.service.overview_panels.forms import AnalyseForm
from handrail.service.overview_panels.models import PanelDeath
from tests.rooms.cast import Cast
from tests.rooms.overview_panels.panels import SAFE, a_death, before_the_panel, completed, sits

BEFORE: dict[str, Any] = {
    "agencies": ["police", "hospital", "astrology"],
    "documents": "Three forms; the post-mortem report.",
}


@pytest.fixture
def earlier(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.rooms.overview_panels.panels.DIED", date(2016, 3, 3))


def test_each_form_asks_what_it_asked_and_no_more() -> None:
    earlier, later = form_on(date(2019, 3, 31)), form_on(date(2019, 4, 1))
    assert [words for _, words in earlier.agencies] == [
        "Primary care", "Paediatrics", "Hospital", "Mental health", "Ambulance", "Police", "Social care", "Schools",
        "Others",
    ]  # fmt: skip
    assert earlier.documents == "Which documents were before the panel"
    assert {"agencies", "documents"} <= set(AnalyseForm(of=earlier).fields)
    assert not {"agencies", "documents"} & set(AnalyseForm(of=later).fields)


@pytest.mark.usefixtures("earlier")
def test_what_is_asked_at_the_panel_is_kept_and_shown_there_again(cast: Cast, client: Client) -> None:
    death = before_the_panel(cast, a_death(cast))
    person, _ = sits(cast, office="chair")
    client.force_login(person)
    form = form_on(date(2016, 3, 3))
    typed = {
        "agencies": ["police", "schools"], "documents": "Two forms.", "cause": "Hanging.", "applies": ["2"],
        "modifiable": "none_identified", **{f"grade_{key}": "1" for key, _ in form.domains}, "let_stand": "yes",
    }  # fmt: skip
    address = reverse("overview_panels:analyse", args=[death.pk])
    shown = client.post(address, typed, follow=True).text
    assert "Represented: Police; Schools." in shown
    assert "Two forms." in shown
    assert client.get(address).text.count(" checked") >= 2
    assert PanelDeath.objects.get().analysis.agencies == ["police", "schools"]


@pytest.mark.usefixtures("earlier")
def test_a_name_among_the_documents_is_held_back_at_the_panel(cast: Cast, client: Client) -> None:
    death = before_the_panel(cast, a_death(cast))
    person, _ = sits(cast, office="chair")
    client.force_login(person)
    form = form_on(date(2016, 3, 3))
    typed = {
        "documents": "The form on Zebedee Quillfeather.", "cause": "Hanging.", "applies": ["2"],
        "modifiable": "none_identified", **{f"grade_{key}": "1" for key, _ in form.domains},
    }  # fmt: skip
    assert "There is a problem" in client.post(reverse("overview_panels:analyse", args=[death.pk]), typed).text
    assert not hasattr(PanelDeath.objects.get(), "analysis")


@pytest.mark.usefixtures("earlier")
def test_it_comes_back_to_the_folder_and_goes_to_what_leaves(cast: Cast, client: Client) -> None:
    case, by = a_death(cast), cast["coordinator"]
    name_actor(by)
    death = Death.objects.create(
        case=case, child=Child.objects.get(folder=case.folder), sent_by=cast.trust, born="alive",
        died_on=date(2016, 3, 3), circumstances="At home.", recorded_by=by,
    )  # fmt: skip
    pack = completed(cast, case, about=str(death.pk), **BEFORE)
    name_actor(by)
    client.force_login(by)
    shown = client.get(reverse("overview_panels:pack", args=[case.pk, pack.pk])).text
    assert "Represented: Hospital; Police." in shown
    name_actor(by)
    told = {item.question.key: (item.value, item.question.seen.value) for item in analysis_of(death)}
    assert told["agencies"] == ("Hospital; Police", "text")
    assert told["documents"] == ("Three forms; the post-mortem report.", "text")
    assert told["summary"] == (SAFE, "text")


def test_the_later_form_keeps_nothing_that_it_does_not_ask(cast: Cast) -> None:
    pack = completed(cast, a_death(cast), **BEFORE)
    assert (pack.agencies, pack.documents) == ([], "")


@pytest.mark.parametrize(
    ("died", "says"),
    [
        (date(2009, 6, 1), "“Preventable”: The word of the national return until 31 March 2010"),
        (date(2012, 6, 1), "local"),
        (date(2016, 3, 3), "Factors that could be changed so as to lower the risk of future child deaths."),
        (date(2024, 6, 1), "Factors that might, by action that can be taken locally or nationally, be changed"),
    ],
)
def test_what_could_be_changed_is_asked_in_the_words_of_the_day_of_the_death(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch, died: date, says: str
) -> None:
    monkeypatch.setattr("tests.rooms.overview_panels.panels.DIED", died)
    before = before_the_panel(cast, a_death(cast))
    person, _ = sits(cast, office="chair")
    client.force_login(person)
    shown = html.unescape(client.get(reverse("overview_panels:analyse", args=[before.pk])).text)
    assert says in shown
    assert modifiable_on(area_of(cast.council.pk).law, died) in shown
    assert died.isoformat() not in before.modifiable_means
