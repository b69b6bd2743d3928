"""The reviewer of a local review is appointed, seen to make progress, and gives in the report."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.audit.models import Entry
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import KeptClock
from handrail.service.cases.rebuild import differs
from handrail.service.reviews import actions
from handrail.service.reviews.models import Step
from tests.rooms.cast import Cast
from tests.rooms.reviews.longer_reviews import called_for, clock, day, decide, facts, going_in, noticed

APPOINTED = date(2024, 4, 15)
WHO: dict[str, Any] = {
    "reviewer": "Imogen Farthing, independent",
    "appointed_by_name": "The three partners, at their meeting",
}


def test_the_appointment_meets_the_regulations_and_begins_what_follows(cast: Cast) -> None:
    review, going = called_for(cast)
    case, by = review.case, cast["coordinator"]
    assert clock(case, "appoint_local_reviewer").stopped_on is None
    actions.appoint_reviewer(case, going, on=APPOINTED, by=by, **WHO)
    assert clock(case, "appoint_local_reviewer").stopped_on == APPOINTED
    assert clock(case, "appoint_local_reviewer").about == clock(case, "publish_local_review").about
    assert clock(case, "supervise_local_review").stopped_on is None
    assert clock(case, "monitor_local_review").stopped_on is None
    assert Entry.objects.filter(did="recorded the appointment of a reviewer").exists()
    assert not differs(case.pk)


def test_progress_is_looked_at_again_and_again_until_the_report_is_in(cast: Cast) -> None:
    review, going = called_for(cast)
    case, by = review.case, cast["coordinator"]
    actions.appoint_reviewer(case, going, on=APPOINTED, by=by, **WHO)
    for on in (date(2024, 5, 20), date(2024, 6, 20)):
        actions.check_progress(case, going, found="It keeps to its time.", on=on, by=by)
    looked = KeptClock.objects.filter(case=case, duty="monitor_local_review").order_by("started_on")
    assert [one.stopped_on for one in looked] == [date(2024, 5, 20), date(2024, 6, 20), None]
    actions.receive_report(case, going, on=date(2024, 7, 31), by=by)
    assert [one.fell_away_on for one in looked.all()] == [None, None, date(2024, 7, 31)]
    assert clock(case, "supervise_local_review").stopped_on == date(2024, 7, 31)
    assert clock(case, "provide_local_report_act").stopped_on is None
    assert clock(case, "publish_local_review_act").stopped_on is None
    assert not differs(case.pk)


def test_a_second_reviewer_is_a_second_appointment_and_starts_nothing_anew(cast: Cast) -> None:
    review, going = called_for(cast)
    case, by = review.case, cast["coordinator"]
    for on in (APPOINTED, date(2024, 5, 7)):
        actions.appoint_reviewer(case, going, on=on, by=by, **WHO)
    kind = "local_reviewer_appointed"
    assert facts(case, kind) == [(kind, APPOINTED), (kind, date(2024, 5, 7))]
    assert clock(case, "monitor_local_review").started_on == APPOINTED
    assert clock(case, "appoint_local_reviewer").stopped_on == APPOINTED


def test_set_aside_an_appointment_is_owed_again(cast: Cast) -> None:
    review, going = called_for(cast)
    step = actions.appoint_reviewer(review.case, going, on=APPOINTED, by=cast["coordinator"], **WHO)
    actions.set_step_aside(step, why="She declined.", by=cast["coordinator"])
    assert clock(review.case, "appoint_local_reviewer").stopped_on is None
    assert not KeptClock.objects.filter(duty="monitor_local_review").exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"reviewer": " "}, "Say who was appointed"),
        ({"appointed_by_name": " "}, "by whom"),
        ({"on": date(2024, 3, 26)}, "decided on 27 March 2024"),
        ({"on": date(2999, 1, 1)}, "today or in the past"),
        ({"on": date(2024, 8, 1)}, "Report received from the reviewer: 31 July 2024. That comes after"),
    ],
)
def test_an_appointment_that_cannot_be_is_refused(cast: Cast, wrong: dict[str, str], sentence: str) -> None:
    review, going = called_for(cast)
    actions.receive_report(review.case, going, on=date(2024, 7, 31), by=cast["coordinator"])
    with pytest.raises(NotDone, match=sentence):
        actions.appoint_reviewer(review.case, going, **{"on": APPOINTED, **WHO, **wrong}, by=cast["coordinator"])
    assert not Step.objects.filter(what=Step.What.APPOINTED).exists()


def test_the_report_is_received_once_and_after_all_that_was_looked_at(cast: Cast) -> None:
    review, going = called_for(cast)
    case, by = review.case, cast["coordinator"]
    actions.check_progress(case, going, found="It is late.", on=date(2024, 8, 5), by=by)
    with pytest.raises(NotDone, match="Time and quality looked at: 5 August 2024. That comes first"):
        actions.receive_report(case, going, on=date(2024, 7, 31), by=by)
    actions.receive_report(case, going, on=date(2024, 8, 6), by=by)
    with pytest.raises(NotDone, match="recorded already: report received from the reviewer on 6 August 2024"):
        actions.receive_report(case, going, on=date(2024, 8, 7), by=by)
    with pytest.raises(NotDone, match="what was found"):
        actions.check_progress(case, going, found=" ", on=date(2024, 8, 6), by=by)
    with pytest.raises(NotDone, match="That comes first"):
        actions.give_report(case, going, to=[Step.To.PANEL], on=date(2024, 8, 1), by=by)


def test_of_a_serious_case_review_the_reviewer_is_recorded_and_starts_no_clock_of_the_later_law(cast: Cast) -> None:
    incident = noticed(cast)
    decide(cast, incident)
    case, by = incident.case, cast["coordinator"]
    actions.appoint_reviewer(case, going_in(case), on=date(2017, 6, 1), by=by, **WHO)
    actions.check_progress(case, going_in(case), found="It is slow.", on=date(2017, 7, 3), by=by)
    actions.receive_report(case, going_in(case), on=date(2017, 9, 4), by=by)
    assert Step.objects.filter(review__case=case).count() == 3
    assert facts(case, "local_reviewer_appointed", "local_review_progress_checked") == []


def test_the_day_set_to_look_again_is_put_into_what_is_due(cast: Cast) -> None:
    review, going = called_for(cast)
    case, by = review.case, cast["coordinator"]
    with pytest.raises(NotDone, match="comes after"):
        actions.check_progress(case, going, found="Well.", on=APPOINTED, next_on=APPOINTED, by=by)
    actions.check_progress(
        case, going, found="Well.", asked="The list of those heard.", on=APPOINTED, next_on=date(2024, 5, 13), by=by
    )
    look = KeptClock.objects.get(case=case, title="Look at a review’s time and quality")
    assert (look.owed_by, look.due_on, look.stopped_on) == (cast.partnership, date(2024, 5, 13), None)
    actions.check_progress(case, going, found="Slow.", on=date(2024, 5, 10), by=by)
    look = KeptClock.objects.get(case=case, title="Look at a review’s time and quality")
    assert look.stopped_on == date(2024, 5, 10)
    assert not differs(case.pk)


def test_in_the_browser_the_three_steps_are_recorded_and_read(cast: Cast, client: Client) -> None:
    review, going = called_for(cast)
    client.force_login(cast["coordinator"])
    args = [review.case_id, going.pk]
    page = reverse("reviews:practice_review", args=args)
    assert "No reviewer is recorded as appointed" in client.get(page).content.decode()
    empty = client.post(reverse("reviews:appoint_reviewer", args=args), {"reviewer": ""}).content.decode()
    for sentence in ("Say who was appointed", "Say who appointed them", "Enter the day of the appointment"):
        assert sentence in empty
    for name, said in (
        ("appoint_reviewer", {**WHO, **day("on", APPOINTED)}),
        ("check_progress", {"found": "Two interviews are still to be held.", **day("on", date(2024, 6, 3))}),
        ("receive_report", day("on", date(2024, 7, 31))),
    ):
        assert client.post(reverse(f"reviews:{name}", args=args), said).status_code == 302, name
    told = client.get(page).content.decode()
    for words in ("Imogen Farthing", "Two interviews are still", "gave in the report on 31 July 2024"):
        assert words in told
    assert reverse("reviews:appoint_reviewer", args=args) not in told, "the report is in"
