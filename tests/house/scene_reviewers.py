"""What the scene has of reviewers: one on the register and commissioned in its folder, with something of each kind."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone

from handrail.service.partnerships.models import Body, Kind
from handrail.service.reviewers import actions
from handrail.service.reviewers.actions.register import Said

if TYPE_CHECKING:
    from tests.house.scene import Scene


def a_reviewer_commissioned(scene: Scene) -> None:
    cast, today = scene.cast, timezone.localdate()
    by = cast["coordinator"]
    scene.commissioned = body = Body.objects.create(kind=Kind.REVIEWERS, name="Alder Lane Reviews")
    address = f"imogen.{scene.case.reference.lower()}@alderlane.example"
    said = Said(body=body, name="Imogen Farthing", email=address, available="now", in_pool=True)
    reviewer = actions.add_reviewer(cast.partnership, said, by=by)
    interest = actions.declare_interest(
        reviewer, tie="worked", body=cast.council, words="A learning day.", declared_on=today, by=by,
        until_on=today - timedelta(days=900),
    )  # fmt: skip
    commission = actions.appoint(
        scene.case, reviewer, review_id=scene.things["practice_id"], about="review", kind="local", part="lead",
        on=today, appointed_by_name="The three partners", terms="A report.", supervised_by_name="Ada Fenwick",
        last_on=today + timedelta(days=60), by=by,
        weighed=[actions.Weighed(interest.pk, "The three partners", "One day, long ago.")],
    )  # fmt: skip
    actions.move_last_day(commission, to=today + timedelta(days=90), why="The inquest.", by=by)
    actions.supervise(commission, on=today, by_name="Ada Fenwick", agreed="To go on so.", by=by)
    shares = {cast.council.pk: Decimal("5000.00"), cast.police.pk: Decimal("2500.50")}
    agreed = actions.agree_fee(commission, shares=shares, on=today, by=by)
    scene.things |= {
        "reviewer_id": reviewer.pk, "declared_id": interest.pk, "commission_id": commission.pk,
        "entry_id": agreed[0].pk,
    }  # fmt: skip
