"""Finds in a text what would tell a reader who it is about: names, days, addresses, numbers, and rare combinations.

It marks and says why; what is to be done about a mark is for a person to decide.
"""

from handrail.analysis.identity.checking import check
from handrail.analysis.identity.known import Flag, Kind, Known, KnownDay, KnownPerson, Role, Surety
from handrail.analysis.identity.mentioned import Asked, folded, may_be_names, pattern_of
from handrail.analysis.identity.plain import words_of

__all__ = [
    "Asked", "Flag", "Kind", "Known", "KnownDay", "KnownPerson", "Role", "Surety", "check", "folded", "may_be_names",
    "pattern_of", "words_of",
]  # fmt: skip
