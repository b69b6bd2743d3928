"""Whatever is done to a row of the audit is found, and the row is named."""

from __future__ import annotations

import pytest

from handrail.service.audit.chain import ENTRY, Sealed
from handrail.service.audit.checkpoints import Checkpoint
from handrail.service.audit.faults import Fault, Kind
from handrail.service.audit.models import Entry, Seal
from handrail.service.audit.verifying import entries_put_in, faults_in_chain, sealed_rows
from tests.rooms.audit.tampering import CHANGES, DROPS, PUT_IN, SWAPS
from tests.rooms.audit.written import FIRST, Audit

ALL = {f"changed: {name}": done for name, done in CHANGES.items()} | {
    f"dropped: {name}": done for name, done in DROPS.items()
}
RESEAL = ("delete from audit_seal", "delete from audit_sealing", "select audit_seal_next(1000)")


def values(audit: Audit, row: Sealed) -> dict[str, object]:
    following = audit.rows[row.number] if row.number < len(audit.rows) else row
    assert row.entry is not None
    assert following.entry is not None
    return {
        "seal": row.number, "id": row.entry_id, "number": row.entry[0],
        "next": following.entry_id, "next_number": following.entry[0],
    }  # fmt: skip


def named(audit: Audit, found: list[Fault]) -> set[int]:
    """The seals that the faults name; what lies past the end names none of ours."""
    ranges = [fault.seals for fault in found if fault.seals]
    return {number for first, last in ranges for number in range(first, min(last, len(audit.rows)) + 1)}


def test_an_audit_that_nobody_touched_has_no_fault(audit: Audit) -> None:
    assert len(audit.rows) == 42
    assert audit.faults([audit.checkpoint(count) for count in (1, 20, 42)]) == []


def test_every_column_of_an_entry_and_of_a_seal_is_tried() -> None:
    assert {field.name for field in Entry._meta.get_fields()} == set(ENTRY)
    tried = " ".join(statement for done in CHANGES.values() for statement in done)
    for model in (Entry, Seal):
        for field in model._meta.get_fields():
            assert f"{field.name} = " in tried, field.name


@pytest.mark.parametrize("name", ALL)
def test_one_row_is_found_wherever_it_stands(audit: Audit, name: str) -> None:
    for row in audit.rows:
        with audit.tampered(*ALL[name], **values(audit, row)):
            assert named(audit, audit.faults()) == {row.number}, row.number


@pytest.mark.parametrize("name", SWAPS)
def test_two_rows_swapped_are_both_found(audit: Audit, name: str) -> None:
    for row in audit.rows[:-3]:
        with audit.tampered(*SWAPS[name], **values(audit, row)):
            assert named(audit, audit.faults()) == {row.number, row.number + 1}, row.number


def test_an_entry_put_in_between_is_found_and_never_sealed(audit: Audit) -> None:
    for row in audit.rows[:-2]:
        with audit.tampered(PUT_IN, "select audit_seal_next(1000)", **values(audit, row)):
            (fault,) = audit.faults()
            assert row.entry is not None
            assert fault.kind is Kind.PUT_IN
            assert fault.sentence.startswith(f"Entry {int(row.entry[0] or 0) + 1} "), fault.sentence


@pytest.mark.parametrize("above", ["0", "(select max(above) from audit_seal)"])
def test_an_entry_put_in_with_a_seal_that_fits_the_chain_is_found_by_its_number(audit: Audit, above: str) -> None:
    """Whoever writes the next seal by hand, with the right hash, has to say what it is above."""
    seal = (
        "insert into audit_seal (number, entry_id, above, hash) "  # noqa: S608 (our own words)
        f"select 43, e.id, {above}, sha256(s.hash || audit_canonical(43, {above}, e)) "
        "from audit_entry e, audit_seal s where e.number = %(number)s::bigint + 1 and s.number = 42"
    )
    row = audit.rows[10]
    with audit.tampered(PUT_IN, seal, "update audit_sealing set last = 43 where last = 42", **values(audit, row)):
        (fault,) = audit.faults()
    assert (fault.kind, fault.seals) == (Kind.PUT_IN, (43, 43))
    assert "its number had gone by when it was sealed" in fault.sentence


def test_a_seal_put_in_at_the_end_is_found(audit: Audit) -> None:
    forged = "insert into audit_seal (number, entry_id, above, hash) values (43, gen_random_uuid(), 0, '\\x00')"
    with audit.tampered(forged):
        assert Kind.PUT_IN in {fault.kind for fault in audit.faults()}


def test_the_seal_and_the_entry_are_told_apart(audit: Audit) -> None:
    row = audit.rows[20]
    with audit.tampered(*CHANGES["the entry's did"], **values(audit, row)):
        assert [fault.kind for fault in audit.faults()] == [Kind.CHANGED]
        assert "was changed after it was sealed" in audit.faults()[0].sentence
    with audit.tampered(*CHANGES["the seal's hash"], **values(audit, row)):
        assert [fault.kind for fault in audit.faults()] == [Kind.SEAL_CHANGED]


def test_two_rows_changed_apart_are_both_found_and_nothing_between(audit: Audit) -> None:
    changed = "update audit_entry set did = did || 'x' where id in (%(id)s, %(next)s)"
    with audit.tampered(changed, id=audit.rows[4].entry_id, next=audit.rows[30].entry_id):
        assert named(audit, audit.faults()) == {5, 31}
    with audit.tampered(changed, id=audit.rows[4].entry_id, next=audit.rows[5].entry_id):
        assert named(audit, audit.faults()) == {5, 6}


