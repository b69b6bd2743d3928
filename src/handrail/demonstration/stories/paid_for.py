"""Two years of the partnership's shared fund: one closed out and carried on, one that is short."""

from __future__ import annotations

from handrail.demonstration.paying import last_years, this_years
from handrail.demonstration.telling import Telling
from handrail.service.arrangements.models import Budget


def two_years_of_the_fund(wv: Telling) -> Budget:
    """Probation paid last year and has not agreed for this one; a sum was entered wrongly and is corrected."""
    on = wv.back(3)
    with wv.acting("coordinator", on, "10:20") as cora:
        last_years(wv.cast, on, cora)
        return this_years(wv.cast, on, cora)
