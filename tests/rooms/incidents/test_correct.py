"""A correction stands beside what was recorded, with its reason; days that move are kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from handrail.guidance.days import LONDON
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import MovedDate
from handrail.service.children.actions import Known, set_right
from handrail.service.incidents.actions import correct, correct_child
from handrail.service.incidents.lines import lines_of
from handrail.service.incidents.models import Limb, Nature, YesNo
from tests.rooms.cast import Cast
from tests.rooms.incidents.telling import AWARE, DUE, TAM, clock, duties, raise_incident, record

WHY = "The duty team's log shows the call a day earlier."


def test_an_earlier_awareness_moves_the_day_and_the_old_one_is_kept_with_the_reason(cast: Cast) -> None:
    incident = record(cast)
    correct(incident, "became_aware", now="2024-05-19", reason=WHY, by=cast["notifier"])
    assert clock(incident, "notify_panel").due_on == date(2024, 5, 24)
    moved = MovedDate.objects.get(duty="notify_panel")
    assert (moved.was, moved.now) == (DUE, date(2024, 5, 24))
    assert WHY in moved.why
    incident.refresh_from_db()
    assert incident.became_aware_on == AWARE


def test_an_hour_may_be_added_to_the_day(cast: Cast) -> None:
    incident = record(cast)
    hour = datetime(2024, 5, 20, 9, 30, tzinfo=LONDON)
    correct(incident, "became_aware", now=hour.isoformat(), reason="The log has the hour.", by=cast["notifier"])
    assert clock(incident, "notify_panel").started_at == hour
    assert clock(incident, "notify_panel").due_on == DUE


def test_both_the_recorded_answer_and_the_correction_are_shown(cast: Cast) -> None:
    incident = record(cast)
    correct(incident, "what_is_known", now="Tam was pushed.", reason="A neighbour saw it.", by=cast["notifier"])
    line = next(line for line in lines_of(incident) if line.field == "what_is_known")
    assert (line.words, line.recorded) == ("Tam was pushed.", incident.what_is_known)
    assert [one.reason for one in line.corrections] == ["A neighbour saw it."]


@pytest.mark.parametrize(
    ("field", "now", "reason", "sentence"),
    [
        ("became_aware", "2999-01-01", WHY, "in the future"),
        ("became_aware", "1907-05-01", WHY, "Check the year"),
        ("became_aware", "2024-05-18", WHY, "before it happened"),
        ("became_aware", "soon", WHY, "when the authority became aware"),
        ("became_aware", "2024-05-20", WHY, "recorded already"),
        ("limb", "a guess", WHY, "why the incident may have to be notified"),
        ("limb", Limb.LOOKED_AFTER, WHY, "was looked after"),
        ("what_is_known", " ", WHY, "even if it is little"),
        ("place", "The park", " ", "why the answer is corrected"),
        ("authority", "Marlbrook", WHY, "cannot be corrected here"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(cast: Cast, field: str, now: str, reason: str, sentence: str) -> None:
    incident = record(cast)
    with pytest.raises(NotDone, match=sentence):
        correct(incident, field, now=now, reason=reason, by=cast["notifier"])
    assert not incident.corrections.exists()


def test_what_the_authority_has_not_said_cannot_be_corrected(cast: Cast) -> None:
    incident = raise_incident(cast)
    with pytest.raises(NotDone, match="Take it up first"):
        correct(incident, "limb", now=Limb.IN_AREA, reason=WHY, by=cast["school lead"])


def test_learning_that_a_child_who_died_was_looked_after_starts_that_clock(cast: Cast) -> None:
    incident = record(cast, nature=Nature.DEATH, children=(replace(TAM, outcome=Nature.DEATH),))
    involved = incident.involved.get()
    assert "notify_looked_after_child_death" not in duties(incident)
    made = correct_child(
        incident,
        involved,
        {"looked_after": YesNo.YES, "outcome": Nature.DEATH},
        reason="Records found.",
        by=cast["notifier"],
    )
    assert [one.field for one in made] == ["looked_after"]
    assert clock(incident, "notify_looked_after_child_death", f"child-{involved.pk}").due_on == DUE


def test_a_correction_of_a_child_that_changes_nothing_is_refused(cast: Cast) -> None:
    incident = record(cast)
    with pytest.raises(NotDone, match="Nothing differs"):
        correct_child(incident, incident.involved.get(), {"health": ""}, reason="None.", by=cast["notifier"])


def test_a_name_learnt_is_held_with_the_child_and_no_correction_repeats_it(cast: Cast) -> None:
    incident = record(cast)
    child = incident.involved.get().child
    set_right(child, Known(given_names="Tamsin", family_name="Underbridge"), by=cast["notifier"])
    assert str(incident.involved.get()) == "Tamsin Underbridge"
    assert not incident.corrections.exists()
