"""What of a review Handrail itself published, so that nobody records by hand what the public site does not do."""

from __future__ import annotations

from collections.abc import Sequence

from django.apps import apps
from django.utils.module_loading import import_string

from handrail.service.reviews.models import PracticeReview, Step
from handrail.service.room import Room, Went


def went_public(review: PracticeReview) -> list[Went]:
    rooms = (room for room in apps.get_app_configs() if isinstance(room, Room) and room.went_public)
    return [went for room in rooms for went in _asked(room, review)]


def _asked(room: Room, review: PracticeReview) -> Sequence[Went]:
    found: Sequence[Went] = import_string(room.went_public)(review.case_id, review.pk)
    return found


def public_here(review: PracticeReview | None) -> Went | None:
    """What the public site serves of it now."""
    return next((went for went in went_public(review) if went.withdrawn_on is None), None) if review else None


def done_here(step: Step) -> bool:
    """Whether Handrail did what this step tells: it published it on that day, or took it down."""
    days = {
        Step.What.PUBLISHED: lambda went: went.on,
        Step.What.TAKEN_DOWN: lambda went: went.withdrawn_on,
    }
    of = days.get(Step.What(step.what))
    return of is not None and any(of(went) == step.on for went in went_public(step.review))
