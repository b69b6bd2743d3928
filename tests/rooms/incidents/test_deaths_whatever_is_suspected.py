"""Under the guidance of 2015 the death of a child looked after, or in a regulated setting, is told of in any case.

In the comments days are counted as (1), (2) ...; days in square brackets are skipped.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import KeptClock, KeptFact, MovedDate
from handrail.service.cases.rebuild import differs
from handrail.service.incidents.actions import correct, correct_child, decide, record_notice
from handrail.service.incidents.models import Incident, Limb, Nature, Notice, Outcome, YesNo
from handrail.service.incidents.told import ToldChild
from tests.rooms.cast import Cast
from tests.rooms.incidents.telling import TAM, clock, duties, record
from tests.rooms.incidents.test_journey import PAGES, begin, fill, page_of, put, send, signed_in

AWARE = date(2017, 4, 12)
"""A Wednesday: 13 (1) [Good Friday 14, 15, 16, Easter Monday 17] 18 (2) 19 (3) 20 (4) 21 (5)."""
DUE = date(2017, 4, 21)
NOTICE = "notify_ofsted_and_lscb"
DEATH = "child_died_looked_after_or_in_regulated_setting"
LOOKED_AFTER = replace(TAM, outcome=Nature.DEATH, looked_after=YesNo.YES)
IN_A_SETTING = replace(TAM, outcome=Nature.DEATH, regulated_setting=YesNo.YES)


def of_2017(cast: Cast, limb: str, *children: ToldChild, **other: Any) -> Incident:
    said = {"nature": Nature.DEATH, "became_aware": AWARE, "happened_on": date(2017, 4, 11), **other}
    return record(cast, limb=limb, children=children, **said)


@pytest.mark.parametrize(("limb", "child"), [(Limb.LOOKED_AFTER, LOOKED_AFTER), (Limb.REGULATED_SETTING, IN_A_SETTING)])
def test_without_suspicion_ofsted_and_the_lscb_are_told_in_five_working_days(
    cast: Cast, limb: str, child: ToldChild
) -> None:
    incident = of_2017(cast, limb, child)
    assert duties(incident) == {NOTICE}
    assert clock(incident, NOTICE).due_on == DUE


def test_with_suspicion_as_well_one_clock_runs_and_not_two(cast: Cast) -> None:
    incident = of_2017(cast, Limb.IN_AREA, LOOKED_AFTER, replace(IN_A_SETTING, known=TAM.known))
    assert set(KeptFact.objects.filter(kind__in=("incident_known", DEATH)).values_list("kind", flat=True)) == {
        "incident_known", DEATH,
    }  # fmt: skip
    assert KeptClock.objects.get(case=incident.case).due_on == DUE


def test_two_children_of_one_incident_make_one_clock(cast: Cast) -> None:
    incident = of_2017(cast, Limb.LOOKED_AFTER, LOOKED_AFTER, IN_A_SETTING)
    assert KeptClock.objects.filter(case=incident.case, duty=NOTICE).count() == 1


def test_the_one_notice_stops_it(cast: Cast) -> None:
    incident = of_2017(cast, Limb.REGULATED_SETTING, IN_A_SETTING)
    told = {"by_name": "Norris Tiffin", "by": cast["notifier"]}
    record_notice(incident, to=Notice.To.OFSTED_AND_LSCB, at=date(2017, 4, 20), **told)  # type: ignore[arg-type]
    assert clock(incident, NOTICE).stopped_on == date(2017, 4, 20)
    # the LSCB's month runs from the notice, whatever was the reason for it
    assert clock(incident, "decide_serious_case_review").due_on == date(2017, 5, 20)


def test_withdrawn_it_falls_away(cast: Cast) -> None:
    incident = of_2017(cast, Limb.LOOKED_AFTER, LOOKED_AFTER)
    decide(
        incident, decided=Outcome.Decided.WITHDRAWN, reasons="Recorded twice.", decided_on=date(2017, 4, 18),
        by=cast["notifier"],
    )  # fmt: skip
    assert clock(incident, NOTICE).fell_away_on == date(2017, 4, 18)
    assert not differs(incident.case_id)


@pytest.mark.parametrize("decided", [Outcome.Decided.NOT_NOTIFIED, Outcome.Decided.NOT_MET])
def test_it_cannot_be_decided_away_while_the_death_stands_recorded(cast: Cast, decided: str) -> None:
    incident = of_2017(cast, Limb.LOOKED_AFTER, LOOKED_AFTER)
    judged = {"reasons": "No abuse is suspected.", "decided_on": date(2017, 4, 18), "by": cast["notifier"]}
    with pytest.raises(NotDone, match="whether or not abuse or neglect is suspected"):
        decide(incident, decided=decided, **judged)  # type: ignore[arg-type]
    assert clock(incident, NOTICE).fell_away_on is None


def test_a_child_found_not_to_have_been_looked_after_leaves_nothing_to_tell(cast: Cast) -> None:
    incident = of_2017(cast, Limb.LOOKED_AFTER, LOOKED_AFTER)
    correct_child(
        incident, incident.involved.get(), {"looked_after": YesNo.NO}, reason="He lived at home.", by=cast["notifier"]
    )
    assert duties(incident) == set()


def test_suspicion_that_is_given_up_moves_no_day(cast: Cast) -> None:
    incident = of_2017(cast, Limb.IN_AREA, LOOKED_AFTER)
    correct(incident, "limb", now=Limb.LOOKED_AFTER, reason="An illness.", by=cast["notifier"])
    assert clock(incident, NOTICE).due_on == DUE
    assert not MovedDate.objects.exists()


def test_since_29_june_2018_a_setting_alone_is_no_reason(cast: Cast) -> None:
    with pytest.raises(NotDone, match="29 June 2018 does not ask"):
        of_2017(cast, Limb.REGULATED_SETTING, IN_A_SETTING, became_aware=date(2018, 6, 29))


def test_the_day_cannot_be_corrected_to_one_on_which_the_reason_is_none(cast: Cast) -> None:
    incident = of_2017(cast, Limb.REGULATED_SETTING, IN_A_SETTING)
    with pytest.raises(NotDone, match="does not ask"):
        correct(incident, "became_aware", now="2018-07-02", reason="A slip.", by=cast["notifier"])


def test_a_reason_needs_a_child_of_whom_it_is_so(cast: Cast) -> None:
    with pytest.raises(NotDone, match="died there"):
        of_2017(cast, Limb.REGULATED_SETTING, LOOKED_AFTER)


def test_under_later_law_a_looked_after_death_owes_what_that_law_says_and_no_more(cast: Cast) -> None:
    child = replace(LOOKED_AFTER, regulated_setting=YesNo.YES)
    incident = of_2017(cast, Limb.LOOKED_AFTER, child, became_aware=date(2018, 6, 29))
    assert duties(incident) == {"notify_looked_after_child_death"}


DIED = PAGES["child-1"] | {"outcome": "death"}
EARLIER = {
    "aware": PAGES["aware"] | {"aware_on_day": "12", "aware_on_month": "4", "aware_on_year": "2017"},
    "when": {"happened_known": "not known"},
}


def test_a_notifier_says_that_a_child_died_in_a_regulated_setting(cast: Cast) -> None:
    client = signed_in(cast["notifier"])
    draft = begin(client)
    put(client, draft, "aware", EARLIER["aware"])
    assert "died in a regulated setting or service, whether or not abuse" in page_of(client, draft, "limb")
    limb, day = {"limb": Limb.REGULATED_SETTING}, PAGES["child-1-day"] | {"regulated_setting": "yes"}
    fill(client, draft, **EARLIER, limb=limb, **{"child-1": DIED, "child-1-day": day})
    assert "Did the child die in a regulated setting or service?" in page_of(client, draft, "child-1-day")
    assert send(client, draft).status_code == 302
    incident = Incident.objects.get()
    assert clock(incident, NOTICE).due_on == DUE
    page = client.get(f"/cases/{incident.case_id}/incidents/{incident.pk}/").content.decode()
    assert "Died in a regulated setting or service" in page
    assert "Notify Ofsted and the LSCB by the end of 21 April 2017" in page


def test_of_a_later_incident_the_setting_is_not_asked(cast: Cast) -> None:
    client = signed_in(cast["notifier"])
    draft = begin(client)
    put(client, draft, "aware", PAGES["aware"])
    assert "regulated setting" not in page_of(client, draft, "limb")
    assert "regulated setting" not in page_of(client, draft, "child-1-day")
    fill(client, draft)
    send(client, draft)
    incident = Incident.objects.get()
    assert "regulated setting" not in client.get(
        f"/cases/{incident.case_id}/incidents/{incident.pk}/"
    ).content.decode()  # fmt: skip


def test_learning_of_the_setting_later_is_a_correction_that_starts_the_clock(cast: Cast) -> None:
    child = replace(TAM, outcome=Nature.DEATH)
    incident = of_2017(cast, Limb.UNCERTAIN, child)
    client = signed_in(cast["notifier"])
    involved = incident.involved.get()
    address = f"/cases/{incident.case_id}/incidents/{incident.pk}/children/{involved.pk}"
    assert "Did the child die in a regulated setting or service?" in client.get(address).content.decode()
    plans = ("child_protection_plan", "child_in_need_plan", "known_to_agencies")
    kept = dict.fromkeys(("looked_after", "care_leaver", *plans), "not known")
    answer = client.post(address, {
        "outcome": "death", "regulated_setting": "yes", "reason": "The ward was told so.", **kept,
    })  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()
    correct(incident, "limb", now=Limb.REGULATED_SETTING, reason="An illness.", by=cast["notifier"])
    assert clock(incident, NOTICE).due_on == DUE
