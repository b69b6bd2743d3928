"""Two years of the partnership's shared fund: one closed out and carried on, one that is short; and what partners
commission together for children."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from handrail.demonstration.paying import last_years, this_years
from handrail.demonstration.telling import Telling
from handrail.service.arrangements import actions as act
from handrail.service.arrangements.models import Budget, Commissioned


def two_years_of_the_fund(wv: Telling) -> Budget:
    """Probation paid last year and has not agreed for this one; a sum was entered wrongly and is corrected."""
    on = wv.back(3)
    with wv.acting("coordinator", on, "10:20") as cora:
        last_years(wv.cast, on, cora)
        return this_years(wv.cast, on, cora)


def what_is_commissioned_together(wv: Telling) -> Commissioned:
    """One need is answered by a service of three bodies; for another there is none yet."""
    cast, on = wv.cast, wv.back(40)
    with wv.acting("coordinator", on, "11:15") as cora:
        violence = act.record_need(
            cast.partnership, words="Help for children who live with violence at home", authority=None, by=cora,
            known_from="Two rapid reviews, and what children told the participation workers",
        )  # fmt: skip
        act.record_need(
            cast.partnership, words="Somebody to talk to for children bereaved by suicide", authority=None, by=cora,
            known_from="The overview panel’s themed meeting",
        )  # fmt: skip
        service = act.commission(
            cast.partnership, None, name="Safe Ground", need=violence, how=Commissioned.How.JOINTLY,
            provider="Lantern Row, a charity", from_on=on - timedelta(days=200), until_on=on + timedelta(days=530),
            heading="", outcome="How many children say at the end that they feel safer, asked by somebody else.",
            indicator=None, review_on=on + timedelta(days=165), beside_why="", areas=[], by=cora,
        )  # fmt: skip
        for body, per_cent in ((cast.council, 50), (cast.police, 20), (cast.other_council, 30)):
            act.bear_share(service, body=body, per_cent=Decimal(per_cent), by=cora)
        act.look_at(
            service, on=on - timedelta(days=20), by_whom="The commissioners together", by=cora,
            found="Sixty children came; one family in four waited longer than agreed.",
            next_on=on + timedelta(days=165),
        )  # fmt: skip
    return service
