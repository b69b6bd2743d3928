"""The findings and recommendations nearest to some words, among those a reader may see."""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import F

from handrail.service.access.models import Person
from handrail.service.cases.models import Case
from handrail.service.learning.models import Recommendation

OFFERED = 10


@dataclass(frozen=True, slots=True)
class Near:
    """A recommendation that is near, and where it comes from in words."""

    recommendation: Recommendation

    @property
    def whence(self) -> str:
        made = self.recommendation
        return f"{made.source}, {made.made_on.day} {made.made_on:%B %Y}. In {made.case.reference}."


def nearest_recommendations(words: str, *, reader: Person, but_not: Collection[uuid.UUID] = ()) -> list[Near]:
    """By PostgreSQL's full-text search: any of the words, those with more of them first."""
    asked = any_word_of(words)
    if asked is None:
        return []
    seen = Recommendation.objects.filter(case__in=Case.objects.visible_to(reader, what=["learning"]))
    vector = SearchVector("text", config="english")
    found = (
        seen.filter(set_aside_on__isnull=True).exclude(pk__in=but_not).annotate(vector=vector)
        .filter(vector=asked).annotate(rank=SearchRank(F("vector"), asked)).order_by("-rank", "-made_on")
    )  # fmt: skip
    return [Near(one) for one in found.select_related("case")[:OFFERED]]


def any_word_of(words: str) -> SearchQuery | None:
    """A query for any of the words, in PostgreSQL's own form; None where there are none."""
    found = dict.fromkeys(re.findall(r"[a-z0-9]+", words.lower()))
    return SearchQuery(" | ".join(found), config="english", search_type="raw") if found else None
