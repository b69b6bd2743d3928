"""What is refused of requests, in the words that whoever asks is told; and nothing is changed by it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from handrail.service.audit.actions import name_actor
from handrail.service.outbox.models import Message
from handrail.service.requests import actions
from handrail.service.requests.models import Request
from tests.rooms.cast import Cast
from tests.rooms.refused import refused
from tests.rooms.requests.asking import a_folder, ask, ask_one, send, working_days_from_today
from tests.rooms.scrutiny.assessed import a_round, asked, sends

Asked = Callable[[], object]


def _opening(cast: Cast, one: Request) -> Asked:
    name_actor(cast["coordinator"])
    day = working_days_from_today(5)
    return lambda: actions.ask_again(one, why="It says too little.", due_on=day, sheet={}, by=cast["coordinator"])


def opening_a_summary_again(cast: Cast) -> Asked:
    one = ask_one(cast, a_folder(cast), cast.school)
    send(one, cast["school lead"])
    return _opening(cast, one)


def opening_a_return_that_has_not_come(cast: Cast) -> Asked:
    return _opening(cast, asked(cast, a_round(cast)))


def opening_a_return_twice(cast: Cast) -> Asked:
    one = sends(cast, asked(cast, a_round(cast))).request
    _opening(cast, one)()
    return _opening(cast, one)


def asking_for_yesterday(cast: Cast) -> Asked:
    case, yesterday = a_folder(cast), timezone.localdate() - timedelta(days=1)
    return lambda: ask(cast, case, cast.school, due_on=yesterday)


def moving_to_yesterday(cast: Cast) -> Asked:
    one, yesterday = ask_one(cast, a_folder(cast), cast.school), timezone.localdate() - timedelta(days=1)
    return lambda: actions.move_due_day(one, due_on=yesterday, why="Sooner.", by=cast["coordinator"])


def _let_go(cast: Cast) -> Request:
    one = ask_one(cast, a_folder(cast), cast.school)
    actions.let_go(one, why="The child is at another school.", by=cast["coordinator"])
    return one


def reminding_of_what_is_not_needed(cast: Cast) -> Asked:
    one = _let_go(cast)
    return lambda: actions.chase(one, by=cast["coordinator"])


def letting_go_twice(cast: Cast) -> Asked:
    one = _let_go(cast)
    return lambda: actions.let_go(one, why="Again.", by=cast["coordinator"])


def moving_the_day_of_what_is_not_needed(cast: Cast) -> Asked:
    one = _let_go(cast)
    day = working_days_from_today(12)
    return lambda: actions.move_due_day(one, due_on=day, why="Half term.", by=cast["coordinator"])


def holding_nothing_of_a_draft(cast: Cast) -> Asked:
    case, by = a_folder(cast), cast["coordinator"]
    name_actor(by)
    (one,) = actions.ask_for_summaries(
        case, bodies=[cast.trust], about=str(case.pk), children_named="", what="The ward did not ring back.",
        due_on=working_days_from_today(8), by=by, of=Request.Of.REPLY,
    )  # fmt: skip
    name_actor(cast["hospital lead"])
    return lambda: actions.answer_holds_nothing(one, by=cast["hospital lead"])


REFUSED: dict[str, list[Callable[[Cast], Asked]]] = {
    "Only a return that has come can be opened again": [
        opening_a_summary_again, opening_a_return_that_has_not_come, opening_a_return_twice,
    ],
    "is past. Give today or a later day": [asking_for_yesterday, moving_to_yesterday],
    "This has not been needed since": [
        reminding_of_what_is_not_needed, letting_go_twice, moving_the_day_of_what_is_not_needed,
    ],
    "This asks what you say to a draft": [holding_nothing_of_a_draft],
}  # fmt: skip
EACH = [(sentence, asks) for sentence, several in REFUSED.items() for asks in several]


@pytest.mark.parametrize(("sentence", "asks"), EACH, ids=[asks.__name__ for _, asks in EACH])
def test_it_is_refused_and_nothing_is_changed(cast: Cast, sentence: str, asks: Callable[[Cast], Asked]) -> None:
    refuses, messages = asks(cast), Message.objects.count()
    with refused(sentence, "requests", "cases"):
        refuses()
    assert Message.objects.count() == messages
