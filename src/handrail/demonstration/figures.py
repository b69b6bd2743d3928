"""Figures that the demonstration's outcomes are drawn from.

England's are real: Department for Education, "Children in need", 2013 to 2024 (Open Government Licence v3.0). Those of
Wend Valley's two councils and of their region are invented, and every page that shows them says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from handrail.demonstration.wend_valley import Cast
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.scrutiny.models import Area, Figure, Loaded
from handrail.service.scrutiny.series import ENGLAND

AGAIN, REVIEWED, DAYS, PLANS = (
    "re-referrals-percent", "reviewed-within-timescales-percent", "median-days", "cpp-at31-rate"
)  # fmt: skip
FIRST = {AGAIN: 2013, REVIEWED: 2013, DAYS: 2014, PLANS: 2013}
OF_ENGLAND = {
    AGAIN: "24.7 23.5 24.2 22.5 21.9 21.9 22.6 22.6 22.7 21.5 22.4 22.4",
    REVIEWED: "95.9 94.5 93.9 93.6 92.1 90.5 91.8 91.5 93.2 89.3 88.1 89.8",
    DAYS: "25 28 28 29 31 32 32 30 32 33 34",
    PLANS: "37.9 42.1 43.1 43.4 43.8 45.9 44.5 43.7 42.4 43.3 42.7 41.6",
}
OF_THE_REGION = {
    AGAIN: "23.1 22.8 23.0 21.7 21.2 21.9 22.0 21.4 21.8 21.1 21.5 21.9",
    REVIEWED: "96.2 95.0 94.1 93.9 93.0 91.8 92.1 92.0 92.8 90.6 89.9 90.4",
    DAYS: "26 27 29 29 30 31 31 31 32 32 33",
    PLANS: "40.2 41.7 42.6 44.0 43.1 45.2 44.8 44.1 43.0 42.8 43.3 42.5",
}
OF_WENDSHIRE = {
    AGAIN: "21.0 20.2 21.4 20.7 19.9 20.8 21.3 20.1 20.9 20.4 21.2 26.8",
    REVIEWED: "95.1 96.3 94.8 95.7 94.9 95.8 95.0 96.1 94.7 95.5 86.2 90.8",
    DAYS: "28 27 29 28 30 29 28 30 29 28 29",
    PLANS: "44.1 46.0 45.2 47.3 44.9 46.4 45.1 47.0 46.2 44.8 46.9 45.7",
}
OF_MARLBROOK = {
    AGAIN: "18.2 19.0 x x 18.6 17.9 18.8 18.1 19.2 18.4 18.0 18.9",
    REVIEWED: "100 97.1 98.0 96.4 98.2 c 97.5 96.9 98.1 97.0 96.6 97.8",
    DAYS: "22 24 23 25 24 26 25 27 28 29 31",
    PLANS: "25.3 27.9 24.8 26.1 28.4 25.9 c c 27.2 26.5 24.9 27.7",
}

CHILDREN = (48_210, 31_640)
"""Of Wendshire and of Marlbrook: what shares of the fund may be reckoned by."""


def figures_published(cast: Cast) -> None:
    with unit_of_work(Job("demonstration")):
        real = _loaded("Figures of England", invented=False)
        made_up = _loaded("Figures of Wend Valley and its region", invented=True)
        england = Area.objects.create(level=Area.Level.NATION, code=ENGLAND, name="England")
        region = Area.objects.create(level=Area.Level.REGION, code="invented-region", name="The Wendlands")
        councils = [
            Area.objects.create(
                level=Area.Level.AUTHORITY, code=f"invented-{name.lower()}", name=name, authority=body, region=region
            )
            for name, body in (("Wendshire", cast.council), ("Marlbrook", cast.other_council))
        ]
        told = zip((region, *councils), (OF_THE_REGION, OF_WENDSHIRE, OF_MARLBROOK), strict=True)
        children = Loaded.objects.create(
            file_name="Children of Wend Valley", holds="Children aged 0 to 17, mid-year estimates", sha256="", lines=1,
            invented=True,
        )  # fmt: skip
        rows = [*_figures(england, OF_ENGLAND, real)]
        rows += [one for area, written in told for one in _figures(area, written, made_up)]
        rows += [
            Figure(area=area, measure="children", year=2024, value=Decimal(number), loaded=children)
            for area, number in zip(councils, CHILDREN, strict=True)
        ]
        Figure.objects.bulk_create(rows)


def _loaded(name: str, *, invented: bool) -> Loaded:
    return Loaded.objects.create(
        file_name=name, holds="Children in need, four measures", sha256="", lines=1, invented=invented
    )


def _figures(area: Area, written: dict[str, str], loaded: Loaded) -> Iterator[Figure]:
    for measure, values in written.items():
        for place, typed in enumerate(values.split()):
            mark = typed if typed in "cx" else ""
            yield Figure(
                area=area, measure=measure, year=FIRST[measure] + place, loaded=loaded, mark=mark,
                value=None if mark else Decimal(typed),
            )  # fmt: skip
