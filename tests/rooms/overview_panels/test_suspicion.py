"""What the panel suspects is an incident of its own, with its clocks, for all the safeguarding partners to read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.access.models import Exclusion, Grant
from handrail.service.audit.actions import name_actor, unit_of_work
from handrail.service.audit.models import Entry
from handrail.service.cases.actions import join_folders
from handrail.service.cases.models import Case, Join, KeptClock, KeptFact
from handrail.service.cases.shutting_out import Named, shut_out
from handrail.service.incidents.models import Incident, Limb, Outcome
from handrail.service.outbox.models import Message
from handrail.service.overview_panels.actions import sitting
from handrail.service.overview_panels.actions.carrying import carry
from handrail.service.overview_panels.models import Analysis, PanelDeath, PanelPack
from handrail.service.partnerships.actions import NotDone
from handrail.service.partnerships.models import Body
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.overview_panels.panels import NAMES, a_death, before_the_panel, completed, day, found, sits

WHY = "Older bruises that nobody explained."


def with_mailboxes(cast: Cast) -> None:
    for body in Body.objects.filter(grants__opens="all").distinct():
        Body.objects.filter(pk=body.pk).update(mailbox=f"b{str(body.pk)[:8]}@partner.example")


def without_the_police(case: Case) -> None:
    """As the folder of a death is: the police hold no key."""
    Grant.objects.filter(folder=case.folder_id, body__kind="police force").delete()


def suspected(cast: Cast, why: str = WHY) -> PanelPack:
    case = a_death(cast)
    with_mailboxes(cast)
    without_the_police(case)
    return completed(cast, case, abuse_why=why)


def test_the_coordinator_and_the_authority_see_it_under_what_is_due(cast: Cast, client: Client) -> None:
    pack = suspected(cast)
    incident = Incident.objects.get()
    assert incident.case_id not in (pack.case_id, None)
    clock = KeptClock.objects.get(case=incident.case_id, duty="notify_panel")
    assert (clock.owed_by, clock.started_on, clock.about) == (cast.council, day(0), str(incident.pk))
    assert clock.due_on is not None
    assert clock.due_on > day(0)
    page = reverse("incidents:incident", args=[incident.case_id, incident.pk])
    for who, whose in (("coordinator", "?of=others"), ("notifier", "")):
        client.force_login(cast[who])
        assert page in client.get(f"{reverse('cases:due')}{whose}").content.decode()
        shown = client.get(page).content.decode()
        assert WHY in shown
        assert "Raised by The Overview Panel of the Vale" in shown


def test_the_police_read_what_is_suspected_and_nothing_of_whose_death_it_was(cast: Cast, client: Client) -> None:
    pack = suspected(cast)
    incident = Incident.objects.get()
    client.force_login(cast["police partner"])
    shown = client.get(reverse("incidents:incident", args=[incident.case_id, incident.pk])).content.decode()
    shown += client.get(reverse("cases:case", args=[incident.case_id])).content.decode()
    assert WHY in shown
    for telling in (*NAMES, pack.case.reference, str(pack.case_id), "CANARY", "9434765919"):
        assert telling not in shown
    assert client.get(reverse("cases:case", args=[pack.case_id])).status_code == 404


def test_words_that_would_tell_stay_in_the_folder_and_the_clock_runs_all_the_same(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the folder learns a name only after the panel has written it."""
    monkeypatch.setattr("handrail.service.overview_panels.guarding._refuse", lambda *_, **__: None)
    suspected(cast, why="Bruises on Zebedee that nobody explained.")
    incident = Incident.objects.get()
    assert "Zebedee" not in incident.what_is_known
    assert "said in the folder of the death" in incident.what_is_known
    assert KeptClock.objects.filter(case=incident.case_id, duty="notify_panel", ended=False).exists()


def test_every_safeguarding_partner_is_told_and_only_then_is_that_duty_met(cast: Cast) -> None:
    pack = suspected(cast)
    told = Message.objects.filter(kind="incident raised")
    incident = Incident.objects.get()
    partners = Grant.objects.filter(folder=incident.case_id, opens="all").count()
    assert told.count() == partners >= 3
    assert not any(WHY in one.text or pack.case.reference in one.text + one.subject for one in told)
    assert pack.partners_told_on == day(0)
    clock = KeptClock.objects.get(case=pack.case_id, duty="tell_partners_of_suspected_abuse")
    assert clock.stopped_on == day(0)


