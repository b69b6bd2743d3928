"""What earlier reviews found, beside the pages that ask whether improvements were found before.

The room that keeps it stands above this one, and says in its `apps.py` how it is drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.apps import apps
from django.http import HttpRequest
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString

from handrail.service.reviews.models import RapidReview
from handrail.service.reviews.written import DECIDES, written
from handrail.service.room import Room

ASKS = frozenset({"improvements", *(slug for slug, _ in DECIDES.values())})
"""The pages of a rapid review that ask it."""
Draw = Callable[[HttpRequest, object, str], str]


def beside(request: HttpRequest, review: RapidReview, slug: str) -> str:
    """Drawn, for a page that asks it; empty for the others."""
    if slug not in ASKS:
        return ""
    text = written(review).sections
    words = text["improvements"] or text["facts_of_case"]
    rooms = (room for room in apps.get_app_configs() if isinstance(room, Room) and room.found_before)
    drawn = (cast(Draw, import_string(room.found_before))(request, review.case, words) for room in rooms)
    return SafeString("".join(drawn))
