"""That something was done, answered, dropped or ended is taken back where it was recorded in error, with a reason."""

from __future__ import annotations

import pytest
from django.test import Client

from handrail.service.audit.actions import name_actor
from handrail.service.audit.models import Entry
from handrail.service.cases.actions import NotDone
from handrail.service.outbox.models import Message
from handrail.service.scrutiny.actions import activities, inspections, promising, scrutineers, taking_back
from handrail.service.scrutiny.models import Activity, Inspection, Promise, Remedy, Scrutineer
from tests.rooms.cast import Cast
from tests.rooms.scrutiny.assessed import a_round
from tests.rooms.scrutiny.scrutinised import (
    a_finding,
    a_piece,
    a_plan,
    appointed,
    done,
    in_days,
    the_scrutineer_signs_in,
)
from tests.rooms.scrutiny.test_what_waits import a_remedy

WHY = {"why": "It was of another year."}


def told(words: str) -> str:
    return Entry.objects.get(did__startswith=words).did


def test_a_piece_of_scrutiny_waits_again_unless_it_has_findings(cast: Cast, client: Client) -> None:
    piece, by = done(cast), cast["coordinator"]
    finding = a_finding(cast, piece)
    with pytest.raises(
        NotDone, match=r"^It has findings\. Set those aside first, if they too were recorded in error\.$"
    ):
        taking_back.work_again(piece, why="No.", by=by)
    activities.set_finding_aside(finding, why="It is of another piece.", by=by)
    client.force_login(by)
    assert "Take this back" in client.get(f"/scrutiny/activities/{piece.pk}/").content.decode()
    assert "Recorded: it was done on " in client.get(f"/scrutiny/activities/{piece.pk}/again").content.decode()
    assert client.post(f"/scrutiny/activities/{piece.pk}/again", WHY).status_code == 302
    held = Activity.objects.get(pk=piece.pk)
    assert (held.waits, held.done_on, held.done_how, held.done_words) == (True, None, "", "")
    assert "Record what was done" in client.get(f"/scrutiny/activities/{piece.pk}/").content.decode()
    name_actor(by)
    assert told("took back that a piece of scrutiny was done on ").endswith(": It was of another year.")
    with pytest.raises(NotDone, match=r"^Nothing is recorded that came of this piece of scrutiny\.$"):
        taking_back.work_again(piece, why="Twice.", by=by)


def test_that_it_will_not_be_done_is_taken_back_by_the_partnership_alone(cast: Cast, client: Client) -> None:
    piece, by = a_piece(cast, a_plan(cast), appointed(cast)), cast["coordinator"]
    activities.drop(piece, on=in_days(0), why="No time.", by=by)
    client.force_login(the_scrutineer_signs_in(cast))
    assert client.post(f"/scrutiny/activities/{piece.pk}/again", WHY).status_code == 404
    assert "Take this back" not in client.get(f"/scrutiny/activities/{piece.pk}/").content.decode()
    client.force_login(by)
    assert client.post(f"/scrutiny/activities/{piece.pk}/again", WHY).status_code == 302
    assert Activity.objects.get(pk=piece.pk).waits


def test_an_answer_waits_again(cast: Cast, client: Client) -> None:
    one, by = a_remedy(cast, in_days(9)).inspection, cast["coordinator"]
    with pytest.raises(NotDone, match=r"^It is not recorded that an answer was sent\.$"):
        taking_back.answer_again(one, why="No.", by=by)
    inspections.record_answer(one, on=in_days(0), by=by)
    client.force_login(by)
    assert client.post(f"/inspections/{one.pk}/not-answered", WHY).status_code == 302
    assert Inspection.objects.get(pk=one.pk).answered_on is None
    assert "Wanted by" in client.get(f"/inspections/{one.pk}/").content.decode()


@pytest.mark.parametrize("came", ["done", "dropped"])
def test_a_remedy_waits_again_and_its_body_is_told(cast: Cast, client: Client, came: str) -> None:
    remedy, by = a_remedy(cast, in_days(9)), cast["coordinator"]
    with pytest.raises(NotDone, match=r"^Nothing is recorded that came of this\.$"):
        taking_back.remedy_again(remedy, why="No.", by=by)
    if came == "done":
        inspections.remedy_done(remedy, on=in_days(0), words="A line.", by=by)
    else:
        inspections.drop_remedy(remedy, on=in_days(0), why="No.", by=by)
    before = Message.objects.count()
    client.force_login(by)
    assert client.post(f"/inspections/remedies/{remedy.pk}/again", WHY).status_code == 302
    held = Remedy.objects.get(pk=remedy.pk)
    assert (held.waits, held.done_words, held.dropped_why) == (True, "", "")
    name_actor(by)
    assert before
    assert Message.objects.count() == 2 * before
    inspections.set_inspection_aside(held.inspection, why="Not ours.", by=by)
    with pytest.raises(NotDone, match=r"^The inspection was set aside, so nothing is done about it\.$"):
        taking_back.remedy_again(held, why="Still.", by=by)


@pytest.mark.parametrize("came", ["done", "given up"])
def test_a_promise_waits_again(cast: Cast, client: Client, came: str) -> None:
    round_, by = a_round(cast), cast["coordinator"]
    made = promising.promise(round_, cast.trust, words="A second reader.", owner="She", due_on=in_days(9), by=by)
    with pytest.raises(NotDone, match=r"^Nothing is recorded that came of this promise\.$"):
        taking_back.promise_again(made, why="No.", by=by)
    if came == "done":
        promising.done(made, on=in_days(0), words="She reads.", by=by)
    else:
        promising.give_up(made, why="No money.", by=by)
    client.force_login(by)
    assert "Take this back" in client.get(f"/cases/{round_.case_id}/rounds/{round_.pk}/").content.decode()
    assert client.post(f"/cases/{round_.case_id}/promises/{made.pk}/again", WHY).status_code == 302
    held = Promise.objects.get(pk=made.pk)
    assert (held.waits, held.done_words, held.dropped_why) == (True, "", "")


def test_a_scrutineer_who_did_not_end_is_appointed_still(cast: Cast, client: Client) -> None:
    who, by = appointed(cast), cast["coordinator"]
    piece = a_piece(cast, a_plan(cast), who)
    with pytest.raises(NotDone, match=r"^It is not recorded that .* has ended\.$"):
        taking_back.appointed_still(who, why="No.", by=by)
    scrutineers.end(who, on=in_days(0), why="By mistake.", by=by)
    client.force_login(by)
    assert client.post(f"/scrutiny/scrutineers/{who.pk}/not-ended", WHY).status_code == 302
    held = Scrutineer.objects.get(pk=who.pk)
    assert (held.ended_on, held.ended_why) == (None, "")
    assert list(scrutineers.planned_with(held)) == [piece]
    name_actor(by)
    scrutineers.end(held, on=in_days(0), why="Indeed.", by=by)
    appointed(cast)
    with pytest.raises(NotDone, match=r" was appointed again since, and is appointed now\.$"):
        taking_back.appointed_still(held, why="Once more.", by=by)