def test_a_partner_without_a_mailbox_keeps_the_duty_open(cast: Cast, client: Client) -> None:
    case = a_death(cast)
    with_mailboxes(cast)
    Body.objects.filter(kind="police force").update(mailbox="")
    pack = completed(cast, case, abuse_why=WHY)
    assert pack.partners_told_on is None
    assert KeptClock.objects.get(case=case, duty="tell_partners_of_suspected_abuse").stopped_on is None
    client.force_login(cast["coordinator"])
    page = client.get(reverse("overview_panels:pack", args=[case.pk, pack.pk])).content.decode()
    assert "has not written to every safeguarding partner" in page


def test_whoever_is_shut_out_of_the_death_is_shut_out_of_the_incident(cast: Cast, client: Client) -> None:
    case, by = a_death(cast), cast["coordinator"]
    with_mailboxes(cast)
    name_actor(by)
    shut_out(case, Named((cast["notifier"].name,), (), Exclusion.Stands.RELATIVE), why="An aunt.", by=by)
    completed(cast, case, abuse_why=WHY)
    incident = Incident.objects.get()
    client.force_login(cast["notifier"])
    assert client.get(reverse("incidents:incident", args=[incident.case_id, incident.pk])).status_code == 404
    assert str(incident.pk) not in client.get(reverse("cases:due")).content.decode()
    with unit_of_work(cast["notifier"]):
        assert not Incident.objects.exists()


@pytest.mark.parametrize("ended", [False, True])
def test_an_incident_that_goes_on_already_is_that_one_unless_it_was_decided_against(
    cast: Cast, client: Client, ended: bool
) -> None:
    case, by = a_death(cast), cast["coordinator"]
    name_actor(by)
    before = Incident.objects.create(
        case=case, authority=cast.council, raised_by=cast.council, limb=Limb.IN_AREA, nature="death",
        what_is_known="Known since March.", became_aware_on=day(-200),
    )  # fmt: skip
    if ended:
        Outcome.objects.create(
            incident=before, decided="criteria not met", reasons="x", decided_on=day(-100), decided_by=by
        )
    pack = completed(cast, case, abuse_why=WHY)
    assert Incident.objects.count() == (2 if ended else 1)
    assert (pack.raised == before.pk) is not ended
    client.force_login(by)
    shown = client.get(reverse("overview_panels:pack", args=[case.pk, pack.pk])).text
    assert ("goes on already, in this folder, and Handrail opened no other" in shown) is not ended
    assert ("in a folder of its own, which every safeguarding partner may read" in shown) is ended


def test_an_incident_that_goes_on_in_a_joined_folder_is_said_to_stand_there(cast: Cast, client: Client) -> None:
    case, by = a_death(cast), cast["coordinator"]
    other = open_folder_for(cast)
    name_actor(by)
    join_folders(case, other, why="The same child.", by=by)
    Incident.objects.create(
        case=other, authority=cast.council, raised_by=cast.council, limb=Limb.IN_AREA, nature="death",
        what_is_known="Known since March.", became_aware_on=day(-200),
    )  # fmt: skip
    pack = completed(cast, case, abuse_why=WHY)
    assert pack.raised_in == other.pk
    client.force_login(by)
    shown = client.get(reverse("overview_panels:pack", args=[case.pk, pack.pk])).text
    assert "goes on already, in a folder joined to this one" in shown
    assert "every safeguarding partner may read" not in shown


def test_nothing_is_raised_where_nothing_is_suspected_and_once_where_it_is(cast: Cast) -> None:
    completed(cast, a_death(cast))
    assert not Incident.objects.exists()
    pack = completed(cast, a_death(cast, about="another"), about="another", abuse_why=WHY)
    carry()
    assert Incident.objects.count() == 1
    assert Join.objects.get().joined_by == pack.laid_by
    entries = Entry.objects.filter(case_id=pack.raised_in)
    assert set(entries.values_list("actor_name", flat=True)) == {"overview panel"}
    assert KeptFact.objects.filter(case=pack.raised_in, kind="incident_raised").exists()


def kept(cast: Cast, death: PanelDeath, why: str) -> None:
    """The analysis form is kept, and the panel has not completed the death."""
    person, _ = sits(cast, f"Ottoline Frost, {Analysis.objects.count()} {why[:9]}")
    sitting.analyse(death, found(death, abuse_why=why), by=person)
    carry()


