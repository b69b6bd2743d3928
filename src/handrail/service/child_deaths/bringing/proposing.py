"""Which of our columns each column of a file most likely is. Nothing here is taken for granted: it is shown first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from handrail.service.child_deaths.bringing.columns import BY_NAME, COLUMNS, NEEDED, meaning
from handrail.service.child_deaths.bringing.table import Head, keys

LEFT_OUT = "-"
"""What is kept of a column that is left out."""
ENOUGH = 0.6
"""How much of a file's columns must be of a kept shape for it to be proposed."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """`column` is one of ours, or nothing; `why` says what it is proposed for."""

    column: str
    why: str


def by_name(heads: Sequence[Head]) -> dict[str, Proposal]:
    """From the names alone: our own names first, then what else each is called. None of ours is proposed twice."""
    found: dict[str, Proposal] = {}
    taken: dict[str, Head] = {}
    for head in heads:
        name = " ".join(head.name.casefold().split())
        if name in BY_NAME and name not in taken:
            taken[name], found[head.key] = head, Proposal(name, "It is called as in the template.")
    for head in heads:
        if head.key not in found:
            found[head.key] = _other(head, taken)
    return found


def _other(head: Head, taken: dict[str, Head]) -> Proposal:
    said = meaning(head.name)
    fits = [column.name for column in COLUMNS if said and said in column.meanings]
    free = next((name for name in fits if name not in taken), "")
    if free:
        taken[free] = head
        return Proposal(free, "Proposed from its name.")
    if fits:
        return Proposal("", f"Its name fits “{fits[0]}”, which is proposed for column {taken[fits[0]].letter}.")
    return Proposal("", "Nothing is known of its name.")


def from_kept(heads: Sequence[Head], columns: Mapping[str, str], called: str) -> dict[str, Proposal]:
    """From what was kept of a like file; a column that is new is proposed from its name where its place is free."""
    kept = {head.key: columns[head.key] for head in heads if head.key in columns}
    found = by_name([head for head in heads if head.key not in kept])
    taken = set(kept.values())
    for key, one in found.items():
        if one.column in taken:
            found[key] = Proposal("", f"Its name fits “{one.column}”, which “{called}” has for another column.")
    return found | {
        key: Proposal("" if column == LEFT_OUT else column, f"As kept under “{called}”.")
        for key, column in kept.items()
    }


def is_ours(heads: Sequence[Head]) -> bool:
    """Whether every column is called as in the template, each once."""
    return all(head.key in BY_NAME for head in heads) and set(NEEDED) <= keys(heads)


def likeness(heads: Sequence[Head], columns: Mapping[str, str]) -> float:
    """From nothing in common to 1, where every column is there and no other."""
    theirs, kept = keys(heads), set(columns)
    return len(theirs & kept) / max(len(theirs | kept), 1)


def faults(chosen: Mapping[str, str], heads: Iterable[Head]) -> list[tuple[str, str]]:
    """What is wrong with a matching: the key of a column of theirs, or nothing, and how to mend it."""
    found: list[tuple[str, str]] = []
    places: dict[str, Head] = {}
    for head in heads:
        column = chosen.get(head.key, LEFT_OUT)
        if column == LEFT_OUT:
            continue
        if column in places:
            found.append((
                head.key,
                f"“{column}” is chosen for {places[column].where} and for {head.where}. Choose it for one of them, and"
                " leave out the other.",
            ))  # fmt: skip
        else:
            places[column] = head
    missing = [name for name in NEEDED if name not in places]
    if missing:
        named = " or ".join(f"“{name}”" for name in missing)
        found.append((
            "", f"No column is {named}, which every line needs. Choose it, or add it to your file and send it again."
        ))  # fmt: skip
    return found
