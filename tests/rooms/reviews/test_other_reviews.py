"""National, good-practice and near-miss reviews; a warning where two run side by side; reviews of several folders."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.models import Exclusion, Grant
from handrail.service.audit.actions import Job, act_as, name_actor
from handrail.service.audit.models import Entry
from handrail.service.cases.actions import NotDone, open_case
from handrail.service.cases.models import Case, KeptClock
from handrail.service.cases.rebuild import differs
from handrail.service.cases.shutting_out import Named, shut_out
from handrail.service.cases.work import desk_of
from handrail.service.children.models import Child
from handrail.service.documents.actions import store
from handrail.service.meetings.models import Meeting
from handrail.service.records.actions.deleting import propose
from handrail.service.records.actions.letting_go import let_go
from handrail.service.records.holds import reviewed_elsewhere
from handrail.service.reviewers.actions import move_last_day
from handrail.service.reviewers.models import Commission
from handrail.service.reviews import actions
from handrail.service.reviews.models import (
    FolderCovered,
    InformationRequest,
    PracticeReview,
    ReviewCalled,
    ReviewPanelMember,
    Terms,
)
from handrail.service.reviews.overview import twice_in
from handrail.service.reviews.under_way import UnderWay, reviews_under_way
from tests.house.wall import acting_as
from tests.rooms.cast import Cast, employ, open_folder_for
from tests.rooms.records.going import agree, make_due, wait_out
from tests.rooms.reviewers.pool import appointed, on_the_register
from tests.rooms.reviews.in_full import ON, draft, request, review_of, terms, write
from tests.rooms.reviews.longer_reviews import day

CALLED = {
    "kind": "good practice", "decided_on": ON, "decided_by_name": "The partners", "reasons": "The school held on.",
}  # fmt: skip


def test_a_review_of_good_practice_is_written_like_any_other_and_sets_no_clock_running(cast: Cast) -> None:
    case = open_folder_for(cast)
    name_actor(cast["coordinator"])
    actions.call_review(case, **CALLED, by=cast["coordinator"])  # type: ignore[arg-type]
    (going,) = reviews_under_way(case)
    write(cast, case, going, terms())
    actions.appoint_reviewer(case, going, reviewer="I. F.", appointed_by_name="All", on=ON, by=cast["coordinator"])
    actions.record_published(
        case, going, on=date(2024, 9, 2), whole=True, where="https://wend-valley.example/it", by=cast["coordinator"]
    )
    assert str(PracticeReview.objects.get()) == "Review of good practice"
    assert not KeptClock.objects.filter(case=case).exists()
    assert not differs(case.pk)


def test_the_days_of_a_local_review_do_not_lead_to_another_kind_of_review(cast: Cast) -> None:
    case, local = review_of(cast)
    write(cast, case, local, terms())
    actions.call_review(case, **CALLED, by=cast["coordinator"])  # type: ignore[arg-type]
    other = next(one for one in reviews_under_way(case) if one.called is not None)
    write(cast, case, other, terms())
    publish = KeptClock.objects.get(case=case, duty="publish_local_review")
    page = reverse("reviews:practice_review", args=[case.pk, local.pk])
    assert desk_of([case.pk]).work_on(publish, cast["coordinator"]) == page


def test_one_of_a_kind_is_under_way_at_a_time(cast: Cast) -> None:
    case = open_folder_for(cast)
    name_actor(cast["coordinator"])
    by = cast["coordinator"]
    called = actions.call_review(case, **CALLED, by=by)  # type: ignore[arg-type]
    with pytest.raises(NotDone, match="recorded in this folder already"):
        actions.call_review(case, **CALLED, by=by)  # type: ignore[arg-type]
    actions.set_called_aside(called, why="There was nothing to learn.", by=by)
    assert reviews_under_way(case) == []
    with pytest.raises(NotDone, match="set aside already"):
        actions.set_called_aside(called, why="Again.", by=by)
    actions.call_review(case, **CALLED, by=by)  # type: ignore[arg-type]
    with pytest.raises(NotDone, match="today or in the past"):
        actions.call_review(case, **CALLED | {"decided_on": timezone.localdate() + timedelta(1)}, by=by)  # type: ignore[arg-type]


def test_a_local_and_a_national_review_warn_of_each_other(cast: Cast, client: Client) -> None:
    case, local = review_of(cast)
    assert twice_in(case, local, []) == []
    client.force_login(cast["coordinator"])
    form = {**CALLED, "kind": "national", "decided_by_name": "The Panel", **day("decided_on", ON)}
    page = reverse("reviews:call_review", args=[case.pk])
    assert "Under way already: local review" in client.get(page).content.decode()
    assert client.post(page, form).status_code == 302
    called = ReviewCalled.objects.get()
    there = client.get(reverse("reviews:review_called", args=[case.pk, called.pk]), follow=True).content.decode()
    assert "A local review of this case is under way too, since 27 March 2024" in there
    here = client.get(reverse("reviews:practice_review", args=[case.pk, local.pk])).content.decode()
    assert "A national review of this case is under way too, since 15 April 2024" in here


def test_who_may_not_open_one_of_its_folders_finds_no_review(cast: Cast, client: Client) -> None:
    case, going = review_of(cast)
    write(cast, case, going, terms())
    name_actor(cast["notifier"])
    other = open_case(partnership=cast.partnership, authority=cast.council, by=cast["notifier"])
    name_actor(cast["coordinator"])
    actions.cover_folder(case, going, other, why="One household.", by=cast["coordinator"])
    pages = [reverse(f"reviews:{name}", args=[case.pk, going.pk]) for name in ("practice_review", "terms")]
    for part in ("coordinator", "police partner"):
        client.force_login(cast[part])
        assert [client.get(page).status_code for page in pages] == [200, 200]
    name_actor(cast["coordinator"])
    Grant.objects.filter(folder=other.folder, body=cast.police).update(until_at=timezone.now())
    client.force_login(cast["police partner"])
    assert [client.get(page).status_code for page in pages] == [404, 404]
    lists = reverse("reviews:practice_reviews", args=[case.pk])
    assert "Local review" not in client.get(lists).content.decode()


def test_from_the_other_folder_the_review_is_found(cast: Cast, client: Client) -> None:
    case, going = review_of(cast)
    write(cast, case, going, terms())
    name_actor(cast["notifier"])
    other = open_case(partnership=cast.partnership, authority=cast.council, by=cast["notifier"])
    client.force_login(cast["coordinator"])
    page = reverse("reviews:cover_folder", args=[case.pk, going.pk])
    wrong = client.post(page, {"reference": "WV-1999-0001", "why": "One household."}).content.decode()
    assert "no folder of that reference" in wrong
    said = {"reference": other.reference.lower(), "why": "One household."}
    Child.objects.create(folder=other.folder, given_names="Wren", family_name="Oxbow")
    asked = client.post(page, said).content.decode()
    assert f"Is {other.reference} the folder you mean?" in asked
    assert "In it: Wren Oxbow; " in asked
    assert not FolderCovered.objects.exists(), "nothing is taken in before it was seen whose folder it is"
    assert client.post(page, {**said, f"seen_{other.pk.hex[:8]}": "yes"}).status_code == 302
    lists = client.get(reverse("reviews:practice_reviews", args=[other.pk])).content.decode()
    assert f"filed in {case.reference}, is of this folder too" in lists


def mistaken(cast: Cast) -> tuple[Case, UnderWay, Case, FolderCovered, Commission]:
    """A review with a reviewer, into which a folder was taken by a slip of one figure."""
    case, going = review_of(cast)
    by = cast["coordinator"]
    write(cast, case, going, terms())
    commission = appointed(cast, case, on_the_register(cast), review_id=going.pk)
    other = open_case(partnership=cast.partnership, authority=cast.council, by=by)
    return case, going, other, actions.cover_folder(case, going, other, why="One household.", by=by), commission


def test_a_folder_taken_in_by_mistake_is_let_go_with_its_keys(cast: Cast) -> None:
    case, going, other, covered, commission = mistaken(cast)
    by = cast["coordinator"]
    keys = Grant.objects.filter(folder=other.folder, body=commission.body)
    assert [one.lives for one in keys] == [True, True, True]
    with pytest.raises(NotDone, match="Say why"):
        actions.let_folder_go(case, going, covered, why=" ", by=by)
    step = actions.let_folder_go(case, going, covered, why="A slip of one figure.", by=by)
    assert [one.lives for one in keys.all()] == [False, False, False]
    assert all(one.lives for one in Grant.objects.filter(folder=case.folder, body=commission.body))
    assert not reviewed_elsewhere(other.folder)
    move_last_day(commission, to=commission.last_on + timedelta(30), why="More to do.", by=by)
    assert not any(one.lives for one in keys.all()), "no later day brings them back"
    with pytest.raises(NotDone, match="take it in again"):
        actions.set_step_aside(step, why="It was right.", by=by)
    assert {entry.case_id for entry in Entry.objects.filter(did__endswith="of two folders after all")} == {
        case.pk, other.pk,
    }  # fmt: skip
    actions.cover_folder(case, going, other, why="It was right after all.", by=by)
    assert not differs(case.pk)


def test_a_review_that_lets_a_folder_go_opens_again_in_both_walls(cast: Cast, client: Client) -> None:
    case, going, other, covered, _ = mistaken(cast)
    name_actor(cast["coordinator"])
    Grant.objects.filter(folder=other.folder, body=cast.police).update(until_at=timezone.now())
    page = reverse("reviews:practice_review", args=[case.pk, going.pk])
    here = reverse("reviews:let_folder_go", args=[case.pk, going.pk, covered.pk])
    client.force_login(cast["police partner"])
    assert client.get(page).status_code == 404
    client.force_login(cast["coordinator"])
    write(cast, case, going, draft())
    assert "The report: versions: 1" in client.get(here).content.decode()
    assert client.post(here, {"why": "A slip."}).status_code == 200, "what was written meanwhile is read again first"
    assert client.post(here, {"why": "A slip.", "read": "no"}).status_code == 302
    assert "another folder was let go again" in client.get(page).content.decode()
    client.force_login(cast["police partner"])
    assert client.get(page).status_code == 200
    with acting_as(cast["police partner"]):
        assert Terms.objects.exists()


def test_a_review_of_several_folders_keeps_no_files(cast: Cast) -> None:
    case, going = review_of(cast)
    by = cast["coordinator"]
    file = store(case.folder, "draft.txt", b"A draft.", by=by, opens="reviews")
    write(cast, case, going, draft(document=file))
    other = open_case(partnership=cast.partnership, authority=cast.council, by=by)
    with pytest.raises(NotDone, match="kept as a file"):
        actions.cover_folder(case, going, other, why="One household.", by=by)
    with pytest.raises(NotDone, match="the reference of another"):
        actions.cover_folder(case, going, case, why="One household.", by=by)


def test_nor_the_letters_by_which_information_was_asked_for(cast: Cast) -> None:
    case, going = review_of(cast)
    by = cast["coordinator"]
    letter = store(case.folder, "letter.txt", b"Please send.", by=by, opens="reviews")
    asked = write(cast, case, going, request(cast, letter=letter))
    other = open_case(partnership=cast.partnership, authority=cast.council, by=by)
    with pytest.raises(NotDone, match="kept as a file"):
        actions.cover_folder(case, going, other, why="One household.", by=by)
    InformationRequest.objects.filter(pk=asked.pk).update(letter=None)
    actions.cover_folder(case, going, other, why="One household.", by=by)
    with pytest.raises(NotDone, match="Enter the text instead"):
        write(cast, case, going, request(cast, letter=letter))
    write(cast, case, going, request(cast))


def test_a_meeting_of_its_panel_has_its_members_on_the_list_and_is_no_rapid_review_meeting(
    cast: Cast, client: Client
) -> None:
    case, going = review_of(cast)
    write(cast, case, going, ReviewPanelMember(body=cast.trust, name="Ada Fenwick", from_on=ON, chair=True))
    client.force_login(cast["coordinator"])
    page = reverse("reviews:plan_panel_meeting", args=[case.pk, going.pk])
    assert client.get(page).status_code == 200
    soon = timezone.localdate() + timedelta(days=7)
    form = {**day("day", soon), "hour": "14:00", "lasts": "120", "place": "Otter Room"}
    assert client.post(page, form).status_code == 302
    meeting = Meeting.objects.get(purpose=Meeting.For.REVIEW_PANEL)
    assert [one.name for one in meeting.attendance.all()] == ["Ada Fenwick"]
    assert str(meeting) == "Meeting of a review's panel"
    assert "Otter Room" in client.get(reverse("meetings:meeting", args=[case.pk, meeting.pk])).content.decode()
    assert not case.facts.filter(kind="rapid_review_meeting_held").exists()


def test_the_database_itself_shows_such_a_review_to_none_who_may_not_open_each_folder(cast: Cast) -> None:
    case, going = review_of(cast)
    write(cast, case, going, terms())
    name_actor(cast["notifier"])
    other = open_case(partnership=cast.partnership, authority=cast.council, by=cast["notifier"])
    act_as(cast["police partner"])
    assert Terms.objects.exists()
    act_as(cast["coordinator"])
    actions.cover_folder(case, going, other, why="One household.", by=cast["coordinator"])
    act_as(cast["police partner"])
    assert Terms.objects.exists(), "the key to each folder"
    act_as(cast["coordinator"])
    Grant.objects.filter(folder=other.folder, body=cast.police).update(until_at=timezone.now())
    act_as(cast["police partner"])
    assert not PracticeReview.objects.exists()
    assert not Terms.objects.exists()
    act_as(cast["coordinator"])
    assert Terms.objects.exists()
    act_as(cast["coordinator"])


def test_who_is_shut_out_of_one_of_its_folders_is_shut_out_of_the_review_by_the_database_too(cast: Cast) -> None:
    case, going = review_of(cast)
    write(cast, case, going, terms())
    by = cast["coordinator"]
    other = open_case(partnership=cast.partnership, authority=cast.council, by=by)
    actions.cover_folder(case, going, other, why="One household.", by=by)
    second = employ("Sid Otherway", "coordinator", cast.partnership, cast.partnership)
    act_as(second)
    assert Terms.objects.exists()
    act_as(by)
    shut_out(other, Named((second.name,), (), Exclusion.Stands.RELATIVE), why="An uncle", by=by)
    act_as(second)
    assert not Terms.objects.exists()
    act_as(by)


def test_a_folder_that_a_review_elsewhere_is_of_does_not_go_before_it(cast: Cast) -> None:
    case, going = review_of(cast)
    write(cast, case, going, terms())
    by = cast["coordinator"]
    other = open_case(partnership=cast.partnership, authority=cast.council, by=by)
    actions.cover_folder(case, going, other, why="One household.", by=by)
    with pytest.raises(NotDone, match="That folder goes first"):
        propose(other, by=by)
    assert reviewed_elsewhere(other.folder)
    assert not reviewed_elsewhere(case.folder)


def test_what_two_had_agreed_to_delete_before_it_was_reviewed_elsewhere_stays(cast: Cast) -> None:
    case, going = review_of(cast)
    review = write(cast, case, going, terms()).review
    other = open_case(partnership=cast.partnership, authority=cast.council, by=cast["coordinator"])
    make_due(other, cast)
    wait_out(agree(other, cast))
    name_actor(cast["coordinator"])
    FolderCovered.objects.create(review=review, case=case, other=other, why="Late", recorded_by=cast["coordinator"])
    job = Job("deletion")
    name_actor(job)
    with pytest.raises(NotDone, match="That folder goes first"):
        let_go(other.pk, by=job)
