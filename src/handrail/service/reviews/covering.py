"""The folders that a practice review is of, besides the one it is filed in."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from functools import reduce
from itertools import chain
from operator import or_

from django.apps import apps
from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string

from handrail.service.access.models import Person
from handrail.service.access.opening import which_open
from handrail.service.audit.remembering import remembered
from handrail.service.cases.models import Case
from handrail.service.reviews.models import FolderCovered, PracticeReview
from handrail.service.room import Room

ROOM = "reviews"


def every_folder(review: PracticeReview) -> list[Case] | None:
    """The other folders it is of; None where there is one that whoever asks does not see.

    How many there are is asked of the database past its own wall: what is hidden must shut the review, not be missed.
    """
    seen = [one.other for one in review.covered.select_related("other__folder__partnership")]
    return seen if len(seen) == _how_many(review.pk) else None


def is_hidden(practice_id: uuid.UUID) -> bool:
    """Whether what is recorded of a review stands behind the database's wall for whoever asks. That one is under way
    follows from the decision, which they may well read; so the review must be shut to them, and not seem to be new."""
    return _how_many(practice_id) > 0 and not PracticeReview.objects.filter(pk=practice_id).exists()


def shut_to(person: Person) -> frozenset[uuid.UUID]:
    """The papers of reviews that are also of a folder which this person may not open: what came out of such a review
    they do not read, whatever they may open of its own folder."""

    def asked() -> frozenset[uuid.UUID]:
        opens = which_open(person, [ROOM], folder="other", partnership="other__partnership")
        return _papers(FolderCovered.objects.exclude(opens)) | _behind_the_wall(person)

    return remembered(f"reviews shut to {person.pk}", asked)


def _behind_the_wall(person: Person) -> frozenset[uuid.UUID]:
    """Those of which the database shows this person not even that they are of several folders. It is asked for whoever
    acts, and for nobody else."""
    ask = "select case when current_setting('handrail.actor', true) = %s then wall.reviews_shut() else '{}' end"
    with connection.cursor() as cursor:
        cursor.execute(ask, [person.actor_key])
        (papers,) = cursor.fetchone()
    return frozenset(papers)


def barred_from(person: Person) -> frozenset[uuid.UUID]:
    """The papers of reviews that are also of a folder which this person is shut out of. Not even a body to which
    something of such a review is put lets them read it."""
    return _papers(FolderCovered.objects.filter(other__in=person.shut_out_of)) if person.shut_out_of else frozenset()


def papers_of(review: PracticeReview) -> list[uuid.UUID]:
    """What a finding may name as the review it comes out of: its own paper, or the decision that called for it."""
    return [review.pk, *(one for one in (review.called_id, review.decision_id) if one is not None)]


def came_out_of_several(review: str = "review_id") -> Q:
    """Of rows that name in this field the paper of a review: those whose review is of more folders than its own."""
    covered = FolderCovered.objects.order_by()
    ways = ("review", "review__called", "review__decision")
    named = (covered.filter(**{f"{way}__isnull": False}).values(way) for way in ways)
    return reduce(or_, (Q(**{f"{review}__in": papers}) for papers in named))


def others_of(papers: Iterable[uuid.UUID]) -> list[Case]:
    """The other folders of the reviews that these papers are of."""
    named = list(papers)
    of_it = Q(review__in=named) | Q(review__called__in=named) | Q(review__decision__in=named)
    return list(Case.objects.filter(pk__in=FolderCovered.objects.filter(of_it).values("other")))


def tell_covered(review: PracticeReview) -> None:
    """Rooms above, which keep what came out of it, file that anew."""
    for room in apps.get_app_configs():
        if isinstance(room, Room) and room.covered:
            import_string(room.covered)(review)


def _papers(covered: QuerySet[FolderCovered]) -> frozenset[uuid.UUID]:
    rows = covered.values_list("review", "review__called", "review__decision")
    return frozenset(filter(None, chain.from_iterable(rows)))


def _how_many(practice_id: uuid.UUID) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select wall.folders_covered(%s)", [practice_id])
        (there,) = cursor.fetchone()
    return int(there)
