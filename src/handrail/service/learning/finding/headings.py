"""Which lines are headings, which of them open a list of recommendations, to whom, and which end one."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 110  # letters a heading may have


@dataclass(frozen=True, slots=True)
class Opening:
    """A heading under which items count: numbered ones, or bullets. `to` is whom it names, if anybody."""

    bullets: bool
    to: str | None = None


_NUMBERED = re.compile(
    r"(?:\d+(?:\.\d+)*\.?\s+)?(?:(?:summary of |key |main |overall |our |the )*recommendations?"
    r"(?: (?:for|to) (?P<to>[^.?!]{3,80}))?|priority and immediate actions?|priority actions?"
    r"|areas? for (?:improvement|priority action))\s*:?\d?",
    re.IGNORECASE,
)
_BULLETED = re.compile(r"what needs to improve\s*(?:\?\s?\d?|:)?", re.IGNORECASE)
_ASKING = re.compile(r"what (?:does|do) (?P<to>.{3,60}?) need to improve\s*\?\d?", re.IGNORECASE)
_ENDS = re.compile(
    r"(?:summary for children|.*\bstrengths\b|progress since|inspection (?:findings|judgements?)|the experiences and"
    r"|the effectiveness of|the impact of leaders|information about|conclusions?\b|appendix|annex|glossary|references"
    r"|what (?:is working well|the inspection)|executive summary|introduction\b|about this inspection)",
    re.IGNORECASE,
)
_BOARD = re.compile(
    r"(?:the effectiveness of )?the local safeguarding children board(?: \(LSCB\))?(?: (?:is|requires) .{3,40})?",
    re.IGNORECASE,
)


def opening(line: str) -> Opening | None:
    """What a line opens, if it is a heading under which items count."""
    words = line.strip()
    if _BULLETED.fullmatch(words):
        return Opening(bullets=True)
    if asked := _ASKING.fullmatch(words):
        return Opening(bullets=False, to=asked["to"])
    if found := _NUMBERED.fullmatch(words):
        return Opening(bullets=False, to=found["to"])
    return None


def ends(line: str) -> bool:
    """A heading of something that is no list of recommendations."""
    return bool(_ENDS.match(line.strip()))


def begins_board(line: str) -> bool:
    """From here on the report is about the Local Safeguarding Children Board."""
    return bool(_BOARD.fullmatch(line.strip()))
