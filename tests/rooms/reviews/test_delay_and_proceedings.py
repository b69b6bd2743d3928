"""Other proceedings hold up a review until they no longer do; a delay is told to whom the edition says."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.service.cases.actions import NotDone
from handrail.service.cases.rebuild import differs
from handrail.service.reviews import actions
from handrail.service.reviews.models import Delay, DelayTold, PracticeReview, Proceeding, ProceedingNews
from handrail.service.reviews.overview import held_up, next_of
from tests.rooms.cast import Cast
from tests.rooms.reviews.in_full import ON, review_of, write, write_under
from tests.rooms.reviews.longer_reviews import clock, decide, facts, going_in, noticed


def trial(**more: object) -> Proceeding:
    said: dict[str, object] = {
        "kind": Proceeding.Kind.CRIMINAL, "led_by": "The police", "known_on": ON,
        "holds_up": "Talking with the witnesses.", "until_on": date(2024, 9, 2),
    }  # fmt: skip
    return Proceeding(**said | more)


def delay(**more: object) -> Delay:
    said: dict[str, object] = {"on": date(2024, 8, 1), "expected_on": date(2024, 12, 2), "reasons": "The trial."}
    return Delay(**said | more)


def test_a_trial_holds_up_what_it_is_last_said_to_hold_up(cast: Cast) -> None:
    case, going = review_of(cast)
    kept = write(cast, case, going, trial())
    review = PracticeReview.objects.get(pk=going.pk)
    assert held_up(review) == [(kept, date(2024, 9, 2))]
    said = "Find out how it stands: criminal investigation or trial, expected to 2 September 2024"
    assert said in [one.words for one in next_of(going, review, None)]
    put_off = ProceedingNews(
        proceeding=kept, on=date(2024, 8, 20), text="Put off.", holds_up="The same.", until_on=date(2025, 1, 6)
    )
    write_under(cast, case, going, put_off, kept)
    assert held_up(review) == [(kept, date(2025, 1, 6))]
    write_under(cast, case, going, ProceedingNews(proceeding=kept, on=date(2025, 1, 9), text="Over.", ended=True), kept)
    assert held_up(review) == []


def test_an_inquest_that_holds_up_nothing_is_recorded_and_not_waited_for(cast: Cast) -> None:
    case, going = review_of(cast)
    write(cast, case, going, trial(kind=Proceeding.Kind.INQUEST, holds_up="", until_on=None))
    assert held_up(PracticeReview.objects.get(pk=going.pk)) == []


def test_a_delay_is_told_once_both_have_the_reasons(cast: Cast) -> None:
    case, going = review_of(cast)
    late = write(cast, case, going, delay())
    assert clock(case, "explain_local_review_delay").stopped_on is None
    assert "Tell the Panel and the Secretary of State of the delay, and why" in [
        one.words for one in next_of(going, PracticeReview.objects.get(pk=going.pk), None)
    ]
    for to, on in (("family", 2), ("panel", 3)):
        write_under(cast, case, going, DelayTold(delay=late, to=to, on=date(2024, 8, on), how="by letter"), late)
    assert clock(case, "explain_local_review_delay").stopped_on is None
    last = DelayTold(delay=late, to="secretary of state", on=date(2024, 8, 6), how="by letter")
    write_under(cast, case, going, last, late)
    assert clock(case, "explain_local_review_delay").stopped_on == date(2024, 8, 6)
    actions.set_part_aside(case, late.review, last, why="It was not sent.", by=cast["coordinator"])
    assert clock(case, "explain_local_review_delay").stopped_on is None
    assert not differs(case.pk)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [({"on": date(2024, 3, 1)}, "decided on 27 March 2024"), ({"expected_on": date(2024, 7, 1)}, "cannot be before")],
)
def test_a_delay_that_cannot_be_is_refused(cast: Cast, wrong: dict[str, object], sentence: str) -> None:
    case, going = review_of(cast)
    with pytest.raises(NotDone, match=sentence):
        write(cast, case, going, delay(**wrong))


def test_of_a_serious_case_review_no_edition_seen_has_the_delay_told(cast: Cast) -> None:
    incident = noticed(cast)
    decide(cast, incident)
    write(cast, incident.case, going_in(incident.case), delay(on=date(2017, 10, 2), expected_on=date(2018, 1, 8)))
    assert facts(incident.case, "local_review_delay_expected") == []
