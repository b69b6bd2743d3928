"""A year's fund: expected, agreed, paid, planned and spent; corrected by replacing; shared by ways side by side."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.demonstration.figures import CHILDREN, figures_published
from handrail.service.arrangements import actions as act
from handrail.service.arrangements.equity import chart_by_agency, parts_of
from handrail.service.arrangements.fund import before, year_of
from handrail.service.arrangements.law_of_money import law_told
from handrail.service.arrangements.models import Budget, FundContribution, FundLine
from handrail.service.arrangements.serving import served_in
from handrail.service.arrangements.shortfall import ways_of
from handrail.service.audit.actions import Job, name_actor
from handrail.service.audit.models import Entry
from handrail.service.partnerships.actions import NotDone
from handrail.service.partnerships.models import Membership
from tests.rooms.arrangements.money.books import FIRST, begun, cash, kind, line
from tests.rooms.cast import Cast

POUND = Decimal("1.00")


def test_a_year_is_counted_from_april_unless_the_partnership_says_otherwise(cast: Cast) -> None:
    assert str(begun(cast)) == "2026–27"
    other = begun(cast, from_on=date(2027, 4, 1), until_on=date(2027, 12, 31))
    assert str(other) == "1 April 2027 to 31 December 2027"
    with pytest.raises(NotDone, match="has days in it too"):
        begun(cast, from_on=date(2027, 1, 1), until_on=date(2027, 12, 31))


def test_the_year_of_kent_s_question_probation_stops_paying(cast: Cast) -> None:
    """ "Probation may stop paying, and the deficit falls on the partners": by how much, and on whom."""
    last = begun(cast, date(2025, 4, 1))
    for body, amount in ((cast.council, "30000.00"), (cast.police, "20000.00"), (cast.probation, "4000.00")):
        cash(cast, last, body, "agreed", amount)
    year = begun(cast, as_last_year=True)
    assert year.expected == Decimal("54000.00")
    for body, amount in ((cast.council, "30000.00"), (cast.police, "20000.00")):
        cash(cast, year, body, "agreed", amount)
    line(cast, year, "carried in", "", "-500.00")
    line(cast, year, "planned", "Business unit", "54000.00")
    found = year_of(year)
    assert found.short == Decimal("4500.00")
    assert found.short_if_expected == Decimal("500.00")
    ways = ways_of(
        found.short, [cast.council, cast.police], children={cast.council.pk: 300, cast.police.pk: 500},
        last_year={one.body.pk: one.counted for one in year_of(last).accounts if one.body != cast.probation},
        agreed={one.body.pk: one.agrees for one in found.accounts if one.agrees},
    )  # fmt: skip
    took = {way.title: (way.takes[cast.council.pk], way.takes[cast.police.pk]) for way in ways}
    assert took == {
        "Equally": (Decimal("2250.00"), Decimal("2250.00")),
        "By children served": (Decimal("1687.50"), Decimal("2812.50")),
        "As last year": (Decimal("2700.00"), Decimal("1800.00")),
        "As agreed this year": (Decimal("2700.00"), Decimal("1800.00")),
    }


def test_a_way_without_its_numbers_says_so_and_shares_nothing(cast: Cast) -> None:
    ways = ways_of(POUND, [cast.council, cast.trust], children={cast.council.pk: 5}, last_year={}, agreed={})
    lacks = {way.title: way.lacks for way in ways}
    assert lacks["Equally"] == ""
    assert lacks["By children served"] == f"Nothing says how many children are served by {cast.trust}."
    assert all(lacks[title] and not way.takes for title, way in zip(lacks, ways, strict=True) if title != "Equally")


def test_nobody_said_is_not_nought_and_nought_can_be_agreed(cast: Cast) -> None:
    year = begun(cast)
    cash(cast, year, cast.icb, "expected", "9000.00")
    cash(cast, year, cast.icb, "agreed", "0.00")
    found = {one.body: one for one in year_of(year).accounts}
    assert found[cast.council].agrees is None
    assert found[cast.icb].agrees == 0
    assert found[cast.icb].counted == 0
    assert found[cast.icb].says == "Agreed less than was expected."


def test_a_sum_is_corrected_by_another_in_its_place_and_what_it_said_stays(cast: Cast) -> None:
    year = begun(cast)
    first = cash(cast, year, cast.police, "agreed", "1000.00")
    with pytest.raises(NotDone, match="Correct that entry"):
        cash(cast, year, cast.police, "agreed", "2000.00")
    made = act.correct(first, amount=Decimal("2000.00"), why="A nought was lost.", by=cast["coordinator"])
    first.refresh_from_db()
    year.refresh_from_db()
    assert (made.replaces, made.agreed_by_name) == (first, "Its director")
    assert (first.amount, first.set_aside_why) == (Decimal("1000.00"), "A nought was lost.")
    assert year.agreed == Decimal("2000.00")
    with pytest.raises(NotDone, match="set aside already"):
        act.correct(first, amount=POUND, why="Twice.", by=cast["coordinator"])
    with pytest.raises(NotDone, match="Nothing is different"):
        act.correct(made, amount=Decimal("2000.00"), why="The same.", by=cast["coordinator"])


def test_the_database_keeps_one_standing_sum_whatever_the_code_does(cast: Cast) -> None:
    year = begun(cast)
    first = cash(cast, year, cast.police, "agreed", "1000.00")
    with pytest.raises(IntegrityError, match="one_sum_of_a_year"), transaction.atomic():
        FundContribution.objects.create(
            partnership=cast.partnership, budget=year, body=cast.police, what="agreed", means="cash", amount=POUND,
            on=FIRST, recorded_by=cast["coordinator"], replaces=first,
        )  # fmt: skip


def test_in_kind_stands_with_a_value_or_with_the_reason_for_none(cast: Cast) -> None:
    year = begun(cast)
    kind(cast, year, cast.police, "An analyst", "14200.10", reckoned="0.4 of the grade")
    kind(cast, year, cast.trust, "A room", None, reckoned="Nobody is charged for it")
    with pytest.raises(NotDone, match="say why it has none"):
        kind(cast, year, cast.trust, "A car park", None)
    found = year_of(year)
    assert found.in_kind == Decimal("14200.10")
    assert found.agreed == 0
    assert {one.given for one in found.kind} == {"An analyst", "A room"}


def test_what_is_paid_is_looked_at_where_it_does_not_fit(cast: Cast) -> None:
    year = begun(cast)
    cash(cast, year, cast.police, "agreed", "100.00")
    for amount in ("60.00", "60.00"):
        cash(cast, year, cast.police, "paid", amount)
    cash(cast, year, cast.trust, "paid", "5.00")
    found = {one.body: one for one in year_of(year).accounts}
    assert (found[cast.police].paid, found[cast.police].over) == (Decimal("120.00"), Decimal("20.00"))
    assert found[cast.police].says == "Paid more than it agreed."
    assert found[cast.trust].says == "Paid, and nothing says that it was agreed."


def test_what_is_left_is_carried_on_and_a_heading_is_planned_once(cast: Cast) -> None:
    last, year = begun(cast, date(2025, 4, 1)), begun(cast)
    cash(cast, last, cast.council, "paid", "100.00")
    line(cast, last, "spent", "Training", "30.25")
    line(cast, last, "planned", "Training", "25.00")
    with pytest.raises(NotDone, match="Training is planned with £25.00"):
        line(cast, last, "planned", "Training", "26.00")
    earlier = before(year)
    assert earlier == last
    assert year_of(last).left == Decimal("69.75")
    assert year_of(last).headings[0].left == Decimal("-5.25")
    assert year_of(year).carried is None


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"on": date(2099, 1, 1)}, "today or in the past"),
        ({"amount": None}, "Enter the amount"),
        ({"amount": Decimal(0)}, "more than nothing"),
        ({"given": "A car"}, "In kind"),
    ],
)
def test_what_no_book_may_say_is_refused(cast: Cast, said: dict[str, object], told: str) -> None:
    given = {"what": "paid", "means": "cash", "amount": POUND, "on": timezone.localdate(), **said}
    with pytest.raises(NotDone, match=told):
        act.contribute(begun(cast), body=cast.police, by=cast["coordinator"], **given)  # type: ignore[arg-type]


def test_a_body_outside_the_partnership_gives_nothing_to_it(cast: Cast) -> None:
    with pytest.raises(NotDone, match="no place in this partnership"):
        cash(cast, begun(cast), cast.neighbour_council, "expected", "1.00")


def test_a_partner_that_was_followed_by_another_within_the_year_is_in_its_books(cast: Cast) -> None:
    year = begun(cast)
    Membership.objects.filter(body=cast.icb).update(until_on=date(2026, 6, 30))
    Membership.objects.filter(body=cast.other_icb).update(from_on=date(2026, 7, 1))
    Membership.objects.filter(body=cast.police).update(until_on=date(2026, 3, 31))
    bodies = {one.body for one in year_of(year).accounts}
    assert {cast.icb, cast.other_icb} <= bodies
    assert cast.police not in bodies


def test_the_totals_that_others_read_are_those_of_the_books(cast: Cast) -> None:
    year = begun(cast)
    kind(cast, year, cast.police, "An analyst", "10.00")
    for what, amount in (("expected", "7.00"), ("agreed", "6.00"), ("paid", "5.00")):
        cash(cast, year, cast.council, what, amount)
    year.refresh_from_db()
    assert (year.in_kind, year.paid) == (Decimal("10.00"), Decimal("5.00"))
    lines = [line(cast, year, *one) for one in (("carried in", "", "-1.50"), ("planned", "Training", "4.00"),
                                                ("spent", "Training", "3.00"))]  # fmt: skip
    act.set_aside(lines[2], why="Of another year.", by=cast["coordinator"])
    year.refresh_from_db()
    kept = (year.expected, year.agreed, year.paid, year.in_kind, year.carried_in, year.planned, year.spent)
    assert [str(one) for one in kept] == ["7.00", "6.00", "5.00", "10.00", "-1.50", "4.00", "0.00"]
    assert FundLine.objects.filter(budget=year).count() == 3


def test_a_board_serves_the_children_of_the_authorities_it_takes_in_until_a_number_is_entered(cast: Cast) -> None:
    figures_published(cast)
    year = begun(cast)
    bodies = [cast.council, cast.other_council, cast.police, cast.icb, cast.trust]
    found = served_in(year, bodies)
    assert found[cast.council.pk].children == CHILDREN[0]
    assert "invented" in found[cast.council.pk].source
    assert found[cast.police.pk].children == sum(CHILDREN)
    assert found[cast.icb.pk].children == CHILDREN[0]
    assert cast.trust.pk not in found
    name_actor(cast["coordinator"])
    act.children_served(year, body=cast.icb, children=40_000, source="Its own count", by=cast["coordinator"])
    act.children_served(year, body=cast.icb, children=41_000, source="Its newer count", by=cast["coordinator"])
    assert served_in(year, bodies)[cast.icb.pk].children == 41_000


def test_without_published_figures_nothing_is_guessed(cast: Cast) -> None:
    assert served_in(begun(cast), [cast.council, cast.police]) == {}


def test_how_even_it_is_stands_by_agency_and_by_child(cast: Cast) -> None:
    year = begun(cast)
    cash(cast, year, cast.council, "agreed", "600.00")
    cash(cast, year, cast.police, "expected", "300.00")
    kind(cast, year, cast.police, "An analyst", "100.00")
    name_actor(cast["coordinator"])
    act.children_served(year, body=cast.council, children=7, source="A count", by=cast["coordinator"])
    found = {one.body: one for one in parts_of(year_of(year), served_in(year, [cast.council, cast.police]))}
    assert (found[cast.council].of_cash, found[cast.council].of_both) == ("66.7%", "60.0%")
    assert found[cast.police].of_both == "40.0%"
    assert found[cast.police].only_expected
    assert found[cast.council].for_each_child == Decimal("85.71")
    assert found[cast.police].for_each_child is None
    drawn = chart_by_agency(list(found.values()), "2026–27")
    longest = max(bar.length + bar.open_length for bar in drawn.bars)
    assert longest == next(bar.length for bar in drawn.bars if bar.told.startswith("£600.00"))
    assert "Wend Valley Police: £300.00 and £100.00 in kind, 40.0%" in drawn.words


def test_what_the_law_says_of_money_comes_with_its_grade(cast: Cast) -> None:
    now = {one.title: one for one in law_told(cast.partnership, date(2025, 6, 1))}
    assert now["Pay towards the arrangements"].seen == "Checked against the published text."
    assert "section 16I" in now["Pay towards the arrangements"].source
    assert now["Agree what each partner pays"].force == "should"
    assert now["Agree what each partner pays"].seen.startswith("Recalled")
    then = [one.title for one in law_told(cast.partnership, date(2016, 6, 1))]
    assert then == ["Pay towards the LSCB"]


def test_a_year_of_another_partnership_is_another_book(cast: Cast) -> None:
    begun(cast)
    with pytest.raises(NotDone, match="has days in it too"):
        begun(cast)
    name_actor(cast["stranger"])
    act.begin_year(cast.neighbour, from_on=FIRST, until_on=date(2027, 3, 31), as_last_year=False, by=cast["stranger"])
    assert Budget.objects.count() == 2


def test_a_year_begun_with_wrong_days_is_put_right_and_the_next_can_begin(cast: Cast) -> None:
    year, by = begun(cast, until_on=date(2027, 12, 31) - timedelta(days=120)), cast["coordinator"]
    cash(cast, year, cast.police, "expected", "100")
    with pytest.raises(NotDone, match="has days in it too"):
        begun(cast, date(2027, 4, 1))
    days = {"from_on": FIRST, "until_on": date(2027, 3, 31)}
    with pytest.raises(NotDone, match=re.escape("Say what was wrong with the days.")):
        act.change_days(year, **days, why=" ", by=by)
    assert str(act.change_days(year, **days, why="A last day too late.", by=by)) == "2026–27"
    assert Budget.objects.get(pk=year.pk).expected == 100
    with pytest.raises(NotDone, match=re.escape("Those are its days already. Enter the right ones.")):
        act.change_days(year, **days, why="Once more.", by=by)
    second = begun(cast, date(2027, 4, 1))
    with pytest.raises(NotDone, match="has days in it too"):
        act.change_days(second, from_on=FIRST, until_on=date(2027, 3, 31), why="It is.", by=by)
    told = Entry.objects.filter(did__startswith="changed the days of a year of money").get()
    assert told.did.endswith("which were 1 April 2026 to 2 September 2027: A last day too late.")


def test_days_on_which_a_body_that_gives_has_no_place_are_refused(cast: Cast) -> None:
    year, by = begun(cast), cast["coordinator"]
    cash(cast, year, cast.police, "expected", "100")
    name_actor(Job("tests"))
    Membership.objects.filter(body=cast.police, partnership=cast.partnership).update(from_on=date(2026, 3, 1))
    name_actor(by)
    refused = (
        f"{cast.police} has no place in this partnership in that year, and something is entered for it. Set those "
        "entries aside first."
    )
    with pytest.raises(NotDone, match=re.escape(refused)):
        act.change_days(year, from_on=date(2025, 1, 1), until_on=date(2025, 12, 31), why="A year early.", by=by)
    assert Budget.objects.get(pk=year.pk).from_on == FIRST
