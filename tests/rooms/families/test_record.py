"""Key workers hand over, wishes stand side by side, what is held back is looked at again, questions are answered."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Case, KeptClock, KeptFact
from handrail.service.families import actions
from handrail.service.families.facts import DIED
from handrail.service.families.models import Answer, KeyWorker, Leaflet, Question, TellingLook, ToldBack, Wish
from handrail.service.families.reading import record_of, to_bring
from handrail.service.meetings.models import Meeting
from tests.rooms.cast import Cast
from tests.rooms.families.people import a_folder, day, held_back, one_of, worker

LOOK = "Look again at what the family may be told"


def a_death(case: Case, about: str = "a-death") -> None:
    KeptFact.objects.create(
        case=case, paper_id=case.pk, kind=DIED, about=about, on=day(-20), recorded_at=timezone.now()
    )


def facts(case: Case) -> set[tuple[str, str, int]]:
    found = KeptFact.objects.filter(case=case, replaced_at__isnull=True).exclude(kind=DIED)
    return {(one.kind, one.about, (one.on - day(0)).days) for one in found}


def looks_owed(case: Case) -> list[tuple[int, bool]]:
    found = KeptClock.objects.filter(case=case, title=LOOK).order_by("due_on")
    return [((one.due_on - day(0)).days, one.ended) for one in found if one.due_on]


def test_a_key_worker_named_counts_for_each_death_also_one_that_is_filed_later(cast: Cast) -> None:
    case = a_folder(cast)
    actions.name_key_worker(case, worker(cast), by=cast["coordinator"])
    assert facts(case) == set()
    a_death(case)
    actions.write(case, Leaflet(title="", what="declined", on=day(-9), by_name="A nurse"), by=cast["coordinator"])
    assert facts(case) == {("key_worker_named", "a-death", -10), ("bereavement_guide_offered", "a-death", -9)}
    assert Leaflet.objects.get().title == "When a Child Dies"


def test_the_next_key_worker_takes_over_with_a_handover_and_the_first_ends_the_day_before(cast: Cast) -> None:
    case, by = a_folder(cast), cast["coordinator"]
    first = actions.name_key_worker(case, worker(cast), by=by)
    second = worker(cast, "Bram Tully", body=None, body_name="A hospice", from_on=day(-1))
    with pytest.raises(NotDone, match="what was handed over"):
        actions.name_key_worker(case, second, by=by)
    actions.name_key_worker(case, second, handed_over="Both met them at home.", by=by)
    first.refresh_from_db()
    assert (first.until_on, first.handed_over) == (day(-2), "Both met them at home.")
    assert [one.name for one in record_of(case).workers] == ["Bram Tully"]
    assert [one.name for one in record_of(case).former] == ["Olive Strand"]


def test_parents_who_live_apart_have_a_key_worker_each(cast: Cast) -> None:
    case, by = a_folder(cast), cast["coordinator"]
    mother, father = one_of(cast, case), one_of(cast, case, "Hal Fairlight", "father")
    for name, relative in (("Olive Strand", mother), ("Bram Tully", father)):
        actions.name_key_worker(case, worker(cast, name, relative=relative), by=by)
    assert len(record_of(case).workers) == 2
    assert not KeyWorker.objects.filter(until_on__isnull=False).exists()


def test_differing_wishes_stand_side_by_side_and_none_is_overwritten(cast: Cast) -> None:
    case, by = a_folder(cast), cast["coordinator"]
    mother, father = one_of(cast, case), one_of(cast, case, "Hal Fairlight", "father")
    for relative, on, text in (
        (mother, -9, "To be told at once."), (father, -8, "Not before the funeral."), (mother, -2, "By letter."),
    ):  # fmt: skip
        actions.write(case, Wish(relative=relative, matter="told", on=day(on), text=text), by=by)
    (matter,) = record_of(case).wishes
    assert [(str(one.name), [wish.text for wish in wishes]) for one, wishes in matter.of_each] == [
        ("Wilma Fairlight", ["By letter.", "To be told at once."]), ("Hal Fairlight", ["Not before the funeral."]),
    ]  # fmt: skip


def test_nothing_is_held_back_without_a_day_to_look_again(cast: Cast) -> None:
    case, by = a_folder(cast), cast["coordinator"]
    with pytest.raises(NotDone, match="nothing is held back for good"):
        actions.say_what_may_be_told(case, held_back(look_on=None), by=by)
    telling = actions.say_what_may_be_told(case, held_back(), by=by)
    assert looks_owed(case) == [(25, False)]
    stays = TellingLook(on=day(0), decided_by_name="The officer", ends=False, why="The trial runs.", look_on=None)
    with pytest.raises(NotDone, match="next day"):
        actions.look_again(case, telling, stays, by=by)
    stays.look_on = day(40)
    actions.look_again(case, telling, stays, by=by)
    assert looks_owed(case) == [(25, True), (40, False)]
    over = TellingLook(on=day(0), decided_by_name="The officer", ends=True, why="A verdict.")
    actions.look_again(case, telling, over, by=by)
    assert looks_owed(case) == [(25, True), (40, True)]
    with pytest.raises(NotDone, match="ended already"):
        actions.look_again(case, telling, TellingLook(on=day(0), ends=True, why="x"), by=by)


def test_the_line_in_what_is_due_says_nothing_of_what_is_held_back(cast: Cast) -> None:
    case = a_folder(cast)
    actions.say_what_may_be_told(case, held_back(), by=cast["coordinator"])
    (clock,) = KeptClock.objects.filter(case=case, title=LOOK)
    assert clock.owed_by == cast.partnership
    assert "spoken" not in f"{clock.title}{clock.owed_to}{clock.about}"


def test_a_question_is_open_until_it_is_answered_and_told_back(cast: Cast) -> None:
    case, by = a_folder(cast), cast["coordinator"]
    row = Question(asked_on=day(-4), asked_of="the key worker", text="Why did nobody ring?")
    question = actions.write(case, row, by=by)
    assert [one.stage for one in record_of(case).questions] == ["open"]
    answer = actions.answer(case, question, Answer(on=day(-2), by_name="The ward", text="A line was down."), by=by)
    assert [one.stage for one in record_of(case).questions] == ["answered, not yet told back"]
    with pytest.raises(NotDone, match="It was answered on"):
        actions.tell_back(case, answer, ToldBack(on=day(-3), how="At home", by_name="Olive"), by=by)
    actions.tell_back(case, answer, ToldBack(on=day(-1), how="At home", by_name="Olive"), by=by)
    assert [one.stage for one in record_of(case).questions] == ["answered and told back"]


def test_an_open_question_goes_to_the_meeting_without_the_name_of_who_asked(cast: Cast) -> None:
    case, by = a_folder(cast), cast["coordinator"]
    mother = one_of(cast, case)
    row = Question(relative=mother, asked_on=day(-4), asked_of="the key worker", text="Why did\nnobody ring?")
    question = actions.write(case, row, by=by)
    meeting = Meeting.objects.create(
        case=case, about="a-death", starts_at=timezone.now() + timedelta(days=3), place="Otter Room", recorded_by=by
    )
    actions.bring_to_meeting(case, [question], meeting, by=by)
    (item,) = meeting.agenda.all()
    assert item.title == "The family asks: Why did nobody ring?"
    assert to_bring(case) == []
    with pytest.raises(NotDone, match="already"):
        actions.bring_to_meeting(case, [question], meeting, by=by)
    Meeting.objects.filter(pk=meeting.pk).update(held_at=timezone.now())
    assert to_bring(case) == [question]


def test_a_question_that_was_withdrawn_is_brought_nowhere(cast: Cast) -> None:
    case, by = a_folder(cast), cast["coordinator"]
    question = actions.write(case, Question(asked_on=day(-4), asked_of="a nurse", text="Why?"), by=by)
    actions.withdraw(case, question, on=day(-1), by=by)
    assert to_bring(case) == []
    with pytest.raises(NotDone, match="withdrawn"):
        actions.answer(case, question, Answer(on=day(0), by_name="x", text="y"), by=by)


def test_what_is_to_come_is_not_recorded_as_done(cast: Cast) -> None:
    case = a_folder(cast)
    with pytest.raises(NotDone, match="today or in the past"):
        actions.write(case, Leaflet(title="", what="given", on=day(1), by_name="A nurse"), by=cast["coordinator"])
