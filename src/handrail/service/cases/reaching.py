"""A new list of bank holidays reaches a folder: its open clocks are counted by it, and each day that moves says why."""

from __future__ import annotations

from datetime import datetime

from handrail.service.audit.remembering import forget, remembered
from handrail.service.cases.models import Case
from handrail.service.cases.reckon import reckon
from handrail.service.law.actions import Change, unreached

ON_ITS_WAY = "a list of bank holidays that has not reached every folder"
LONGEST = 300  # letters a reason may have


def reach(case: Case, now: datetime) -> None:
    """Before anything else is done in a folder: what the list moves is put down to the list."""
    change = on_its_way()
    if change is not None:
        reckon(case, why_of(change), now)


def on_its_way() -> Change | None:
    return remembered(ON_ITS_WAY, unreached)


def asked_anew() -> Change | None:
    forget(ON_ITS_WAY)
    return on_its_way()


def why_of(change: Change) -> str:
    """What the list changes, in as many sentences as there is room for."""
    sentences = list(change.sentences)
    told, left = sentences[:1], sentences[1:]
    while left and len("; ".join([*told, left[0], _more(len(left))])) <= LONGEST:
        told.append(left.pop(0))
    return "; ".join([*told, *([_more(len(left))] if left else [])])[:LONGEST]


def _more(count: int) -> str:
    return f"and {count} more {'change' if count == 1 else 'changes'} to the list of bank holidays"
