"""The Panel holds a national review: each step is recorded on its day, and the duties of the Act, the regulations and
the guidance start and stop with them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.guidance.clock import State
from handrail.service.access.models import Person
from handrail.service.national_panel.actions.holding import record_step, set_step_aside
from handrail.service.national_panel.holding import duties_of, facts_of, held, still_to_do
from handrail.service.national_panel.models import NationalStep, PanelDecision
from handrail.service.partnerships.actions import NotDone
from tests.house.wall import acting_as
from tests.rooms.cast import Cast
from tests.rooms.national_panel.test_the_panel import National, before_a_meeting, decided, review, sorley

__all__ = ["review", "sorley"]
What = NationalStep.What
TODAY = timezone.localdate


@pytest.fixture
def held_one(sorley: Person) -> PanelDecision:
    return decided(before_a_meeting(sorley), sorley, national=National.HOLD)


def step(decision: PanelDecision, what: str, by: Person, words: str = "As minuted.", days: int = 0) -> NationalStep:
    return record_step(decision, what=what, on=TODAY() + timedelta(days=days), words=words, by=by)


def stands(decision: PanelDecision) -> dict[str, str]:
    again = PanelDecision.objects.get(pk=decision.pk)
    return {f"{one.title}, {one.source}": one.state.value for one in duties_of([again])}


def of(stood: dict[str, str], *words: str) -> set[str]:
    """How the duties stand whose title has all these words."""
    found = {state for title, state in stood.items() if all(word in title.lower() for word in words)}
    assert found, f"no duty speaks of {words}: {sorted(stood)}"
    return found


def test_from_the_decision_to_what_is_public_each_duty_starts_and_stops(
    sorley: Person, held_one: PanelDecision
) -> None:
    assert State.RUNNING in of(stands(held_one), "reviewer")
    for what in (What.SELECTED, What.RECOMMENDED, What.CONFIRMED, What.CHECKED, What.RECEIVED):
        step(held_one, what, sorley)
    stood = stands(held_one)
    assert of(stood, "secretary of state", "report") == {"running"}
    step(held_one, What.PLANNED, sorley, days=40)
    assert any(one.due_on == TODAY() + timedelta(days=33) for one in duties_of([PanelDecision.objects.get()]))
    step(held_one, What.PROVIDED, sorley)
    step(held_one, What.PUBLISHED, sorley, "At its own address.")
    kinds = {fact.kind for fact in facts_of(PanelDecision.objects.get())}
    assert kinds >= {"national_review_initiated", "national_review_published", "national_review_report_provided"}
    stood = stands(held_one)
    assert of(stood, "publish the national") == {"met"}
    assert of(stood, "available") == {"running"}
    (keep,) = (one for one in still_to_do(list(held(sorley))))
    assert keep.due_on is not None
    assert keep.due_on.year == TODAY().year + 3


def test_put_off_without_another_day_no_copy_is_due_and_called_off_nothing_is(
    sorley: Person, held_one: PanelDecision
) -> None:
    for what in (What.SELECTED, What.RECEIVED):
        step(held_one, what, sorley)
    step(held_one, What.PLANNED, sorley, days=40)
    before = {(one.title, one.due_on) for one in still_to_do(list(held(sorley)))}
    step(held_one, What.PUT_OFF, sorley)
    after = {(one.title, one.due_on) for one in still_to_do(list(held(sorley)))}
    gone = before - after
    assert gone
    assert all(due == TODAY() + timedelta(days=33) or due is not None for _, due in gone)
    step(held_one, What.CALLED_OFF, sorley)
    with pytest.raises(NotDone, match="called off"):
        step(held_one, What.CHECKED, sorley)


@pytest.mark.parametrize(
    ("what", "words", "days", "says"),
    [
        (What.CONFIRMED, "x", 0, "recommended to the Secretary"),
        (What.REMOVED, "x", 0, "be removed"),
        (What.PUBLISHED, "x", 0, "gave in the report"),
        (What.TAKEN_DOWN, "x", 0, "it was published"),
        (What.SELECTED, " ", 0, "who the reviewer is"),
        (What.SELECTED, "x", 1, "once it has happened"),
        (What.SELECTED, "x", -1, "decided to hold it on"),
    ],
)
def test_what_cannot_be_so_is_refused(
    sorley: Person, held_one: PanelDecision, what: str, words: str, days: int, says: str
) -> None:
    with pytest.raises(NotDone, match=says):
        step(held_one, what, sorley, words, days)


def test_no_step_is_recorded_of_a_review_that_is_not_held(client: Client, sorley: Person) -> None:
    item = before_a_meeting(sorley)
    decision = decided(item, sorley)
    with pytest.raises(NotDone, match="holds no national review"):
        step(decision, What.SELECTED, sorley)
    client.force_login(sorley)
    assert client.get(reverse("national_panel:record_step", args=[item.pk])).status_code == 404


def test_somebody_of_the_panel_records_a_step_and_sets_it_aside_on_the_page(
    client: Client, cast: Cast, sorley: Person, held_one: PanelDecision
) -> None:
    item = held_one.item
    client.force_login(sorley)
    desk = reverse("national_panel:desk")
    assert "What the Panel has to do" in client.get(desk).content.decode()
    day = TODAY()
    said = {
        "what": What.SELECTED,
        "words": "Ada Ferrier",
        "on_day": day.day,
        "on_month": day.month,
        "on_year": day.year,
    }
    shown = client.post(reverse("national_panel:record_step", args=[item.pk]), said, follow=True).content.decode()
    assert "The Panel chose a reviewer" in shown
    assert "Ada Ferrier" in shown
    with acting_as(cast["coordinator"]):
        assert not NationalStep.objects.exists()
    one = NationalStep.objects.get()
    aside = reverse("national_panel:set_step_aside", args=[item.pk, one.pk])
    shown = client.post(aside, {"why": "Another was chosen."}, follow=True).content.decode()
    assert "Another was chosen." in shown
    assert {fact.kind for fact in facts_of(PanelDecision.objects.get())} == {"national_review_initiated"}
    with pytest.raises(NotDone, match="already"):
        set_step_aside(one, why="Twice", by=sorley)
