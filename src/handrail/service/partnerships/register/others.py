"""Forces, integrated care boards and the commissioning groups before them, and which authorities each covers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from handrail.service.partnerships.models import Body, Coverage, Kind
from handrail.service.partnerships.register.ledger import Coded, Ledger, Listed
from handrail.service.partnerships.register.sheet import Row, Sheet, matching, once_each

BOARDS_BEGAN_ON = date(2022, 7, 1)  # SI 2022/634
GROUPS_ENDED_ON = date(2022, 6, 30)
STOOD_IN_2021 = frozenset({"01Y", "06H", "15E", "15M", "78H"})
"""Groups that the April 2021 list prints without their code, so that they seem to be missing from it."""


def load_forces(sheet: Sheet, ledger: Ledger) -> str:
    rows = matching(sheet.rows, "pfa_code", r"E23\d{6}")  # the file has other countries' and islands' too
    once_each(rows, "pfa_code")
    for row in rows:
        begins, ends = row.day("date_active"), row.day("date_terminated")
        if begins and ends and ends < begins:
            raise row.fault(f"{row['pfa_code']} ends on {ends}, before it begins on {begins}.")
        ledger.put(_force(row, begins, ends))
    return f"{len(rows)} police forces."


def _force(row: Row, begins: date | None = None, ends: date | None = None) -> Listed:
    return Listed(Kind.POLICE_FORCE, row.needs("pfa_name"), (Coded("ons", row["pfa_code"], begins, ends),))


def load_boards(sheet: Sheet, ledger: Ledger) -> str:
    rows = matching(sheet.rows, "icb_code", r"E54\d{6}")
    once_each(rows, "icb_code")
    once_each(rows, "icb_code_nhs")
    listed = {ledger.put(_board(row, sheet.year)).pk for row in rows}
    for gone in Body.objects.filter(kind=Kind.INTEGRATED_CARE_BOARD, until_on=None, invented=False):
        if gone.pk not in listed and gone.codes.exists():
            ledger.remarks.append(f"{sheet.file}: {gone} is not in this list. If it has ended, give it its last day.")
    as_at = f", as listed in {sheet.year}" if sheet.year else ""
    return f"{len(rows)} integrated care boards{as_at}."


def _board(row: Row, year: int | None) -> Listed:
    """No board changed before April 2026, so one in an earlier list has been there since the first day."""
    begins = BOARDS_BEGAN_ON if year is not None and year < 2026 else None
    codes = (Coded("ons", row["icb_code"], begins, None), Coded("nhs", row.needs("icb_code_nhs"), begins, None))
    return Listed(Kind.INTEGRATED_CARE_BOARD, row.needs("icb_name"), codes, join_by="nhs")


def load_cover_by_forces(sheet: Sheet, ledger: Ledger) -> str:
    pairs = [
        (ledger.body_of(Kind.POLICE_FORCE, "ons", row["pfa_code"]) or ledger.put(_force(row)), row)
        for row in sheet.rows
    ]
    found = _cover(pairs, ledger)
    for authority, count in found.items():
        if count > 1:
            ledger.remarks.append(f"{sheet.file}: {authority} has {count} police forces; an English authority has one.")
    return f"A police force for each of {len(found)} authorities."


def load_cover_by_boards(sheet: Sheet, ledger: Ledger) -> str:
    pairs = [
        (
            ledger.body_of(Kind.INTEGRATED_CARE_BOARD, "nhs", row["icb_code_nhs"])
            or ledger.put(_board(row, sheet.year)),
            row,
        )
        for row in sheet.rows
    ]
    found = _cover(pairs, ledger)
    several = sum(count > 1 for count in found.values())
    return f"{several} of {len(found)} authorities lie in two or more integrated care boards."


def _cover(pairs: Sequence[tuple[Body, Row]], ledger: Ledger) -> Counter[Body]:
    """Record who covers whom, and remark on what was covered by another until now."""
    covering: dict[Body, set[object]] = defaultdict(set)
    for body, row in pairs:
        authority = _authority(row, ledger)
        covering[authority].add(body.pk)
        ledger.cover(body, authority)
    kinds = {body.kind for body, _ in pairs}
    for old in Coverage.objects.filter(until_on=None, body__kind__in=kinds).select_related("body", "authority"):
        if old.authority in covering and old.body_id not in covering[old.authority]:
            ledger.remarks.append(f"{old} is here but not in the look-up. If it has ended, give it its last day.")
    return Counter({authority: len(bodies) for authority, bodies in covering.items()})


def _authority(row: Row, ledger: Ledger) -> Body:
    authority = ledger.body_of(Kind.LOCAL_AUTHORITY, "ons", row.needs("utla_code"))
    if authority is None:
        raise row.fault(
            f"{row['utla_code']} is no authority known here. Give the DfE list of local authorities with this file."
        )
    return authority


def load_groups(sheet: Sheet, ledger: Ledger) -> str:
    """The same NHS code is the same group, even where its boundary, its ONS code or its name changed."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in sheet.rows:
        rows[row.needs("ccg_ods")].append(row)
    lists = sorted({day for row in sheet.rows for day in _seen(row)})
    for versions in rows.values():
        ledger.put(_group(sorted(versions, key=_seen), lists))
    return f"{len(rows)} clinical commissioning groups, all ended by {GROUPS_ENDED_ON.year}."


def _seen(row: Row) -> tuple[date, date]:
    first, last = row.day("first_seen"), row.day("last_seen")
    if first is None or last is None:
        raise row.fault('"first_seen" or "last_seen" is empty. Each is the date of a list.')
    if last < first:
        raise row.fault(f"{row['ccg_ods']} was last seen on {last}, before it was first seen on {first}.")
    return first, last


def _group(versions: Sequence[Row], lists: Sequence[date]) -> Listed:
    ods = versions[-1]["ccg_ods"]
    spans: dict[str, tuple[date, date]] = {}
    for row in versions:
        first, last = _seen(row)
        code = row.needs("ccg_gss")
        spans[code] = (spans[code][0] if code in spans else first, last)
    codes = [
        Coded("ons", code, _begun(first, lists), _ended(ods, last, lists, latest=code == versions[-1]["ccg_gss"]))
        for code, (first, last) in spans.items()
    ]
    own = Coded("nhs", ods, codes[0].from_on, codes[-1].until_on)
    return Listed(Kind.CLINICAL_COMMISSIONING_GROUP, versions[-1].needs("ccg_name"), (*codes, own), join_by="nhs")


def _begun(first: date, lists: Sequence[date]) -> date | None:
    return None if first == lists[0] else first


def _ended(ods: str, last: date, lists: Sequence[date], *, latest: bool) -> date:
    """The day before the first list without it; the groups that were left ended together."""
    later = [day for day in lists if day > last]
    if latest and (ods in STOOD_IN_2021 or not later):
        return GROUPS_ENDED_ON
    return (later[0] if later else GROUPS_ENDED_ON) - timedelta(days=1 if later else 0)


def load_group_successions(sheet: Sheet, ledger: Ledger) -> str:
    known = 0
    for row in sheet.rows:
        before = ledger.body_of(Kind.CLINICAL_COMMISSIONING_GROUP, "nhs", row.needs("old_code"))
        after = ledger.body_of(Kind.CLINICAL_COMMISSIONING_GROUP, "nhs", row.needs("new_code"))
        on = row.day("date")
        if before is None or after is None or before == after:
            continue  # the file has hospitals, area teams and groups older than the list
        if on is None:
            raise row.fault('"date" is empty. Write the day of the succession.')
        ledger.succeed(before, after, on)
        known += 1
    return f"{known} successions among commissioning groups."
