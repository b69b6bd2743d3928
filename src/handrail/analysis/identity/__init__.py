"""Finds in a text what would tell a reader who it is about: names, days, addresses, numbers, and rare combinations.

It marks and says why; what is to be done about a mark is for a person to decide.
"""

from handrail.analysis.identity.checking import check
from handrail.analysis.identity.known import Flag, Kind, Known, KnownDay, KnownPerson, Role, Surety
from handrail.analysis.identity.mentioned import Asked, Mentioned, may_be_names, told
from handrail.analysis.identity.named import RUN, given_names, is_common, not_names, runs_in
from handrail.analysis.identity.plain import words_of

__all__ = [
    "RUN", "Asked", "Flag", "Kind", "Known", "KnownDay", "KnownPerson", "Mentioned", "Role", "Surety", "check",
    "given_names", "is_common", "may_be_names", "not_names", "runs_in", "told", "words_of",
]  # fmt: skip
