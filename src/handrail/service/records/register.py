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

APART = Path(__file__).parent / "apart.csv"
"""The models that hang on no folder, each with why: what becomes of it when a folder goes."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A model whose rows hang on a folder, and each way from such a row to the folder's key."""

    model: type[models.Model]
    ways: tuple[str, ...]

    def rows(self, folder_id: uuid.UUID) -> QuerySet[models.Model]:
        hangs = Q()
        for way in self.ways:
            hangs |= Q(**{way: folder_id})
        return self.model._default_manager.filter(hangs).order_by()


@cache
def holdings() -> tuple[Holding, ...]:
    """Every model that hangs on a folder, each before those that it points at: the order in which rows can go."""
    found = [Holding(model, ways) for model in ours() if (ways := _ways(model))]
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


def _walk(
    model: type[models.Model], way: tuple[str, ...], seen: tuple[type[models.Model], ...], *, certain: bool
) -> Iterator[str]:
    if model is Folder:
        yield "__".join(way) or "pk"
        return
    for field in pointers(model):
        target = field.related_model
        if target not in (*seen, model) and not (certain and field.null):
            yield from _walk(target, (*way, field.name), (*seen, model), certain=certain)


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
