"""The answers of an analysis form by the names of its questions: read in words, and held against one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from handrail.service.child_deaths.form_editions import AnalysisForm

Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Changed:
    """One question that two forms answer otherwise."""

    asks: str
    was: str
    now: str


def asked(of: AnalysisForm) -> Iterator[tuple[str, str]]:
    """Each question's name, and its title where it stands alone."""
    if of.agencies:
        yield "agencies", "Agencies represented"
    if of.documents:
        yield "documents", of.documents
    yield "cause", "Cause of death"
    for key, words in of.domains:
        yield f"grade_{key}", words
        yield f"text_{key}", f"{words}: what contributed"
        yield f"changed_{key}", f"{words}: what could be changed"
    yield "modifiable", "Whether such factors were identified"
    yield "applies", "Categories of death"
    if of.recommends:
        yield "issues", "Issues"
        yield "good_practice", "Good practice"
    yield "learning", "Learning points"
    if of.recommends:
        yield "actions", "Recommended actions"


def words_of(answers: Answers, name: str, of: AnalysisForm) -> str:
    """An answer as it is read: what was chosen, in the form's words."""
    held = answers.get(name) or ""
    listed = {"modifiable": of.outcomes, "applies": of.categories, "agencies": of.agencies}.get(name, ())
    if name.startswith("grade_"):
        listed = of.scale
    if isinstance(held, list):
        return "; ".join(words for key, words in listed if key in held)
    return dict(listed).get(held, "") if listed else str(held)


def said(answers: Answers, of: AnalysisForm) -> list[tuple[str, str]]:
    """What is answered, each with its title."""
    found = ((asks, words_of(answers, name, of)) for name, asks in asked(of))
    return [(asks, words) for asks, words in found if words]


def changed(was: Answers, now: Answers, of: AnalysisForm) -> list[Changed]:
    each = ((asks, words_of(was, name, of), words_of(now, name, of)) for name, asks in asked(of))
    return [Changed(asks, before, after) for asks, before, after in each if _plain(before) != _plain(after)]


def _plain(words: str) -> str:
    """However its lines are broken and spaced."""
    return "\n".join(" ".join(line.split()) for line in words.splitlines() if line.strip())
