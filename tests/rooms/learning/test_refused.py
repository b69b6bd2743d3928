"""What may not be done with recommendations, actions and what a report proposes: refused, and nothing changes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Case
from handrail.service.learning.actions import answering, tracked
from handrail.service.learning.actions.lineage import say_same
from handrail.service.learning.actions.reports import leave_out, read_report
from handrail.service.learning.models import Addressee, Progress, ReAudit, SameAs
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.learning.test_recommendations import put_to_the_trust, recommended

today = timezone.localdate


@pytest.fixture
def case(cast: Cast) -> Case:
    opened = open_folder_for(cast)
    name_actor(cast["coordinator"])
    return opened


def carried_out(cast: Cast, case: Case) -> Addressee:
    put, by = put_to_the_trust(cast, case), cast["coordinator"]
    answering.answer(put, says="accepted", reasons="", answered_on=today(), by_name="Its director", by=by)
    answering.give_evidence(put, of="action", kind="document", text="A rota.", seen_on=today(), by=by)
    answering.record_carried_out(put, on=today(), by=by)
    put.refresh_from_db()
    return put


@pytest.mark.parametrize("days", [-1, 0])
def test_a_day_to_look_again_is_one_to_come(cast: Cast, case: Case, days: int) -> None:
    put = carried_out(cast, case)
    with pytest.raises(NotDone, match="Give a day to come"):
        answering.plan_re_audit(put, due_on=today() + timedelta(days=days), by=cast["coordinator"])
    assert not ReAudit.objects.exists()


def test_what_is_open_is_not_taken_up_again(cast: Cast, case: Case) -> None:
    put = put_to_the_trust(cast, case)
    with pytest.raises(NotDone, match="It is open"):
        answering.take_up_again(put, why="It slipped.", by=cast["coordinator"])
    before = put.carried_out_on
    put.refresh_from_db()
    assert put.carried_out_on is before is None


def test_no_recommendation_is_made_again_by_itself(cast: Cast, case: Case) -> None:
    made = recommended(cast, case)
    with pytest.raises(NotDone, match="A recommendation is not made again by itself"):
        say_same(made, made, why="The same words.", by=cast["coordinator"])
    assert not SameAs.objects.exists()


def test_an_action_that_is_open_is_not_opened_again(cast: Cast, case: Case) -> None:
    by = cast["coordinator"]
    action = tracked.add_action(
        case, title="Write to every school", owner=cast.school, owner_name="", due_on=today() + timedelta(days=9),
        source="Rapid review", by=by,
    )  # fmt: skip
    with pytest.raises(NotDone, match="This action is open"):
        tracked.open_again(action, reason="It was not done.", by=by)
    assert not Progress.objects.filter(of=Progress.Of.OPENED_AGAIN).exists()


@pytest.mark.parametrize("chosen", ["", "1", "5b0e6a0e-0000-4000-8000-000000000000"])
def test_what_is_decided_on_again_is_of_this_report(cast: Cast, case: Case, client: Client, chosen: str) -> None:
    by = cast["coordinator"]
    text = b"Recommendations\n1. Ring back.\n2. Listen.\n"
    report = read_report(case, name="report.txt", content=text, title="A report", published_on=today(), by=by)
    leave_out(report, list(report.proposed.all()), by=by)
    client.force_login(by)
    page = reverse("learning:decide_again", kwargs={"case_id": case.pk, "report_id": report.pk})
    answer = client.post(page, {"one": chosen}, follow=True)
    assert "Choose one of those that were left out." in answer.content.decode()
    assert set(report.proposed.values_list("taken", flat=True)) == {False}
