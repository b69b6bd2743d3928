"""What the yearly report tells of serious incidents: how many the Panel was notified of."""

from __future__ import annotations

from collections.abc import Iterator

from handrail.service.incidents.models import Notice
from handrail.service.partnerships.models import Body
from handrail.service.yearly import Told, Year, children


def told(partnership: Body, year: Year) -> Iterator[Told]:
    sent = Notice.objects.filter(
        incident__case__partnership=partnership, to=Notice.To.PANEL, set_aside_at__isnull=True, **year.days("on")
    )
    number = sent.values("incident").distinct().count()
    yield Told(
        "incidents", "Serious incidents", ("what_was_done",),
        (f"Serious incidents of which the authority notified the Panel in these twelve months: {children(number)}.",),
    )  # fmt: skip
