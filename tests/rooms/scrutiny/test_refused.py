"""What scrutiny refuses, in the words that whoever asks is told; and nothing is changed by it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import close_case
from handrail.service.outbox.models import Message
from handrail.service.scrutiny.actions import activities, asking, challenging, inspections, promising, returning
from handrail.service.scrutiny.actions import scrutineers as who
from handrail.service.scrutiny.doors import year_of
from handrail.service.scrutiny.models import Plan, Return
from handrail.service.scrutiny.sets import brought
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.refused import refused, rows_of
from tests.rooms.scrutiny.assessed import TOP, a_round, asked, sends
from tests.rooms.scrutiny.scrutinised import a_finding, a_piece, a_plan, appointed, done, in_days
from tests.rooms.scrutiny.test_challenges import a_return, challenged
from tests.rooms.scrutiny.test_independence import tied
from tests.rooms.scrutiny.test_what_waits import a_remedy

Asked = Callable[[], object]
PAST = in_days(-1)


def a_challenge_wanted_yesterday(cast: Cast) -> Asked:
    round_ = a_round(cast)
    asked(cast, round_, cast.police)
    sent = sends(cast, asked(cast, round_))
    name_actor(cast["coordinator"])
    return lambda: challenging.ask_peer(sent, cast.police, due_on=PAST, by=cast["coordinator"])


def _challenge(cast: Cast, sent: Return, says: str) -> Asked:
    name_actor(cast["police partner"])
    one = sent.judgements.get(question=TOP)
    return lambda: challenging.challenge(one, of=cast.police, says=says, words="Who?", by=cast["police partner"])


def a_judgement_that_the_set_does_not_have(cast: Cast) -> Asked:
    return _challenge(cast, a_return(cast), "excellent")


def settling_by_a_judgement_that_the_set_does_not_have(cast: Cast) -> Asked:
    made = challenged(cast, a_return(cast))
    name_actor(cast["hospital lead"])
    challenging.answer(made, accepted=False, words="It was the chief nurse.", by=cast["hospital lead"])
    name_actor(cast["coordinator"])
    return lambda: challenging.settle(made, stands="excellent", why="So.", by=cast["coordinator"])


def challenging_what_was_opened_again(cast: Cast) -> Asked:
    sent = a_return(cast)
    name_actor(cast["coordinator"])
    returning.open_again(sent, why="Nothing shows it.", due_on=in_days(9), by=cast["coordinator"])
    return _challenge(cast, sent, "partly")


def answering_in_a_closed_round(cast: Cast) -> Asked:
    made = challenged(cast, a_return(cast))
    name_actor(cast["coordinator"])
    close_case(made.case, why="The year is over.", by=cast["coordinator"])
    name_actor(cast["hospital lead"])
    return lambda: challenging.answer(made, accepted=True, words="You are right.", by=cast["hospital lead"])


def a_remedy_moved_to_yesterday(cast: Cast) -> Asked:
    remedy, by = a_remedy(cast, in_days(60)), cast["coordinator"]
    said: dict[str, Any] = {"body": cast.police, "owner": "The sergeant", "why": "It is theirs."}
    return lambda: inspections.move_remedy(remedy, due_on=PAST, by=by, **said)


def a_promise_for_yesterday(cast: Cast) -> Asked:
    round_, by = a_round(cast), cast["coordinator"]
    return lambda: promising.promise(round_, cast.trust, words="Train.", owner="Ann Sill", due_on=PAST, by=by)


def a_sample_of_a_round_that_is_no_audit(cast: Cast) -> Asked:
    case, round_ = open_folder_for(cast), a_round(cast)
    return lambda: promising.sample(round_, case, by=cast["coordinator"])


def a_folder_taken_out_twice(cast: Cast) -> Asked:
    audited = next(one for one in brought().values() if one.of == "audit")
    case, round_ = open_folder_for(cast), a_round(cast, asks=audited, theme="Neglect", after=None)
    one = promising.sample(round_, case, by=cast["coordinator"])
    promising.take_out(one, why="It was the neighbour’s.", by=cast["coordinator"])
    return lambda: promising.take_out(one, why="Again.", by=cast["coordinator"])


def a_set_that_nobody_has(cast: Cast) -> Asked:
    name_actor(cast["coordinator"])
    return lambda: asking.set_called(cast.partnership, "everything-at-once", by=cast["coordinator"])


def a_round_due_yesterday(cast: Cast) -> Asked:
    before = a_round(cast)
    put = asking.Put(before.question_set, 2027, PAST, "Please say how it stands.")
    return lambda: asking.begin_round(cast.partnership, put, by=cast["coordinator"])


def a_round_that_asks_nobody(cast: Cast) -> Asked:
    round_ = a_round(cast)
    return lambda: asking.ask_bodies(round_, [], by=cast["coordinator"])


def a_scrutineer_appointed_twice(cast: Cast) -> Asked:
    appointed(cast)
    return lambda: appointed(cast)


def a_tie_weighed_before_it_was_declared(cast: Cast) -> Asked:
    declaration, by = tied(cast), cast["coordinator"]
    said: dict[str, Any] = {"independent": True, "why": "Eight years ago.", "weighed_by_name": "The three partners"}
    return lambda: who.weigh(declaration, weighed_on=in_days(-6), by=by, **said)


def a_scrutineer_ended_before_the_first_day(cast: Cast) -> Asked:
    scrutineer = appointed(cast)
    return lambda: who.end(scrutineer, on=in_days(-401), why="Moved away.", by=cast["coordinator"])


def a_piece_moved_to_yesterday(cast: Cast) -> Asked:
    plan, scrutineer, by = a_plan(cast), appointed(cast), cast["coordinator"]
    piece = a_piece(cast, plan, scrutineer)
    return lambda: activities.move(piece, due_on=PAST, scrutineer=scrutineer, why="She is away.", by=by)


def an_answer_wanted_before_it_was_found(cast: Cast) -> Asked:
    piece = done(cast)
    return lambda: a_finding(cast, piece, found_on=in_days(0), answer_due_on=PAST)


REFUSED: dict[str, list[Callable[[Cast], Asked]]] = {
    "Give today or a later day": [
        a_challenge_wanted_yesterday, a_remedy_moved_to_yesterday, a_promise_for_yesterday, a_round_due_yesterday,
        a_piece_moved_to_yesterday,
    ],
    "Choose one of the judgements": [
        a_judgement_that_the_set_does_not_have, settling_by_a_judgement_that_the_set_does_not_have,
    ],
    "This return was opened again. Wait for": [challenging_what_was_opened_again],
    "The round is closed, so nothing is changed in it": [answering_in_a_closed_round],
    "Only an audit of practice has a sample": [a_sample_of_a_round_that_is_no_audit],
    "It is out of the sample already": [a_folder_taken_out_twice],
    "Choose one of the question sets": [a_set_that_nobody_has],
    "Tick somebody to ask": [a_round_that_asks_nobody],
    "is appointed already": [a_scrutineer_appointed_twice],
    "the day on which they declared it": [a_tie_weighed_before_it_was_declared],
    "the day on which they were appointed": [a_scrutineer_ended_before_the_first_day],
    "An answer is wanted on a day after it was found": [an_answer_wanted_before_it_was_found],
}  # fmt: skip
EACH = [(sentence, asks) for sentence, several in REFUSED.items() for asks in several]


@pytest.mark.parametrize(("sentence", "asks"), EACH, ids=[asks.__name__ for _, asks in EACH])
def test_it_is_refused_and_nothing_is_changed(cast: Cast, sentence: str, asks: Callable[[Cast], Asked]) -> None:
    refuses, messages = asks(cast), Message.objects.count()
    with refused(sentence, "scrutiny", "cases", "requests"):
        refuses()
    assert Message.objects.count() == messages


def test_a_sheet_is_of_a_set_that_is_chosen(cast: Cast, client: Client) -> None:
    client.force_login(cast["coordinator"])
    before = rows_of("scrutiny")
    file = SimpleUploadedFile("ours.csv", b"key,title\n", "text/csv")
    said = client.post("/self-assessment/sets/load", {"like": "", "file": file}).content.decode()
    assert "Choose the set that the sheet changes." in said
    assert rows_of("scrutiny") == before


def test_a_year_has_one_plan_and_a_second_does_not_write_over_it(cast: Cast, client: Client) -> None:
    by, this_year = cast["coordinator"], year_of(in_days(0))
    name_actor(by)
    activities.write_plan(cast.partnership, this_year, way=Plan.Way.ATTENDS, way_why="To see.", aims="Help.", by=by)
    client.force_login(by)
    before = rows_of("scrutiny")
    said = {"year": str(this_year), "way": "either", "way_why": "Why not?", "aims": "Something else."}
    page = client.post("/scrutiny/plans/write", said).content.decode()
    assert "There is a plan of this year. Change that one." in page
    assert rows_of("scrutiny") == before
