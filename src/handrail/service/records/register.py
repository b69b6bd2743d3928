"""Which table holds what of a folder: found by walking the models, so that no list of tables has to be remembered."""

from __future__ import annotations

import csv
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.apps import apps
from django.db import models
from django.db.models import Q, QuerySet

from handrail.service.access.models import Folder
from handrail.service.records.declared import rooms
from handrail.service.room import KeptByKey

APART = Path(__file__).parent / "apart.csv"
"""The models that hang on no folder, each with why: what becomes of it when a folder goes."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A model whose rows hang on a folder, and each way from such a row to the folder's key."""

    model: type[models.Model]
    ways: tuple[str, ...]
    keyed: tuple[tuple[str, KeptByKey], ...] = ()
    """Where nothing points to a folder: each way to what is kept by a bare key, and who keeps that key."""

    def rows(self, folder_id: uuid.UUID) -> QuerySet[models.Model]:
        hangs = Q()
        for way in self.ways:
            hangs |= Q(**{way: folder_id})
        for way, kept in self.keyed:
            holder = apps.get_model(kept.holder)
            keys = Holding(holder, _ways(holder)).rows(folder_id).exclude(**{kept.column: None})
            hangs |= Q(**{f"{way}__in": keys.values(kept.column)})
        return self.model._default_manager.filter(hangs).order_by()


@cache
def holdings() -> tuple[Holding, ...]:
    """Every model that hangs on a folder, each before those that it points at: the order in which rows can go."""
    every = [Holding(model, ways, () if ways else _keyed(model)) for model in ours() for ways in [_ways(model)]]
    found = [one for one in every if one.ways or one.keyed]
    order = {model: place for place, model in enumerate(_pointing_first([one.model for one in found]))}
    return tuple(sorted(found, key=lambda one: order[one.model]))


def ours() -> list[type[models.Model]]:
    """Every table of every room, those that only join two others included."""
    labels = {room.label for room in rooms()}
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in labels]


def apart() -> dict[str, str]:
    with APART.open(encoding="utf-8", newline="") as file:
        return {line["model"]: line["why"] for line in csv.DictReader(file)}


def _ways(model: type[models.Model]) -> tuple[str, ...]:
    """The ways that every row has. A way that a row may lack says whose it is only where there is no other."""
    certain = tuple(_walk(model, (), (), certain=True))
    return certain or tuple(_walk(model, (), (), certain=False))


def _keyed(model: type[models.Model]) -> tuple[tuple[str, KeptByKey], ...]:
    return tuple(_walk_to_keys(model))


def _walk_to_keys(model: type[models.Model]) -> Iterator[tuple[str, KeptByKey]]:
    for kept in (one for room in rooms() for one in room.kept_by_key):
        target = apps.get_model(kept.model)
        for way in _walk(model, (), (), certain=True, to=target):
            yield (kept.field if model is target else f"{way}__{kept.field}"), kept


def _walk(
    model: type[models.Model],
    way: tuple[str, ...],
    seen: tuple[type[models.Model], ...],
    *,
    certain: bool,
    to: type[models.Model] = Folder,
) -> Iterator[str]:
    if model is to:
        yield "__".join(way) or "pk"
        return
    for field in pointers(model):
        target = field.related_model
        if target not in (*seen, model) and not (certain and field.null):
            yield from _walk(target, (*way, field.name), (*seen, model), certain=certain, to=to)


def pointers(model: type[models.Model]) -> Iterator[models.ForeignKey[models.Model, models.Model]]:
    """A model's own keys to other rows."""
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey):
            yield field


def _pointing_first(chosen: list[type[models.Model]]) -> list[type[models.Model]]:
    """Models in such an order that none is pointed at by a later one. A model may point at itself."""
    waiting, ordered = list(chosen), []
    while waiting:
        pointed_at = {
            field.related_model for model in waiting for field in pointers(model) if field.related_model is not model
        }
        free = [model for model in waiting if model not in pointed_at]
        if not free:
            raise RuntimeError(f"These tables point at each other in a ring: {waiting}")
        ordered += free
        waiting = [model for model in waiting if model in pointed_at]
    return ordered
