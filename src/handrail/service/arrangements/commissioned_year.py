"""What the yearly report tells of services that are commissioned together: which, for what, by whom, and what came of
looking at them; and the needs that nothing answered on the last day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handrail.guidance import spoken
from handrail.service.arrangements.commissioning import (
    Bought,
    authorities_on,
    bought_by,
    gaps,
    in_words,
    needs_of,
    overlaps,
)
from handrail.service.arrangements.models import CommissionedReview
from handrail.service.partnerships.models import Body
from handrail.service.yearly import Rows, Told, Year


def commissioned_in(partnership: Body, year: Year) -> Iterator[Told]:
    """Nothing, where neither a service ran nor a need was recorded."""
    bought = [row for row in bought_by(partnership) if _ran(row, year.first, year.last)]
    needs, areas = needs_of(partnership), authorities_on(partnership, year.last)
    if not bought and not needs:
        return
    together = [row for row in bought if row.one.how != row.one.How.ALONE]
    lines = [
        f"{len(together)} {'service was' if len(together) == 1 else 'services were'} commissioned jointly or side by "
        f"side, and {len(bought) - len(together)} by one body alone."
    ]
    lines += [
        f"On the last day nothing answered this need in {in_words(gap.areas, areas)}: {gap.need}."
        for gap in gaps(needs, bought, areas, year.last)
    ]
    for both in overlaps(needs, bought, areas, year.last):
        why = f" Why: {both.why}" if both.why else ""
        lines.append(f"Two services answered the same need, {both.need}: {both.first.one} and {both.second.one}.{why}")
    rows = tuple(
        (str(row.one), str(row.one.need), row.commissioners or "Not said", row.one.provider, _days(row))
        for row in bought
    )
    head = ("Service", "Need", "Commissioned by", "Provided by", "From and until")
    tables = (Rows("Services that were commissioned", head, rows),) if rows else ()
    lines += _found(partnership, year)
    yield Told("commissioning", "Services commissioned together", ("what_was_done",), tuple(lines), tables)


def _ran(row: Bought, first: date, last: date) -> bool:
    return row.one.from_on <= last and (row.one.until_on is None or row.one.until_on >= first)


def _days(row: Bought) -> str:
    end = f" to {spoken(row.one.until_on)}" if row.one.until_on else ""
    return f"{spoken(row.one.from_on)}{end}"


def _found(partnership: Body, year: Year) -> list[str]:
    """The partnership's own words, of no folder."""
    rows = CommissionedReview.objects.filter(
        commissioned__partnership=partnership, commissioned__set_aside_at=None, on__range=(year.first, year.last)
    )
    return [
        f"{one.commissioned}, looked at on {spoken(one.on)}: {one.found}"
        for one in rows.select_related("commissioned").order_by("on")
    ]
