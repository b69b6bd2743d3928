"""The report goes to the Secretary of State, the Panel and Ofsted before it is published, each on its day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import LateReason
from handrail.service.cases.rebuild import differs
from handrail.service.reviews import actions
from handrail.service.reviews.models import Step
from tests.rooms.cast import Cast
from tests.rooms.reviews.longer_reviews import called_for, clock, day, decide, facts, going_in, noticed

TO = Step.To
PLANNED = date(2024, 9, 20)
PROVIDED = "local_review_report_provided"
SENT_TO_ALL = "local_review_report_sent_to_all"


def test_given_to_the_secretary_of_state_and_the_panel_it_meets_the_regulations(cast: Cast) -> None:
    review, going = called_for(cast)
    case, by = review.case, cast["coordinator"]
    actions.plan_publication(case, going, on=PLANNED, by=by)
    actions.give_report(case, going, to=[TO.SECRETARY_OF_STATE], on=date(2024, 9, 9), by=by)
    assert clock(case, "provide_local_report").stopped_on is None
    actions.give_report(case, going, to=[TO.PANEL], on=date(2024, 9, 10), by=by)
    assert clock(case, "provide_local_report").stopped_on == date(2024, 9, 10)
    assert facts(case, PROVIDED, SENT_TO_ALL) == [(PROVIDED, date(2024, 9, 10))]
    assert clock(case, "send_local_report").stopped_on is None, "the guidance names Ofsted too"
    actions.give_report(case, going, to=[TO.OFSTED], on=date(2024, 9, 11), by=by)
    assert facts(case, PROVIDED) == [(PROVIDED, date(2024, 9, 10))], "the regulations do not name Ofsted"
    assert facts(case, SENT_TO_ALL) == [(SENT_TO_ALL, date(2024, 9, 11))]
    assert clock(case, "send_local_report").stopped_on == date(2024, 9, 11)
    assert not differs(case.pk)


def test_given_late_it_keeps_one_reason_for_each_day_it_missed(cast: Cast) -> None:
    review, going = called_for(cast)
    case, by, both = review.case, cast["coordinator"], [TO.SECRETARY_OF_STATE, TO.PANEL]
    actions.plan_publication(case, going, on=PLANNED, by=by)
    with pytest.raises(NotDone, match="Say why it is late"):
        actions.give_report(case, going, to=both, on=date(2024, 9, 16), by=by)
    assert not Step.objects.filter(what=Step.What.GIVEN).exists()
    actions.give_report(case, going, to=both, on=date(2024, 9, 16), late_reason="The printer.", by=by)
    late = LateReason.objects.filter(case=case).order_by("duty").values_list("duty", "reason")
    assert list(late) == [("provide_local_report", "The printer.")], "the guidance's still waits for Ofsted"
    with pytest.raises(NotDone, match="due by 11 September 2024. Say why it is late"):
        actions.give_report(case, going, to=[TO.OFSTED], on=date(2024, 9, 9), by=by)
    actions.give_report(case, going, to=[TO.OFSTED], on=date(2024, 9, 9), late_reason="The post.", by=by)
    assert list(late.all()) == [("provide_local_report", "The printer."), ("send_local_report", "The post.")]
    assert clock(case, "send_local_report").stopped_on == date(2024, 9, 16), "the day the last of the three had it"


def test_given_to_one_of_two_after_the_day_nothing_is_met_so_no_reason_is_asked_yet(cast: Cast) -> None:
    review, going = called_for(cast)
    case, by = review.case, cast["coordinator"]
    actions.plan_publication(case, going, on=PLANNED, by=by)
    actions.give_report(case, going, to=[TO.PANEL], on=date(2024, 9, 16), by=by)
    assert clock(case, "provide_local_report").stopped_on is None
    assert not LateReason.objects.exists()


def test_what_cannot_be_so_is_refused(cast: Cast) -> None:
    review, going = called_for(cast)
    case, by = review.case, cast["coordinator"]
    actions.give_report(case, going, to=[TO.PANEL], on=date(2024, 9, 9), by=by)
    for to, on, sentence in (
        ([], date(2024, 9, 9), "Choose to whom"),
        (["the newspaper"], date(2024, 9, 9), "Choose to whom"),
        ([TO.OFSTED], date(2024, 3, 26), "decided on 27 March 2024"),
        ([TO.OFSTED], timezone.localdate() + timedelta(days=1), "today or in the past"),
        ([TO.PANEL, TO.OFSTED], date(2024, 9, 10), "given on 9 September 2024"),
    ):
        with pytest.raises(NotDone, match=sentence):
            actions.give_report(case, going, to=to, on=on, by=by)
    assert Step.objects.count() == 1


def test_set_aside_it_is_due_again(cast: Cast) -> None:
    review, going = called_for(cast)
    case, by = review.case, cast["coordinator"]
    actions.plan_publication(case, going, on=PLANNED, by=by)
    first, _ = actions.give_report(case, going, to=[TO.SECRETARY_OF_STATE, TO.PANEL], on=date(2024, 9, 9), by=by)
    actions.set_step_aside(first, why="It was a draft.", by=by)
    assert clock(case, "provide_local_report").stopped_on is None


def test_of_a_serious_case_review_all_three_are_sent_it(cast: Cast) -> None:
    incident = noticed(cast)
    decide(cast, incident)
    case, by, kind = incident.case, cast["coordinator"], "serious_case_review_report_sent"
    going = going_in(case)
    actions.give_report(case, going, to=[TO.SECRETARY_OF_STATE, TO.PANEL], on=date(2017, 10, 30), by=by)
    assert facts(case, kind) == []
    actions.give_report(case, going, to=[TO.OFSTED], on=date(2017, 10, 31), by=by)
    assert facts(case, kind) == [(kind, date(2017, 10, 31))]


def test_in_the_browser_it_is_given_to_those_who_wait_for_it(cast: Cast, client: Client) -> None:
    review, going = called_for(cast)
    client.force_login(cast["coordinator"])
    args = [review.case_id, going.pk]
    address, page = reverse("reviews:give_report", args=args), reverse("reviews:practice_review", args=args)
    assert "Choose to whom it was given" in client.post(address, day("on", date(2024, 9, 9))).content.decode()
    assert (
        client.post(address, {"to": ["panel", "secretary of state"], **day("on", date(2024, 9, 9))}).status_code == 302
    )
    assert "again only with what is to improve" in client.get(address).content.decode()
    assert "9 September 2024" in client.get(page).content.decode()
    client.post(address, {"to": ["ofsted"], **day("on", date(2024, 9, 9))})
    everyone = ["panel", "secretary of state", "ofsted"]
    assert "recorded already" in client.post(address, {"to": everyone, **day("on", date(2024, 9, 9))}).content.decode()
    both = {"to": everyone, "improvements": "Calls are read together.", **day("on", date(2024, 9, 9))}
    assert client.post(address, both).status_code == 302
    assert client.get(address)["Location"] == page
