"""A year's money as a spreadsheet: what does not add up is said line by line, and what is written out reads back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook

from handrail.service.access.listed import list_as_csv
from handrail.service.arrangements import actions as act
from handrail.service.arrangements.actions.money import payers
from handrail.service.arrangements.fund import year_of
from handrail.service.arrangements.models import Budget, FundContribution, FundLine
from handrail.service.arrangements.money_file import COLUMNS, Reading, read_money, table_of
from handrail.service.partnerships.actions import NotDone
from tests.rooms.arrangements.money.books import begun, cash, kind, line
from tests.rooms.cast import Cast

HEAD = "What,Body or heading,Cash or kind,Amount,Day,Who agreed,What is given,How it was reckoned,Reference"
GOOD = (
    'Expected,Wend Valley Police,cash,"£28,000.00",1/2/2026,,,,',
    "Agreed,Wend Valley Police,Cash,28000,3 March 2026,Ruth Denholm,,,",
    "Paid,wendshire council,,12500.50,2026-05-04,,,,INV-1",
    "Agreed,Wendshire Council,Kind,,3/3/2026,Delia Marsh,A room,Not charged,",
    "Planned,Training,,9000.00,3/3/2026,,,,",
    'Carried in,,,"-1,250.00",3/4/2026,,,,',
)


def read(cast: Cast, year: Budget, *lines: str) -> Reading:
    return read_money("money.csv", "\n".join((HEAD, *lines)).encode(), payers(year))


def loaded(cast: Cast, year: Budget, *lines: str) -> dict[str, int]:
    reading = read(cast, year, *lines)
    assert reading.faults == []
    return dict(act.load_money(year, reading.rows, name="money.csv", by=cast["coordinator"]))


def test_a_file_is_taken_in_and_loaded_again_changes_nothing(cast: Cast) -> None:
    year = begun(cast)
    assert loaded(cast, year, *GOOD) == {"new": 6}
    found = year_of(year)
    assert (found.agreed, found.paid, found.planned) == (Decimal(28000), Decimal("12500.50"), Decimal(9000))
    assert found.carried_in == -1250
    assert found.kind[0].amount is None
    assert loaded(cast, year, *GOOD) == {"there already": 6}


def test_a_sum_that_differs_is_corrected_and_an_empty_cell_takes_nothing_away(cast: Cast) -> None:
    year = begun(cast)
    loaded(cast, year, *GOOD)
    assert loaded(cast, year, GOOD[1].replace("28000", "29000")) == {"corrected": 1}
    stands = FundContribution.objects.standing().get(what="agreed", means="cash")
    assert (stands.amount, stands.agreed_by_name) == (29000, "Ruth Denholm")
    assert stands.replaces is not None
    assert stands.replaces.amount == 28000


def test_two_payments_alike_are_two(cast: Cast) -> None:
    year = begun(cast)
    loaded(cast, year, GOOD[2])
    assert loaded(cast, year, GOOD[2], GOOD[2]) == {"there already": 1, "new": 1}
    assert year_of(year).paid == Decimal("25001.00")


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("Paid,Wend Valley Polise,,5,4/5/2026,,,,",), "Line 2: “Wend Valley Polise” has no place"),
        (("Paid,Wend Valley Polise,,5,4/5/2026,,,,",), "Is it Wend Valley Police?"),
        (("Promised,Wend Valley Police,,5,4/5/2026,,,,",), "Write Expected, Agreed, Paid"),
        (("Paid,Wend Valley Police,,five,4/5/2026,,,,",), "Line 2: “Amount” is “five”. Enter the amount in pounds"),
        (("Paid,Wend Valley Police,,1.005,4/5/2026,,,,",), "pounds and pence"),
        (("Paid,Wend Valley Police,,,4/5/2026,,,,",), "there is no amount"),
        (("Paid,Wend Valley Police,,5,4/5/26,,,,",), "all four figures of the year"),
        (("Paid,Wend Valley Police,,5,31/6/2026,,,,",), "Write a day such as"),
        (("Agreed,Wend Valley Police,,5,4/5/2026,,,,",), "nothing says who agreed"),
        (("Agreed,Wend Valley Police,kind,5,4/5/2026,R,,,",), "nothing says what is given in kind"),
        (("Agreed,Wend Valley Police,cash,5,4/5/2026,R,A room,,",), "Write Kind"),
        (("Agreed,Wend Valley Police,barter,5,4/5/2026,R,,,",), "Write Cash or Kind"),
        (("Planned,,,5,4/5/2026,,,,",), "Write the heading"),
        (("Planned,Training,,-5,4/5/2026,,,,",), "pounds and pence"),
        (("Spent,Training,,0,4/5/2026,,,,",), "the amount is nothing"),
        (("Planned,Training,,5,4/5/2026,,,,", "Planned,training,,6,4/5/2026,,,,"), "of training stands on line 2 too"),
        (("Paid,Wend Valley Police,,5,4/5/2026,,,,", "Paid,Total,,6,,,,,"), "Line 3: the total of what is paid is "
         "written as £6.00, and the lines make £5.00: £1.00 less"),
    ],
)  # fmt: skip
def test_what_does_not_add_up_is_said_with_its_line(cast: Cast, lines: tuple[str, ...], told: str) -> None:
    reading = read(cast, begun(cast), *lines)
    assert len(reading.faults) == 1
    assert told in reading.faults[0]


def test_every_fault_is_said_at_once_and_nothing_of_such_a_file_is_taken(cast: Cast) -> None:
    year = begun(cast)
    faults = read(cast, year, "Paid,Nobody,,1,1/5/2026,,,,", GOOD[0], "Paid,Nobody,,x,1/5/2026,,,,").faults
    assert [fault.partition(":")[0] for fault in faults] == ["Line 2", "Line 4"]
    assert read(cast, year).faults == ["The file has no line of money under its headings."]
    (fault,) = read_money("m.csv", b"Body,Sum\nx,1\n", payers(year)).faults
    assert fault.startswith("The first line has no column “What” and no column “Body or heading”")


def test_a_line_that_the_books_refuse_leaves_nothing_of_the_file(cast: Cast) -> None:
    year = begun(cast)
    reading = read(cast, year, GOOD[0], "Paid,Wend Valley Police,,5,4/5/2090,,,,")
    with pytest.raises(NotDone, match="Line 3: The day must be today or in the past. Nothing was loaded."):
        act.load_money(year, reading.rows, name="money.csv", by=cast["coordinator"])
    assert not FundContribution.objects.exists()


def test_a_workbook_s_own_numbers_and_days_are_read_to_the_penny(cast: Cast) -> None:
    year = begun(cast)
    book = Workbook()
    assert book.active is not None
    book.active.append(["What", "Body or heading", "Amount", "Day"])
    book.active.append(["Paid", "Wend Valley Police", 0.1 + 0.2, date(2026, 5, 4)])
    book.active.append(["Spent", "Training", 1250.1, date(2026, 5, 4)])
    book.active.append(["Spent", "Training", 1.234, date(2026, 5, 4)])
    held = BytesIO()
    book.save(held)
    reading = read_money("money.xlsx", held.getvalue(), payers(year))
    assert [row.amount for row in reading.rows] == [Decimal("0.30"), Decimal("1250.10")]
    assert reading.faults == ["Line 4: “Amount” is 1.234, which has parts of a penny. Round it."]


def test_what_is_taken_away_reads_back_into_an_empty_year_with_its_totals(cast: Cast) -> None:
    year = begun(cast)
    wrong = cash(cast, year, cast.council, "agreed", "100.00")
    act.correct(wrong, amount=Decimal("110.00"), why="A slip", by=cast["coordinator"])
    cash(cast, year, cast.council, "paid", "50.00")
    kind(cast, year, cast.police, "An analyst", None, reckoned="=not valued")
    line(cast, year, "carried in", "", "-3.10")
    line(cast, year, "spent", "Training", "7.00")
    rows = table_of(list(FundContribution.objects.filter(budget=year)), list(FundLine.objects.filter(budget=year)))
    content = list_as_csv("money", COLUMNS, rows).content
    other = begun(cast, date(2027, 4, 1))
    reading = read_money("money.csv", content, payers(other))
    assert (reading.faults, reading.passed) == ([], 1)
    act.load_money(other, reading.rows, name="money.csv", by=cast["coordinator"])
    for name in ("agreed", "paid", "carried_in", "spent", "in_kind"):
        assert getattr(year_of(other), name) == getattr(year_of(year), name)
    assert FundContribution.objects.get(budget=other, means="kind").reckoned == "=not valued"
    assert read_money("m.csv", content.replace(b"110.00", b"111.00", 1), payers(other)).faults != []
