"""What in a briefing may tell whom its folders are about, and what somebody said of each such word.

The room that knows how to look stands above this one, and says in its `apps.py` where.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from django.apps import apps
from django.utils.module_loading import import_string

from handrail.analysis.identity import Flag, Kind
from handrail.service.cases.models import Case
from handrail.service.learning.briefing import PARTS
from handrail.service.learning.models import Briefing
from handrail.service.learning.several import folders_of
from handrail.service.room import Room

NAMES = (Kind.NAME, Kind.PRACTITIONER, Kind.MENTIONED)


@dataclass(frozen=True, slots=True)
class Telling:
    """Words that may tell it, where they first stand, and why they were marked."""

    words: str
    where: str
    reveals: str
    why: str

    @property
    def key(self) -> str:
        """The same words that would tell the same are looked at once, wherever they stand."""
        return f"{' '.join(self.words.lower().split())}|{self.reveals}"


def tellings_in(briefing: Briefing) -> list[Telling]:
    """Every one of them, in the order in which they are read, each once."""
    found: dict[str, Telling] = {}
    folders = folders_of(briefing)
    for title, text in (("The title", briefing.title), *((name, getattr(briefing, part)) for part, name in PARTS)):
        for flag in _marks_in(folders, text):
            one = Telling(flag.words, title, flag.reveals, flag.why)
            found.setdefault(one.key, one)
    return list(found.values())


def open_in(briefing: Briefing) -> list[Telling]:
    """Those of which nobody has said why they may stay."""
    said = {one["key"] for one in briefing.let_stand}
    return [one for one in tellings_in(briefing) if one.key not in said]


def names_told(folders: Sequence[Case], text: str) -> list[str]:
    """The words of a text that name somebody whom these folders know, each once."""
    if not text.strip():
        return []
    return list(dict.fromkeys(flag.words for flag in _marks_in(folders, text) if flag.kind in NAMES))


def _marks_in(cases: Sequence[Case], text: str) -> list[Flag]:
    rooms = (room for room in apps.get_app_configs() if isinstance(room, Room) and room.marks)
    marks = [import_string(room.marks) for room in rooms]
    return [flag for mark in marks for case in cases for flag in cast(list[Flag], mark(case, text))]
