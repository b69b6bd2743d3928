"""Words found nowhere else, planted in every text that belongs to a folder, so that any page that shows one is seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import DatabaseError, models, transaction

from handrail.service.access.models import BrokenGlass, Exclusion, Folder, Grant
from handrail.service.outbox.models import Message
from handrail.service.overview_panels.models import PanelDeath, PanelPack
from handrail.service.records.models import Match
from handrail.service.reports.models import DeathReport
from handrail.service.tellings.models import Telling

NOT_OF_IT = (Exclusion, Grant)
"""What is kept about a folder and is not in it."""
READ_BY_MACHINES = frozenset(
    "url_name room opens duty about kind instrument edition source force bound beside owed_by_kind journey sha256 slug "
    "media_type key version shown found_by part form_edition sex".split()
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
    """Put a canary in every text of every row that hangs on the folder or leads to it, and in messages about it."""
    planted, numbers = Planted(), count(1)
    messages = Message.objects.filter(about__contains=[folder.pk])
    for row in [*_of(folder), *messages]:
        for text in _texts(row):
            word = f"canary{next(numbers):04d}x"
            try:
                with transaction.atomic():
                    kept = _with(word, text, getattr(row, text.name))
                    _put(row, text.name, kept)
            except DatabaseError:
                continue  # what was sent stands, and the database refuses to change it
            planted.at[word] = f"{row._meta.label}.{text.name}"
            planted.row[word] = row._meta.label, row.pk
    return planted


def _put(row: models.Model, name: str, kept: Any) -> None:
    """What is kept of broken glass stands from the moment at which it was broken: such a row is made anew."""
    rows = type(row)._default_manager.filter(pk=row.pk)
    if not isinstance(row, BrokenGlass):
        rows.update(**{name: kept})
        return
    setattr(row, name, kept)
    rows.delete()
    row.save(force_insert=True)


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
        waiting += _beside(row)
        for relation in row._meta.get_fields(include_hidden=True):  # many name no way back, and are hidden so
            if isinstance(relation, models.ManyToOneRel):
                model = relation.related_model
                assert not isinstance(model, str)
                waiting += list(model._default_manager.filter(**{relation.field.name: row.pk}))


def _beside(row: models.Model) -> Iterator[models.Model]:
    """Rows about the same child to which no key of the folder leads."""
    if isinstance(row, PanelPack) and row.laid_as:
        yield from PanelDeath.objects.filter(pk=row.laid_as)
    if isinstance(row, Folder):
        yield from DeathReport.objects.filter(drawn_from__contains=[row.pk], approved_at=None)
        for told in Telling.objects.filter(alike__contains=[row.pk]).select_related("teller"):
            yield from (told, told.teller)
    if isinstance(row, Match):
        yield row.request


def _texts(row: models.Model) -> Iterator[models.Field[Any, Any]]:
    for one in row._meta.concrete_fields:
        plain = type(one) in (models.CharField, models.TextField) and not one.choices and not one.generated
        many = isinstance(one, ArrayField) and type(one.base_field) is models.TextField and one.editable
        held = isinstance(one, models.JSONField) and _with("", one, getattr(row, one.name)) != getattr(row, one.name)
        fits = one.name not in READ_BY_MACHINES and not one.unique and (one.max_length or 99) >= 11
        if (plain or many or held) and fits:
            yield one


def _with(word: str, text: models.Field[Any, Any], held: Any) -> Any:
    """What the field holds, with the word for its words. Of what is kept as JSON, keys and days stay as they are."""
    if isinstance(text, ArrayField):
        return [word]
    return _leaves(word, held) if isinstance(text, models.JSONField) else word


def _leaves(word: str, held: Any) -> Any:
    if isinstance(held, dict):
        return {key: _leaves(word, one) for key, one in held.items()}
    if isinstance(held, list):
        return [_leaves(word, one) for one in held]
    return word if isinstance(held, str) and " " in held else held
