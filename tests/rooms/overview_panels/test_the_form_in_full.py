"""What the analysis form asks besides the domains: issues, good practice, recommended actions, and each category."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from handrail.service.child_deaths.form_editions import form_called
from handrail.service.overview_panels.actions import sitting
from handrail.service.overview_panels.actions.carrying import carry
from handrail.service.overview_panels.exported import _learnt
from handrail.service.overview_panels.forms import AnalyseForm
from handrail.service.overview_panels.models import Analysis, PanelPack
from tests.rooms.cast import Cast
from tests.rooms.overview_panels.panels import a_death, before_the_panel, day, sits, the_panel

ISSUES, GOOD = "Nobody asked directly.", "A nurse rang every week."
ACTIONS = ["The commissioner reviews how calls at night are answered.", "The designated doctor writes to schools."]


def asked_for(more: dict[str, object]) -> dict[str, object]:
    form = form_called("2019")
    graded = {f"grade_{key}": "1" for key, _ in form.domains}
    return {**graded, "cause": "Hanging.", "modifiable": "none_identified", "applies": ["6", "2", "10"], **more}


def test_what_is_typed_is_kept_shown_and_brought_to_the_folder(cast: Cast, client: Client) -> None:
    case = a_death(cast)
    death = before_the_panel(cast, case)
    chair, _ = sits(cast, "Bertram Lisle", "chair")
    sitting.put_on(death, sitting.plan(the_panel(), on=day(0), theme="", joined_by="", by=chair), by=chair)
    client.force_login(chair)
    address = reverse("overview_panels:analyse", args=[death.pk])
    more: dict[str, object] = {
        "issues": ISSUES,
        "good_practice": GOOD,
        "actions": "\n".join(ACTIONS),
        "learning": "Ask directly.",
    }
    assert client.post(address, asked_for(more)).status_code == 302
    analysis = Analysis.objects.get()
    assert (analysis.category, analysis.applies, analysis.actions) == ("2", ["2", "6", "10"], ACTIONS)
    kept = AnalyseForm(None, of=form_called("2019"), kept=analysis)
    assert kept.initial["applies"] == ["2", "6", "10"]
    assert kept.initial["actions"] == "\n".join(ACTIONS)
    sitting.complete(death, on=day(0), by=chair)
    carry()
    pack = PanelPack.objects.get(case=case)
    assert (pack.applies, pack.issues, pack.good_practice, pack.actions) == (["2", "6", "10"], ISSUES, GOOD, ACTIONS)
    assert _learnt(pack) == f"{ISSUES}\nAsk directly.\n{GOOD}"
    pages = [
        reverse("overview_panels:death", args=[death.pk]),
        reverse("overview_panels:pack", args=[case.pk, pack.pk]),
    ]
    for person, page in zip((chair, cast["coordinator"]), pages, strict=True):
        client.force_login(person)
        shown = client.get(page).content.decode()
        for words in (ISSUES, GOOD, *ACTIONS, "Also applies, beneath it", "Chronic medical condition"):
            assert words in shown


def test_a_name_in_any_of_them_is_held_back(cast: Cast, client: Client) -> None:
    death = before_the_panel(cast, a_death(cast))
    chair, _ = sits(cast, "Bertram Lisle", "chair")
    client.force_login(chair)
    address = reverse("overview_panels:analyse", args=[death.pk])
    for name in ("issues", "good_practice", "actions"):
        page = client.post(address, asked_for({name: "Olive Strand rang."})).content.decode()
        assert "names somebody" in page
    assert not Analysis.objects.exists()


def test_the_form_to_march_2019_asks_for_none_of_them() -> None:
    assert not {"issues", "good_practice", "actions"} & set(AnalyseForm(None, of=form_called("2008")).fields)
