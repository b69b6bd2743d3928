"""What earlier reviews found, beside the pages that ask whether improvements were found before.

The room that keeps it stands above this one, and says in its `apps.py` how it is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import cast

from django.apps import apps
from django.http import HttpRequest
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString

from handrail.service.cases.models import Case
from handrail.service.reviews.models import PracticeReview, RapidReview, Terms
from handrail.service.reviews.under_way import UnderWay
from handrail.service.reviews.written import DECIDES, written
from handrail.service.room import Room

ASKS = frozenset({"improvements", *(slug for slug, _ in DECIDES.values())})
"""The pages of a rapid review that ask it."""
Draw = Callable[[HttpRequest, Case, str, Collection[Case]], str]


def beside(request: HttpRequest, review: RapidReview, slug: str) -> str:
    """Drawn, for a page of a rapid review that asks it; empty for the others."""
    return nearest_to(request, review.case, to_improve(review)) if slug in ASKS else ""


def beside_practice(request: HttpRequest, going: UnderWay | None, paper: PracticeReview | None, case: Case) -> str:
    """Drawn, for the page of a review that was decided on: it looks at what earlier ones asked for and got."""
    also_of = [one.other for one in paper.covered.select_related("other")] if paper else []
    return nearest_to(request, case, to_find_out(going, paper), also_of)


def nearest_to(request: HttpRequest, case: Case, words: str, also_of: Collection[Case] = ()) -> str:
    """The nearest that stand in other folders than this, and than those that the review is of too."""
    rooms = (room for room in apps.get_app_configs() if isinstance(room, Room) and room.found_before)
    drawn = (cast(Draw, import_string(room.found_before))(request, case, words, also_of) for room in rooms)
    return SafeString("".join(drawn))


def to_improve(review: RapidReview) -> str:
    """What a rapid review says of it; before it does, what happened."""
    text = written(review).sections
    return text["improvements"] or text["facts_of_case"]


def to_find_out(going: UnderWay | None, paper: PracticeReview | None) -> str:
    """What the review is about in its own words: its terms, or the decision that called for it while it has none."""
    last = Terms.objects.filter(review=paper, set_aside_at__isnull=True).order_by("version").last() if paper else None
    if last is not None:
        return f"{last.questions}\n{last.purpose}"
    called_by = going or paper
    if called_by is None:
        return ""
    if called_by.rapid_review is not None:
        return to_improve(called_by.rapid_review)
    decided = called_by.decision or called_by.called
    return decided.reasons if decided is not None else ""