@pytest.mark.parametrize("left", range(0, 42, 3))
def test_an_end_that_was_cut_off_is_found(audit: Audit, left: int) -> None:
    entries = "delete from audit_entry where id in (select entry_id from audit_seal where number > %(left)s)"
    seals = "delete from audit_seal where number > %(left)s"
    forgotten = "delete from audit_sealing where last > 40", "update audit_sealing set last = %(left)s"
    with audit.tampered(entries, seals, left=left):
        assert [(fault.kind, fault.seals) for fault in audit.faults()] == [(Kind.CUT, (left + 1, 42))]
    with audit.tampered(entries, seals, *forgotten, left=left):
        (fault,) = audit.faults([audit.checkpoint(42)])
        assert (fault.kind, fault.seals) == (Kind.CUT, (left + 1, 42))
    with audit.tampered("delete from audit_entry where number > %(left)s * 2", left=left):
        assert named(audit, audit.faults()) == set(range(left + 1, 43))


def test_an_audit_written_anew_agrees_with_itself_and_not_with_the_checkpoint_outside(audit: Audit) -> None:
    row = audit.rows[24]
    kept = [audit.checkpoint(count) for count in (10, 20, 30, 42)]
    with audit.tampered("update audit_entry set did = 'nothing' where id = %(id)s", *RESEAL, id=row.entry_id):
        assert audit.faults() == [], "inside there is nothing to be seen"
        (fault,) = [fault for fault in audit.faults(kept) if fault.kind is Kind.REWRITTEN]
    assert fault.seals is not None
    assert fault.seals[0] <= row.number


def test_an_audit_written_anew_from_some_row_on_is_found_between_two_checkpoints(audit: Audit) -> None:
    """Whoever writes the end anew with the right hashes: the checkpoints before it still agree."""
    kept = [audit.checkpoint(count) for count in (10, 20, 30, 42)]
    again = (
        "update audit_entry set did = 'nothing' where id = %(id)s",
        "create temporary table kept on commit drop as select * from audit_seal where number >= 25 order by number",
        "delete from audit_seal where number >= 25",
        "with recursive anew(number, entry_id, above, hash) as ("
        " select number, entry_id, above, hash from audit_seal where number = 24 union all"
        " select k.number, k.entry_id, k.above, sha256(a.hash || audit_canonical(k.number, k.above, e))"
        " from anew a join kept k on k.number = a.number + 1 join audit_entry e on e.id = k.entry_id)"
        " insert into audit_seal (number, entry_id, above, hash)"
        " select number, entry_id, above, hash from anew where number >= 25",
    )
    with audit.tampered(*again, id=audit.rows[24].entry_id):
        assert audit.faults() == []
        (fault,) = audit.faults(kept)
    assert (fault.kind, fault.seals) == (Kind.REWRITTEN, (21, 30))


def test_an_older_state_put_back_is_found_although_the_audit_grew_on(audit: Audit) -> None:
    older = Checkpoint(60, 120, "ab" * 32, FIRST)
    found = audit.faults([audit.checkpoint(10), older, audit.checkpoint(42)])
    assert [fault.kind for fault in found] == [Kind.REWRITTEN, Kind.CUT]


@pytest.mark.full
@pytest.mark.parametrize("name", ALL)
def test_one_row_among_five_thousand_is_found_whatever_is_done_to_it(large_audit: Audit, name: str) -> None:
    """Each row in turn, looked at from the row two before to the row two after it; 115,046 changes in all."""
    for row in large_audit.rows:
        with large_audit.tampered(*ALL[name], **values(large_audit, row)):
            assert named(large_audit, near(large_audit, row)) == {row.number}, row.number


@pytest.mark.full
@pytest.mark.parametrize("name", SWAPS)
def test_two_rows_among_five_thousand_swapped_are_both_found(large_audit: Audit, name: str) -> None:
    for row in large_audit.rows[:-3]:
        with large_audit.tampered(*SWAPS[name], **values(large_audit, row)):
            assert named(large_audit, near(large_audit, row)) == {row.number, row.number + 1}, row.number


def near(audit: Audit, row: Sealed) -> list[Fault]:
    """The faults of the rows around one. At the end of all only the sealer's own record tells what is missing."""
    if row.number > len(audit.rows) - 3:
        return audit.faults()
    before = audit.rows[row.number - 4] if row.number > 3 else None
    return list(faults_in_chain(sealed_rows(audit.ask, before.number if before else 0, row.number + 3), before))


@pytest.mark.full
def test_a_row_put_in_anywhere_among_five_thousand_is_found(large_audit: Audit) -> None:
    for row in large_audit.rows[:-2]:
        with large_audit.tampered(PUT_IN, **values(large_audit, row)):
            (fault,) = entries_put_in(large_audit.ask)
            assert row.entry is not None
            assert fault.sentence.startswith(f"Entry {int(row.entry[0] or 0) + 1:,} "), fault.sentence


@pytest.mark.full
def test_one_row_among_five_thousand_is_found_by_going_through_them_all(large_audit: Audit) -> None:
    for place in range(0, 5_000, 25):
        row, name = large_audit.rows[place], list(ALL)[place // 25 % len(ALL)]
        with large_audit.tampered(*ALL[name], **values(large_audit, row)):
            assert named(large_audit, large_audit.faults()) == {row.number}, name
        entries = "delete from audit_entry where number > %(number)s"
        with large_audit.tampered(
            entries, "delete from audit_seal where number > %(seal)s", **values(large_audit, row)
        ):
            assert [fault.seals for fault in large_audit.faults()] == [(row.number + 1, len(large_audit.rows))]
