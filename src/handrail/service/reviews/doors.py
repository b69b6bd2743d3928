"""The way to a rapid review. Writing in it is for those who work for the folder's own partnership."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest

from handrail.service.access.doors import opens, person_of
from handrail.service.access.models import Person
from handrail.service.cases.doors import may_open, open_folder
from handrail.service.cases.models import Case
from handrail.service.reviews.covering import every_folder, is_hidden
from handrail.service.reviews.models import PanelMessage, PracticeReview, RapidReview, SeriousCaseDecision
from handrail.service.reviews.under_way import UnderWay, reviews_under_way

ROOM = "reviews"
WRITE = "write reviews"
DIALOGUE = "record panel messages"
WORK = "work on practice reviews"
"""What a commission needs: the terms, the family's part, the drafts. The coordinator does it too."""
HEAR = "hear in good faith"


def folder_for(request: HttpRequest, case_id: uuid.UUID, may: str | None = None) -> Case:
    """The folder, for reading its reviews, or for doing `may` to them. Raises Http404."""
    case = open_folder(request, case_id, what=ROOM, may=may)
    if may is not None and not may_do(person_of(request), case, may):
        raise Http404
    return case


def may_do(person: Person, case: Case, may: str) -> bool:
    """Another partnership that was given this room to read does not write in it, whatever its people's roles."""
    return any(
        may in post.in_role.may and post.partnership_id == case.partnership_id and opens(post, case.folder, ROOM)
        for post in person.posts_today
    )


def open_review(request: HttpRequest, case_id: uuid.UUID, review_id: uuid.UUID, may: str | None = None) -> RapidReview:
    case = folder_for(request, case_id, may)
    review = RapidReview.objects.filter(pk=review_id, case=case).select_related("word", "pdf").first()
    if review is None:
        raise Http404
    review.case = case
    return review


def open_message(
    request: HttpRequest, case_id: uuid.UUID, message_id: uuid.UUID, may: str | None = None
) -> PanelMessage:
    case = folder_for(request, case_id, may)
    found = PanelMessage.objects.filter(pk=message_id, case=case)
    message = found.select_related("review", "answers", "tells", "letter", "recorded_by").first()
    if message is None:
        raise Http404
    message.case = message.review.case = case
    return message


def open_decision(
    request: HttpRequest, case_id: uuid.UUID, decision_id: uuid.UUID, may: str | None = None
) -> SeriousCaseDecision:
    case = folder_for(request, case_id, may)
    decision = SeriousCaseDecision.objects.filter(pk=decision_id, case=case).select_related("recorded_by").first()
    if decision is None:
        raise Http404
    decision.case = case
    return decision


def open_practice(
    request: HttpRequest, case_id: uuid.UUID, practice_id: uuid.UUID, may: str | None = None
) -> tuple[Case, UnderWay | None, PracticeReview | None]:
    """The folder, the review as it is under way, and what is recorded of it; either of the two may be missing.

    A review of several folders is there for those alone who may open each of them.
    """
    case = folder_for(request, case_id, may)
    found = _there(person_of(request), case, practice_id)
    if found is None:
        raise Http404
    return case, *found


def opens_to(person: Person, case: Case, practice_id: uuid.UUID) -> bool:
    """Whether the page of a review is there for somebody: for rooms below that lead to it."""
    return may_open(person, case, what=ROOM) and _there(person, case, practice_id) is not None


def _there(person: Person, case: Case, practice_id: uuid.UUID) -> tuple[UnderWay | None, PracticeReview | None] | None:
    going = next((one for one in reviews_under_way(case) if one.pk == practice_id), None)
    paper = PracticeReview.objects.filter(pk=practice_id, case=case).select_related("called").first()
    if paper is not None:
        paper.case = case
    if (going is None and paper is None) or is_hidden(practice_id):
        return None
    return None if paper is not None and not opens_all(person, paper) else (going, paper)


def opens_all(person: Person, review: PracticeReview) -> bool:
    """Whether this person may open every folder that a review is of, its own among them."""
    others = every_folder(review)
    return others is not None and all(may_open(person, one, what=ROOM) for one in (review.case, *others))
