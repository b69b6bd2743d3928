"""Words found nowhere else, planted in every text that belongs to a folder, so that any page that shows one is seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.db import DatabaseError, models, transaction

from handrail.service.access.models import BrokenGlass, Exclusion, Folder, Grant
from handrail.service.outbox.models import Message

NOT_OF_IT = (BrokenGlass, Exclusion, Grant)
"""What is kept about a folder and is not in it."""
READ_BY_MACHINES = frozenset(
    "url_name room opens duty about kind instrument edition source force bound beside owed_by_kind journey sha256 slug "
    "media_type key version shown found_by part".split()
)
"""Fields that name something to the programme; a page would fail with a word of ours in them."""
CANARY = re.compile(r"canary\d{4}x")


@dataclass
class Planted:
    """Each canary, the field it was put in, and the row: its model and its key."""

    at: dict[str, str] = field(default_factory=dict)
    row: dict[str, tuple[str, Any]] = field(default_factory=dict)

    def found_in(self, shown: bytes) -> set[str]:
        return {self.at[word] for word in self.words_in(shown)}

    def words_in(self, shown: bytes) -> set[str]:
        return set(CANARY.findall(shown.decode("utf-8", "replace").lower())) & set(self.at)


def plant(folder: Folder) -> Planted:
    """Put a canary in every text of every row that hangs on the folder, and in the messages about it."""
    planted, numbers = Planted(), count(1)
    messages = Message.objects.filter(about__contains=[folder.pk])
    for row in [*_of(folder), *messages]:
        for text in _texts(row):
            word = f"canary{next(numbers):04d}x"
            try:
                with transaction.atomic():
                    type(row)._default_manager.filter(pk=row.pk).update(**{text.name: word})
            except DatabaseError:
                continue  # what was sent stands, and the database refuses to change it
            planted.at[word] = f"{row._meta.label}.{text.name}"
            planted.row[word] = row._meta.label, row.pk
    return planted


def _of(folder: Folder) -> Iterator[models.Model]:
    """Every row that points to the folder, or to one that does, and so on."""
    seen: set[tuple[str, Any]] = set()
    waiting: list[models.Model] = [folder]
    while waiting:
        row = waiting.pop()
        if (row._meta.label, row.pk) in seen or isinstance(row, NOT_OF_IT):
            continue
        seen.add((row._meta.label, row.pk))
        yield row
        for relation in row._meta.related_objects:
            model = relation.related_model
            assert not isinstance(model, str)
            if relation.field.concrete and not relation.many_to_many:
                waiting += list(model._default_manager.filter(**{relation.field.name: row.pk}))


def _texts(row: models.Model) -> Iterator[models.Field[Any, Any]]:
    for one in row._meta.concrete_fields:
        plain = type(one) in (models.CharField, models.TextField) and not one.choices and not one.generated
        if plain and one.name not in READ_BY_MACHINES and not one.unique and (one.max_length or 99) >= 11:
            yield one
