"""Reads the chain from its first seal for as long as every row is as it was sealed, and as quickly as can be.

The database only puts the values of a row one after the other; it is asked for them in large blocks, the next while
one is hashed here. What a row says is weighed in `verifying`, which goes on from where this stops.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from handrail.service.audit.chain import FORM, START

Ask = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]
"""Asks the database; gives every row of the answer."""


@dataclass(frozen=True, slots=True)
class Reached:
    """The last seal up to which nothing is wrong; 0 and zeros before the first."""

    number: int = 0
    above: int = 0
    hash: bytes = START


def read_while_whole(ask: Ask, entry: Mapping[str, str], block: int) -> tuple[Reached, int]:
    """How far the chain is whole, and how far it should be; the two are the same when all of it is."""
    ((first, last, encoding),) = ask(
        "select coalesce(min(number), 1), coalesce(max(number), 0), current_setting('server_encoding') "
        "from audit_seal", [],
    )  # fmt: skip
    reached = Reached()
    if first != 1 or encoding != "UTF8":  # a length in another encoding is not the length that was hashed
        return reached, max(last, 1)
    for text in _blocks(ask, _query(entry), last, block):
        reached, whole = _through(text, reached)
        if not whole:
            break
    return reached, last


def _blocks(ask: Ask, query: str, last: int, block: int) -> Iterator[bytes]:
    """Each row as a line of figures and then what is hashed of it; the next block is fetched meanwhile."""
    starts = iter(range(0, last, block))

    def fetched(start: int) -> bytes:
        ((text,),) = ask(query, [start, min(start + block, last)])
        return (text or "").encode()

    ask("select set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)", [])
    with ThreadPoolExecutor(1) as beside:
        coming = next(starts, None)
        waiting = beside.submit(fetched, coming) if coming is not None else None
        while waiting is not None:
            text = waiting.result()
            coming = next(starts, None)
            waiting = beside.submit(fetched, coming) if coming is not None else None
            yield text


def _through(text: bytes, reached: Reached) -> tuple[Reached, bool]:
    """As far as the rows of one block fit on what went before, and whether all of them did."""
    place, number, above, chained = 0, reached.number, reached.above, reached.hash
    while place < len(text):
        end = text.index(b"\n", place)
        row, upto, entry, length, hexed = text[place:end].split(b" ")
        place = end + 1 + int(length)
        hashed = sha256(chained + text[end + 1 : place]).digest()
        if int(row) != number + 1 or int(upto) < above or int(entry) <= int(upto) or hashed.hex().encode() != hexed:
            return Reached(number, above, chained), False
        number, above, chained = number + 1, int(upto), hashed
    return Reached(number, above, chained), number > reached.number


def _query(entry: Mapping[str, str]) -> str:
    """Rows as `_through` reads them; `entry` is every column of an entry, as the database is asked for it."""
    rows = (
        "select s.number, s.above, coalesce(e.number, 0) as entry, encode(s.hash, 'hex') as hash, "  # noqa: S608 (our own names)
        f"{_canonical(entry)} as told from audit_seal s left join audit_entry e on e.id = s.entry_id "
        "where s.number > %s and s.number <= %s order by s.number offset 0"
    )
    line = "concat(number, ' ', above, ' ', entry, ' ', octet_length(told), ' ', hash, E'\\n', told)"
    return f"select string_agg({line}, '' order by number) from ({rows}) rows"  # noqa: S608


def _canonical(entry: Mapping[str, str]) -> str:
    """In SQL, what `chain.digest` hashes after the seal before: each value with its length, or "-,"."""
    values = {"form": f"'{FORM}'", "seal": "s.number::text", "above": "s.above::text", **entry}
    parts = [f"octet_length({value}), ':', {value}, ','" for name, value in values.items() if name != "case_id"]
    case_id = values["case_id"]
    return f"concat({', '.join(parts)}, coalesce(octet_length({case_id}) || ':' || {case_id} || ',', '-,'))"
