"""The standing cast of Wend Valley for tests of the rooms: the same people as in the demonstration."""

from __future__ import annotations

from handrail.demonstration.wend_valley import PASSWORD, Cast, employ, wend_valley
from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import open_case
from handrail.service.cases.models import Case

__all__ = ["PASSWORD", "Cast", "employ", "open_folder_for", "wend_valley"]


def open_folder_for(cast: Cast, by: str = "notifier") -> Case:
    """A folder of Wend Valley, opened by its council's notifier, whose unit of work this then is."""
    name_actor(cast[by])
    return open_case(partnership=cast.partnership, authority=cast.council, by=cast[by])
