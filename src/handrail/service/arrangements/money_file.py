"""A year's money as a table: read from a spreadsheet with every line that does not fit said at once, and written out
in the same columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches

from handrail.common.pounds import MOST, NOTHING, PENNY, NotAnAmount, pounds, read_pounds
from handrail.service.arrangements.models import FundContribution, FundLine
from handrail.service.chronologies.reading.tables import open_file
from handrail.service.chronologies.reading.values import Cell, NoResult, NotRead
from handrail.service.chronologies.reading.values import Row as Line
from handrail.service.fields import MONTHS, UNKEEPABLE
from handrail.service.partnerships.models import Body

What, Means, Of = FundContribution.What, FundContribution.Means, FundLine.What
LARGEST = 2 * 1024 * 1024
MOST_LINES, MOST_FAULTS = 2_000, 40
WHAT, WHOSE, MEANS, AMOUNT, DAY = "What", "Body or heading", "Cash or kind", "Amount", "Day"
SET_ASIDE = "Set aside"
NEEDED = (WHAT, WHOSE, AMOUNT, DAY)
WORDS = {
    "Who agreed": ("agreed_by_name", 200), "Where it is written": ("where", 300), "What is given": ("given", 200),
    "How it was reckoned": ("reckoned", 300), "Reference": ("reference", 100), "Words": ("words", 300),
}  # fmt: skip
"""Columns of words, the field that each goes to, and how long it may be."""
COLUMNS = (WHAT, WHOSE, MEANS, AMOUNT, DAY, *WORDS, SET_ASIDE, "Why it was set aside")
KINDS = {
    "expected": What.EXPECTED, "agreed": What.AGREED, "paid": What.PAID, "paid or given": What.PAID,
    "planned": Of.PLANNED, "spent": Of.SPENT, "carried in": Of.CARRIED_IN,
}  # fmt: skip
TOTAL = "total"
OF_BODIES = (What.EXPECTED, What.AGREED, What.PAID)


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One line that can be taken into the books. `body` is None for a line of the fund, which has a heading."""

    line: int
    what: str
    body: Body | None
    heading: str
    means: str
    amount: Decimal | None
    on: date
    said: Mapping[str, str]


@dataclass(slots=True)
class Reading:
    rows: list[MoneyRow] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    passed: int = 0
    """Lines that the file itself says are set aside."""


class Fault(ValueError):
    """What is wrong with a line, and how to mend it."""


def read_money(name: str, content: bytes, bodies: Sequence[Body]) -> Reading:
    """Nothing is taken from a file that has a fault: all of them are told at once."""
    reading = Reading()
    try:
        opened = open_file(name, content)
        lines = [line for table in opened.tables[:1] for line in table.rows()]
    except NotRead as fault:
        reading.faults.append(str(fault))
        return reading
    if len(opened.tables) > 1:
        reading.faults.append("The file has several sheets. Save the one with the money by itself, and load that.")
        return reading
    heads = _heads(lines[0]) if lines else {}
    missing = [one for one in NEEDED if one not in heads]
    if missing:
        reading.faults.append(f"The first line has no column “{'” and no column “'.join(missing)}”.")
    elif len(lines) > MOST_LINES:
        reading.faults.append(f"The file has more than {MOST_LINES:,} lines. A year’s money has fewer: check the file.")
    else:
        _read(lines[1:], heads, bodies, reading)
    return reading


def _heads(line: Line) -> dict[str, int]:
    known = {one.casefold(): one for one in COLUMNS}
    found = {" ".join(str(cell or "").split()).casefold(): place for place, cell in enumerate(line.cells)}
    return {known[words]: place for words, place in found.items() if words in known}


def _read(lines: Sequence[Line], heads: Mapping[str, int], bodies: Sequence[Body], reading: Reading) -> None:
    sums: dict[tuple[str, str], Decimal] = {}
    totals: list[tuple[int, str, str, Decimal]] = []
    seen: dict[tuple[object, ...], int] = {}
    for line in lines:
        if len(reading.faults) >= MOST_FAULTS:
            reading.faults.append("There may be more: mend these first.")
            return
        cells = {name: line.cells[place] if place < len(line.cells) else None for name, place in heads.items()}
        try:
            if line.faults:
                raise Fault(line.faults[0])
            if _words(cells, SET_ASIDE):
                reading.passed += 1
                continue
            what = _what(cells)
            if _words(cells, WHOSE).casefold() == TOTAL:
                totals.append((line.number, what, _means(cells), _total(what, cells)))
                continue
            row = _row(line.number, what, cells, bodies)
            _once(row, seen)
        except Fault as fault:
            reading.faults.append(f"Line {line.number}: {fault}")
            continue
        reading.rows.append(row)
        key = (row.what, row.means)
        sums[key] = sums.get(key, NOTHING) + (row.amount or NOTHING)
    reading.faults += _sums_that_differ(totals, sums)
    if not reading.rows and not reading.faults:
        reading.faults.append("The file has no line of money under its headings.")


