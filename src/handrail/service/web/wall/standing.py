"""How the rows of a model stand to the people who may read them: one phrase in the room's access table for each model.

The phrase is what the policies are made from; the cells beside it are what a test holds the policies against.

| phrase | who reads its rows |
|---|---|
| `public` | everyone who acts, signed out as well; jobs write them |
| `register` | everyone signed in; `kept by <permission>` writes them, `added to by <permission>` never changes one |
| `jobs` | jobs alone |
| `by hand` | as `by_hand.sql` says |
| `at <field>` | those who work at the body of that field |
| `run by <field>` | those whose role is wide in the partnership of that field |
| `for <field> by <permission>, <permission>` | those whose role may, in the partnership of that field |
| `mine <field>` | the person of that field |
| `of <field> [and <field>]` | whoever reads the row that the field (that each) points to |
| `in <field> [and <field>]` | those who hold the key to all of the folder (of each, where there are two) |

and after `for`, each after a semicolon: `also its scrutineers`, those who read for the partnership at a body of
independent scrutineers, and who write there too; `read by its scrutineers`, the same, who change nothing; `read by
<permission>`, those whose role may, who change nothing; `read by <permission> at <field>`, those of them who work at
the body of that field; `answered by <permission> at <field>`, the same, who answer it too. After `in`, each after a
semicolon, who else:

| phrase | |
|---|---|
| `also by <room> <room>` | those with a key to the room; whoever holds the key to the model's own room writes too |
| `any key` | whoever holds any key to the folder |
| `by row` | the key that the row's `opens` names, for the body of its `for_body` |
| `own contribution of <field>` | the body of that field, with the key to its own contribution |
| `own recommendations of <field>` | the body of that field, with the key to what is recommended to it |
| `also at <field>` | reads: those who work at the body of that field, with no key |
| `also mine <field>` | reads and writes: the person of that field |
| `asked of <field>` | the body of that field, with any key, where the row says that a body asked |
| `about a request` | the body that was asked by the request which the row's `about` names |
| `invited` | the bodies told of the meeting, with the key to its pack |
| `shows <field> <field>` | (after `of` too) whoever reads the row reads what the fields point to |
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps

from handrail.service.room import Room

ALONE = ("public", "register", "jobs", "by hand")


@dataclass(frozen=True)
class Standing:
    """One model's phrase, taken apart."""

    model: str
    kind: str
    """The first word or two: one of `ALONE`, or "at", "run by", "for", "mine", "of", "in"."""
    fields: tuple[str, ...] = ()
    also_by: tuple[str, ...] = ()
    any_key: bool = False
    by_row: bool = False
    invited: bool = False
    about: bool = False
    own: str = ""
    recommended: str = ""
    also_at: str = ""
    also_mine: str = ""
    asked: str = ""
    scrutineers: bool = False
    scrutineers_read: bool = False
    shows: tuple[str, ...] = ()
    kept_by: str = ""
    added_by: str = ""
    may: tuple[str, ...] = ()
    read_by: str = ""
    answered_by: str = ""
    cells: dict[str, str] = field(default_factory=dict, compare=False)

    @property
    def room(self) -> str:
        return self.model.partition(".")[0]


class NotAPhrase(ValueError):
    """A phrase in an access table that means nothing; the message names the model and the clause."""


def standings() -> Iterator[Standing]:
    """Each model of each room's access table."""
    for room in apps.get_app_configs():
        if isinstance(room, Room) and room.access_table.exists():
            with room.access_table.open(encoding="utf-8", newline="") as file:
                for line in csv.DictReader(file):
                    if is_a_model(line["url"]):
                        yield read(line["url"], line["method"], line)


def is_a_model(name: str) -> bool:
    """Rows of an access table speak of an address ("cases:note") or of a model ("cases.Note")."""
    return "." in name and ":" not in name


def read(model: str, phrase: str, cells: dict[str, str] | None = None) -> Standing:
    """Take a phrase apart. Raises NotAPhrase."""
    first, *clauses = [clause.strip() for clause in phrase.split(";")]
    found: dict[str, object] = {"kind": first}
    if first not in ALONE:
        found = _begins(model, first)
    for clause in clauses:
        found |= _clause(model, clause)
    return Standing(model, cells=cells or {}, **found)  # type: ignore[arg-type]


def _begins(model: str, first: str) -> dict[str, object]:
    if first.startswith("for "):
        field, _, permissions = first.removeprefix("for ").partition(" by ")
        return {"kind": "for", "fields": (field,), "may": tuple(one.strip() for one in permissions.split(","))}
    for kind in ("run by", "at", "mine", "of", "in"):
        if first.startswith(f"{kind} "):
            return {"kind": kind, "fields": tuple(first.removeprefix(f"{kind} ").split(" and "))}
    raise NotAPhrase(f"{model}: {first!r} does not say how its rows stand.")


def _clause(model: str, clause: str) -> dict[str, object]:
    flags = {"any key": "any_key", "by row": "by_row", "invited": "invited", "about a request": "about",
             "also its scrutineers": "scrutineers", "read by its scrutineers": "scrutineers_read"}  # fmt: skip
    if clause in flags:
        return {flags[clause]: True}
    for words, name, many in (
        ("also by ", "also_by", True), ("shows ", "shows", True), ("own contribution of ", "own", False),
        ("own recommendations of ", "recommended", False), ("also at ", "also_at", False),
        ("also mine ", "also_mine", False), ("asked of ", "asked", False), ("kept by ", "kept_by", False),
        ("read by ", "read_by", False), ("answered by ", "answered_by", False),
        ("added to by ", "added_by", False),
    ):  # fmt: skip
        if clause.startswith(words):
            said = clause.removeprefix(words)
            return {name: tuple(said.split()) if many else said}
    raise NotAPhrase(f"{model}: {clause!r} is not something that can be said of its rows.")
