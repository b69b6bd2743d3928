"""What may not be done with arrangements, schools, an old board's reviews or the fund: refused, and nothing changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.arrangements import actions as act
from handrail.service.arrangements.actions.drafting import MOST_DRAFTS
from handrail.service.arrangements.actions.writing import as_read
from handrail.service.arrangements.models import (
    Agency,
    Agreement,
    Arrangements,
    Budget,
    Entry,
    FundContribution,
    FundLine,
    LaterWord,
    Level,
    Partner,
    PassedOn,
    School,
    UnitPost,
    Way,
)
from handrail.service.arrangements.saying import digest_of, lines_of, said_in
from handrail.service.audit.actions import Job, name_actor
from handrail.service.partnerships.actions import NotDone
from handrail.service.partnerships.models import AreaDates, Body
from tests.rooms.arrangements.changing import left_open, passed_on, with_the_board
from tests.rooms.arrangements.complete import agreed, complete, drafted, published
from tests.rooms.arrangements.money.books import FIRST, begun, cash, line
from tests.rooms.arrangements.test_commissioning import bought, needed, shared
from tests.rooms.arrangements.test_passed_on import came, declined
from tests.rooms.arrangements.test_schools import AFTER, loaded
from tests.rooms.arrangements.test_what_a_unit_knows import listed
from tests.rooms.cast import Cast

# ---- drafts, and their lines ----


def test_there_are_only_so_many_drafts_at_once(cast: Cast) -> None:
    drafts = [drafted(cast, f"Draft {number}") for number in range(MOST_DRAFTS)]
    with pytest.raises(NotDone, match=f"There are {MOST_DRAFTS} drafts already. Publish or give up one of them first"):
        drafted(cast, "One too many")
    assert Arrangements.objects.count() == MOST_DRAFTS
    act.give_up(drafts[0], why="It is not needed.", by=cast["coordinator"])
    assert drafted(cast, "One more").title == "One more"


def test_there_is_nothing_to_take_into_a_draft_but_what_was_published_since(cast: Cast) -> None:
    for before in (None, published(cast)):
        draft = drafted(cast, f"After {before}")
        said = said_in(draft)
        with pytest.raises(NotDone, match="Nothing was published since this draft was begun"):
            act.take_in(draft, by=cast["coordinator"])
        assert said_in(draft) == said


def test_a_line_that_was_taken_out_meanwhile_is_not_written_again(cast: Cast) -> None:
    draft, by = drafted(cast), cast["coordinator"]
    held = act.add_line(draft, Agency, body=cast.school, why="It knows the children.", by=by)
    read = as_read(held)
    act.take_out(draft, Agency.objects.get(pk=held.pk), by=by)
    with pytest.raises(NotDone, match="This was taken out of the draft while you wrote"):
        act.change_line(draft, held, read=read, by=by, **{**held.said(), "why": "Otherwise."})
    stands = Agency.objects.get(pk=held.pk)
    assert (stands.why, stands.taken_out_at is not None) == ("It knows the children.", True)


def test_a_body_is_named_once(cast: Cast) -> None:
    draft, by = drafted(cast), cast["coordinator"]
    act.add_line(draft, Agency, body=cast.school, why="It knows the children.", by=by)
    tried: list[tuple[Callable[[], object], Body]] = [
        (lambda: act.add_line(draft, Agency, body=cast.school, why="Again.", by=by), cast.school),
        (lambda: act.add_line(draft, Partner, body=cast.police, by=by), cast.police),
    ]
    before = said_in(draft)
    for attempt, body in tried:
        with pytest.raises(NotDone, match=f"^{body} is named already") as refused:
            attempt()
        assert refused.value.field == "body"
    assert said_in(draft) == before


def test_a_level_has_a_place_of_its_own(cast: Cast) -> None:
    draft, by = drafted(cast), cast["coordinator"]
    said = {"name": "Targeted", "need": "Some.", "help": "A plan.", "up": "Ask.", "down": "Close."}
    first = act.add_line(draft, Level, place=1, by=by, **said)
    second = act.add_line(draft, Level, place=2, by=by, **said)
    tried: list[tuple[Callable[[], object], int]] = [
        (lambda: act.add_line(draft, Level, place=1, by=by, **said), 1),
        (lambda: act.change_line(draft, first, read=as_read(first), by=by, place=2, **said), 2),
    ]
    for attempt, place in tried:
        with pytest.raises(NotDone, match=f"There is a level {place} already. Change that one"):
            attempt()
    assert [(one.pk, one.place) for one in lines_of(draft, Level)] == [(first.pk, 1), (second.pk, 2)]
    act.change_line(draft, second, read=as_read(second), by=by, place=2, **{**said, "name": "Early help"})


# ---- agreeing and publishing ----


def test_a_partner_agrees_once_to_what_it_reads(cast: Cast) -> None:
    draft = agreed(cast)
    before = Agreement.objects.count()
    with pytest.raises(NotDone, match=f"{cast.police} has agreed to it as it reads now"):
        act.agree(
            draft, body=cast.police, agreed_by_name="M", agreed_on=timezone.localdate(), where="x",
            read=digest_of(said_in(draft)), by=cast["coordinator"],
        )  # fmt: skip
    assert Agreement.objects.count() == before


def test_a_draft_that_lacks_anything_is_not_published_and_is_not_taken_down(cast: Cast) -> None:
    draft = complete(cast)
    with pytest.raises(NotDone, match="It cannot be published yet"):
        act.publish(draft, by=cast["coordinator"])
    with pytest.raises(NotDone, match="It is not published. Give the draft up instead"):
        act.take_down(draft, why="It names a child.", by=cast["coordinator"])
    draft.refresh_from_db()
    assert (draft.published_at, draft.number, draft.taken_down_at) == (None, None, None)


# ---- schools ----


def test_a_school_is_not_one_with_itself_nor_with_one_of_another_partnership(cast: Cast) -> None:
    loaded(cast, AFTER)
    here = School.objects.get()
    name_actor(Job("tests"))
    there = School.objects.create(
        partnership=cast.neighbour, authority=cast.neighbour_council, urn="199300", name="Ferry Lane School"
    )
    name_actor(cast["coordinator"])
    for other in (here, there):
        for same in (True, False):
            with pytest.raises(NotDone, match="Choose two schools of this partnership’s list"):
                act.is_the_same(here, other, same=same, by=cast["coordinator"])
    here.refresh_from_db()
    assert (here.closed, here.other_urns) == (False, [])


def test_two_ways_have_not_one_name(cast: Cast) -> None:
    name_actor(cast["coordinator"])
    act.add_way(cast.partnership, name="Forum", says="Meets each term.", by=cast["coordinator"])
    with pytest.raises(NotDone, match="There is a way of that name. Give this one another") as refused:
        act.add_way(cast.partnership, name="Forum", says="Meets each year.", by=cast["coordinator"])
    assert refused.value.field == "name"
    assert Way.objects.get().says == "Meets each term."


# ---- what an old board left ----


def test_what_was_passed_on_is_not_passed_on_again(cast: Cast) -> None:
    case, about = left_open(cast)
    paper = passed_on(cast, case, about)
    with pytest.raises(NotDone, match=f"It was passed on {spoken(paper.on)}. If that is wrong, set that record aside"):
        passed_on(cast, case, about, on=date(2020, 9, 8))
    assert PassedOn.objects.get() == paper


def test_new_information_waits_for_the_day_on_which_the_areas_own_arrangements_began(cast: Cast) -> None:
    case, about = declined(cast)
    name_actor(Job("tests"))
    AreaDates.objects.filter(authority=case.authority_id).delete()
    name_actor(cast["coordinator"])
    with pytest.raises(NotDone, match="It is not recorded when this area’s own arrangements began"):
        came(cast, case, about)
    assert not LaterWord.objects.exists()


def test_whoever_takes_a_post_over_stands_on_the_day_of_the_change(cast: Cast) -> None:
    plan = with_the_board(cast)
    name_actor(Job("tests"))
    later = date(2019, 10, 1)
    Body.objects.filter(pk=cast.police.pk).update(from_on=later)
    cast.police.refresh_from_db()
    name_actor(cast["coordinator"])
    with pytest.raises(NotDone, match=f"{cast.police} begins on {spoken(later)}, after the change on"):
        listed(plan, cast, becomes="passes", to=cast.police)
    assert not UnitPost.objects.exists()


# ---- commissioning, and the fund ----


def test_a_share_is_taken_out_once(cast: Cast) -> None:
    one = bought(cast, needed(cast))
    shared(cast, one, (cast.council, 60))
    share = one.shares.get()
    act.take_out_share(one, share.pk, by=cast["coordinator"])
    share.refresh_from_db()
    with pytest.raises(NotDone, match="It was taken out already"):
        act.take_out_share(one, share.pk, by=cast["coordinator"])
    assert one.shares.get().taken_out_at == share.taken_out_at


def test_a_year_of_the_fund_is_no_longer_than_a_year_and_a_half(cast: Cast) -> None:
    with pytest.raises(NotDone, match="That is longer than a year and a half") as refused:
        begun(cast, until_on=date(2027, 10, 4))
    assert refused.value.field == "until_on"
    assert not Budget.objects.exists()
    assert begun(cast, until_on=date(2027, 10, 3)).from_on == FIRST


def test_what_the_books_may_not_say_is_not_entered(cast: Cast) -> None:
    year = begun(cast)
    tried: list[tuple[Callable[[], Entry], str, str]] = [
        (
            lambda: cash(cast, year, cast.police, "paid", "50", given="A room"),
            "What is given in kind goes under “In kind”",
            "given",
        ),
        (
            lambda: cash(cast, year, cast.police, "agreed", "50", agreed_by_name=" "),
            "Say who agreed for the body",
            "agreed_by_name",
        ),
        (lambda: line(cast, year, "planned", " ", "50"), "Choose the heading, or write another", "heading"),
        (lambda: line(cast, year, "spent", "", "50"), "Choose the heading, or write another", "heading"),
    ]
    for attempt, sentence, field in tried:
        with pytest.raises(NotDone, match=sentence) as refused:
            attempt()
        assert refused.value.field == field
    assert not FundContribution.objects.exists()
    assert not FundLine.objects.exists()
    year.refresh_from_db()
    assert (year.agreed, year.paid, year.planned, year.spent) == (Decimal(0),) * 4