def _sums_that_differ(
    totals: Sequence[tuple[int, str, str, Decimal]], sums: Mapping[tuple[str, str], Decimal]
) -> Iterator[str]:
    for number, what, means, said in totals:
        made = sums.get((what, means), NOTHING)
        if made != said:
            named = f"{what}{' in kind' if means == Means.KIND else ''}"
            yield (
                f"Line {number}: the total of what is {named} is written as {pounds(said)}, and the lines make "
                f"{pounds(made)}: {pounds(abs(made - said))} {'more' if made > said else 'less'}. Mend a line or the "
                "total."
            )


def _total(what: str, cells: Mapping[str, Cell]) -> Decimal:
    return _amount(cells[AMOUNT], below=what == Of.CARRIED_IN) or NOTHING


def _once(row: MoneyRow, seen: dict[tuple[object, ...], int]) -> None:
    """A sum that a body stands with, and a heading's plan, is one line of the file."""
    if row.what in (What.PAID, Of.SPENT):
        return
    key = (row.what, row.means, row.body.pk if row.body else None, row.heading.casefold(), row.said.get("given", ""))
    if key in seen:
        whose = row.body or row.heading or "the year before"
        raise Fault(f"what is {row.what} of {whose} stands on line {seen[key]} too. Make one line of the two.")
    seen[key] = row.line


def _what(cells: Mapping[str, Cell]) -> str:
    typed = _words(cells, WHAT)
    found = KINDS.get(typed.casefold())
    if found is None:
        raise Fault(f"“{WHAT}” is “{typed}”. Write Expected, Agreed, Paid, Planned, Spent or Carried in.")
    return str(found)


def _means(cells: Mapping[str, Cell]) -> str:
    typed = _words(cells, MEANS).casefold().removeprefix("in ")
    if typed not in ("", "cash", "kind"):
        raise Fault(f"“{MEANS}” is “{typed}”. Write Cash or Kind.")
    return str(Means.KIND if typed == "kind" else Means.CASH)


def _row(number: int, what: str, cells: Mapping[str, Cell], bodies: Sequence[Body]) -> MoneyRow:
    said = {key: _words(cells, name, most) for name, (key, most) in WORDS.items()}
    of_body = what in OF_BODIES
    means = _means(cells) if of_body else str(Means.CASH)
    whose = _words(cells, WHOSE, 200 if of_body else 60)
    amount = _amount(cells[AMOUNT], below=what == Of.CARRIED_IN)
    if amount is None and not (of_body and means == Means.KIND):
        raise Fault("there is no amount. Write one, such as 1,250.00.")
    if what in (What.PAID, Of.SPENT) and amount is not None and amount <= 0:
        raise Fault("the amount is nothing. Write what was paid, or take the line out.")
    on = _day(cells[DAY])
    if of_body:
        _of_contribution(what, means, amount, said)
        return MoneyRow(number, what, _body(whose, bodies), "", means, amount, on, said)
    if what != Of.CARRIED_IN and not whose:
        raise Fault(f"“{WHOSE}” is empty. Write the heading.")
    kept = {key: said[key] for key in ("reference", "words")}
    return MoneyRow(number, what, None, "" if what == Of.CARRIED_IN else whose, means, amount, on, kept)


def _of_contribution(what: str, means: str, amount: Decimal | None, said: Mapping[str, str]) -> None:
    if what == What.AGREED and not said["agreed_by_name"]:
        raise Fault("nothing says who agreed. Fill in “Who agreed”.")
    if means == Means.KIND and not said["given"]:
        raise Fault("nothing says what is given in kind. Fill in “What is given”.")
    if means == Means.CASH and said["given"]:
        raise Fault(f"“What is given” is filled in. Write Kind under “{MEANS}”, or leave it empty.")
    if amount is None and not said["reckoned"]:
        raise Fault("it has no value, and nothing says why. Fill in “How it was reckoned”.")


