"""Finding a folder by the names and references in its papers. Nobody finds what they may not open."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import QuerySet

from handrail.service.access.models import Person
from handrail.service.access.roles import ALL
from handrail.service.cases.models import Case, PaperLine
from handrail.service.partnerships.models import Body

MOST = 100
"""More than these are not shown: a longer search narrows them."""

APART = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Found:
    """A folder that was found, why, and the paper through which it was, if it was through one."""

    case: Case
    why: str
    line: PaperLine | None = None


def plain(words: str) -> str:
    """Small letters without accents, and figures, with one space between: "O'Brien-Ó" is "o brien o"."""
    bare = unicodedata.normalize("NFKD", words.casefold())
    return APART.sub(" ", "".join(c for c in bare if not unicodedata.combining(c))).strip()


def searchable(*found_by: str) -> str:
    """Names and references as they are kept for searching: each apart, and each run together."""
    kept: dict[str, None] = {}
    for words in found_by:
        apart = plain(words)
        kept.update(dict.fromkeys([*apart.split(), *(word for word in _run_together(words))]))
    return " ".join(kept)


def _run_together(words: str) -> Iterator[str]:
    """A name with a mark in it is also found when typed without one: obrien, smithjones, csin20261."""
    for word in words.split():
        together = plain(word).replace(" ", "")
        if together:
            yield together


def find(person: Person, typed: str) -> list[Found]:
    """Folders this person may open that answer to what was typed, by reference first; at most one more than MOST."""
    words = plain(typed)
    if not words:
        return []
    found: dict[object, Found] = {}
    for one in (*_by_reference(person, words), *_by_paper(person, words), *_by_body(person, typed.strip())):
        found.setdefault((one.case.pk, one.line.pk if one.line else None), one)
    folders = {one.case.pk for one in found.values() if one.line is None}
    kept = [one for one in found.values() if one.line is None or one.case.pk not in folders]
    return kept[: MOST + 1]


def _by_reference(person: Person, words: str) -> Iterator[Found]:
    cases = Case.objects.visible_to(person, {ALL}).annotate(words=SearchVector("found_by", config="simple"))
    for case in _shown(cases.filter(words=question(words))):
        yield Found(case, "its reference")


def _by_paper(person: Person, words: str) -> Iterator[Found]:
    lines = PaperLine.objects.visible_to(person).annotate(words=SearchVector("found_by", config="simple"))
    lines = lines.filter(words=question(words)).select_related("case__partnership", "case__authority")
    for line in lines.order_by("-filed_at")[: MOST + 1]:
        yield Found(line.case, line.title, line)


def _by_body(person: Person, typed: str) -> Iterator[Found]:
    """By the name of a body: the authority whose folder it is, or one that a paper is for."""
    bodies = list(Body.objects.filter(name__icontains=typed).values_list("pk", flat=True)[: MOST + 1])
    if len(typed) < 3 or not bodies:
        return
    lines = PaperLine.objects.visible_to(person).filter(for_body__in=bodies)
    lines = lines.select_related("case__partnership", "case__authority")
    for line in lines.order_by("-filed_at")[: MOST + 1]:
        yield Found(line.case, line.title, line)
    for case in _shown(Case.objects.visible_to(person, {ALL}).filter(authority__in=bodies)):
        yield Found(case, "its local authority")


def _shown(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.select_related("partnership", "authority").order_by("-opened_at")[: MOST + 1]


def question(words: str) -> SearchQuery:
    """Every word, each as it is or as the beginning of a longer one."""
    return SearchQuery(" & ".join(_either(word) for word in words.split()), config="simple", search_type="raw")


def _either(word: str) -> str:
    """A number is also looked for as references write it: 14 is 0014."""
    return f"({word}:* | {word.zfill(4)})" if word.isdecimal() else f"{word}:*"
