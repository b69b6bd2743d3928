"""Goes through the audit as it stands and says which rows are not as they were sealed.

It trusts nothing that the database works out: it asks for rows, and hashes them here. A batch of rows is held at a
time, so an audit of ten years needs no more memory than one of a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from handrail.service.audit import faults
from handrail.service.audit.acting import Job
from handrail.service.audit.chain import ENTRY, START, Sealed, digest
from handrail.service.audit.checkpoints import Checkpoint
from handrail.service.audit.faults import Fault
from handrail.service.audit.reading import Ask, read_while_whole

VERIFYING = Job("audit verify")
BATCH = 5_000
BEFORE_ALL, AFTER_ALL = -(2**63), 2**63 - 1


def faults_in(ask: Ask, *files: Iterable[Checkpoint]) -> Iterator[Fault]:
    """All that is wrong with the whole audit, from the first seal to what is not sealed yet, and against each file."""
    yield from faults_from_first_to_last(ask)
    yield from faults_past_the_end(ask)
    yield from entries_put_in(ask)
    for checkpoints in files:
        yield from faults_against(ask, checkpoints)


def faults_from_first_to_last(ask: Ask) -> Iterator[Fault]:
    """The whole chain: quickly while all is well, and row by row from the first that is not as it was sealed."""
    reached, last = read_while_whole(ask, ENTRY, BATCH)
    if reached.number < last:
        before = Sealed(reached.number, "", reached.above, reached.hash, None)
        yield from faults_in_chain(sealed_rows(ask, after=reached.number or BEFORE_ALL), before)


def sealed_rows(ask: Ask, after: int = BEFORE_ALL, upto: int = AFTER_ALL) -> Iterator[Sealed]:
    """Seals with their entries, in the order of the seals."""
    query = (
        f"select s.number, s.entry_id::text, s.above, s.hash, {', '.join(ENTRY.values())} "  # noqa: S608 (our own names)
        "from audit_seal s left join audit_entry e on e.id = s.entry_id "
        "where s.number > %s and s.number <= %s order by s.number limit %s"
    )
    while rows := ask(query, [after, upto, BATCH]):
        for number, entry_id, above, hashed, *entry in rows:
            kept = tuple(entry) if entry[0] is not None else None
            yield Sealed(number, entry_id, above, bytes(hashed), kept)
        after = rows[-1][0]


def faults_in_chain(rows: Iterable[Sealed], before: Sealed | None = None) -> Iterator[Fault]:
    """Each row that is not as it was sealed. Where a hash is wrong, the next row tells which of seal and entry is."""
    last, above = (before.number, before.above) if before else (0, 0)
    chained: bytes | None = before.hash if before else START
    doubted: tuple[Sealed, bytes] | None = None
    for row in rows:
        if row.number != last + 1:
            yield faults.missing(last + 1, row.number - 1)
            chained = None
        right = digest(chained, row) if row.entry and chained is not None else None
        if doubted is not None:
            first, instead = doubted
            if row.entry and right != row.hash and digest(instead, row) == row.hash:
                yield faults.seal_changed(first)
                right = row.hash
            else:
                yield faults.changed(first, sure=right == row.hash)
        if row.entry is None:
            yield faults.gone(row)
        elif row.above < above or int(row.entry[0] or 0) <= row.above:
            yield faults.out_of_turn(row)
        doubted = (row, right) if right is not None and right != row.hash else None
        last, above, chained = row.number, max(above, row.above), row.hash
    if doubted is not None:
        yield faults.changed(doubted[0], sure=False)


def faults_past_the_end(ask: Ask) -> Iterator[Fault]:
    """Seals that the sealer is known to have written and that are not there, or the other way round."""
    query = "select (select max(number) from audit_seal), (select max(last) from audit_sealing)"
    last, reached = (found or 0 for found in ask(query, [])[0])
    if reached > last:
        yield faults.cut(last, reached)
    if last > reached:
        yield faults.not_by_the_sealer(reached, last)


def entries_put_in(ask: Ask) -> Iterator[Fault]:
    """Entries without a seal that the sealer had already gone past."""
    query = (
        "select e.number, e.id::text, extract(epoch from e.at)::text from audit_entry e "
        "where e.number > %s and e.number <= %s and not exists (select from audit_seal s where s.entry_id = e.id) "
        "order by e.number limit %s"
    )
    after, settled = BEFORE_ALL, gone_past(ask)
    while rows := ask(query, [after, settled, BATCH]):
        for number, entry_id, at in rows:
            yield faults.without_a_seal(number, entry_id, at)
        after = rows[-1][0]


def faults_against(ask: Ask, checkpoints: Iterable[Checkpoint]) -> Iterator[Fault]:
    """Where the chain is not what the checkpoints say it was: the first that disagrees, and each step backwards."""
    query = "select number, encode(hash, 'hex') from audit_seal where number = any(%s)"
    ((last,),) = ask("select coalesce(max(number), 0) from audit_seal", [])
    before: Checkpoint | None = None
    furthest: Checkpoint | None = None
    agreed, differs = 0, False
    remaining = iter(checkpoints)
    while batch := list(islice(remaining, BATCH)):
        hashes: dict[int, str] = dict(ask(query, [[checkpoint.count for checkpoint in batch]]))
        for checkpoint in batch:
            if before and checkpoint.count < before.count:
                yield faults.went_back(checkpoint, before)
            if not furthest or checkpoint.count > furthest.count:
                furthest = checkpoint
            if hashes.get(checkpoint.count) == checkpoint.hash:
                agreed = max(agreed, checkpoint.count) if not differs else agreed
            elif checkpoint.count in hashes and not differs:
                differs = True
                yield faults.rewritten(checkpoint, min(agreed, checkpoint.count - 1))
            before = checkpoint
    if furthest and furthest.count > last:
        yield faults.cut_since(furthest, last)


def faults_between(checkpoints: Iterable[Checkpoint]) -> Iterator[Fault]:
    """What the checkpoints of one file tell against each other, without any database."""
    before: Checkpoint | None = None
    for checkpoint in checkpoints:
        if before and checkpoint.count < before.count:
            yield faults.went_back(checkpoint, before)
        elif before and checkpoint.count == before.count and checkpoint.hash != before.hash:
            yield faults.rewritten(checkpoint, 0)
        before = checkpoint


def gone_past(ask: Ask) -> int:
    """The number up to which no entry can still come to the sealer, by the seals and by the sealer's own record."""
    query = "select (select max(above) from audit_seal), (select max(settled) from audit_sealing)"
    return max(found or 0 for found in ask(query, [])[0])


def waiting(ask: Ask) -> tuple[int, str]:
    """How many entries the sealer has not come to yet, and since when, in words."""
    query = (
        "select count(*), extract(epoch from min(e.at))::text from audit_entry e "
        "where e.number > %s and not exists (select from audit_seal s where s.entry_id = e.id)"
    )
    ((count, oldest),) = ask(query, [gone_past(ask)])
    return count, faults.when(oldest) if oldest else ""
