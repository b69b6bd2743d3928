"""Everything that can be done to one row of the audit, as statements of somebody whom nothing stops."""

from __future__ import annotations

ONE_ENTRY = "update audit_entry set {} where id = %(id)s"
ONE_SEAL = "update audit_seal set {} where number = %(seal)s"

CHANGES: dict[str, tuple[str, ...]] = {
    "the entry's number": (ONE_ENTRY.format("number = number + 1000000"),),
    "the entry's number, to one before all": (ONE_ENTRY.format("number = -number"),),
    "the entry's id": (ONE_ENTRY.format("id = gen_random_uuid()"),),
    "the entry's time, by a millionth": (ONE_ENTRY.format("at = at + interval '1 microsecond'"),),
    "the entry's time, by an hour": (ONE_ENTRY.format("at = at - interval '1 hour'"),),
    "the entry's time, for ever": (ONE_ENTRY.format("at = 'infinity'"),),
    "the entry's time, before Christ": (ONE_ENTRY.format("at = at - interval '4000 years'"),),
    "whether it was a look": (ONE_ENTRY.format("looked = not looked"),),
    "the folder": (ONE_ENTRY.format("case_id = gen_random_uuid()"),),
    "the folder, taken away or given": (ONE_ENTRY.format("case_id = case when case_id is null then id end"),),
    **{
        f"the entry's {column}": (ONE_ENTRY.format(f"{column} = {column} || 'x'"),)
        for column in ("actor", "actor_name", "did", "room", "paper", "paper_id")
    },
    "a value moved to its neighbour": (
        ONE_ENTRY.format("actor = left(actor, -1), actor_name = right(actor, 1) || actor_name"),
    ),
    "the seal's entry": (ONE_SEAL.format("entry_id = gen_random_uuid()"),),
    "what the seal is above": (ONE_SEAL.format("above = above - 1"),),
    "the seal's hash": (ONE_SEAL.format("hash = set_byte(hash, 0, get_byte(hash, 0) # 1)"),),
    "the seal's number": (ONE_SEAL.format("number = number + 1000000"),),
}  # fmt: skip
"""Each changes one row only."""

DROPS: dict[str, tuple[str, ...]] = {
    "the entry": ("delete from audit_entry where id = %(id)s",),
    "the seal": ("delete from audit_seal where number = %(seal)s",),
    "the entry and its seal": (
        "delete from audit_entry where id = %(id)s",
        "delete from audit_seal where number = %(seal)s",
    ),
}

SWAPS: dict[str, tuple[str, ...]] = {
    "what two entries say": (
        "update audit_entry e set did = o.did || 'x', actor = o.actor, at = o.at from audit_entry o "
        "where (e.id, o.id) in ((%(id)s, %(next)s), (%(next)s, %(id)s))",
    ),
    "the numbers of two entries": (
        "update audit_entry set number = -1 where id = %(next)s",
        "update audit_entry set number = %(next_number)s where id = %(id)s",
        "update audit_entry set number = %(number)s where id = %(next)s",
    ),
    "the entries of two seals": (
        "update audit_seal set entry_id = gen_random_uuid() where number = %(seal)s",
        "update audit_seal set entry_id = %(id)s where number = %(seal)s + 1",
        "update audit_seal set entry_id = %(next)s where number = %(seal)s",
    ),
}

PUT_IN = (
    "insert into audit_entry (id, number, at, actor, actor_name, looked, did, room, paper, paper_id) "
    "select gen_random_uuid(), number + 1, at, actor, actor_name, looked, did, room, paper, paper_id "
    "from audit_entry where id = %(id)s"
)
