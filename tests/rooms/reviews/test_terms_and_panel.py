"""The terms of reference stand in versions; the review's panel has one chair; what is wrong is set aside and stays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from handrail.service.audit.models import Entry
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import PaperLine
from handrail.service.cases.rebuild import differs
from handrail.service.reviews import actions
from handrail.service.reviews.models import PracticeReview, ReviewPanelMember, Terms
from handrail.service.reviews.overview import next_of
from tests.rooms.cast import Cast
from tests.rooms.reviews.in_full import ON, review_of, terms, write


def member(cast: Cast, name: str, *, chair: bool = False) -> ReviewPanelMember:
    return ReviewPanelMember(body=cast.council, name=name, from_on=ON, chair=chair, interest="None")


def test_the_first_terms_begin_the_papers_of_the_review(cast: Cast) -> None:
    case, going = review_of(cast)
    assert not PracticeReview.objects.exists()
    kept = write(cast, case, going, terms())
    assert (kept.version, kept.review.pk) == (1, going.pk)
    assert Entry.objects.filter(did="wrote terms of reference", case_id=case.pk).exists()
    assert PaperLine.objects.filter(case=case, paper_id=going.pk).exists(), "it is listed in the folder"
    assert not differs(case.pk)


def test_a_second_version_says_what_changed_and_leaves_the_first_as_it_was(cast: Cast) -> None:
    case, going = review_of(cast)
    first = write(cast, case, going, terms())
    with pytest.raises(NotDone, match="what changed since then"):
        write(cast, case, going, terms(purpose="To learn more."))
    second = write(cast, case, going, terms(purpose="To learn more.", changed="The school was added."))
    first.refresh_from_db()
    assert (first.version, first.purpose, second.version) == (1, "To learn.", 2)


def test_set_aside_a_version_keeps_its_number_and_its_words(cast: Cast) -> None:
    case, going = review_of(cast)
    kept = write(cast, case, going, terms())
    actions.set_part_aside(case, kept.review, kept, why="Wrong case.", by=cast["coordinator"])
    assert Terms.objects.get(pk=kept.pk).set_aside_why == "Wrong case."
    with pytest.raises(NotDone, match="set aside already"):
        actions.set_part_aside(case, kept.review, kept, why="Again.", by=cast["coordinator"])
    assert write(cast, case, going, terms(changed="Begun again.")).version == 2


def test_without_a_reason_nothing_is_set_aside(cast: Cast) -> None:
    case, going = review_of(cast)
    kept = write(cast, case, going, terms())
    with pytest.raises(NotDone, match="Say what is wrong"):
        actions.set_part_aside(case, kept.review, kept, why=" ", by=cast["coordinator"])


def test_terms_cannot_be_agreed_on_a_day_to_come(cast: Cast) -> None:
    case, going = review_of(cast)
    with pytest.raises(NotDone, match="today or in the past"):
        write(cast, case, going, terms(agreed_on=timezone.localdate() + timedelta(days=1), agreed_by_name="All"))


def test_one_sits_in_the_chair_until_that_is_set_aside(cast: Cast) -> None:
    case, going = review_of(cast)
    first = write(cast, case, going, member(cast, "Ada Fenwick", chair=True))
    with pytest.raises(NotDone, match="Ada Fenwick is in the chair"):
        write(cast, case, going, member(cast, "Bede Arkle", chair=True))
    write(cast, case, going, member(cast, "Bede Arkle"))
    actions.set_part_aside(case, first.review, first, why="Left for another post.", by=cast["coordinator"])
    write(cast, case, going, member(cast, "Cuthbert Dale", chair=True))


def test_what_comes_next_changes_with_what_is_there(cast: Cast) -> None:
    case, going = review_of(cast)

    def words() -> list[str]:
        return [one.words for one in next_of(going, PracticeReview.objects.filter(pk=going.pk).first(), None)]

    assert words()[0] == "Write the terms of reference"
    write(cast, case, going, terms())
    assert words()[0] == "Have the partners agree the terms of reference"
    write(cast, case, going, terms(changed="Agreed.", agreed_on=ON, agreed_by_name="The partners"))
    assert words()[:2] == ["Appoint a reviewer", "Set up the review’s panel, with its chair"]
    write(cast, case, going, member(cast, "Ada Fenwick", chair=True))
    assert "Plan the first meeting of the panel" in words()
    actions.appoint_reviewer(case, going, reviewer="I. F.", appointed_by_name="All", on=ON, by=cast["coordinator"])
    assert "Appoint a reviewer" not in words()


def test_a_review_that_was_called_off_takes_nothing_more(cast: Cast) -> None:
    case, going = review_of(cast)
    review = going.rapid_review
    assert review is not None
    actions.decide_local_review_again(
        review, hold=False, reasons="The Panel holds one.", decided_on=date(2024, 4, 20), by=cast["coordinator"]
    )
    with pytest.raises(NotDone, match="no longer stands"):
        write(cast, case, going, terms())
