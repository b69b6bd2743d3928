"""What a partnership calls modifiable factors stands beside the edition's words, and never leaves for the database."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.child_deaths.form_editions import form_called
from handrail.service.overview_panels.actions.wording import set_wording
from handrail.service.overview_panels.drawing import findings_text
from handrail.service.overview_panels.models import PanelDeath
from handrail.service.overview_panels.models.wording import beside, wording_of
from handrail.service.reporting_forms.exports import as_json
from handrail.service.reporting_forms.national import record_of
from tests.rooms.cast import Cast
from tests.rooms.overview_panels.panels import a_death, completed, sits
from tests.rooms.reports.deaths import died

WORDS, CHANGED = "reasonable steps", "Somebody to ring at night."


def test_local_words_stand_beside_the_forms_own_wherever_people_read_them(cast: Cast, client: Client) -> None:
    case = a_death(cast)
    pack = completed(cast, case, modifiable="identified")
    client.force_login(cast["coordinator"])
    page = reverse("overview_panels:wording", args=[case.pk])
    assert client.post(page, {"words": WORDS}).status_code == 302
    own = dict(form_called(pack.form_edition).outcomes)["identified"]
    person, _ = sits(cast, "Bertram Lisle")
    shown = client.get(reverse("overview_panels:pack", args=[case.pk, pack.pk])).content.decode()
    client.force_login(person)
    at_panel = client.get(reverse("overview_panels:death", args=[PanelDeath.objects.get().pk])).content.decode()
    for text in (shown, at_panel):
        assert own in text
        assert f"“{WORDS}”" in text
    assert f"modifiable factors; here also “{WORDS}”" in findings_text(pack)


def test_what_leaves_for_the_national_database_does_not_have_them(cast: Cast) -> None:
    death = died(cast, date(2024, 6, 3))
    by = cast["coordinator"]
    name_actor(by)
    set_wording(cast.partnership, WORDS, by=by)
    assert beside(cast.partnership)
    today = timezone.localdate()
    completed(cast, death.case, about=str(death.pk), modifiable="identified")
    sent = as_json("x", [record_of(death, today)], today).content.decode()
    answers = {one["field"]: one["answer"] for one in json.loads(sent)["deaths"][0]["answers"]}
    assert answers["modifiable"] == "Modifiable factors were identified"
    assert answers["category"].startswith("2: Suicide")
    assert (answers["cause"], answers["learning"]) == ("Hanging.", "Ask directly.")
    assert {answers[f"changeable_{domain}"] for domain in ("intrinsic", "service_provision")} == {CHANGED}
    assert WORDS not in sent


def test_the_last_words_stand_and_none_is_an_answer(cast: Cast) -> None:
    by = cast["coordinator"]
    name_actor(by)
    set_wording(cast.partnership, WORDS, by=by)
    with pytest.raises(NotDone, match="stand already"):
        set_wording(cast.partnership, f" {WORDS} ", by=by)
    set_wording(cast.partnership, "", by=by)
    assert (wording_of(cast.partnership), beside(cast.partnership)) == ("", "")
