"""The findings and recommendations nearest in meaning to some words, among those a reader may see.

Three steps: PostgreSQL counts, over every row that the reader may see and no other, in how many signs its vector
differs from that of the words; of the nearest of these the vectors themselves are compared; and what full-text search
says of the same rows is joined in, by place in each ranking. Nothing leaves the machine. As the first step looks at
all that the reader may see, nobody's ranking is thinned by rows that they may not. It looks door by door, by the
partnerships of a wide role and by the folders of keys, as each of these is one range of an index; asked with an "or"
between them, PostgreSQL goes through the rows of everybody.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import TypeVar

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import F, Func, IntegerField, Q, QuerySet, Value

from handrail.service.access.models import Person
from handrail.service.access.opening import by_keys, which_open
from handrail.service.learning.meaning.vectors import nearness, signature_of, vector_of
from handrail.service.learning.models import Finding, Meaning, Recommendation
from handrail.service.learning.models.meanings import SignatureField
from handrail.service.learning.several import read_by

T = TypeVar("T")
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
    asked = {"of": of} if of else {}
    seen = [
        door.filter(**asked).exclude(paper_id__in=but_not).exclude(case__in=but_not_in) for door in doors_of(reader)
    ]
    return _read(ranked(words, *seen)[:OFFERED])


def open_to(reader: Person) -> QuerySet[Meaning]:
    """The rows of folders whose learning this person may open."""
    opens = which_open(reader, ["learning"], folder="case", partnership="partnership")
    return read_by(reader, Meaning.objects.filter(opens, stands=True))


def doors_of(reader: Person) -> list[QuerySet[Meaning]]:
    """The same rows, door by door; one that two doors open stands in both."""
    doors = [Q(partnership__in={post.partnership_id for post in reader.posts_today if post.in_role.wide})]
    doors += [by_keys(reader, ["learning"], folder="case"), Q(case__in=reader.glass_broken)]
    standing = read_by(reader, Meaning.objects.filter(stands=True).exclude(case__in=reader.shut_out_of))
    return [standing.filter(door) for door in doors if door]


def ranked(words: str, *seen: QuerySet[Meaning]) -> list[uuid.UUID]:
    """The keys of the papers nearest to some words, nearest first, of those that stand in any of these."""
    words = words[:LONGEST].strip()
    if not words or not seen:
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


def _by_meaning(words: str, seen: Sequence[QuerySet[Meaning]]) -> tuple[list[uuid.UUID], list[uuid.UUID]]:
    """The papers by their vectors; and what to search for words: the nearest rows, and those with no vector yet."""
    asked = vector_of(words)
    keys = _candidates(signature_of(asked), seen)
    rows = [
        (key, paper, bytes(vector))
        for key, paper, vector in Meaning.objects.filter(paper_id__in=keys).values_list("pk", "paper_id", "vector")
        if vector is not None
    ]
    near = nearness(asked, [vector for _, _, vector in rows])
    order = sorted(range(len(rows)), key=lambda place: -near[place])
    waiting = _together([door.filter(signature__isnull=True).values_list("pk", flat=True) for door in seen])
    return [rows[place][1] for place in order], [*(rows[place][0] for place in order[:SEARCHED]), *waiting[:CANDIDATES]]


def _candidates(signature: str, seen: Sequence[QuerySet[Meaning]]) -> list[uuid.UUID]:
    """The papers whose signatures differ least, of all doors together."""
    differs = Func(
        F("signature"), Value(signature, output_field=SignatureField()),
        template="bit_count(%(expressions)s)", arg_joiner=" # ", output_field=IntegerField(),
    )  # fmt: skip
    made = [door.filter(signature__isnull=False).annotate(differs=differs).order_by("differs") for door in seen]
    found = dict(_together([one.values_list("paper_id", "differs")[:CANDIDATES] for one in made]))
    return nsmallest(CANDIDATES, found, key=lambda paper: found[paper])


def _together(parts: Sequence[QuerySet[Meaning, T]]) -> list[T]:
    """In one question, as each way to the database and back costs more than what is asked."""
    first, *others = parts
    return list(first.union(*others, all=True) if others else first)


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
