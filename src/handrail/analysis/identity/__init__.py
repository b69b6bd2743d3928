"""Finds in a text what would tell a reader who it is about: names, days, addresses, numbers, and rare combinations.

It marks and says why; what is to be done about a mark is for a person to decide.
"""

from handrail.analysis.identity.checking import check
from handrail.analysis.identity.known import Flag, Kind, Known, KnownDay, KnownPerson, Role, Surety

__all__ = ["Flag", "Kind", "Known", "KnownDay", "KnownPerson", "Role", "Surety", "check"]
