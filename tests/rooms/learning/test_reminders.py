"""Reminders of recommendations: four weeks and one week before the day, the day after it, and each four weeks after."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import close_case
from handrail.service.cases.models import Case, KeptClock
from handrail.service.cases.reminding import reminder_day
from handrail.service.learning.actions import answering, recommending
from handrail.service.learning.actions.recommending import Whence, Whom
from handrail.service.learning.models import Addressee, Evidence
from handrail.service.learning.reminders import write_due_reminders
from handrail.service.outbox.models import Message
from tests.rooms.cast import Cast, open_folder_for

today = timezone.localdate


def due() -> date:
    return today() + timedelta(days=60)


@pytest.fixture
def case(cast: Cast) -> Case:
    opened = open_folder_for(cast)
    name_actor(cast["coordinator"])
    return opened


def put(cast: Cast, case: Case, whom: Whom | None = None) -> Addressee:
    made = recommending.recommend(
        case, text="Ring back within the day.", made_on=today(), whence=Whence("A review"), due_on=due(),
        to=[whom or Whom(Addressee.To.BODY, cast.trust)], by=cast["coordinator"],
    )  # fmt: skip
    Message.objects.all().delete()
    return Addressee.objects.get(recommendation=made)


WANTED = (-28, -7, 1, 29, 57)


def reminded(first: int, last: int) -> list[int]:
    """The days, counted from the due day, on which the round wrote something. One that was wanted on a day off is
    written on the next working day, and counts as the day on which it was wanted."""
    found = [place for place in range(first, last + 1) if write_due_reminders(due() + timedelta(days=place))]
    return [max(wanted for wanted in WANTED if wanted <= place) for place in found]


def test_they_go_four_weeks_and_one_before_the_day_after_and_each_four_weeks(cast: Cast, case: Case) -> None:
    put(cast, case)
    assert reminded(-40, 62) == list(WANTED)


def test_each_is_written_once_to_each_address_and_says_how_it_stands(cast: Cast, case: Case) -> None:
    there = put(cast, case)
    day = next(one for one in (due() + timedelta(days=n) for n in range(-28, -20)) if write_due_reminders(one))
    said = [(one.to, one.subject) for one in Message.objects.all()]
    assert len({to for to, _ in said}) == len(said) > 0
    assert write_due_reminders(day) == 0
    message = Message.objects.filter(kind="recommendation").first()
    assert message is not None
    assert "whether you accept it" in message.text
    assert str(there.pk) in message.text
    assert there.recommendation.text not in message.text, "the words of it are read on its page alone"
    late = next(one for one in (due() + timedelta(days=n) for n in range(1, 8)) if write_due_reminders(one))
    assert late > due()
    assert Message.objects.filter(text__contains="not recorded as done").exists()


def test_none_goes_once_it_is_refused_carried_out_or_set_aside(cast: Cast, case: Case) -> None:
    by = cast["coordinator"]
    refused, done, aside = (put(cast, case) for _ in range(3))
    answering.answer(refused, says="refused", reasons="No money.", answered_on=today(), by_name="The chief", by=by)
    answering.give_evidence(done, of=Evidence.Of.ACTION, kind="audit", text="Done.", seen_on=today(), by=by)
    answering.record_carried_out(done, on=today(), by=by)
    recommending.set_aside(aside.recommendation, why="Twice", by=by)
    Message.objects.all().delete()
    assert reminded(-40, 10) == []


@pytest.mark.parametrize("to", [Addressee.To.NATIONAL, Addressee.To.OUTSIDE])
def test_of_what_national_government_or_a_body_outside_is_to_do_the_partnership_is_reminded(
    cast: Cast, case: Case, to: str
) -> None:
    there = put(cast, case, Whom(to, None, "The Department"))
    clock = KeptClock.objects.get(case=case, about=str(there.pk))
    assert (clock.owed_by, clock.due_on, clock.ended) == (cast.partnership, due(), False)
    assert clock.title == "Ask The Department about a recommendation"
    assert reminded(-40, 10) == [-28, -7, 1]
    told = Message.objects.filter(kind="recommendation")
    assert cast.partnership.mailbox in {one.to for one in told}
    assert "ask them how it stands" in told[0].text
    answering.give_evidence(
        there, of=Evidence.Of.ACTION, kind="audit", text="Done.", seen_on=today(), by=cast["coordinator"]
    )
    answering.record_carried_out(there, on=today(), by=cast["coordinator"])
    assert KeptClock.objects.get(case=case, about=str(there.pk)).ended
    assert reminded(11, 62) == []


def test_none_goes_to_whoever_was_told_that_very_day(cast: Cast, case: Case) -> None:
    there = put(cast, case)
    Addressee.objects.filter(pk=there.pk).update(due_on=today() + timedelta(days=3))
    assert write_due_reminders(today()) == 0
    assert write_due_reminders(today() + timedelta(days=1)) == 0, "a day that had passed when it was put is not made up"


def test_they_go_on_after_the_folder_is_closed(cast: Cast, case: Case) -> None:
    """A body answers then too, and what was recommended outlives the case."""
    put(cast, case)
    close_case(case, why="Done.", by=cast["coordinator"])
    Message.objects.all().delete()
    assert reminded(-40, 0) == [-28, -7]


def test_a_worker_that_was_down_writes_the_last_alone() -> None:
    due = date(2026, 3, 2)
    assert reminder_day(due, date(2026, 2, 1)) is None
    assert reminder_day(due, date(2026, 3, 20)) == date(2026, 3, 3)
    assert reminder_day(due, date(2029, 3, 2)) == date(2027, 2, 2), "a year of them, and then none"
