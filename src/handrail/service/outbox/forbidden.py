"""The one guard before every message: whether its address may hear of what the message is about.

Each room above that knows such a rule says so in its `apps.py`, so that no room that writes can go round it.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from typing import cast

from django.apps import apps
from django.utils.module_loading import import_string

from handrail.service.room import Room

REFUSED = (
    "Nothing was sent: a safe-contact rule of a family in this folder does not allow a message to that address. Read "
    "the rules under “The family, and their key worker” in the folder, and reach them in the way they say; or take the "
    "address out and do this again."
)


def forbidden(address: str, about: Sequence[uuid.UUID]) -> bool:
    """Whether some room forbids writing to an address about these folders."""
    for room in apps.get_app_configs():
        if isinstance(room, Room) and room.forbids_writing:
            ask = cast("Callable[[str, Sequence[uuid.UUID]], bool]", import_string(room.forbids_writing))
            if ask(address, about):
                return True
    return False
