"""A commission: appointed from the pool or outside it, with keys that end with it."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from handrail.service.access.models import Grant, Share
from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone, close_case
from handrail.service.cases.doors import may_open
from handrail.service.reviewers import actions
from handrail.service.reviewers.models import Commission, KeyGiven, LastDayMoved, Reviewer, Supervision
from tests.rooms.cast import Cast, employ, open_folder_for
from tests.rooms.reviewers.pool import a_firm, appointed, in_days, live_keys, on_the_register

THE_KEYS = ["chronologies", "learning", "reviews"]


def test_an_appointment_gives_two_keys_until_the_end_of_the_last_day(cast: Cast) -> None:
    case, reviewer = open_folder_for(cast), on_the_register(cast)
    commission = appointed(cast, case, reviewer)
    assert live_keys(case, reviewer.body) == THE_KEYS
    ends = set(Grant.objects.filter(folder=case.folder, body=reviewer.body).values_list("until_at", flat=True))
    assert ends == {commission.keys_end_at}
    assert timezone.localtime(commission.keys_end_at - timedelta(seconds=1)).date() == commission.last_on
    assert timezone.localtime(commission.keys_end_at).date() == commission.last_on + timedelta(days=1)


def test_access_ends_with_the_last_day_though_nothing_runs(cast: Cast) -> None:
    """The end is in the key itself: no job is needed for it."""
    case, reviewer = open_folder_for(cast), on_the_register(cast)
    commission = appointed(cast, case, reviewer)
    of_body = Grant.objects.filter(folder=case.folder, body=reviewer.body)
    assert of_body.live(commission.keys_end_at - timedelta(seconds=1)).count() == 3
    assert not of_body.live(commission.keys_end_at).exists()


def test_the_share_says_on_what_ground_for_each_kind_of_review(cast: Cast) -> None:
    reviewer = on_the_register(cast, in_panels_pool=True)
    for kind, basis in (("local", "16H"), ("national", "16D"), ("serious case", "public task"), ("learning", "16E")):
        case = open_folder_for(cast)
        appointed(cast, case, reviewer, kind=kind, review_id=uuid.uuid4())
        assert set(Share.objects.filter(folder=case.folder, to_body=reviewer.body).values_list("basis", flat=True)) == {
            basis
        }


def test_the_reviewers_person_opens_the_review_and_nothing_else(cast: Cast) -> None:
    case, reviewer = open_folder_for(cast), on_the_register(cast)
    person = employ("Imogen Farthing", "reviewer", reviewer.body, cast.partnership)
    assert not may_open(person, case, what="reviews")
    commission = appointed(cast, case, reviewer)
    assert may_open(person, case, what="reviews")
    assert may_open(person, case, what="chronologies")
    assert not may_open(person, case, what="incidents")
    assert not may_open(person, case, what="reviewers")
    actions.end(commission, how="done", on=in_days(0), why="The report is in.", by=cast["coordinator"])
    assert not may_open(person, case, what="reviews")


def test_somebody_outside_the_pool_is_appointed_with_the_reason(cast: Cast) -> None:
    case, reviewer = open_folder_for(cast), on_the_register(cast, in_pool=False)
    with pytest.raises(NotDone, match="not in the partnership's pool"):
        appointed(cast, case, reviewer)
    assert appointed(cast, case, reviewer, chosen_why="Nobody in it knows of infants.").chosen_why


def test_a_national_reviewer_comes_from_the_panels_pool(cast: Cast) -> None:
    case, ours = open_folder_for(cast), on_the_register(cast)
    with pytest.raises(NotDone, match="not in the Panel's pool"):
        appointed(cast, case, ours, kind="national")
    theirs = on_the_register(cast, email="beck@example.org", in_pool=False, in_panels_pool=True)
    assert appointed(cast, case, theirs, kind="national").chosen_why == ""


def test_an_appointment_has_a_day_a_last_day_terms_and_a_supervisor(cast: Cast) -> None:
    case, reviewer = open_folder_for(cast), on_the_register(cast)
    for wrong, sentence in (
        ({"on": in_days(1)}, "once it has been done"),
        ({"last_on": in_days(-1)}, "today or later"),
        ({"terms": " "}, "on what terms"),
        ({"supervised_by_name": ""}, "who supervises"),
        ({"appointed_by_name": ""}, "who appointed them"),
    ):
        with pytest.raises(NotDone, match=sentence):
            appointed(cast, case, reviewer, **wrong)
    assert not live_keys(case, reviewer.body)


def test_nobody_has_two_commissions_for_one_review_at_a_time(cast: Cast) -> None:
    case, reviewer = open_folder_for(cast), on_the_register(cast)
    first = appointed(cast, case, reviewer)
    with pytest.raises(NotDone, match="not ended"):
        appointed(cast, case, reviewer)
    actions.end(first, how="withdrew", on=in_days(0), why="Ill.", by=cast["coordinator"])
    assert appointed(cast, case, reviewer).stands


def test_who_is_off_the_register_or_on_another_is_not_appointed(cast: Cast) -> None:
    case, reviewer = open_folder_for(cast), on_the_register(cast)
    actions.take_off_register(reviewer, on=in_days(0), why="Retired.", by=cast["coordinator"])
    with pytest.raises(NotDone, match="taken off the register"):
        appointed(cast, case, reviewer)
    theirs = on_the_register(cast)
    Reviewer.objects.filter(pk=theirs.pk).update(partnership=cast.neighbour)
    with pytest.raises(NotDone, match="this partnership's own register"):
        appointed(cast, case, theirs)


def test_two_of_one_firm_and_the_keys_of_the_one_who_stays(cast: Cast) -> None:
    """Keys are given to the firm: ending one commission must not shut out the other, nor keep the first's open."""
    case, first = open_folder_for(cast), on_the_register(cast)
    second = on_the_register(cast, name="Osric Lamb", email="osric@alderlane.example")
    one, other = appointed(cast, case, first), appointed(cast, case, second, part="writes")
    assert {key.grant_id for key in one.keys.all()} == {key.grant_id for key in other.keys.all()}
    actions.end(one, how="done", on=in_days(0), why="Done.", by=cast["coordinator"])
    assert live_keys(case, a_firm()) == THE_KEYS
    actions.end(other, how="done", on=in_days(0), why="Done.", by=cast["coordinator"])
    assert live_keys(case, a_firm()) == []


