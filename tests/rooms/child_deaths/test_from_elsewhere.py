"""A child of another area: no duty to review it runs here by itself, people decide, and the other area is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from handrail.service.cases.actions import NotDone
from handrail.service.child_deaths.actions.correct import correct, decide_scope
from handrail.service.child_deaths.models import Death, Lived, ScopeDecision
from handrail.service.child_deaths.standing import standing
from handrail.service.child_deaths.views.asking import page
from handrail.service.outbox.models import Message
from handrail.service.partnerships.models import Body, Kind
from handrail.service.reports.counting import is_reviewed_here, row_of
from tests.rooms.cast import Cast
from tests.rooms.child_deaths.telling import DIED, as_person, open_duties, tell_of

pytestmark = pytest.mark.django_db
Why = ScopeDecision.Why
REVIEW = "review_child_death"


def again(death: Death) -> Death:
    return Death.objects.get(pk=death.pk)


def decide(death: Death, why: str, cast: Cast, elsewhere: Body | None = None) -> ScopeDecision:
    return decide_scope(
        again(death), why=why, reasons="Agreed with them.", decided_on=DIED + timedelta(days=2),
        decided_by_name="Cora Ordway", by=cast["coordinator"], elsewhere=elsewhere,
    )  # fmt: skip


def test_a_child_of_another_area_waits_for_a_decision_and_is_owed_the_first_hours_all_the_same(
    cast: Cast, client: Client
) -> None:
    death = tell_of(cast, lived=Lived.ENGLAND)
    assert death.scope_decisions.get().why == Why.AWAITS
    assert REVIEW not in open_duties(death)
    assert "decide_on_joint_response" in open_duties(death)
    assert not is_reviewed_here(again(death))
    client.force_login(cast["coordinator"])
    assert "decide, with the partners there, who reviews the death" in client.get(page(death)).text


def test_it_may_be_reviewed_here_all_the_same_but_not_as_one_who_lived_here(cast: Cast) -> None:
    death = tell_of(cast, lived=Lived.ENGLAND)
    with pytest.raises(NotDone, match="normally lived elsewhere"):
        decide(death, Why.CHILD_DEATH, cast)
    decide(death, Why.VISITING, cast)
    assert is_reviewed_here(again(death))
    assert REVIEW not in open_duties(death)
    assert "hold_child_death_review_meeting" in open_duties(death)
    correct(death, "lived", now=Lived.HERE, reason="They had moved here.", by=cast["coordinator"])
    assert REVIEW in open_duties(death)
    with pytest.raises(NotDone, match="the child lived here"):
        decide(death, Why.VISITING, cast)


def test_those_who_are_to_review_it_are_told_without_a_name(cast: Cast) -> None:
    other = Body.objects.create(kind=Kind.LOCAL_AUTHORITY, name="Farshire", mailbox="reviews@farshire.example")
    death = tell_of(cast, lived=Lived.ENGLAND, lived_in=other)
    decide(death, Why.ELSEWHERE, cast, other)
    message = Message.objects.get(kind="child death elsewhere")
    assert message.to == "reviews@farshire.example"
    assert "Fairlight" not in message.subject + message.text
    assert not {REVIEW, "hold_child_death_review_meeting"} & open_duties(death)


def test_the_area_in_which_the_child_lived_can_be_put_right_and_counts(cast: Cast, client: Client) -> None:
    wrong = Body.objects.create(kind=Kind.LOCAL_AUTHORITY, name="Farshire")
    right = Body.objects.create(kind=Kind.LOCAL_AUTHORITY, name="Nearshire")
    death = tell_of(cast, lived=Lived.ENGLAND, lived_in=wrong)
    client.force_login(cast["coordinator"])
    at = page(death, "correct", slug="lived-in")
    assert "Farshire" in client.get(at).text
    assert client.post(at, {"now": str(right.pk), "reason": "A slip."}).status_code == 302
    assert "Nearshire" in client.get(page(death)).text
    as_person(cast["coordinator"])
    assert standing(again(death), "lived_in") == right
    assert row_of(again(death)).area == "Nearshire"
