"""Deaths that may be the one which is told of, for whoever is about to take it in: of those they may see."""

from __future__ import annotations

from handrail.service.child_deaths.comparing import alike
from handrail.service.child_deaths.models import Death
from handrail.service.children.models import Child
from handrail.service.tellings.journey import told_in
from handrail.service.tellings.models import Telling


def alike_of(telling: Telling) -> list[Death]:
    """Compared as the job compares two that are kept; nothing is kept of it."""
    told = told_in(telling)
    if told is None:
        return []
    known = told.known
    child = Child(
        given_names=known.given_names, family_name=known.family_name, born_on=known.born_on, sex=known.sex,
        nhs_number=known.nhs_number,
    )  # fmt: skip
    death = Death(child=child, died_on=told.died_on, born=told.born)
    return [other for other, _ in alike(death) if other.superseded_at is None]
