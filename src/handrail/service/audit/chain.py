"""The chain of seals: what is hashed of an entry, in one form that no time zone and no machine changes.

A seal's hash is SHA-256 of the 32 bytes of the seal before it (zeros before the first) and of the canonical form.
The database's function says the same in SQL; this is said apart from it on purpose, so that each checks the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

FORM = "handrail audit 1"
START = bytes(32)
ENTRY = {
    "number": "e.number::text",
    "id": "e.id::text",
    "at": "extract(epoch from e.at)::text",  # seconds since 1970 in UTC, to the millionth
    "actor": "e.actor",
    "actor_name": "e.actor_name",
    "looked": "e.looked::text",
    "did": "e.did",
    "room": "e.room",
    "paper": "e.paper",
    "paper_id": "e.paper_id",
    "case_id": "e.case_id::text",
}
"""Every column of an entry, in the order in which it is hashed, and as the database is asked for it."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A seal and the entry it seals, each value as text; no entry where it cannot be found."""

    number: int
    entry_id: str
    above: int
    hash: bytes
    entry: tuple[str | None, ...] | None


def digest(before: bytes, sealed: Sealed) -> bytes:
    """The hash that the seal should have."""
    assert sealed.entry is not None
    parts = (FORM, str(sealed.number), str(sealed.above), *sealed.entry)
    return sha256(before + b"".join(_part(part) for part in parts)).digest()


def _part(text: str | None) -> bytes:
    """Its length goes first, so that no two lists of values give the same bytes."""
    if text is None:
        return b"-,"
    raw = text.encode()
    return b"%d:%s," % (len(raw), raw)
