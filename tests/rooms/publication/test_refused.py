"""What this room refuses, in the words that whoever asks is told; and nothing is changed by it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import time_machine

from handrail.service.audit.actions import name_actor
from handrail.service.publication import actions
from handrail.service.publication.models import Mark
from handrail.service.publication.written import Section, Text
from tests.rooms.cast import Cast
from tests.rooms.publication.publishing import AT_TEN, NOW, TEXT, begun, ready, set_to_leave, write, written
from tests.rooms.refused import refused

TELLING = Text("Child Q", "", (Section("What happened", "Jasper fell on 3 March 2024."),))
Asked = Callable[[], object]


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(NOW, tick=False):
        yield


def another_kind(cast: Cast) -> Asked:
    publication, going = begun(cast)
    actions.give_up(publication, why="Begun in error.", by=cast["coordinator"])
    return lambda: actions.begin(publication.case, going, what="leaflet", by=cast["coordinator"])


def a_day_without_its_date(cast: Cast) -> Asked:
    publication, _ = begun(cast)
    return lambda: actions.add_known(publication, sort="day", words="The fire", by=cast["coordinator"])


def a_place_with_a_date(cast: Cast) -> Asked:
    publication, _ = begun(cast)
    return lambda: actions.add_known(
        publication, sort="place", words="The old mill", on=NOW.date(), by=cast["coordinator"]
    )


def a_mark_of_an_earlier_text(cast: Cast) -> Asked:
    publication, _ = written(cast, TELLING)
    mark = Mark.objects.get(kind="name")
    write(cast, publication, TEXT)
    return lambda: actions.let_stay(mark, because="It is a street’s name.", by=cast["coordinator"])


def a_mark_that_another_resolved(cast: Cast) -> Asked:
    written(cast, TELLING)
    mark, officer = Mark.objects.get(kind="name"), cast["senior officer"]
    name_actor(officer)
    actions.let_stay(Mark.objects.get(pk=mark.pk), because="It is a street’s name.", by=officer)
    name_actor(cast["coordinator"])
    return lambda: actions.let_stay(mark, because="It is a dog’s.", by=cast["coordinator"])


def no_mark_ticked(cast: Cast) -> Asked:
    publication, _ = written(cast, TELLING)
    return lambda: actions.let_stay_again(publication, marks=[], by=cast["coordinator"])


def what_nobody_approved(cast: Cast) -> Asked:
    publication, _ = written(cast)
    return lambda: actions.set_to_leave(publication, at=AT_TEN, by=cast["coordinator"])


def what_was_held_since(cast: Cast) -> Asked:
    publication, _ = ready(cast)
    actions.put_on_hold(publication, ground="criminal", reason="The trial.", by=cast["coordinator"])
    return lambda: actions.set_to_leave(publication, at=AT_TEN, by=cast["coordinator"])


def stopping_what_was_never_set(cast: Cast) -> Asked:
    publication, _ = ready(cast)
    return lambda: actions.stop_leaving(publication, by=cast["coordinator"])


def a_day_without_a_word_of_it(cast: Cast) -> Asked:
    publication, _ = written(cast)
    return lambda: actions.record_family(publication, told_on=NOW.date(), how=" ", by=cast["coordinator"])


def neither_a_day_nor_why_not(cast: Cast) -> Asked:
    publication, _ = written(cast)
    return lambda: actions.record_family(publication, how="By letter.", why_not=" ", by=cast["coordinator"])


def a_hold_lifted_twice(cast: Cast) -> Asked:
    publication = set_to_leave(cast)
    hold = actions.put_on_hold(publication, ground="criminal", reason="The trial.", by=cast["coordinator"])
    actions.lift_hold(hold, why="The trial is over.", by=cast["coordinator"])
    return lambda: actions.lift_hold(hold, why="There was no trial.", by=cast["coordinator"])


REFUSED: dict[str, list[Callable[[Cast], Asked]]] = {
    "Choose what is to be published": [another_kind],
    "For a day, and only for a day, give its date": [a_day_without_its_date, a_place_with_a_date],
    "Go through the marks of the new version": [a_mark_of_an_earlier_text],
    "resolved this a moment ago": [a_mark_that_another_resolved],
    "Tick the marks for which the earlier reason": [no_mark_ticked],
    "It cannot leave yet": [what_nobody_approved, what_was_held_since],
    "It is not set to leave": [stopping_what_was_never_set],
    "Say who was told, how, and what they said": [a_day_without_a_word_of_it],
    "Say when the family was told, or why they were not": [neither_a_day_nor_why_not],
    "This hold has been lifted already": [a_hold_lifted_twice],
}
EACH = [(sentence, asks) for sentence, several in REFUSED.items() for asks in several]


@pytest.mark.parametrize(("sentence", "asks"), EACH, ids=[asks.__name__ for _, asks in EACH])
def test_it_is_refused_and_nothing_is_changed(cast: Cast, sentence: str, asks: Callable[[Cast], Asked]) -> None:
    asked = asks(cast)
    with refused(sentence, "publication", "cases", "reviews"):
        asked()
