"""Information asked for in writing: given, claimed, disputed up to court; and the clocks of the Act with it."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import KeptClock
from handrail.service.cases.rebuild import differs
from handrail.service.reviews import actions
from handrail.service.reviews.models import InformationAnswer, InformationRequest, PracticeReview
from handrail.service.reviews.overview import next_of, waits_for
from tests.rooms.cast import Cast
from tests.rooms.reviews.in_full import came, request, review_of, write, write_under
from tests.rooms.reviews.longer_reviews import clock, facts

What = InformationAnswer.What
MAY = date(2024, 5, 1)


def test_whoever_a_partner_asks_must_answer_and_the_act_gives_no_day(cast: Cast) -> None:
    case, going = review_of(cast)
    asked = write(cast, case, going, request(cast))
    owed = clock(case, "answer_partner_request")
    assert (owed.force, owed.due_on, owed.about) == ("must", None, f"request-{asked.pk}")
    wanted = KeptClock.objects.get(case=case, title="Information in writing, for a review")
    assert (wanted.owed_by, wanted.due_on) == (cast.trust, date(2024, 5, 7))
    write_under(cast, case, going, came(What.GIVEN, asked, MAY), asked)
    assert clock(case, "answer_partner_request").stopped_on == MAY
    wanted = KeptClock.objects.get(case=case, title="Information in writing, for a review")
    assert wanted.stopped_on == MAY
    assert not differs(case.pk)


@pytest.mark.parametrize(("ended", "given"), [(What.GIVEN, True), (What.WITHDRAWN, False)])
def test_whoever_the_panel_asks_must_answer_too(cast: Cast, ended: What, given: bool) -> None:
    case, going = review_of(cast)
    asked = write(cast, case, going, request(cast, under=InformationRequest.Under.PANEL, by_body=None))
    owed = clock(case, "answer_panel_request")
    assert (owed.force, owed.due_on, owed.owed_to, owed.ended) == ("must", None, "the Panel", False)
    assert facts(case, "partner_information_requested") == []
    write_under(cast, case, going, came(ended, asked, MAY), asked)
    owed = clock(case, "answer_panel_request")
    assert (owed.stopped_on, owed.fell_away_on) == ((MAY, None) if given else (None, MAY))
    assert not differs(case.pk)


def test_part_of_it_does_not_meet_the_request(cast: Cast) -> None:
    case, going = review_of(cast)
    asked = write(cast, case, going, request(cast))
    write_under(cast, case, going, came(What.IN_PART, asked, MAY), asked)
    assert clock(case, "answer_partner_request").stopped_on is None


def test_a_claim_is_disputed_and_goes_to_court(cast: Cast) -> None:
    case, going = review_of(cast)
    asked = write(cast, case, going, request(cast))
    with pytest.raises(NotDone, match="Nothing was claimed or refused"):
        write_under(cast, case, going, came(What.DISPUTED, asked, MAY), asked)
    write_under(cast, case, going, came(What.MEDICAL, asked, MAY), asked)
    review = PracticeReview.objects.get(pk=going.pk)
    assert "Accept or dispute what" in next_of(going, review, None)[0].words
    with pytest.raises(NotDone, match="No court was asked"):
        write_under(cast, case, going, came(What.ORDERED, asked, date(2024, 6, 1), court="county court"), asked)
    for day, what in enumerate((What.DISPUTED, What.COURT, What.ORDERED), start=2):
        write_under(cast, case, going, came(what, asked, date(2024, 5, day), court="high court"), asked)
    assert clock(case, "answer_partner_request").stopped_on is None, "an order is not yet the information"
    write_under(cast, case, going, came(What.GIVEN, asked, date(2024, 5, 9)), asked)
    assert clock(case, "answer_partner_request").stopped_on == date(2024, 5, 9)


@pytest.mark.parametrize("ended", [What.ACCEPTED, What.WITHDRAWN])
def test_a_request_that_rests_is_owed_by_nobody(cast: Cast, ended: What) -> None:
    case, going = review_of(cast)
    asked = write(cast, case, going, request(cast))
    write_under(cast, case, going, came(What.LEGAL, asked, MAY), asked)
    write_under(cast, case, going, came(ended, asked, MAY), asked)
    assert clock(case, "answer_partner_request").fell_away_on == MAY
    assert KeptClock.objects.get(case=case, title="Information in writing, for a review").fell_away_on == MAY
    assert waits_for(PracticeReview.objects.get(pk=going.pk)) == ""


def test_a_request_without_a_power_binds_nobody_and_no_court_enforces_it(cast: Cast) -> None:
    case, going = review_of(cast)
    asked = write(cast, case, going, request(cast, under=InformationRequest.Under.NO_POWER, by_body=None))
    assert facts(case, "partner_information_requested") == []
    with pytest.raises(NotDone, match="asked without such a power"):
        write_under(cast, case, going, came(What.COURT, asked, MAY, court="high court"), asked)


def test_the_power_is_not_older_than_the_act(cast: Cast) -> None:
    case, going = review_of(cast)
    with pytest.raises(NotDone, match="That power began on 29 June 2018"):
        write(cast, case, going, request(cast, on=date(2018, 6, 28)))
    with pytest.raises(NotDone, match="cannot be before"):
        write(cast, case, going, request(cast, wanted_by=date(2024, 4, 1)))


def test_set_aside_a_request_sets_nothing_running(cast: Cast) -> None:
    case, going = review_of(cast)
    asked = write(cast, case, going, request(cast))
    actions.set_part_aside(case, asked.review, asked, why="It was of another case.", by=cast["coordinator"])
    assert facts(case, "partner_information_requested") == []
    assert not KeptClock.objects.filter(case=case, duty="answer_partner_request", fell_away_on__isnull=True).exists()
