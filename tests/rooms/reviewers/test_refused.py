"""What is refused of commissions, in the words that whoever asks is told; and nothing is changed by it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from handrail.service.reviewers import actions
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.refused import refused
from tests.rooms.reviewers.pool import appointed, in_days, on_the_register
from tests.rooms.reviewers.test_fees import agreed, commissioned

Asked = Callable[[], object]
WHO: dict[str, Any] = {
    "by_name": "Each by name",
    "why": "The drafts did not come.",
    "another": "One from the pool is asked.",
}


def removed_before_it_was_decided(cast: Cast) -> Asked:
    case, reviewer = open_folder_for(cast), on_the_register(cast, in_panels_pool=True)
    commission = appointed(cast, case, reviewer, kind="national", on=in_days(-9))
    days: dict[str, Any] = {"decided_on": in_days(0), "removed_on": in_days(-1)}
    return lambda: actions.remove(commission, by=cast["coordinator"], **WHO, **days)


def invoiced_for_more_than_was_agreed(cast: Cast) -> Asked:
    commission = commissioned(cast)
    agreed(cast, commission)
    said: dict[str, Any] = {"body": cast.council, "on": in_days(0), "reference": "A1", "by": cast["coordinator"]}
    actions.record_invoice(commission, amount=Decimal("3999.99"), **said)
    return lambda: actions.record_invoice(commission, amount=Decimal("0.02"), **said)


def appointed_from_outside_the_pool(cast: Cast) -> Asked:
    case, reviewer = open_folder_for(cast), on_the_register(cast, in_pool=False)
    return lambda: appointed(cast, case, reviewer, chosen_why=" ")


REFUSED: dict[str, Callable[[Cast], Asked]] = {
    "The removal comes on the day of the decision or after it": removed_before_it_was_decided,
    "Say why, or record first what more was agreed": invoiced_for_more_than_was_agreed,
    "Say why nobody who is in it was appointed": appointed_from_outside_the_pool,
}


@pytest.mark.parametrize("sentence", REFUSED)
def test_it_is_refused_and_nothing_is_changed(cast: Cast, sentence: str) -> None:
    asked = REFUSED[sentence](cast)
    with refused(sentence, "reviewers", "cases"):
        asked()
