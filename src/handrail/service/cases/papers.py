"""Reads papers with what stands beside them, and asks the room of each what is to be filed of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar, cast

from django.apps import apps
from django.db import models
from django.utils.module_loading import import_string

from handrail.service.cases.filing import Filing
from handrail.service.cases.models import Case, Paper
from handrail.service.room import Room

P = TypeVar("P", bound=Paper)


def papers_of(cases: Sequence[Case]) -> Iterator[Paper]:
    """Every paper of these folders, from every room that has papers, in as many queries for many as for one."""
    by_id = {case.pk: case for case in cases}
    for room in apps.get_app_configs():
        if isinstance(room, Room):
            for name in room.papers:
                for paper in _whole(apps.get_model(room.label, name)).filter(case__in=by_id):
                    paper.case = by_id[paper.case_id]
                    yield paper


def afresh(paper: P, case: Case) -> P:
    """A paper as the database has it now, whatever was read of it, and kept in memory, before an action."""
    fresh = _whole(type(paper)).get(pk=paper.pk)
    fresh.case = case
    return fresh


def filing_of(paper: Paper) -> Filing:
    """What the paper's own room says of it."""
    return cast(Filing, import_string(_room_of(type(paper)).filing)(paper))


def _whole(kind: type[P]) -> models.QuerySet[P]:
    room, name = _room_of(kind), kind.__name__
    papers = kind._default_manager.prefetch_related(*room.beside.get(name, ()))
    if name not in room.read_with:
        return papers
    return cast("models.QuerySet[P]", import_string(room.read_with[name])(papers))


def _room_of(kind: type[Paper]) -> Room:
    return cast(Room, apps.get_app_config(kind._meta.app_label))
