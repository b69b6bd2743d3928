"""What the review meeting drafted is retyped, begins the panel's form, and what the panel changes of it is shown."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Case, KeptFact
from handrail.service.child_deaths.actions.draft import keep_draft, take_back_draft
from handrail.service.child_deaths.form_editions import form_called
from handrail.service.child_deaths.models import Death
from handrail.service.children.models import Child
from handrail.service.overview_panels.actions import sitting
from handrail.service.overview_panels.actions.carrying import carry
from handrail.service.overview_panels.actions.giving import lay
from handrail.service.overview_panels.against import against_draft
from handrail.service.overview_panels.models import Analysis, PanelDeath, PanelPack
from tests.rooms.answers_shown import answers_shown, asked_on
from tests.rooms.cast import Cast
from tests.rooms.overview_panels.panels import DIED, SAFE, a_death, before_the_panel, day, sits, the_panel

CHANGED = "Who rings at night."
DRAFTED: dict[str, Any] = {
    "cause": "Hanging.", "text_service_provision": "The plan was not looked at again.", "grade_service_provision": "2",
    "grade_intrinsic": "1", "grade_social_environment": "1", "grade_physical_environment": "1",
    "changed_service_provision": CHANGED, "modifiable": "identified", "applies": ["2"], "learning": "Ask directly.",
}  # fmt: skip


def notified(cast: Cast, case: Case, given_names: str = "Zebedee") -> Death:
    child = Child.objects.get(folder=case.folder, given_names=given_names)
    return Death.objects.create(
        case=case, child=child, sent_by=cast.trust, born="alive", died_on=DIED, circumstances="At home.",
        recorded_by=cast["coordinator"],
    )  # fmt: skip


def drafted(cast: Cast, **more: Any) -> tuple[Case, Death]:
    case = a_death(cast)
    death = notified(cast, case)
    KeptFact.objects.filter(case=case).update(about=str(death.pk))
    keep_draft(death, DRAFTED | more, by=cast["coordinator"])
    return case, death


def retype(client: Client, case: Case, **more: Any) -> Any:
    """Kept as the page has it: everything the draft said, and what the page asks besides."""
    address = reverse("overview_panels:retype", args=[case.pk])
    return client.post(
        address, {**answers_shown(client.get(address).text), "panel": str(the_panel().pk), "summary": SAFE, **more}
    )


def test_the_draft_goes_to_the_panel_begins_its_form_and_what_it_changes_is_shown(cast: Cast, client: Client) -> None:
    case, _ = drafted(cast)
    by, panel = cast["coordinator"], the_panel()
    client.force_login(by)
    asked = client.get(reverse("overview_panels:retype", args=[case.pk])).text
    assert "It begins with the draft analysis of the review meeting" in asked
    assert "not recorded as gone to the panel yet" in asked
    assert retype(client, case).status_code == 302
    name_actor(by)
    pack = PanelPack.objects.get(case=case)
    lay(pack, let_stand=True, by=by)
    carry()
    before = PanelDeath.objects.get()
    assert before.draft is not None
    assert (before.draft["changed_service_provision"], before.domains) == (
        CHANGED, {"service_provision": "The plan was not looked at again."}
    )  # fmt: skip
    chair, _ = sits(cast, "Bertram Lisle", "chair")
    sitting.put_on(before, sitting.plan(panel, on=day(0), theme="", joined_by="", by=chair), by=chair)
    client.force_login(chair)
    page = reverse("overview_panels:death", args=[before.pk])
    shown = client.get(page).text
    assert "Draft of the review meeting" in shown
    assert CHANGED in shown
    assert "Against the draft" not in shown
    address = reverse("overview_panels:analyse", args=[before.pk])
    begins = answers_shown(client.get(address).text)
    assert begins == {name: held if isinstance(held, list) else [held] for name, held in DRAFTED.items()}
    said = {**begins, "cause": "Hanging, as certified.", "grade_service_provision": "0"}
    assert client.post(address, said).status_code == 302
    kept = Analysis.objects.get()
    rows = against_draft(before, kept, form_called("2019"))
    assert rows is not None
    assert ("Cause of death", "Hanging.", "Hanging, as certified.") in [(one.asks, one.was, one.now) for one in rows]
    assert len(rows) == 2
    assert client.get(page).text.count("Hanging, as certified.") == 2
    name_actor(chair)
    sitting.complete(before, on=day(0), by=chair)
    carry()
    client.force_login(by)
    shown = client.get(reverse("overview_panels:pack", args=[case.pk, pack.pk])).text
    assert "Against the draft of the review meeting" in shown
    assert shown.count("Hanging, as certified.") == 2
    pack.refresh_from_db()
    assert against_draft(pack, pack, form_called("2019")) == rows


def test_a_panel_that_keeps_the_draft_as_it_stands_changed_nothing(cast: Cast, client: Client) -> None:
    case = a_death(cast)
    text = DRAFTED["text_service_provision"]
    answers = {name: held for name, held in DRAFTED.items() if not name.startswith("text_")}
    before = before_the_panel(cast, case, draft=answers, service_provision=text)
    chair, _ = sits(cast, "Bertram Lisle", "chair")
    client.force_login(chair)
    address = reverse("overview_panels:analyse", args=[before.pk])
    said = {**answers_shown(client.get(address).text), "learning": "Ask directly.\r\n"}
    assert client.post(address, said).status_code == 302
    assert "The panel changed nothing of it." in client.get(reverse("overview_panels:death", args=[before.pk])).text


@pytest.mark.parametrize(
    "name", ["cause", "learning", "issues", "good_practice", "actions", "changed_intrinsic", "text_intrinsic"]
)
def test_a_name_in_any_answer_of_the_draft_goes_to_no_panel(cast: Cast, client: Client, name: str) -> None:
    case, _ = drafted(cast, **{name: "Zebedee Quillfeather was low."})
    client.force_login(cast["coordinator"])
    assert retype(client, case).status_code == 302
    name_actor(cast["coordinator"])
    pack = PanelPack.objects.get(case=case)
    with pytest.raises(NotDone, match="would tell whose death it is: Zebedee"):
        lay(pack, let_stand=True, by=cast["coordinator"])
    carry()
    assert not PanelDeath.objects.exists()


def test_what_was_taken_out_as_it_was_retyped_does_not_come_back(cast: Cast, client: Client) -> None:
    case, _ = drafted(cast, issues="Zebedee Quillfeather was low.")
    client.force_login(cast["coordinator"])
    assert retype(client, case, issues="", domain_service_provision="").status_code == 302
    shown = answers_shown(client.get(reverse("overview_panels:retype", args=[case.pk])).text)
    assert not {"issues", "domain_service_provision"} & set(shown)
    assert shown["cause"] == ["Hanging."]
    assert retype(client, case).status_code == 302
    pack = PanelPack.objects.get(case=case)
    assert pack.draft is not None
    assert not {"issues", "text_service_provision"} & set(pack.draft)
    assert pack.domains == {}


def test_a_draft_that_came_after_the_retelling_begins_what_was_not_asked_before(cast: Cast, client: Client) -> None:
    case = a_death(cast)
    death = notified(cast, case)
    KeptFact.objects.filter(case=case).update(about=str(death.pk))
    client.force_login(cast["coordinator"])
    assert retype(client, case).status_code == 302
    name_actor(cast["coordinator"])
    keep_draft(death, DRAFTED, by=cast["coordinator"])
    shown = answers_shown(client.get(reverse("overview_panels:retype", args=[case.pk])).text)
    assert (shown["summary"], shown["cause"]) == ([SAFE], ["Hanging."])


def test_the_pack_keeps_to_the_form_in_which_the_meeting_drafted(cast: Cast, client: Client) -> None:
    case, death = drafted(cast)
    death.drafts.update(edition="2008")
    client.force_login(cast["coordinator"])
    asked = asked_on(client.get(reverse("overview_panels:retype", args=[case.pk])).text)
    assert "domain_parenting_capacity" in asked
    assert retype(client, case).status_code == 302
    assert PanelPack.objects.get(case=case).form_edition == "2008"


def test_of_two_deaths_in_a_folder_each_begins_with_its_own_draft(cast: Cast, client: Client) -> None:
    case, death = drafted(cast)
    Child.objects.create(folder=case.folder, given_names="Barnaby", family_name="Quillfeather", sex="male")
    other = notified(cast, case, "Barnaby")
    fact = KeptFact.objects.filter(case=case).earliest("recorded_at")
    KeptFact.objects.create(
        case=case, paper_id=other.pk, kind=fact.kind, about=str(other.pk), on=fact.on, recorded_at=fact.recorded_at
    )
    keep_draft(other, {"cause": "Drowning."}, by=cast["coordinator"])
    client.force_login(cast["coordinator"])
    links = client.get(reverse("overview_panels:packs", args=[case.pk])).text
    address = reverse("overview_panels:retype", args=[case.pk])
    for one, cause in ((death, "Hanging."), (other, "Drowning.")):
        assert f"?about={one.pk}" in links
        assert client.get(address, {"about": str(one.pk)}).text.count(cause) == 1


def test_without_a_draft_that_stands_the_retelling_asks_as_before(cast: Cast, client: Client) -> None:
    case, death = drafted(cast)
    take_back_draft(death, why="Of another child.", by=cast["coordinator"])
    client.force_login(cast["coordinator"])
    assert "cause" not in asked_on(client.get(reverse("overview_panels:retype", args=[case.pk])).text)
    assert retype(client, case).status_code == 302
    assert PanelPack.objects.get(case=case).draft is None
    assert not Analysis.objects.exists()
