"""What can be wrong with an audit, said in sentences that name the row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum

from handrail.service.audit.chain import Sealed
from handrail.service.audit.checkpoints import Checkpoint


class Kind(Enum):
    CHANGED = "changed"
    SEAL_CHANGED = "seal changed"
    DROPPED = "dropped"
    PUT_IN = "put in"
    CUT = "cut from the end"
    REWRITTEN = "rewritten"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was sealed: between which seals (both included), or which entry without one."""

    kind: Kind
    sentence: str
    seals: tuple[int, int] | None = None
    entry_id: str = ""


def changed(row: Sealed, *, sure: bool) -> Fault:
    what = "was" if sure else "or its seal was"
    return Fault(Kind.CHANGED, f"{_entry(row)} {what} changed after it was sealed.", *_at(row))


def seal_changed(row: Sealed) -> Fault:
    sentence = f"Seal {row.number:,} was changed. Its entry, {_entry(row, 'e')}, is as it was sealed."
    return Fault(Kind.SEAL_CHANGED, sentence, *_at(row))


def gone(row: Sealed) -> Fault:
    sentence = f"The entry of seal {row.number:,} is gone. Its id was {row.entry_id}."
    return Fault(Kind.DROPPED, sentence, *_at(row))


def missing(first: int, last: int) -> Fault:
    sentence = f"{_seals(first, last)} taken out, so what they sealed and the entry after them cannot be vouched for."
    return Fault(Kind.DROPPED, sentence, (first, last))


def out_of_turn(row: Sealed) -> Fault:
    sentence = f"{_entry(row)} was put in: its number had gone by when it was sealed."
    return Fault(Kind.PUT_IN, sentence, *_at(row))


def without_a_seal(number: int, entry_id: str, at: str) -> Fault:
    sentence = (
        f"Entry {number:,} ({when(at)}) has no seal, though the sealer has gone past it: "
        "it was put in, or its seal taken out."
    )
    return Fault(Kind.PUT_IN, sentence, entry_id=entry_id)


def cut(last: int, reached: int) -> Fault:
    sentence = (
        f"{_seals(last + 1, reached)} cut from the end: the sealer wrote them, and the last one there is {last:,}."
    )
    return Fault(Kind.CUT, sentence, (last + 1, reached))


def cut_since(checkpoint: Checkpoint, last: int) -> Fault:
    first = last + 1
    sentence = (
        f"{_seals(first, checkpoint.count)} cut from the end: the checkpoint of {told(checkpoint.at)} has "
        f"{checkpoint.count:,}, and the last one there is {last:,}."
    )
    return Fault(Kind.CUT, sentence, (first, checkpoint.count))


def not_by_the_sealer(reached: int, last: int) -> Fault:
    sentence = f"{_seals(reached + 1, last)} not written by the sealer, which had come to {reached:,}."
    return Fault(Kind.PUT_IN, sentence, (reached + 1, last))


def rewritten(checkpoint: Checkpoint, agreed: int) -> Fault:
    sentence = (
        f"The audit was rewritten between seals {agreed + 1:,} and {checkpoint.count:,}: its seal "
        f"{checkpoint.count:,} is not that of the checkpoint of {told(checkpoint.at)}."
    )
    return Fault(Kind.REWRITTEN, sentence, (agreed + 1, checkpoint.count))


def went_back(checkpoint: Checkpoint, before: Checkpoint) -> Fault:
    sentence = (
        f"Between {told(before.at)} and {told(checkpoint.at)} the audit went back from {before.count:,} seals to "
        f"{checkpoint.count:,}: an older state of the database took its place."
    )
    return Fault(Kind.REWRITTEN, sentence, (checkpoint.count + 1, before.count))


def told(at: datetime) -> str:
    utc = at.astimezone(UTC)
    return f"{utc.day} {utc:%B %Y, %H:%M:%S} UTC"


def when(seconds: str) -> str:
    """Whoever changes a row may put any time in it, also one that no calendar has."""
    try:
        return told(datetime.fromtimestamp(float(Decimal(seconds)), UTC))
    except (InvalidOperation, ValueError, OverflowError, OSError):
        return "at no time that can be read"


def _entry(row: Sealed, capital: str = "E") -> str:
    number, _, at = (row.entry or ("0", "", ""))[:3]
    return f"{capital}ntry {int(number or 0):,} ({when(at or '')}; seal {row.number:,})"


def _seals(first: int, last: int) -> str:
    return f"Seal {first:,} was" if first == last else f"Seals {first:,} to {last:,} were"


def _at(row: Sealed) -> tuple[tuple[int, int], str]:
    return (row.number, row.number), row.entry_id
