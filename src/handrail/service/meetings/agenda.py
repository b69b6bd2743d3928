"""The agendas that meetings start from. Items are added, moved and taken out as a partnership needs."""

from __future__ import annotations

RAPID_REVIEW_AGENDA = (
    "Welcome: who is here and for whom, apologies, and conflicts of interest",
    "Why we meet, and the ground rules for what is shared",
    "The child and the family",
    "What happened, and what is still not known",
    "What each agency knew and did: the summaries, and those that are missing",
    "Is every child safe now? Immediate action",
    "Themes, what worked well, and what may be improved",
    "Inequality and protected characteristics",
    "The criteria for a local review, one by one, and a view on a national one",
    "Decision and next steps",
    "What the family is told, by whom and when",
)

PARTNERSHIP_AGENDA = (
    ("Welcome, apologies, and conflicts of interest", "note", False),
    ("Minutes of the last meeting", "decide", False),
    ("Matters arising: what earlier meetings asked for", "discuss", True),
)
"""What a meeting of the partnership starts from: each with what is asked of the meeting, and whether what was asked for
before stands under it. What is brought to the meeting comes after."""
