"""The findings and recommendations nearest in meaning to some words, among those a reader may see.

Three steps: PostgreSQL counts, over every row that the reader may see and no other, in how many signs its vector
differs from that of the words; of the nearest of these the vectors themselves are compared; and what full-text search
says of the same rows is joined in, by place in each ranking. Nothing leaves the machine. As the first step looks at
all that the reader may see, nobody's ranking is thinned by rows that they may not.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import F, Func, IntegerField, QuerySet, Value

from handrail.service.access.models import Person
from handrail.service.access.opening import which_open
from handrail.service.learning.meaning.vectors import nearness, signature_of, vector_of
from handrail.service.learning.models import Finding, Meaning, Recommendation
from handrail.service.learning.models.meanings import SignatureField

CANDIDATES = 200
SEARCHED = 60
"""Of the candidates, the nearest so many are searched for words as well: what words add is a nudge among them."""
OFFERED = 10
DEPTH = 20
"""How little the first places outweigh the next when two rankings are joined (reciprocal rank fusion)."""
WORDS_WEIGH = 0.1
"""What full-text search weighs beside the vectors; chosen on one half of the labelled queries (`bench/search.py`)."""
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Near:
    """A finding or recommendation that is near."""

    paper: Finding | Recommendation

    @property
    def is_finding(self) -> bool:
        return isinstance(self.paper, Finding)

    @property
    def words(self) -> str:
        return self.paper.text if isinstance(self.paper, Recommendation) else self.paper.title

    @property
    def whence(self) -> str:
        on = self.paper.made_on if isinstance(self.paper, Recommendation) else self.paper.found_on
        return f"{self.paper.source}, {on.day} {on:%B %Y}. In {self.paper.case.reference}."


def nearest(
    words: str,
    *,
    reader: Person,
    of: str = "",
    but_not: Collection[uuid.UUID] = (),
    but_not_in: Collection[uuid.UUID] = (),
) -> list[Near]:  # fmt: skip
    """The nearest that this person may read, nearest first; of one kind, or of both."""
    seen = open_to(reader).filter(**{"of": of} if of else {}).exclude(paper_id__in=but_not)
    if but_not_in:
        seen = seen.exclude(case__in=but_not_in)
    return _read(ranked(words, seen)[:OFFERED])


def open_to(reader: Person) -> QuerySet[Meaning]:
    """The rows of folders whose learning this person may open."""
    opens = which_open(reader, ["learning"], folder="case", partnership="partnership")
    return Meaning.objects.filter(opens, stands=True)


def ranked(words: str, seen: QuerySet[Meaning]) -> list[uuid.UUID]:
    """The keys of the papers nearest to some words, nearest first."""
    words = words[:LONGEST].strip()
    if not words:
        return []
    by_meaning, candidates = _by_meaning(words, seen)
    by_words = _by_words(words, Meaning.objects.filter(pk__in=candidates))
    return joined([(by_meaning, 1.0), (by_words, WORDS_WEIGH)])


def joined(rankings: Sequence[tuple[list[uuid.UUID], float]]) -> list[uuid.UUID]:
    """Several rankings as one: each gives a paper the more, the higher it stands there."""
    marks: dict[uuid.UUID, float] = {}
    for ranking, weight in rankings:
        for place, paper in enumerate(ranking):
            marks[paper] = marks.get(paper, 0.0) + weight / (DEPTH + place)
    return sorted(marks, key=lambda paper: -marks[paper])


def _by_meaning(words: str, seen: QuerySet[Meaning]) -> tuple[list[uuid.UUID], list[uuid.UUID]]:
    """The papers by their vectors; and what to search for words: the nearest rows, and those with no vector yet."""
    asked = vector_of(words)
    differs = Func(
        F("signature"), Value(signature_of(asked), output_field=SignatureField()),
        template="bit_count(%(expressions)s)", arg_joiner=" # ", output_field=IntegerField(),
    )  # fmt: skip
    made = seen.filter(signature__isnull=False).order_by(differs)
    keys = list(made.values_list("paper_id", flat=True)[:CANDIDATES])
    rows = [
        (key, paper, bytes(vector))
        for key, paper, vector in Meaning.objects.filter(paper_id__in=keys).values_list("pk", "paper_id", "vector")
        if vector is not None
    ]
    near = nearness(asked, [vector for _, _, vector in rows])
    order = sorted(range(len(rows)), key=lambda place: -near[place])
    waiting = seen.filter(signature__isnull=True).values_list("pk", flat=True)[:CANDIDATES]
    return [rows[place][1] for place in order], [*(rows[place][0] for place in order[:SEARCHED]), *waiting]


def _by_words(words: str, seen: QuerySet[Meaning]) -> list[uuid.UUID]:
    """The papers that have any of the words, by PostgreSQL's own ranking."""
    asked = any_word_of(words)
    if asked is None:
        return []
    there = SearchVector("text", config="english")
    found = seen.annotate(there=there).filter(there=asked).annotate(rank=SearchRank(F("there"), asked))
    return list(found.order_by("-rank", "paper_id").values_list("paper_id", flat=True)[:CANDIDATES])


def any_word_of(words: str) -> SearchQuery | None:
    """A query for any of the words, in PostgreSQL's own form; None where there are none."""
    found = dict.fromkeys(re.findall(r"[a-z0-9]+", words.lower()))
    return SearchQuery(" | ".join(found), config="english", search_type="raw") if found else None


def _read(keys: list[uuid.UUID]) -> list[Near]:
    papers: dict[uuid.UUID, Finding | Recommendation] = {}
    for kind in (Finding, Recommendation):
        papers |= {paper.pk: paper for paper in kind._default_manager.filter(pk__in=keys).select_related("case")}
    return [Near(papers[key]) for key in keys if key in papers]
