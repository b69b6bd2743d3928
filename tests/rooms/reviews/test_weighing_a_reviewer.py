"""What the edition has weighed of whoever is to review is asked one by one, and kept with the appointment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from handrail.guidance import london_day
from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.reviewers.models import Commission
from handrail.service.reviews import actions
from handrail.service.reviews.actions import reviewer as choosing
from handrail.service.reviews.actions.reviewer import criteria_for
from handrail.service.reviews.models import ReviewerCriterion, Step
from handrail.service.reviews.written import Weighed, criteria_on
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.reviewers.pool import in_days, on_the_register
from tests.rooms.reviews.longer_reviews import called_for, criteria_answers, day, decide, going_in, noticed

APPOINTED = date(2024, 4, 15)
WHO: dict[str, Any] = {
    "reviewer": "Imogen Farthing, independent",
    "appointed_by_name": "The three partners, at their meeting",
}
KEYS = [
    "reviewer_knowledge", "reviewer_research", "reviewer_complexity", "reviewer_no_hindsight", "reviewer_communication",
    "reviewer_independence",
]  # fmt: skip


def test_each_of_the_editions_criteria_is_kept_with_the_appointment(cast: Cast) -> None:
    review, going = called_for(cast)
    asked = criteria_for(review.case, going)
    assert [one.criterion for one in asked] == KEYS
    considered = [replace(one, answer="yes", reasons=f"Seen: {one.criterion}. ") for one in asked[:-1]]
    step = actions.appoint_reviewer(
        review.case, going, on=APPOINTED, by=cast["coordinator"], considered=considered, **WHO
    )
    kept = list(step.considered.all())
    assert [(one.criterion, one.says, one.source) for one in kept] == [
        (one.criterion, one.says, one.source) for one in asked
    ]
    assert [(one.answer_in_words, one.reasons) for one in kept[-2:]] == [
        ("Yes", "Seen: reviewer_communication."), ("Not answered", ""),
    ]  # fmt: skip


def test_the_edition_of_the_day_of_the_decision_says_what_is_weighed(cast: Cast) -> None:
    review, going = called_for(cast)
    (source,) = {one.source for one in criteria_for(review.case, going)}
    assert source.startswith("Working Together to Safeguard Children 2023")
    assert london_day(going.since) == date(2024, 3, 27)
    incident = noticed(cast)
    decide(cast, incident)
    weighed = criteria_for(incident.case, going_in(incident.case))
    assert [one.criterion for one in weighed] == ["lead_reviewer_able", "lead_reviewer_independent"]
    assert weighed[0].source.startswith("Working Together to Safeguard Children 2015")


@pytest.mark.parametrize("kind", ["national", "good practice"])
def test_where_the_edition_gives_none_nothing_is_asked(cast: Cast, client: Client, kind: str) -> None:
    case = open_folder_for(cast)
    name_actor(cast["coordinator"])
    actions.call_review(
        case, kind=kind, decided_on=APPOINTED, decided_by_name="All", reasons="To learn.", by=cast["coordinator"]
    )
    going = going_in(case)
    client.force_login(cast["coordinator"])
    page = client.get(reverse("reviews:appoint_reviewer", args=[case.pk, going.pk])).content.decode()
    assert "criterion_1" not in page
    actions.appoint_reviewer(case, going, on=london_day(going.since), by=cast["coordinator"], **WHO)
    assert not ReviewerCriterion.objects.exists()


@pytest.mark.parametrize(
    ("answer", "reasons", "sentence"),
    [("yes", " ", "Give the reasons for the answer to 1"), ("", "She wrote it.", "Answer criterion 1"),
     ("perhaps", "So.", "Answer criterion 1")],
)  # fmt: skip
def test_an_answer_has_its_reasons(cast: Cast, answer: str, reasons: str, sentence: str) -> None:
    review, going = called_for(cast)
    first = replace(criteria_for(review.case, going)[0], answer=answer, reasons=reasons)
    with pytest.raises(NotDone, match=sentence):
        actions.appoint_reviewer(review.case, going, on=APPOINTED, by=cast["coordinator"], considered=[first], **WHO)
    assert not Step.objects.exists()


def test_one_whose_words_were_read_must_be_answered(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    review, going = called_for(cast)

    def read(*asked: object) -> tuple[Weighed, ...]:
        return tuple(replace(one, seen="text") for one in criteria_on(*asked))  # type: ignore[arg-type]

    monkeypatch.setattr(choosing, "criteria_on", read)
    with pytest.raises(NotDone, match="Answer criterion 1"):
        actions.appoint_reviewer(review.case, going, on=APPOINTED, by=cast["coordinator"], **WHO)


def test_the_page_asks_by_name_and_from_the_register(cast: Cast, client: Client) -> None:
    review, going = called_for(cast)
    case, reviewer = review.case, on_the_register(cast)
    client.force_login(cast["coordinator"])
    answers = criteria_answers(criteria_for(case, going), "yes")
    by_name = reverse("reviews:appoint_reviewer", args=[case.pk, going.pk])
    asked = client.get(by_name).content.decode()
    assert "6. Has no real or perceived conflict of interest." in asked
    assert "You may leave this one unanswered." in asked
    unreasoned = {**answers, "criterion_6_reasons": "", **WHO, **day("on", APPOINTED)}
    assert "Give the reasons for the answer to 6" in client.post(by_name, unreasoned).content.decode()
    here = reverse("reviews:appoint_from_register", args=[case.pk, going.pk, reviewer.pk])
    typed = {
        "part": "lead", "terms": "A report.", "supervised_by_name": "Ada", "appointed_by_name": "The three",
        **day("on", in_days(0)), **day("last_on", in_days(90)), **answers, "criterion_6": "not yet known",
    }  # fmt: skip
    assert client.post(here, typed).status_code == 302
    assert Commission.objects.get().name == "Imogen Farthing"
    assert set(ReviewerCriterion.objects.values_list("answer", flat=True)) == {"yes", "not yet known"}
    told = client.get(reverse("reviews:practice_review", args=[case.pk, going.pk])).content.decode()
    assert "What was weighed in choosing Imogen Farthing" in told
    assert "Not yet known." in told
    assert "recalled, not checked" in told
