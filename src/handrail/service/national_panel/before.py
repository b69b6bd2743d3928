"""What published reviews found that is nearest in meaning to some words: for the criterion that asks whether it was
identified before. Found on this machine, among what anybody may read."""

from __future__ import annotations

from collections.abc import Collection
from heapq import nlargest

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from handrail.guidance import spoken
from handrail.service.cases.models import Case
from handrail.service.learning.meaning.vectors import nearness, vector_of
from handrail.service.national_panel.models import DocketItem, PublishedFinding

OFFERED, BESIDE = 8, 3
LONGEST = 2000


def found_before(request: HttpRequest, case: Case, words: str, also_of: Collection[Case] = ()) -> str:
    """Drawn beside the pages of a review for whoever reads them: what is published anybody may read."""
    near = nearest_published(words)[:BESIDE]
    return SafeString(render_to_string("national_panel/found_before.html", {"near": near}, request)) if near else ""


def nearest_published(words: str) -> list[PublishedFinding]:
    """The nearest first; those whose meaning is not worked out yet come within minutes."""
    words = words.replace("\0", "")[:LONGEST].strip()
    kept = list(PublishedFinding.objects.exclude(vector=None)) if words else []
    near = nearness(vector_of(words), [bytes(one.vector) for one in kept if one.vector is not None]) if kept else ()
    return [kept[place] for place in nlargest(OFFERED, range(len(kept)), key=lambda place: float(near[place]))]


def words_about(item: DocketItem) -> str:
    """What the Panel was told of it, in words: a kind of incident, never what happened."""
    return item.nature


def in_pairs(found: list[PublishedFinding]) -> list[tuple[str, str]]:
    """Where each was published, and what it says, to stand beside a form."""
    return [(f"{one.publisher}: {one.title}, {spoken(one.published_on)}", one.whole) for one in found]
