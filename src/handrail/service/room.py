"""What every room says of itself: its title, its sentence, and how its papers become facts."""

from __future__ import annotations

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

    @property
    def access_table(self) -> Path:
        return Path(self.path) / "access.csv"
