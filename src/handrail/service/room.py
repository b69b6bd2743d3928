"""What every room says of itself: its title, its sentence, and how its papers become facts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from django.apps import AppConfig


class Room(AppConfig):
    """A room declares itself in its `apps.py`; nothing elsewhere has to remember it."""

    default_auto_field = "django.db.models.BigAutoField"
    title: str = ""
    sentence: str = ""
    filing: str = ""
    """Dotted name of the one function that turns a paper of this room into what is filed of it."""
    papers: tuple[str, ...] = ()
    """Names of the models that are papers: `handrail rebuild` reads them all."""
    beside: Mapping[str, tuple[str, ...]] = {}
    """By the name of the paper, the rows of other tables that `filing` reads of it, as Django names a way to them."""

    rounds: tuple[str, ...] = ()
    """Dotted names of functions that the worker calls once a day with the day; each gives how many it wrote."""

    ways_on: tuple[tuple[str, str, str], ...] = ()
    """What the page of a folder offers of this room: the words, the url name (it takes the folder), and the permission
    it needs, empty where whoever holds the whole folder may go there."""

    after_area_dates: str = ""
    """Dotted name of a function to call with an authority whose area dates changed; it gives how many folders
    it counted anew."""

    @property
    def access_table(self) -> Path:
        return Path(self.path) / "access.csv"
