"""What the scene has of money: a year, with what the council pays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from handrail.service.arrangements.actions import begin_year, contribute
from handrail.service.arrangements.models import Budget, FundContribution

if TYPE_CHECKING:
    from tests.house.scene import Scene


def a_year_of_money(scene: Scene) -> None:
    """The partnership's one year, also where two folders are looked at side by side."""
    cast = scene.cast
    by = cast["coordinator"]
    year = Budget.objects.filter(partnership=cast.partnership).first()
    if year is None:
        year = begin_year(
            cast.partnership, from_on=date(2026, 4, 1), until_on=date(2027, 3, 31), as_last_year=False, by=by
        )
        contribute(
            year, body=cast.council, what="paid", means="cash", amount=Decimal(1000), on=timezone.localdate(), by=by
        )
    entry = FundContribution.objects.get(budget=year)
    scene.things |= {"budget_id": year.pk, "book": "contribution", "fund_entry_id": entry.pk}


def rows_of_money(scene: Scene, make: Callable[..., Any]) -> None:
    year = Budget.objects.get(pk=scene.things["budget_id"])
    given = {"partnership": scene.cast.partnership, "budget": year, "what": "planned", "heading": "Training"}
    make(scene, "arrangements.FundLine", amount=Decimal(100), **given)
    make(scene, "arrangements.ChildrenServed", partnership=scene.cast.partnership)