def test_the_last_day_moves_and_the_keys_with_it(cast: Cast) -> None:
    case, reviewer, by = open_folder_for(cast), on_the_register(cast), cast["coordinator"]
    commission = appointed(cast, case, reviewer)
    with pytest.raises(NotDone, match="already"):
        actions.move_last_day(commission, to=commission.last_on, why="No.", by=by)
    with pytest.raises(NotDone, match="today or later"):
        actions.move_last_day(commission, to=in_days(-1), why="No.", by=by)
    actions.move_last_day(commission, to=in_days(30), why="Less to do.", by=by)
    live = Grant.objects.live().filter(folder=case.folder, body=reviewer.body)
    commission.refresh_from_db()
    assert {one.until_at for one in live} == {commission.keys_end_at}
    assert commission.last_on == in_days(30)
    assert LastDayMoved.objects.get().before_on == in_days(120)


def test_a_commission_whose_last_day_has_passed_is_taken_up_again(cast: Cast) -> None:
    case, reviewer = open_folder_for(cast), on_the_register(cast)
    commission = appointed(cast, case, reviewer)
    past = timezone.now() - timedelta(days=1)
    Commission.objects.filter(pk=commission.pk).update(appointed_on=in_days(-40), last_on=in_days(-2))
    Grant.objects.filter(pk__in=KeyGiven.objects.values("grant")).update(until_at=past)
    assert live_keys(case, reviewer.body) == []
    actions.move_last_day(commission, to=in_days(10), why="The inquest ended.", by=cast["coordinator"])
    assert live_keys(case, reviewer.body) == THE_KEYS


def test_in_a_closed_folder_a_commission_ends_and_nothing_else(cast: Cast) -> None:
    case, reviewer, by = open_folder_for(cast), on_the_register(cast), cast["coordinator"]
    commission = appointed(cast, case, reviewer)
    close_case(case, why="All is done.", by=by)
    for act in (
        lambda: actions.move_last_day(commission, to=in_days(10), why="More.", by=by),
        lambda: actions.supervise(commission, on=in_days(0), by_name="Ada", agreed="So.", by=by),
        lambda: appointed(cast, case, reviewer, review_id=uuid.uuid4()),
    ):
        with pytest.raises(NotDone, match="closed"):
            act()
    actions.end(commission, how="done", on=in_days(0), why="Done.", by=by)
    assert live_keys(case, reviewer.body) == []


def test_an_ended_commission_is_not_ended_moved_or_supervised_again(cast: Cast) -> None:
    case, reviewer, by = open_folder_for(cast), on_the_register(cast), cast["coordinator"]
    commission = appointed(cast, case, reviewer)
    with pytest.raises(NotDone, match="on the day itself"):
        actions.end(commission, how="done", on=in_days(1), why="Soon.", by=by)
    with pytest.raises(NotDone, match="own page"):
        actions.end(commission, how="removed", on=in_days(0), why="So.", by=by)
    actions.end(commission, how="done", on=in_days(0), why="Done.", by=by)
    for act in (
        lambda: actions.end(commission, how="done", on=in_days(0), why="Done.", by=by),
        lambda: actions.move_last_day(commission, to=in_days(10), why="More.", by=by),
        lambda: actions.supervise(commission, on=in_days(0), by_name="Ada", agreed="So.", by=by),
    ):
        with pytest.raises(NotDone, match="This commission ended"):
            act()


def test_supervision_is_recorded_with_its_next_day(cast: Cast) -> None:
    case, reviewer, by = open_folder_for(cast), on_the_register(cast), cast["coordinator"]
    commission = appointed(cast, case, reviewer)
    name_actor(by)
    actions.supervise(commission, on=in_days(0), by_name="Ada", agreed="To go on.", next_on=in_days(28), by=by)
    assert Supervision.objects.get().next_on == in_days(28)
    for wrong, sentence in (({"on": in_days(1)}, "up to today"), ({"next_on": in_days(0)}, "comes after this one")):
        with pytest.raises(NotDone, match=sentence):
            actions.supervise(commission, by=by, **{"on": in_days(0), "by_name": "Ada", "agreed": "So.", **wrong})  # type: ignore[arg-type]
