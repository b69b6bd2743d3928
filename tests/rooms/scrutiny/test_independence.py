"""A scrutineer's independence is declared and weighed before anything they do counts."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from handrail.service.cases.actions import NotDone
from handrail.service.scrutiny.actions import activities as act
from handrail.service.scrutiny.actions import scrutineers
from handrail.service.scrutiny.models import Declaration
from handrail.service.scrutiny.standing import independence_of
from tests.rooms.cast import Cast
from tests.rooms.scrutiny.scrutinised import a_piece, a_plan, appointed, in_days, the_scrutineer_signs_in

TIED: dict[str, Any] = {"ties": ("sat_here",), "words": "Chaired the board until 2018."}


def tied(cast: Cast) -> Declaration:
    who = appointed(cast, declared=False)
    return scrutineers.declare(who, declared_on=in_days(-5), by=cast["coordinator"], **TIED)


def weighed(cast: Cast, declaration: Declaration, *, independent: bool) -> None:
    scrutineers.weigh(
        declaration, independent=independent, why="Eight years ago.", weighed_on=in_days(0),
        weighed_by_name="The three partners", by=cast["coordinator"],
    )  # fmt: skip


def test_a_scrutineer_works_at_a_body_of_scrutineers(cast: Cast) -> None:
    with pytest.raises(NotDone, match="independent scrutineer"):
        scrutineers.appoint(
            cast.partnership, cast.council, name="Ivy", appointed_on=in_days(0), appointed_by_name="All three",
            terms="", until_on=None, by=cast["coordinator"],
        )  # fmt: skip


def test_nothing_counts_before_they_have_declared(cast: Cast) -> None:
    who = appointed(cast, declared=False)
    piece = a_piece(cast, a_plan(cast), who)
    with pytest.raises(NotDone, match="have not declared"):
        act.record_done(piece, on=in_days(0), how="visit", words="There.", by=cast["coordinator"])
    scrutineers.declare(who, ties=(), words="", declared_on=in_days(0), by=cast["coordinator"])
    act.record_done(piece, on=in_days(0), how="visit", words="There.", by=cast["coordinator"])


def test_a_tie_is_told_in_words(cast: Cast) -> None:
    with pytest.raises(NotDone, match="what exactly"):
        scrutineers.declare(
            appointed(cast), ties=("in_area",), words=" ", declared_on=in_days(0), by=cast["coordinator"]
        )


@pytest.mark.parametrize(("independent", "holds"), [(True, True), (False, False)])
def test_a_tie_is_weighed_by_the_partners(cast: Cast, independent: bool, holds: bool) -> None:
    declaration = tied(cast)
    before = independence_of(declaration.scrutineer, in_days(0))
    assert not before.holds
    assert "not yet said" in before.words
    weighed(cast, declaration, independent=independent)
    assert independence_of(declaration.scrutineer, in_days(0)).holds is holds
    with pytest.raises(NotDone, match="has been weighed"):
        weighed(cast, declaration, independent=True)


def test_without_a_tie_there_is_nothing_to_weigh(cast: Cast) -> None:
    declaration = Declaration.objects.get(scrutineer=appointed(cast))
    with pytest.raises(NotDone, match="no tie"):
        weighed(cast, declaration, independent=True)


def test_a_later_declaration_counts_and_the_earlier_stays(cast: Cast) -> None:
    declaration = tied(cast)
    who = declaration.scrutineer
    weighed(cast, declaration, independent=True)
    scrutineers.declare(who, ties=("worked_here",), words="Advises the trust.", declared_on=in_days(0),
                        by=cast["coordinator"])  # fmt: skip
    assert not independence_of(who, in_days(0)).holds
    assert who.declarations.count() == 2


def test_after_a_year_they_are_asked_again(cast: Cast) -> None:
    who = appointed(cast)
    assert not independence_of(who, in_days(0)).ask_again
    assert independence_of(who, in_days(400)).ask_again


def test_the_partners_and_not_the_scrutineer_weigh_it(cast: Cast, client: Client) -> None:
    who = tied(cast).scrutineer
    address = f"/scrutiny/scrutineers/{who.pk}/weigh"
    client.force_login(the_scrutineer_signs_in(cast))
    assert client.get(f"/scrutiny/scrutineers/{who.pk}/").status_code == 200
    assert client.get(address).status_code == 404
    client.force_login(cast["police partner"])
    today = in_days(0)
    said = {
        "independent": "yes", "why": "Eight years ago.", "weighed_by_name": "All three", "weighed_on_day": today.day,
        "weighed_on_month": today.month, "weighed_on_year": today.year,
    }  # fmt: skip
    assert client.post(address, said).status_code == 302
    assert independence_of(who, today).holds


def test_one_that_ended_declares_nothing_more(cast: Cast) -> None:
    who = appointed(cast)
    scrutineers.end(who, on=in_days(0), why="Moved away.", by=cast["coordinator"])
    with pytest.raises(NotDone, match="has ended"):
        scrutineers.declare(who, ties=(), words="", declared_on=in_days(0), by=cast["coordinator"])
    assert appointed(cast).ended_on is None
