"""Upper-tier authorities: codes that changed without a new council, and councils that took over from others.

Decision 0003 says why each of these is as it is.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from handrail.service.partnerships.models import Kind
from handrail.service.partnerships.register.ledger import CODES_BEGAN_ON, Coded, Ledger, Listed
from handrail.service.partnerships.register.sheet import Row, Sheet, matching, once_each

UPPER_TIER = r"E(06|08|09|10)\d{6}"


@dataclass(frozen=True)
class AuthorityCode:
    """One row of a register: a code, the authority it named, and from when to when."""

    ons: str
    dfe: str
    name: str
    from_on: date
    until_on: date | None
    row: Row
    official_name: str = ""
    successors: tuple[str, ...] | None = None
    successors_at: Row | None = None


@dataclass(frozen=True)
class Order:
    """Successors of authorities under one order, as written down in `successions.toml`."""

    title: str
    on: date
    before: tuple[str, ...]
    after: tuple[str, ...]


@cache
def orders() -> tuple[Order, ...]:
    written = tomllib.loads((Path(__file__).parent / "successions.toml").read_text(encoding="utf-8"))
    return tuple(Order(o["title"], o["on"], tuple(o["before"]), tuple(o["after"])) for o in written["order"])


def read_list(sheet: Sheet) -> list[AuthorityCode]:
    """The DfE list. It has rows for two authorities together, and counties without a number of its own."""
    rows = matching(sheet.rows, "new_la_code", UPPER_TIER)
    once_each(rows, "new_la_code")
    return [_coded(row, "new_la_code", "old_la_code", "la_name", "date_of_operation", "date_of_termination")
            for row in rows]  # fmt: skip


def read_successor_register(sheet: Sheet) -> list[AuthorityCode]:
    rows = matching(sheet.rows, "gss_code", UPPER_TIER)
    once_each(rows, "gss_code")
    return [
        replace(
            _coded(row, "gss_code", "dfe_la_code", "name", "start_date_gss", "end_date_gss"),
            official_name=row["official_name"],
            successors=tuple(code.strip() for code in row["successor_gss"].split(";") if code.strip()),
            successors_at=row,
        )
        for row in rows
    ]


def _coded(row: Row, ons: str, dfe: str, name: str, first: str, last: str) -> AuthorityCode:
    begins, ends = row.day(first), row.day(last)
    if begins is None:
        raise row.fault(f'"{first}" is empty. Every code has a first day.')
    if ends is not None and ends < begins:
        raise row.fault(f"{row[ons]} ends on {ends}, before it begins on {begins}.")
    number = row[dfe] if row[dfe].isdecimal() else ""  # x: the DfE never gave one
    return AuthorityCode(row[ons], number, row.needs(name), begins, ends, row)


def together(listed: Sequence[AuthorityCode], register: Sequence[AuthorityCode], ledger: Ledger) -> list[AuthorityCode]:
    """Both registers as one: the DfE's own list is believed, the other adds full names and successors."""
    own = {code.ons: code for code in listed}
    for other in register:
        known = own.get(other.ons)
        if known is None:
            own[other.ons] = other
            continue
        if (known.dfe, known.from_on, known.until_on) != (other.dfe, other.from_on, other.until_on):
            ledger.remarks.append(
                f"{other.row.file}, line {other.row.line}: {other.ons} {other.name} has another number or other days "
                f"than on line {known.row.line} of {known.row.file}, which was followed."
            )
        own[other.ons] = replace(
            known, official_name=other.official_name, successors=other.successors, successors_at=other.row
        )
    return list(own.values())


def councils(codes: Iterable[AuthorityCode]) -> list[tuple[AuthorityCode, ...]]:
    """The codes of each council in turn: a code of the same class, with the same DfE number, from the next day on."""
    waiting = sorted(codes, key=lambda code: code.from_on)
    chains: list[list[AuthorityCode]] = []
    for code in waiting:
        chain = next((chain for chain in chains if _goes_on(chain[-1], code)), None)
        if chain is None:
            chains.append([code])
        else:
            chain.append(code)
    return [tuple(chain) for chain in chains]


def _goes_on(before: AuthorityCode, after: AuthorityCode) -> bool:
    """County E10 to unitary E06 is a reorganisation, whatever became of the number."""
    return (
        before.ons[:3] == after.ons[:3]
        and before.dfe == after.dfe != ""
        and before.until_on is not None
        and before.until_on + timedelta(days=1) == after.from_on
    )


def load_authorities(codes: Sequence[AuthorityCode], ledger: Ledger) -> str:
    """Write the councils and who took over from whom. Gives a line for the summary."""
    chains = councils(codes)
    for chain in chains:
        ledger.put(_listed(chain))
    for code in codes:
        if code.until_on is not None and not any(code in chain[:-1] for chain in chains):
            _succeed(code, code.until_on + timedelta(days=1), ledger)
    live = sum(code.until_on is None for code in codes)
    renewed = sum(len(chain) - 1 for chain in chains)
    return (
        f"{live} live and {len(codes) - live} ended upper-tier authorities, counted by code; "
        f"as bodies {len(chains)}, because {renewed} codes ended only to be renewed."
    )


def _listed(chain: tuple[AuthorityCode, ...]) -> Listed:
    ons = [Coded("ons", code.ons, code.from_on, code.until_on) for code in chain]
    first = None if chain[0].from_on == CODES_BEGAN_ON else chain[0].from_on
    dfe = [Coded("dfe", chain[-1].dfe, first, chain[-1].until_on)] if chain[-1].dfe else []
    full_names = [code.official_name for code in reversed(chain) if code.official_name]
    return Listed(Kind.LOCAL_AUTHORITY, chain[-1].name, (*ons, *dfe), full_names[0] if full_names else "")


def _succeed(code: AuthorityCode, on: date, ledger: Ledger) -> None:
    order = next((order for order in orders() if code.ons in order.before and order.on == on), None)
    said = code.successors
    if order is not None and said is not None and set(said) != set(order.after):
        ledger.remarks.append(
            f"{code_line(code)}: for {code.ons} {code.name} the register names {_names(said)} as successor; "
            f"the {order.title} names {_names(order.after)}, which was followed."
        )
    after = order.after if order else said or ()
    if not after:
        ledger.remarks.append(
            f"{code_line(code)}: {code.ons} {code.name} ended on {code.until_on}, and no successor is known. "
            "Say who took over on its page."
        )
    before = ledger.body_of(Kind.LOCAL_AUTHORITY, "ons", code.ons)
    for successor in after:
        body = ledger.body_of(Kind.LOCAL_AUTHORITY, "ons", successor)
        if body is None:
            ledger.remarks.append(f"{code_line(code)}: the successor {successor} of {code.name} is not listed.")
        elif before is not None:
            ledger.succeed(before, body, on)


def code_line(code: AuthorityCode) -> str:
    """Where the successors stand, or else the code itself."""
    row = code.successors_at or code.row
    return f"{row.file}, line {row.line}"


def _names(codes: Sequence[str]) -> str:
    return " and ".join(codes) or "nobody"
