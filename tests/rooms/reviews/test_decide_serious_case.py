"""Under the law of 2015 the chair of the LSCB decides within a month, with each criterion considered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.audit.models import Entry
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import KeptClock, LateReason
from handrail.service.cases.rebuild import differs
from handrail.service.reviews import actions
from handrail.service.reviews.models import SeriousCaseDecision
from handrail.service.reviews.under_way import reviews_under_way
from tests.rooms.cast import Cast
from tests.rooms.incidents.telling import record
from tests.rooms.reviews.longer_reviews import (
    COMPLETE_BY,
    DECIDED,
    clock,
    criteria_answers,
    day,
    decide,
    facts,
    going_in,
    noticed,
    weighed,
)


def test_the_decision_stops_the_month_and_one_to_hold_starts_the_six(cast: Cast) -> None:
    incident = noticed(cast)
    assert clock(incident.case, "decide_serious_case_review").due_on == date(2017, 5, 20)
    decision = decide(cast, incident)
    assert clock(incident.case, "decide_serious_case_review").stopped_on == DECIDED
    assert clock(incident.case, "complete_serious_case_review").due_on == COMPLETE_BY
    assert Entry.objects.filter(did__startswith="recorded the LSCB's decision", case_id=incident.case_id).exists()
    assert {one.answer for one in decision.considered.all()} == {"yes"}
    assert not differs(incident.case_id)


def test_a_decision_against_stops_it_and_starts_no_review(cast: Cast) -> None:
    incident = noticed(cast)
    decide(cast, incident, hold=False)
    assert clock(incident.case, "decide_serious_case_review").stopped_on == DECIDED
    assert not KeptClock.objects.filter(duty="complete_serious_case_review").exists()
    assert facts(incident.case, "serious_case_review_declined") == [("serious_case_review_declined", DECIDED)]


def test_each_criterion_is_kept_as_it_read_with_its_edition(cast: Cast) -> None:
    decision = decide(cast, noticed(cast))
    custody = decision.considered.get(criterion="serious_case_custody")
    assert "Working Together to Safeguard Children 2015" in custody.source
    assert (custody.use, custody.decides) == ("trigger", "serious_case_review")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"decided_on": date(2999, 1, 1)}, "today or in the past"),
        ({"decided_on": date(2017, 4, 19)}, "The notice was given on 20 April 2017"),
        ({"chair_name": " "}, "who decided"),
        ({"reasons": " "}, "reasons for the decision"),
        ({"decided_on": date(2017, 5, 22)}, "due by 20 May 2017. Say why it is late"),
    ],
)
def test_what_cannot_be_so_is_refused(cast: Cast, wrong: dict[str, Any], sentence: str) -> None:
    incident = noticed(cast)
    with pytest.raises(NotDone, match=sentence):
        decide(cast, incident, **wrong)
    assert clock(incident.case, "decide_serious_case_review").stopped_on is None


def test_criteria_that_compel_leave_no_choice(cast: Cast) -> None:
    incident = noticed(cast)
    with pytest.raises(NotDone, match="must then be held"):
        decide(cast, incident, hold=False, weighed=weighed(incident.case, "yes"))


def test_every_criterion_is_considered_with_reasons(cast: Cast) -> None:
    incident = noticed(cast)
    first, *others = weighed(incident.case)
    with pytest.raises(NotDone, match="Consider criterion 1"):
        decide(cast, incident, hold=False, weighed=[replace(first, answer=""), *others])
    with pytest.raises(NotDone, match="reasons for the answer to criterion 1"):
        decide(cast, incident, hold=False, weighed=[replace(first, reasons=" "), *others])


def test_a_late_decision_keeps_its_reason(cast: Cast) -> None:
    incident = noticed(cast)
    decide(cast, incident, decided_on=date(2017, 5, 22), late_reason="The chair was ill.")
    assert LateReason.objects.get(duty="decide_serious_case_review").reason == "The chair was ill."


def test_of_an_incident_of_the_new_law_no_chair_decides(cast: Cast) -> None:
    incident = record(cast)
    said = {"reasons": "So.", "decided_on": DECIDED, "chair_name": "C. Leadbitter", "weighed": ()}
    with pytest.raises(NotDone, match="Record that notice first"):
        actions.record_serious_case_decision(incident.case, [incident], hold=True, by=cast["notifier"], **said)  # type: ignore[arg-type]


def test_a_later_decision_calls_the_review_off_and_another_calls_it_anew(cast: Cast) -> None:
    incident = noticed(cast)
    decide(cast, incident)
    decide(cast, incident, hold=False, decided_on=date(2017, 6, 1))
    assert reviews_under_way(incident.case) == []
    assert not KeptClock.objects.filter(duty="complete_serious_case_review").exists()
    assert clock(incident.case, "decide_serious_case_review").stopped_on == DECIDED
    decide(cast, incident, decided_on=date(2017, 7, 3))
    assert clock(incident.case, "complete_serious_case_review").due_on == date(2018, 1, 3)
    assert not differs(incident.case_id)


def test_keeping_to_the_decision_starts_no_second_review(cast: Cast) -> None:
    incident = noticed(cast)
    decide(cast, incident)
    decide(cast, incident, decided_on=date(2017, 6, 1))
    assert clock(incident.case, "complete_serious_case_review").started_on == DECIDED


def test_a_decision_dated_before_the_last_is_refused(cast: Cast) -> None:
    incident = noticed(cast)
    decide(cast, incident)
    with pytest.raises(NotDone, match="12 May 2017: give that day or a later one"):
        decide(cast, incident, hold=False, decided_on=date(2017, 5, 11))


def test_set_aside_it_counts_for_nothing_and_stays(cast: Cast) -> None:
    incident = noticed(cast)
    decision = decide(cast, incident)
    actions.set_decision_aside(decision, why="It was another family's.", by=cast["coordinator"])
    assert clock(incident.case, "decide_serious_case_review").stopped_on is None
    assert not KeptClock.objects.filter(duty="complete_serious_case_review").exists()
    assert SeriousCaseDecision.objects.get().set_aside_why == "It was another family's."
    with pytest.raises(NotDone, match="set aside already"):
        actions.set_decision_aside(decision, why="Again.", by=cast["coordinator"])
    assert not differs(incident.case_id)


def test_when_it_was_told_is_recorded_once_and_not_before_it_was_made(cast: Cast) -> None:
    incident = noticed(cast)
    decision, by = decide(cast, incident), cast["coordinator"]
    with pytest.raises(NotDone, match="nobody can have been told before that"):
        actions.record_decision_told(decision, on=date(2017, 5, 11), by=by)
    with pytest.raises(NotDone, match="today or in the past"):
        actions.record_decision_told(decision, on=timezone.localdate() + timedelta(days=1), by=by)
    actions.record_decision_told(decision, on=date(2017, 5, 15), by=by)
    told = "serious_case_review_decision_notified"
    assert facts(incident.case, told) == [(told, date(2017, 5, 15))]
    with pytest.raises(NotDone, match="told on 15 May 2017"):
        actions.record_decision_told(decision, on=date(2017, 5, 16), by=by)


def address(incident_or_decision: object, name: str, *args: object) -> str:
    return reverse(f"reviews:{name}", args=[incident_or_decision.case_id, *args])  # type: ignore[attr-defined]


def test_in_the_browser_the_coordinator_records_it(cast: Cast, client: Client) -> None:
    incident = noticed(cast)
    client.force_login(cast["coordinator"])
    folder = client.get(reverse("cases:case", args=[incident.case_id])).content.decode()
    assert "Decision on a serious case review" in folder
    page = client.get(address(incident, "serious_case")).content.decode()
    assert "decision due by the end of 20 May 2017" in page
    assert "Compels: where it is met, a review must be held." in page
    criteria = weighed(incident.case)
    said = {"hold": "yes", "reasons": "So.", "chair_name": "Constance Leadbitter", **day("decided_on", DECIDED)}
    half = client.post(address(incident, "serious_case"), said).content.decode()
    assert "<title>Error: " in half
    assert "Answer criterion 1, even if only with" in half
    answer = client.post(address(incident, "serious_case"), said | criteria_answers(criteria, "yes"))
    decision = SeriousCaseDecision.objects.get()
    assert answer["Location"] == address(decision, "serious_case_decision", decision.pk)
    page = client.get(answer["Location"]).content.decode()
    assert "A serious case review is to be held" in page
    assert "<strong>Yes.</strong>" in page
    assert address(incident, "practice_review", going_in(incident.case).pk) in page


def test_in_the_browser_it_is_told_and_set_aside(cast: Cast, client: Client) -> None:
    decision = decide(cast, noticed(cast))
    client.force_login(cast["coordinator"])
    told = address(decision, "decision_told", decision.pk)
    assert "nobody can have been told" in client.post(told, day("on", date(2017, 5, 11))).content.decode()
    assert client.post(told, day("on", date(2017, 5, 16))).status_code == 302
    aside = address(decision, "set_decision_aside", decision.pk)
    assert "Say what is wrong with it" in client.post(aside, {"why": " "}).content.decode()
    assert client.post(aside, {"why": "A slip."}).status_code == 302
    page = client.get(address(decision, "serious_case_decision", decision.pk)).content.decode()
    assert "16 May 2017" in page
    assert "Set aside on" in page
    assert client.get(aside).status_code == 302


def test_a_folder_of_the_new_law_does_not_offer_it(cast: Cast, client: Client) -> None:
    incident = record(cast)
    client.force_login(cast["coordinator"])
    folder = client.get(reverse("cases:case", args=[incident.case_id])).content.decode()
    assert "Decision on a serious case review" not in folder
    assert "Nothing in this folder waits" in client.get(address(incident, "serious_case")).content.decode()
