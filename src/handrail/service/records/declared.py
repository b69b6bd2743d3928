"""What each room says of its fields: whose each is about, and whether it may be given to somebody who asks to see
what is held of them. Read from `fields.csv` beside the room's models; the answer to such a request is made from it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal, cast, get_args

from django.apps import apps
from django.db import models

from handrail.service.room import Room

HEADER: Final = ["model", "field", "about", "share", "why"]
About = Literal["child", "family", "professional", "agency", "nobody"]
Share = Literal["yes", "redact", "no"]


@dataclass(frozen=True, slots=True)
class Declared:
    """One field. `redact` is given once a person has decided on every name in it."""

    model: str
    field: str
    about: About
    share: Share
    why: str


class NotDeclared(RuntimeError):
    """A table of fields that cannot be read; the message says where."""


@cache
def declared() -> dict[tuple[str, str], Declared]:
    """Every field that a room declares, by its model's label ("cases.Note") and name."""
    found: dict[tuple[str, str], Declared] = {}
    for room in rooms():
        for one in _read(room):
            if (one.model, one.field) in found:
                raise NotDeclared(f"{one.model}.{one.field} is declared twice.")
            found[one.model, one.field] = one
    return found


def rooms() -> Iterator[Room]:
    yield from (room for room in apps.get_app_configs() if isinstance(room, Room))


def fields_of(model: type[models.Model]) -> list[str]:
    """The names of what a model itself holds: its columns, and its lists of other things."""
    return [field.name for field in model._meta.get_fields() if not field.auto_created or field.concrete]


def _read(room: Room) -> Iterator[Declared]:
    table = Path(room.path) / "fields.csv"
    if not table.exists():
        return
    with table.open(encoding="utf-8", newline="") as file:
        lines = csv.DictReader(file)
        if lines.fieldnames != HEADER:
            raise NotDeclared(f"{table.parent.name}/fields.csv must begin with {','.join(HEADER)}.")
        for line in lines:
            about, share = line["about"], line["share"]
            if about not in get_args(About) or share not in get_args(Share) or not line["why"].strip():
                raise NotDeclared(f"{table.parent.name}/fields.csv: {line['model']}.{line['field']} is not an answer.")
            yield Declared(
                f"{room.label}.{line['model']}", line["field"], cast("About", about), cast("Share", share), line["why"]
            )