def test_a_suspicion_is_kept_by_itself_and_the_rest_of_the_form_waits(cast: Cast, client: Client) -> None:
    case = a_death(cast)
    death = before_the_panel(cast, case)
    chair, _ = sits(cast, "Bertram Lisle", "chair")
    client.force_login(chair)
    address = reverse("overview_panels:analyse", args=[death.pk])
    assert client.post(address, {"abuse_why": WHY}).status_code == 302
    page = reverse("overview_panels:death", args=[death.pk])
    shown = client.get(page).text
    assert WHY in shown
    assert "Category: not chosen yet." in shown
    carry()
    name_actor(cast["coordinator"])
    pack = PanelPack.objects.get(case=case)
    assert (pack.abuse_why, pack.suspected_on, pack.completed_on) == (WHY, day(0), None)
    assert KeptFact.objects.filter(case=pack.raised_in, kind="incident_raised").exists()
    name_actor(chair)
    sitting.put_on(death, sitting.plan(death.panel, on=day(0), theme="", joined_by="", by=chair), by=chair)
    with pytest.raises(NotDone, match="cause of death; a grade in every domain; whether factors.*; at least one cat"):
        sitting.complete(death, on=day(0), by=chair)
    sitting.analyse(death, found(death, abuse_why=WHY), by=chair)
    sitting.complete(death, on=day(0), by=chair)


def test_a_suspicion_does_not_wait_until_the_form_is_complete(cast: Cast, client: Client) -> None:
    case = a_death(cast)
    with_mailboxes(cast)
    death = before_the_panel(cast, case)
    kept(cast, death, WHY)
    pack = PanelPack.objects.get(case=case)
    assert pack.completed_on is None
    assert (pack.abuse_why, pack.suspected_on, pack.partners_told_on) == (WHY, day(0), day(0))
    incident = Incident.objects.get()
    assert KeptClock.objects.get(case=incident.case_id, duty="notify_panel").started_on == day(0)
    assert KeptClock.objects.get(case=case, duty="tell_partners_of_suspected_abuse").stopped_on == day(0)
    assert not KeptFact.objects.filter(case=case, kind="child_death_review_completed").exists()
    client.force_login(cast["coordinator"])
    page = client.get(reverse("overview_panels:pack", args=[case.pk, pack.pk])).content.decode()
    assert f"The panel suspects abuse or neglect: {WHY}" in page
    assert carry() == 0
    assert Incident.objects.count() == 1


def test_the_day_it_was_first_kept_stays_when_the_form_is_kept_again_and_completed(cast: Cast) -> None:
    case = a_death(cast)
    death = before_the_panel(cast, case)
    kept(cast, death, WHY)
    earlier = day(-20)
    Analysis.objects.filter(death=death).update(suspected_on=earlier)
    PanelPack.objects.filter(case=case).update(suspected_on=earlier)
    kept(cast, death, f"{WHY} And a fracture.")
    person, _ = sits(cast, "Ottoline Frost at last")
    sat = sitting.plan(death.panel, on=day(-2), theme="", joined_by="", by=person)
    sitting.put_on(death, sat, by=person)
    sitting.complete(death, on=day(-2), by=person)
    carry()
    pack = PanelPack.objects.get(case=case)
    assert (pack.abuse_why, pack.suspected_on) == (f"{WHY} And a fracture.", earlier)
    facts = KeptFact.objects.filter(case=case, kind="overview_panel_suspected_abuse", replaced_at=None)
    assert [fact.on for fact in facts] == [earlier]
    assert Incident.objects.count() == 1


def test_what_the_panel_does_not_suspect_after_all_is_said_and_the_incident_is_left_to_people(
    cast: Cast, client: Client
) -> None:
    case = a_death(cast)
    death = before_the_panel(cast, case)
    kept(cast, death, WHY)
    kept(cast, death, "")
    pack = PanelPack.objects.get(case=case)
    assert (pack.abuse_why, pack.suspected_on, pack.suspicion_ended_on) == ("", day(0), day(0))
    assert KeptFact.objects.filter(case=case, kind="overview_panel_suspected_abuse").exists()
    client.force_login(cast["coordinator"])
    page = client.get(reverse("overview_panels:pack", args=[case.pk, pack.pk])).content.decode()
    assert "said that it does not after all" in page
    kept(cast, death, "A new account of it.")
    pack.refresh_from_db()
    assert (pack.abuse_why, pack.suspicion_ended_on, pack.raised) == (
        "A new account of it.", None, Incident.objects.get().pk,
    )  # fmt: skip


def test_where_the_incident_was_decided_against_a_suspicion_that_comes_again_is_a_new_one(cast: Cast) -> None:
    case = a_death(cast)
    death = before_the_panel(cast, case)
    kept(cast, death, WHY)
    kept(cast, death, "")
    name_actor(cast["coordinator"])
    Outcome.objects.create(
        incident=Incident.objects.get(), decided="criteria not met", reasons="x",
        decided_on=day(0) - timedelta(days=1), decided_by=cast["coordinator"],
    )  # fmt: skip
    kept(cast, death, "A new account of it.")
    assert Incident.objects.count() == 2
