"""What a scrutineer who ends had planned stays to be done: nobody is appointed for it, until another takes it over."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from handrail.service.audit.actions import name_actor
from handrail.service.audit.models import Entry
from handrail.service.cases.actions import NotDone
from handrail.service.cases.own_clocks import own_rows
from handrail.service.scrutiny.actions import activities as act
from handrail.service.scrutiny.actions import scrutineers
from handrail.service.scrutiny.models import Activity
from tests.rooms.cast import Cast
from tests.rooms.scrutiny.scrutinised import a_finding, a_piece, a_plan, answered, appointed, done, in_days
from tests.rooms.scrutiny.test_what_waits import typed, written_by

NOBODY = "Nobody is appointed for this"


def left_by_one_who_ended(cast: Cast) -> Activity:
    piece = a_piece(cast, a_plan(cast), appointed(cast), due_on=in_days(60))
    scrutineers.end(piece.scrutineer, on=in_days(0), why="Moved away.", by=cast["coordinator"])
    return Activity.objects.get(pk=piece.pk)


def test_what_they_had_planned_stays_under_what_is_due_with_nobody_appointed(cast: Cast, client: Client) -> None:
    piece = left_by_one_who_ended(cast)
    (row,) = (
        one for one in own_rows(cast["coordinator"], timezone.now())
        if one.clock.link == f"/scrutiny/activities/{piece.pk}/"
    )  # fmt: skip
    assert row.clock.partnership == NOBODY
    client.force_login(cast["coordinator"])
    assert f"{NOBODY}: Dr Isolde Farsight ended on" in client.get(f"/scrutiny/activities/{piece.pk}/").text
    assert "who has ended" in client.get("/scrutiny/").text


def test_whoever_runs_scrutiny_is_reminded_of_it_and_the_scrutineer_is_not(cast: Cast) -> None:
    piece = left_by_one_who_ended(cast)
    name_actor(cast["administrator"])
    piece.scrutineer.body.contacts.create(name="Dr Farsight", email="isolde@farsight.invalid")
    (told,) = (one for one in written_by(in_days(61)) if str(piece.pk) in one.text)
    assert told.to == cast.partnership.mailbox
    assert f"{NOBODY}. It was to be done by" in told.text


def test_whether_a_finding_of_theirs_was_acted_on_is_the_partnerships_to_look_at(cast: Cast) -> None:
    finding = a_finding(cast, done(cast))
    answered(cast, finding)
    scrutineers.end(finding.activity.scrutineer, on=in_days(0), why="Moved away.", by=cast["coordinator"])
    told = [one for one in written_by(in_days(61)) if str(finding.pk) in one.text]
    assert [one.to for one in told] == [cast.partnership.mailbox]
    assert f"{NOBODY}. It was to be done by" in told[0].text


def test_the_page_says_what_is_left_and_another_takes_it_over(cast: Cast, client: Client) -> None:
    piece = a_piece(cast, a_plan(cast), appointed(cast))
    other = appointed(cast, name="Ottoline Vane")
    client.force_login(cast["coordinator"])
    page = f"/scrutiny/scrutineers/{piece.scrutineer_id}/end"
    shown = client.get(page).text
    assert "They have still to do 1 piece of work." in shown
    assert piece.title in shown
    said = {"why": "Moved away.", "takes_over": str(other.pk)} | typed("on", in_days(0))
    assert "Ottoline Vane now does 1 piece of work" in client.post(page, said, follow=True).text
    name_actor(cast["coordinator"])
    assert Activity.objects.get(pk=piece.pk).scrutineer == other
    did = "moved a piece of scrutiny from Dr Isolde Farsight, who ended, to Ottoline Vane"
    assert Entry.objects.filter(did=did).count() == 1


def test_where_nobody_takes_it_over_that_is_said(cast: Cast, client: Client) -> None:
    piece = a_piece(cast, a_plan(cast), appointed(cast))
    client.force_login(cast["coordinator"])
    page = f"/scrutiny/scrutineers/{piece.scrutineer_id}/end"
    said = {"why": "Moved away."} | typed("on", in_days(0))
    assert "Nobody is appointed for 1 piece of work that they had planned" in client.post(page, said, follow=True).text


def test_only_one_who_is_appointed_here_takes_it_over(cast: Cast) -> None:
    who, by = appointed(cast), cast["coordinator"]
    ended = appointed(cast, name="Ottoline Vane")
    scrutineers.end(ended, on=in_days(0), why="Moved away.", by=by)
    for other in (who, ended):
        with pytest.raises(NotDone, match="appointed now"):
            scrutineers.end(who, on=in_days(0), why="Moved away.", by=by, takes_over=other)


def test_what_was_done_after_they_ended_was_not_done_by_them(cast: Cast) -> None:
    piece = a_piece(cast, a_plan(cast), appointed(cast))
    by = cast["coordinator"]
    scrutineers.end(piece.scrutineer, on=in_days(-3), why="Moved away.", by=by)
    with pytest.raises(NotDone, match="Say first who does it now"):
        act.record_done(piece, on=in_days(-2), how="visit", words="There.", by=by)
    act.record_done(piece, on=in_days(-3), how="visit", words="There.", by=by)
