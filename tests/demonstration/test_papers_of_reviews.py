"""Each kind of paper of the rooms about reviews, learning and publication stands in the demonstration, and as told."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone

from handrail.public.bundle import read_manifest
from handrail.service.access.models import Grant
from handrail.service.access.practitioners import Practitioner
from handrail.service.audit.models import Entry
from handrail.service.chronologies.models import Chronology, Line, Tie, Unread
from handrail.service.chronologies.seeing import Filter, lines_of, silences
from handrail.service.learning.lineage import line_of
from handrail.service.learning.models import Addressee, Briefing, Finding, Proposed, Recommendation
from handrail.service.learning.standing import how_it_stands
from handrail.service.national_panel.models import DocketItem, PanelMeeting, PublishedFinding
from handrail.service.publication.bundle import export
from handrail.service.publication.gate import unmet
from handrail.service.publication.models import Publication, Release, Withdrawal
from handrail.service.requests.models import Request
from handrail.service.reviewers.conflicts import meets
from handrail.service.reviewers.models import Commission, Reviewer
from handrail.service.reviews.models import (
    DelayTold,
    FamilyContact,
    FolderCovered,
    InformationAnswer,
    Kept,
    PracticeReview,
    ReviewCalled,
)
from handrail.service.reviews.overview import held_up, late, next_of
from handrail.service.reviews.under_way import reviews_under_way
from tests.demonstration.folders import folder_of
from tests.demonstration.people import person

pytestmark = pytest.mark.usefixtures("wend_valley")
ROOMS = ("reviews", "reviewers", "chronologies", "learning", "national_panel", "publication")
NONE_HERE = {
    "reviewers.LastDayMoved": "no commission was put off",
    "learning.Spreadsheet": "no tracker was taken in",
    "publication.ApprovalTakenBack": "nobody took an approval back",
    "national_panel.NationalStep": "the Panel holds no review of its own",
    "national_panel.CaseJoined": "the same",
    "national_panel.PanelReport": "no year of the Panel is over",
    "publication.AlsoKnown": "the check was told nothing by hand",
}
"""What this area has had no need of, and why."""


@pytest.mark.parametrize("room", ROOMS)
def test_each_kind_of_paper_of_the_room_stands_in_it(room: str) -> None:
    kinds: list[type[models.Model]] = list(apps.get_app_config(room).get_models())
    missing = {kind._meta.label for kind in kinds if not kind._default_manager.exists()}
    assert missing == {label for label in NONE_HERE if label.startswith(f"{room}.")}


def going() -> PracticeReview:
    return PracticeReview.objects.get(case=folder_of("Linden Sandmartin"))


def test_a_local_review_is_under_way_late_for_a_reason_that_was_explained() -> None:
    paper = going()
    told = late(paper)
    assert told is not None
    assert told.told_on is not None
    assert set(DelayTold.objects.values_list("to", flat=True)) == {"panel", "secretary of state", "family"}
    assert [one.kind for one, _ in held_up(paper)] == ["criminal"]
    under_way = next(one for one in reviews_under_way(paper.case) if one.pk == paper.pk)
    steps = [one.url_name for one in next_of(under_way, paper, None)]
    assert steps == ["information_one", "information_one", "check_progress", "receive_report"]


def test_its_family_wish_for_different_things() -> None:
    wishes = set(FamilyContact.objects.exclude(wishes="").values_list("wishes", flat=True))
    assert len(wishes) >= 3


def test_privilege_was_claimed_accepted_and_disputed() -> None:
    came = set(InformationAnswer.objects.values_list("what", flat=True))
    assert came >= {"legal privilege", "medical confidence", "accepted", "disputed", "in part"}


def test_what_is_written_of_it_is_recorded_on_the_day_it_was_done() -> None:
    today = timezone.localdate()
    kinds = [kind for kind in apps.get_app_config("reviews").get_models() if issubclass(kind, Kept)]
    for kind in kinds:
        rows = list(kind._default_manager.all())
        assert not [row for row in rows if timezone.localdate(row.recorded_at) == today], kind


def test_the_chronology_shows_every_line_with_gaps_and_a_contradiction() -> None:
    chronology = Chronology.objects.get()
    sent = Line.objects.filter(chronology=chronology).sent().count()
    assert lines_of(chronology, Filter()).lines.count() == sent == 16
    assert any(silent.gaps for silent in silences(chronology, "all", chronology.gap_days))
    assert Tie.objects.get(decided=Tie.Decided.CONTRADICTION).note
    assert Tie.objects.filter(decided="").exists(), "a pair still waits for somebody to decide"
    assert [row for row in Unread.objects.all() if row.waits]


def test_the_pool_has_an_interest_that_meets_the_case_and_a_reviewer_who_has_the_key() -> None:
    case, commission = folder_of("Linden Sandmartin"), Commission.objects.standing().get()
    assert meets(Reviewer.objects.get(name="Ambrose Kerfoot"), case)
    assert not meets(commission.reviewer, case)
    assert Grant.objects.live().filter(folder=case.folder, body=commission.body, opens="reviews").exists()
    assert person("Rowena Viewforth").email == commission.reviewer.email


def test_one_recommendation_was_made_three_times() -> None:
    latest = Recommendation.objects.exclude(source__contains="Farrowdale").get(case=folder_of("Linden Sandmartin"))
    assert [made.recommendation.made_on.year for made in line_of(latest)][:2] == [2018, 2025]


def test_recommendations_stand_in_every_way() -> None:
    stand = {how_it_stands(put).words for put in Addressee.objects.all()}
    assert stand >= {
        "Not answered yet", "Accepted in part", "Refused", "Overdue", "Made a difference",
        "Carried out, made no difference", "Carried out, no difference shown yet",
    }  # fmt: skip
    assert [put for put in Addressee.objects.all() if how_it_stands(put).drift]


def test_a_briefing_was_sent_and_some_have_read_it() -> None:
    briefing = Briefing.objects.get()
    assert 0 < briefing.read_marks.count() < briefing.copies.count()


def test_the_panel_has_decided_and_has_a_docket_before_it() -> None:
    to_come = PanelMeeting.objects.get(held_at=None)
    assert to_come.on > timezone.localdate()
    assert DocketItem.objects.filter(meeting=to_come).count() == 1
    assert set(DocketItem.objects.exclude(decision=None).values_list("decision__view", flat=True)) == {
        "agrees", "challenges", "asks",
    }  # fmt: skip


def test_a_public_text_waits_at_the_gate_marked_and_held() -> None:
    waiting = Publication.objects.get(case=folder_of("Linden Sandmartin"))
    assert {one.key for one in unmet(waiting)} >= {"checked", "approved", "held"}


def test_the_public_reads_two_reports_and_that_one_was_withdrawn(tmp_path: Path) -> None:
    assert export(tmp_path)
    bundle, _ = read_manifest(tmp_path)
    assert (len(bundle.documents), len(bundle.withdrawn)) == (2, 1)
    assert Withdrawal.objects.get().reason
    words = "".join(path.read_text() for path in tmp_path.rglob("*.json"))
    names = {child.given_names for case in (folder_of("Wren Fairlight"), folder_of("Tansy Pimpernel"))
             for child in case.folder.children.all()}  # fmt: skip
    assert not [name for name in names if name in words]


def test_what_the_two_public_reports_found_is_kept_and_that_of_the_withdrawn_one_is_not() -> None:
    public = Release.objects.filter(kind="report").exclude(address__in=Withdrawal.objects.values("address"))
    assert set(PublishedFinding.objects.values_list("address", flat=True)) == {one.address for one in public}
    assert not PublishedFinding.objects.filter(vector=None).exists()
    said = Entry.objects.filter(actor="what published reviews found")
    assert set(said.filter(did__startswith="kept").values_list("at__year", flat=True)) == {2018, 2019, 2025}
    assert list(said.filter(did__startswith="let go").values_list("at__year", flat=True)) == [2022]


def test_a_national_review_goes_on_beside_the_local_one_and_each_says_so() -> None:
    assert len(list(reviews_under_way(folder_of("Linden Sandmartin")))) == 2
    assert ReviewCalled.objects.get(kind=ReviewCalled.Kind.NATIONAL).together


def test_a_near_miss_and_good_practice_are_learnt_from_and_one_review_is_of_two_folders() -> None:
    assert set(ReviewCalled.objects.values_list("kind", flat=True)) == set(ReviewCalled.Kind.values)
    assert {Finding.Of.NEAR_MISS, Finding.Of.GOOD_PRACTICE} <= set(Finding.objects.values_list("of", flat=True))
    covered = FolderCovered.objects.get()
    assert (covered.case, covered.other) == (folder_of("Ivo Woodlark"), folder_of("Elowen Foxglove"))


def test_of_a_published_report_something_was_taken_left_out_and_not_decided() -> None:
    taken = [one.taken for one in Proposed.objects.all()]
    assert taken == [False, True, None, None, None]
    assert Proposed.objects.get(taken=True).recommendation is not None


def test_one_agency_without_an_account_is_asked_for_its_chronology_by_a_code() -> None:
    asked = Request.objects.get(of=Request.Of.CHRONOLOGY, by_code=True)
    assert Practitioner.objects.live().get(paper_id=asked.pk).body == asked.body
