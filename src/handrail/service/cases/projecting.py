"""What rooms above keep of a folder for others to read: kept with the folder's clocks, and made anew with them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.apps import apps
from django.utils.module_loading import import_string

from handrail.service.cases.models import Case
from handrail.service.room import Room


def projected(cases: Sequence[Case], *, mend: bool) -> set[uuid.UUID]:
    """The folders of which some room keeps something else than the papers say; mended, if that is wished."""
    found: set[uuid.UUID] = set()
    for room in apps.get_app_configs():
        if isinstance(room, Room) and room.projection:
            found |= import_string(room.projection)(cases, mend=mend)
    return found
