"""The panel's own answers beside the draft of the review meeting with which it began."""

from __future__ import annotations

from typing import Any

from handrail.service.child_deaths.drafted import Changed, changed, said
from handrail.service.child_deaths.form_editions import AnalysisForm
from handrail.service.overview_panels.models import Analysis, PanelDeath, PanelPack


def drafted(one: PanelDeath | PanelPack) -> dict[str, Any] | None:
    """The draft as it was retyped, by the form's question; None where none was."""
    if one.draft is None:
        return None
    return {**one.draft, **{f"text_{domain}": text for domain, text in one.domains.items()}}


def read_of(one: PanelDeath | PanelPack, of: AnalysisForm) -> list[tuple[str, str]]:
    """What a panel reads besides the summary: the draft in full, or what was retyped of each domain."""
    answers = drafted(one)
    if answers is not None:
        return said(answers, of)
    return [(words, one.domains[key]) for key, words in of.domains if one.domains.get(key)]


def answers_of(found: Analysis | PanelPack) -> dict[str, Any]:
    """What the panel answered, by the form's question."""
    answers: dict[str, Any] = {
        "agencies": found.agencies, "documents": found.documents, "cause": found.cause,
        "modifiable": found.modifiable, "issues": found.issues,
        "applies": found.applies or ([found.category] if found.category else []),
        "good_practice": found.good_practice, "learning": "\n".join(found.learning),
        "actions": "\n".join(found.actions),
    }  # fmt: skip
    for domain, grade, text, modifiable in _factors(found):
        answers |= {f"grade_{domain}": grade, f"text_{domain}": text, f"changed_{domain}": modifiable}
    return answers


def _factors(found: Analysis | PanelPack) -> list[tuple[str, str, str, str]]:
    if isinstance(found, PanelPack):
        return [(one["domain"], one["grade"], one["text"], one["modifiable"]) for one in found.factors]
    return [(one.domain, one.grade, one.text, one.modifiable) for one in found.factors.all()]


def against_draft(
    one: PanelDeath | PanelPack, found: Analysis | PanelPack | None, of: AnalysisForm
) -> list[Changed] | None:  # fmt: skip
    """What the panel changed; None where there was no draft, or the panel has kept nothing yet."""
    answers = drafted(one)
    return None if answers is None or found is None else changed(answers, answers_of(found), of)
