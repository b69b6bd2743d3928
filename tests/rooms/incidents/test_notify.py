"""Recording that the Panel, the partners and others were told, and setting a record in error aside."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from handrail.guidance import spoken
from handrail.guidance.days import LONDON
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import KeptFact, LateReason
from handrail.service.incidents.actions import Receipt, correct, record_notice, set_aside
from handrail.service.incidents.ahead import wanted_by_law
from handrail.service.incidents.models import Incident, Limb, Nature, Notice, YesNo
from tests.rooms.cast import Cast
from tests.rooms.incidents.telling import DUE, TAM, as_person, clock, raise_incident, record

SENT = datetime(2024, 5, 23, 15, 5, tzinfo=LONDON)


def notify(cast: Cast, incident: Incident, **other: object) -> Notice:
    as_person(cast["notifier"])
    said = {"to": Notice.To.PANEL, "at": SENT, "by_name": "Norris Tiffin", "national_reference": "SIN-0042"} | other
    return record_notice(incident, by=cast["notifier"], **said)  # type: ignore[arg-type]


def test_a_notice_to_the_panel_meets_both_duties_and_starts_the_rapid_review(cast: Cast) -> None:
    incident = record(cast)
    notice = notify(cast, incident)
    assert (notice.at, notice.on) == (SENT, date(2024, 5, 23))
    assert clock(incident, "notify_panel").stopped_at == SENT
    assert clock(incident, "notify_panel_act").stopped_at == SENT
    assert clock(incident, "rapid_review").due_on == date(2024, 6, 14)


def test_telling_the_partners_is_a_notice_of_its_own(cast: Cast) -> None:
    incident = record(cast)
    notify(cast, incident)
    assert clock(incident, "tell_safeguarding_partners").stopped_on is None
    notify(cast, incident, to=Notice.To.SAFEGUARDING_PARTNERS, how="by e-mail", national_reference="")
    assert clock(incident, "tell_safeguarding_partners").stopped_at == SENT


def test_a_receipt_is_kept_with_the_notice(cast: Cast) -> None:
    incident = record(cast)
    notice = notify(cast, incident, receipt=Receipt("receipt.pdf", b"%PDF-1.7 sent"))
    assert notice.receipt is not None
    assert (notice.receipt.opens, notice.receipt.name) == ("incidents", "receipt.pdf")


def test_a_receipt_of_a_kind_not_kept_leaves_no_notice(cast: Cast) -> None:
    incident = record(cast)
    with pytest.raises(NotDone, match="Choose a file of one of these kinds"):
        notify(cast, incident, receipt=Receipt("receipt.exe", b"MZ\x00\x01"))
    assert not incident.notices.exists()


def test_a_late_notice_needs_a_reason_that_is_kept(cast: Cast) -> None:
    incident = record(cast)
    late = DUE + timedelta(days=1)
    with pytest.raises(NotDone, match="due by 28 May 2024. Say why it is late"):
        notify(cast, incident, at=late)
    notify(cast, incident, at=late, late_reason="The duty manager was away.")
    reason = LateReason.objects.get(case=incident.case)
    assert (reason.duty, reason.about, reason.reason) == (
        "notify_panel",
        str(incident.pk),
        "The duty manager was away.",
    )


def test_a_notice_on_the_day_it_is_due_is_in_time(cast: Cast) -> None:
    incident = record(cast)
    notify(cast, incident, at=DUE)
    assert not LateReason.objects.exists()
    assert clock(incident, "notify_panel").stopped_on == DUE


def test_nothing_was_sent_before_the_authority_became_aware_nor_in_the_future(cast: Cast) -> None:
    incident = record(cast, became_aware=datetime(2024, 5, 20, 16, 0, tzinfo=LONDON))
    with pytest.raises(NotDone, match="cannot have told anyone before then"):
        notify(cast, incident, at=datetime(2024, 5, 20, 15, 59, tzinfo=LONDON))
    with pytest.raises(NotDone, match="cannot have told anyone before then"):
        notify(cast, incident, at=date(2024, 5, 19))
    with pytest.raises(NotDone, match="may not be in the future"):
        notify(cast, incident, at=timezone.now() + timedelta(minutes=5), late_reason="So.")


def test_two_who_record_the_same_notice_make_one(cast: Cast) -> None:
    incident = record(cast)
    notify(cast, incident)
    with pytest.raises(NotDone, match=f"{cast['notifier']} has recorded this already, for {spoken(SENT)}"):
        notify(cast, incident)
    assert incident.notices.count() == 1


def test_a_notice_in_error_is_set_aside_stays_readable_and_the_days_run_again(cast: Cast) -> None:
    incident = record(cast)
    notice = notify(cast, incident)
    set_aside(notice, why="It was another child's.", by=cast["notifier"])
    assert clock(incident, "notify_panel").stopped_on is None
    assert KeptFact.objects.get(case=incident.case, kind="panel_notified").replaced_at is not None
    assert incident.notices.get().set_aside_why == "It was another child's."
    with pytest.raises(NotDone, match="set aside already"):
        set_aside(notice, why="Again.", by=cast["notifier"])
    notify(cast, incident)
    assert incident.notices.count() == 2


def test_before_29_june_2018_ofsted_and_the_lscb_are_what_the_law_asks_for(cast: Cast) -> None:
    incident = record(cast, became_aware=date(2018, 5, 24), happened_on=None)
    assert [wanted.to for wanted in wanted_by_law(incident)] == [Notice.To.OFSTED_AND_LSCB]
    with pytest.raises(NotDone, match="calls for that notice"):
        notify(cast, incident, at=date(2018, 5, 25))
    notify(cast, incident, to=Notice.To.OFSTED_AND_LSCB, at=date(2018, 5, 25))
    assert clock(incident, "notify_ofsted_and_lscb").stopped_on == date(2018, 5, 25)


def test_since_29_june_2018_it_is_the_panel_and_the_partners(cast: Cast) -> None:
    incident = record(cast, became_aware=date(2018, 6, 29), happened_on=None)
    assert {wanted.to for wanted in wanted_by_law(incident)} == {Notice.To.PANEL, Notice.To.SAFEGUARDING_PARTNERS}


def test_each_looked_after_child_who_died_has_a_notice_of_its_own(cast: Cast) -> None:
    child = replace(TAM, outcome=Nature.DEATH, looked_after=YesNo.YES)
    incident = record(cast, nature=Nature.DEATH, children=(child, child))
    first, second = incident.involved.all()
    notify(cast, incident, to=Notice.To.LOOKED_AFTER, involved=first)
    assert clock(incident, "notify_looked_after_child_death", f"child-{first.pk}").stopped_at == SENT
    assert clock(incident, "notify_looked_after_child_death", f"child-{second.pk}").stopped_on is None
    assert clock(incident, "notify_panel").stopped_on is None


def test_a_care_leavers_death_has_a_notice_since_december_2023_without_a_number_of_days(cast: Cast) -> None:
    child = replace(TAM, outcome=Nature.DEATH, care_leaver=YesNo.YES)
    incident = record(cast, nature=Nature.DEATH, limb=Limb.CARE_LEAVER, children=(child,))
    (wanted,) = wanted_by_law(incident)
    assert (wanted.to, wanted.due) == (Notice.To.CARE_LEAVER, None)
    notify(cast, incident, to=Notice.To.CARE_LEAVER, involved=wanted.involved)
    (wanted,) = wanted_by_law(incident)
    assert not wanted.running


def test_nothing_is_asked_for_until_the_authority_takes_it_up(cast: Cast) -> None:
    assert wanted_by_law(raise_incident(cast)) == []


def test_a_limb_corrected_to_one_that_calls_for_nothing_ends_the_offer(cast: Cast) -> None:
    incident = record(cast, children=(replace(TAM, outcome=Nature.DEATH, looked_after=YesNo.YES),))
    correct(incident, "limb", now=Limb.LOOKED_AFTER, reason="Natural causes.", by=cast["notifier"])
    assert [wanted.to for wanted in wanted_by_law(incident)] == [Notice.To.LOOKED_AFTER]
