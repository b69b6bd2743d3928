"""What was recorded of a review in error is taken back with a reason: it stays readable, and counts for nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.audit.models import Entry
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import KeptFact
from handrail.service.child_deaths.actions import draft, meet, situate, taking_back
from handrail.service.child_deaths.actions.respond import Deciders, decide_together, triggers_for
from handrail.service.child_deaths.models import Death, SituationTold, WrittenAccount
from handrail.service.child_deaths.standing import NOT_DECIDED, decisions_of, response_of
from handrail.service.outbox.models import Message
from tests.rooms.cast import Cast
from tests.rooms.child_deaths.telling import DIED, as_person, clock, met, open_duties, reported, tell_of

WHY = "Of another child."


def post(client: Client, cast: Cast, death: Death, name: str, **more: Any) -> str:
    """By its page, once without a reason and once with one; then what the page of the death says."""
    client.force_login(cast["coordinator"])
    address = reverse(f"child_deaths:{name}", kwargs={"case_id": death.case_id, "death_id": death.pk, **more})
    assert client.post(address, {"why": ""}).status_code == 200
    assert client.post(address, {"why": WHY}).status_code == 302
    shown = client.get(reverse("child_deaths:death", args=[death.case_id, death.pk])).text
    as_person(cast["coordinator"])
    return shown


def did(death: Death) -> set[str]:
    return set(Entry.objects.filter(case_id=death.case_id).values_list("did", flat=True))


def decided(cast: Cast, death: Death, *, called_for: bool) -> None:
    answers = {one.key: "no" for _, one in triggers_for(death)}
    decide_together(
        death, called_for=called_for, at=DIED, answers=answers, reasons="-", by=cast["coordinator"],
        deciders=Deciders(alone_because="Nobody else was there."),
    )  # fmt: skip


def test_the_day_of_the_report_is_taken_back_and_the_draft_may_be_changed_again(cast: Cast, client: Client) -> None:
    death = tell_of(cast)
    made = reported(death)
    assert "review_at_overview_panel" in open_duties(death)
    assert WHY in post(client, cast, death, "take_report_back", review_meeting_id=made.pk)
    assert "review_at_overview_panel" not in open_duties(death)
    assert draft.gone_with(death) is None
    assert "took back that the meeting's report went to the overview panel" in did(death)
    with pytest.raises(NotDone, match="It is not recorded that the report went, so there is nothing to take back."):
        taking_back.take_report_back(made, why=WHY, by=cast["coordinator"])
    meet.report(made, on=date(2024, 9, 6), by=cast["coordinator"])
    assert clock(death, "review_at_overview_panel").due_on == date(2024, 10, 18)


def test_a_report_that_the_panel_has_reviewed_is_not_taken_back(cast: Cast) -> None:
    death = tell_of(cast)
    made = reported(death)
    KeptFact.objects.create(
        case=death.case, paper_id=death.pk, kind="child_death_review_completed", about=str(death.pk),
        on=date(2024, 10, 1), recorded_at=timezone.now(),
    )  # fmt: skip
    with pytest.raises(NotDone, match="The overview panel has reviewed the death, so the report had gone to it."):
        taking_back.take_report_back(made, why=WHY, by=cast["coordinator"])
    made.refresh_from_db()
    assert made.reported_on == date(2024, 9, 5)


def test_whoever_could_come_after_all_owes_no_account(cast: Cast, client: Client) -> None:
    death = tell_of(cast)
    today, by = timezone.localdate(), cast["coordinator"]
    account = meet.absent(met(death), name="Dr Oak", body=cast.trust, known_on=today, by=by)
    assert "write_to_review_meeting" in open_duties(death)
    assert WHY in post(client, cast, death, "set_absentee_aside", absentee_id=account.pk)
    assert "write_to_review_meeting" not in open_duties(death)
    assert "set aside that somebody cannot come to the review meeting" in did(death)
    with pytest.raises(NotDone, match="This is set aside already."):
        taking_back.set_absentee_aside(account, why=WHY, by=by)
    assert WrittenAccount.objects.get().set_aside_why == WHY


def test_a_joint_decision_is_taken_back_and_the_one_before_it_stands_again(cast: Cast, client: Client) -> None:
    death = tell_of(cast)
    assert "decide_on_joint_response" in open_duties(death)
    decided(cast, death, called_for=True)
    decided(cast, death, called_for=False)
    assert WHY in post(client, cast, death, "take_decision_back")
    assert [one.called_for for one in decisions_of(death)] == [True]
    assert "respond_jointly_to_child_death" in open_duties(death)
    post(client, cast, death, "take_decision_back")
    assert response_of(death) == NOT_DECIDED
    assert "decide_on_joint_response" in open_duties(death)
    assert "took back the decision on a joint agency response" in did(death)
    with pytest.raises(NotDone, match="No decision stands, so there is nothing to take back."):
        taking_back.take_decision_back(death, why=WHY, by=cast["coordinator"])


def test_that_somebody_was_told_is_taken_back_and_they_may_be_told_anew(cast: Cast, client: Client) -> None:
    death, by = tell_of(cast, died_in="abroad", country="Portugal"), cast["coordinator"]
    situation = situate.add_situation(death, "special_overseas", by=by)
    situate.tell(situation, "coroner", name="The wrong office", email="wrong@wend.example", by=by)
    post(client, cast, death, "take_telling_back", situation_id=situation.pk, slug="coroner")
    page = reverse("child_deaths:situation", args=[death.case_id, death.pk, situation.pk])
    assert WHY in client.get(page).text
    as_person(by)
    assert "took back that somebody was told because of a situation" in did(death)
    with pytest.raises(NotDone, match="It is not recorded that they were told, so there is nothing to take back."):
        taking_back.take_telling_back(situation, "coroner", why=WHY, by=by)
    situate.tell(situation, "coroner", name="The coroner’s office", email="coroner@wend.example", by=by)
    assert Message.objects.filter(kind="child death situation").count() == 2
    assert SituationTold.objects.filter(set_aside_at=None).count() == 1
