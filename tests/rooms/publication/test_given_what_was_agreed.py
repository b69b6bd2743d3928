"""Those who must have the report beforehand are given the one that was agreed, and the improvements with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from handrail.service.cases.actions import NotDone
from handrail.service.publication.gate import unmet
from handrail.service.publication.models import Publication
from handrail.service.reviews import actions as reviews
from handrail.service.reviews.models import FinalReport, Step
from tests.rooms.cast import Cast
from tests.rooms.publication.publishing import NOW, TEXT, planned, ready, written

ALL_THREE = ["panel", "secretary of state", "ofsted"]
LATER = NOW + timedelta(days=2)


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(NOW, tick=False):
        yield


def says(publication: Publication) -> dict[str, str]:
    fresh = Publication.objects.select_related("review", "case__folder__partnership", "set_by").get(pk=publication.pk)
    return {one.key: one.says for one in unmet(fresh)}


def test_a_report_agreed_after_it_was_given_is_given_again(cast: Cast) -> None:
    publication, going = ready(cast)
    by = cast["coordinator"]
    assert "noticed" not in says(publication)
    final = FinalReport.objects.get(review=publication.review)
    FinalReport.objects.filter(pk=final.pk).update(agreed_on=LATER.date())
    told = says(publication)["noticed"]
    assert told.startswith("The report was agreed on 4 September 2024, after it was given: ")
    assert "2 September 2024" in told
    with time_machine.travel(LATER, tick=False):
        reviews.give_report(publication.case, going, to=ALL_THREE, on=LATER.date(), by=by)
        assert "noticed" not in says(publication)
        with pytest.raises(NotDone, match="recorded already as given on 4 September 2024"):
            reviews.give_report(publication.case, going, to=["panel"], on=LATER.date(), by=by)


def test_where_only_improvements_are_published_both_are_given(cast: Cast) -> None:
    publication, going = written(cast, replace(TEXT, why_not_the_report="It would tell who it is."), "improvements")
    planned(cast, publication, going)
    assert "noticed" not in says(publication)
    Step.objects.filter(what=Step.What.GIVEN).update(improvements="")
    assert says(publication)["noticed"].startswith("The report was given without what is to be published")
    with time_machine.travel(LATER, tick=False):
        reviews.give_report(
            publication.case, going, to=["panel", "secretary of state"], on=LATER.date(),
            improvements="Calls are read together.", by=cast["coordinator"],
        )  # fmt: skip
        assert "noticed" not in says(publication)


def test_where_only_improvements_are_published_the_report_was_received(cast: Cast) -> None:
    publication, going = written(cast, replace(TEXT, why_not_the_report="It would tell who it is."), "improvements")
    assert says(publication)["received"] == "The report is not recorded as received from the reviewer."
    planned(cast, publication, going)
    assert "received" not in says(publication)
