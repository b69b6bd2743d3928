"""How many children live in an authority's area, as it is published, for rooms that share by it."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date

from handrail.service.scrutiny.models import Figure

MEASURE = "children"


def populations(authorities: Collection[uuid.UUID], by: date) -> dict[uuid.UUID, tuple[int, str]]:
    """By the key of each authority the newest number up to a day, with its source. One that is marked as not known in
    the published file is left out: an older one is not put in its place."""
    rows = Figure.objects.filter(measure=MEASURE, area__authority__in=authorities, year__lte=by.year)
    newest = {one.area.authority_id: one for one in rows.select_related("area", "loaded").order_by("year")}
    return {
        key: (int(one.value), f"{one.loaded.holds}, {one.year}{', invented' if one.loaded.invented else ''}")
        for key, one in newest.items()
        if key is not None and one.value is not None
    }