def _body(typed: str, bodies: Sequence[Body]) -> Body:
    if not typed:
        raise Fault(f"“{WHOSE}” is empty. Write the body’s name.")
    names = {name.casefold(): body for body in bodies for name in (body.register_name, body.name) if name}
    found = names.get(typed.casefold())
    if found is not None:
        return found
    near = get_close_matches(typed.casefold(), names, n=1, cutoff=0.6)
    meant = f" Is it {names[near[0]]}?" if near else ""
    raise Fault(f"“{typed}” has no place in this partnership in that year.{meant} Write its name as Bodies has it.")


def _words(cells: Mapping[str, Cell], name: str, most: int = 300) -> str:
    cell = cells.get(name)
    if isinstance(cell, NoResult):
        raise Fault(cell.says)
    words = " ".join(str(cell if cell is not None else "").split()).removeprefix("'")
    if UNKEEPABLE.search(words):
        raise Fault(f"there is a character in “{name}” that cannot be kept. Delete it.")
    if len(words) > most:
        raise Fault(f"“{name}” is longer than {most} characters. Make it shorter.")
    return words


def _amount(cell: Cell, *, below: bool = False) -> Decimal | None:
    """A spreadsheet's own number is taken as it is shown there, to the penny: a part of a penny is no money."""
    if isinstance(cell, NoResult):
        raise Fault(cell.says)
    if isinstance(cell, bool | date):
        raise Fault(f"“{AMOUNT}” is “{cell}”, which is no amount.")
    if cell is None or str(cell).strip() == "":
        return None
    least = -MOST if below else NOTHING
    if not isinstance(cell, int | float):
        try:
            return read_pounds(str(cell).removeprefix("'"), least=least)
        except NotAnAmount as fault:
            raise Fault(f"“{AMOUNT}” is “{cell}”. {fault}.") from None
    exact = Decimal(repr(cell))
    amount = exact.quantize(PENNY)
    if abs(exact - amount) > Decimal("0.00001"):
        raise Fault(f"“{AMOUNT}” is {cell}, which has parts of a penny. Round it.")
    if not least <= amount <= MOST:
        raise Fault(f"“{AMOUNT}” is {pounds(amount)}. It may be from {pounds(least)} to {pounds(MOST)}.")
    return amount


def _day(cell: Cell) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    typed = str(cell or "").strip()
    year_first = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", typed)
    day_first = re.fullmatch(r"(\d{1,2})[/. -](\d{1,2}|[A-Za-z]+)[/. -](\d{4})", typed)
    try:
        if year_first:
            return date(int(year_first[1]), int(year_first[2]), int(year_first[3]))
        if day_first:
            month = MONTHS.get(day_first[2].lower()) or int(day_first[2])
            return date(int(day_first[3]), month, int(day_first[1]))
    except ValueError:
        pass
    raise Fault(f"“{DAY}” is “{typed}”. Write a day such as 24/5/2026, with all four figures of the year.")


def table_of(given: Sequence[FundContribution], lines: Sequence[FundLine]) -> list[list[str]]:
    """Everything in the books, what was set aside as well, and under it the totals of what stands: what is written
    here can be loaded again."""
    rows: list[list[str]] = [_written(one, str(one.body), one.get_means_display()) for one in given]
    rows += [_written(one, one.heading, "") for one in lines]
    sums: dict[tuple[str, str], Decimal] = {}
    every: list[FundContribution | FundLine] = [*given, *lines]
    for one in every:
        if one.set_aside_at is None:
            means = one.get_means_display() if isinstance(one, FundContribution) else ""
            key = (_what_written(one), means)
            sums[key] = sums.get(key, NOTHING) + (one.amount or NOTHING)
    blank = [""] * (len(COLUMNS) - 4)
    return rows + [[what, "Total", means, f"{total}", *blank] for (what, means), total in sums.items()]


def _written(one: FundContribution | FundLine, whose: str, means: str) -> list[str]:
    what = _what_written(one)
    words = [str(getattr(one, key, "")) for key, _ in WORDS.values()]
    aside = one.set_aside_at.date().isoformat() if one.set_aside_at else ""
    return [what, whose, means, "" if one.amount is None else f"{one.amount}", one.on.isoformat(), *words, aside,
            one.set_aside_why]  # fmt: skip


def _what_written(one: FundContribution | FundLine) -> str:
    return "Carried in" if one.what == Of.CARRIED_IN else str(one.get_what_display())
