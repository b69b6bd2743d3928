"""What may not be recorded of a child's death: refused in a sentence, and nothing changes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from handrail.service.cases.actions import NotDone
from handrail.service.child_deaths.actions import situate
from handrail.service.child_deaths.actions.correct import correct
from handrail.service.child_deaths.actions.happened import record_event
from handrail.service.child_deaths.actions.notify import add_known
from handrail.service.child_deaths.actions.time import LONGEST, spend
from handrail.service.child_deaths.happenings import KINDS
from handrail.service.child_deaths.models import Correction, Event, KnownTo, Situation, TimeSpent
from handrail.service.child_deaths.situations import SPECIALS, named_for
from handrail.service.child_deaths.told import KnewTheChild
from tests.rooms.cast import Cast
from tests.rooms.child_deaths.telling import DIED, OTHER_NUMBER, known, tell_of

LATER = DIED + timedelta(days=1)


@pytest.mark.parametrize("minutes", [-5, 0, LONGEST + 1])
def test_time_spent_is_a_number_of_minutes_that_somebody_could_spend(cast: Cast, minutes: int) -> None:
    death, by = tell_of(cast), cast["coordinator"]
    with pytest.raises(NotDone, match=f"Give the minutes as a number from 1 to {LONGEST:,}") as refused:
        spend(death, step="notification", minutes=minutes, on=LATER, by_name="Cora Ordway", by=by)
    assert refused.value.field == "minutes"
    assert not TimeSpent.objects.exists()


@pytest.mark.parametrize(
    ("field", "now", "sentence"),
    [
        ("child", "Wren", "This answer is not one that is corrected here"),
        ("case", "", "This answer is not one that is corrected here"),
        ("died_on", DIED, "That is what stands already"),
        ("circumstances", "Found in the cot.", "That is what stands already"),
    ],
)
def test_what_is_no_correction_is_not_kept_as_one(cast: Cast, field: str, now: Any, sentence: str) -> None:
    death = tell_of(cast)
    with pytest.raises(NotDone, match=sentence):
        correct(death, field, now=now, reason="The form was wrong.", by=cast["coordinator"])
    assert not Correction.objects.exists()


def test_what_was_corrected_stands_and_is_not_corrected_to_the_same(cast: Cast) -> None:
    death, by = tell_of(cast), cast["coordinator"]
    correct(death, "died_on", now=date(2024, 5, 19), reason="The form was wrong.", by=by)
    with pytest.raises(NotDone, match="That is what stands already"):
        correct(death, "died_on", now=date(2024, 5, 19), reason="Once more.", by=by)
    assert Correction.objects.count() == 1
    assert correct(death, "died_on", now=DIED, reason="It was right at first.", by=by).now == DIED.isoformat()


@pytest.mark.parametrize("kind", [one.key for one in KINDS.values() if one.must_say])
def test_what_has_to_be_said_of_it_is_said(cast: Cast, kind: str) -> None:
    death, asks = tell_of(cast), KINDS[kind].asks
    with pytest.raises(NotDone, match=f"^Write: {asks[0].lower()}{asks[1:]}") as refused:
        record_event(death, kind, at=LATER, words=" \n", by=cast["coordinator"])
    assert refused.value.field == "words"
    assert not Event.objects.exists()


def test_what_is_told_is_told_of_something_that_it_can_be_about_and_of_this_death(cast: Cast) -> None:
    death, by = tell_of(cast), cast["coordinator"]
    other = tell_of(cast, known=known(given_names="Ria", nhs_number=OTHER_NUMBER))
    elsewhere = record_event(other, "post_mortem_directed", at=LATER, by=by)
    not_that = record_event(death, "coroner_told_of_death", at=LATER, by=by)
    for of in (elsewhere, not_that):
        with pytest.raises(NotDone, match="Choose which of those recorded it is about"):
            record_event(death, "coroner_notice_given", at=LATER, of=of, by=by)
    assert not Event.objects.filter(kind="coroner_notice_given").exists()


def test_whoever_knew_the_child_is_named(cast: Cast) -> None:
    death, by = tell_of(cast), cast["coordinator"]
    with pytest.raises(NotDone, match="Choose the agency, or write its name"):
        add_known(death, KnewTheChild(name=" ", part="Health visitor"), by=by)
    assert not KnownTo.objects.exists()
    assert add_known(death, KnewTheChild(body=cast.school), by=by).pk


def test_a_situation_that_the_guidance_of_the_day_does_not_name_is_not_recorded(cast: Cast) -> None:
    before = tell_of(cast, died_on=date(2018, 3, 5), died_time=None, known=known(born_on=None))
    unnamed = set(SPECIALS) - {one.key for _, one in named_for(before)}
    assert unnamed
    for key in (*sorted(unnamed), "special_of_no_guidance"):
        with pytest.raises(NotDone, match="The guidance of that day does not name this situation"):
            situate.add_situation(before, key, by=cast["coordinator"])
    assert not Situation.objects.exists()
