"""Which parts of a published document are findings, and keeping them in step with what is public.

What is found is told under its own heading, or as one of several under a heading such as "What was learnt". What says
how the review was made, what happened, or what to talk about is no finding; recommendations stand apart.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.utils.module_loading import import_string

from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.learning.meaning.vectors import MODEL, vector_of
from handrail.service.national_panel.models import PublishedFinding
from handrail.service.room import Room

JOB = Job("what published reviews found")
REVIEWS = ("report", "improvements", "learning")
"""Kinds of public document that tell what a review found."""
AT_ONCE = 200
SHORTEST = 3
"""Words below which a line finds nothing."""
NUMBER = re.compile(r"^[\W\d]+")
NO_FINDING = re.compile(
    r"(?i)(?:introduction|background|about (?:this|the)|terms of reference|scope|method|how (?:this|the) review|"
    r"what happened|the facts|chronology|timeline|key (?:events|episodes)|circumstances|the (?:child|family|children)$|"
    r"who (?:was|were|took)|family (?:composition|background|involvement)|agenc(?:y|ies) involve|glossary|appendi|"
    r"annex|references|acknowledg|contents|why (?:it|this) matters|to talk about|for discussion|"
    r"recommendations?$|next steps|action plan|statement of|foreword)"
)
GENERAL = frozenset(
    (
        "the what was were is are has have been we our key main of and to be from for this these review reviews found "
        "learnt learned learning finding findings lesson lessons point points analysis conclusion conclusions theme "
        "themes good practice improve improved improvement improvements worked went well area areas emerging overall "
        "identified"
    ).split()
)
"""A heading of these words alone stands over findings and is none."""


@dataclass(frozen=True, slots=True)
class Found:
    heading: str
    words: str


def findings_in(document: Mapping[str, Any]) -> Iterator[Found]:
    """In the order of the document."""
    tells = True
    for section in document["sections"]:
        heading = " ".join(section["heading"].split())
        none = bool(NO_FINDING.match(NUMBER.sub("", heading)))
        if section["level"] == 2 or none:
            tells = not none
        if not tells:
            continue
        said = [words for block in section["blocks"] for words in _said(block)]
        if GENERAL.issuperset(re.findall(r"[a-z]+", heading.lower())):
            yield from (Found("", words) for words in said)
        elif said:
            yield Found(heading, " ".join(said))


def _said(block: Mapping[str, Any]) -> list[str]:
    """What a block says, piece by piece; what is quoted is somebody's word, and no finding."""
    pieces: list[str] = block["items"] if block["kind"] == "list" else []
    if block["kind"] == "paragraph":
        pieces = [block["text"]]
    return [words for words in pieces if len(words.split()) >= SHORTEST]


def keep_published() -> int:
    """Every minute: what is public now is kept, and what no longer is goes. Gives how many findings came."""
    with unit_of_work(JOB):
        public = {(address, version): document for address, kind, version, document in _public() if kind in REVIEWS}
        kept = set(PublishedFinding.objects.order_by().values_list("address", "version").distinct())
        for address, version in sorted(kept - public.keys()):
            gone = PublishedFinding.objects.filter(address=address, version=version)
            audit.record(JOB, "let go what a document found that is public no longer", gone[0])
            gone.delete()
        new = [
            one for key in sorted(public.keys() - kept) for one in _rows(*key, json.loads(public[key]))
        ]  # fmt: skip
        PublishedFinding.objects.bulk_create(new)
        audit.record_each(JOB, "kept what a published document found", [(one, None) for one in new if one.place == 1])
        _make_vectors()
    return len(new)


def _public() -> Iterator[tuple[str, str, int, str]]:
    for room in apps.get_app_configs():
        if isinstance(room, Room) and room.published:
            yield from import_string(room.published)()


def _rows(address: str, version: int, document: Mapping[str, Any]) -> Iterator[PublishedFinding]:
    for place, found in enumerate(findings_in(document), start=1):
        yield PublishedFinding(
            address=address, version=version, place=place, title=document["title"],
            publisher=document["publisher"]["name"], published_on=date.fromisoformat(document["published_on"]),
            heading=found.heading, words=found.words,
        )  # fmt: skip


def _make_vectors() -> None:
    waiting = PublishedFinding.objects.exclude(made_by=MODEL).select_for_update(skip_locked=True)[:AT_ONCE]
    for one in waiting:
        one.vector, one.made_by = vector_of(one.whole).tobytes(), MODEL
        one.save(update_fields=["vector", "made_by"])
    first_of_each = {(one.address, one.version): (one, None) for one in reversed(waiting)}
    audit.record_each(JOB, "worked out what a published document's findings are near to", first_of_each.values())
