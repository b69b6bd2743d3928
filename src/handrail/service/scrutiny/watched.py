"""The indicators that a partnership watches, for rooms that point at one and do not know this room."""

from __future__ import annotations

from django.urls import reverse

from handrail.service.partnerships.models import Body
from handrail.service.room import Watched
from handrail.service.scrutiny.models import Indicator


def indicators(partnership: Body) -> list[Watched]:
    rows = Indicator.objects.filter(partnership=partnership, ended_on=None)
    return [Watched(one.pk, one.outcome, reverse("scrutiny:indicator", args=[one.pk])) for one in rows]
