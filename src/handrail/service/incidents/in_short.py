"""What tells one folder from another at a glance: the kind of incident, whose area, the month, the children's initials.

For the screens of those who may open the whole folder. It holds no name, and still goes into no e-mail and no feed.
"""

from __future__ import annotations

from collections.abc import Iterable

from handrail.guidance import At, london_day
from handrail.service.incidents.models import Incident, InvolvedChild, Nature

KINDS = {Nature.DEATH: "Death", Nature.SERIOUS_HARM: "Serious harm"}


def in_short(incident: Incident, *, outcomes: Iterable[str], aware: At | None, happened_as_recorded: bool) -> str:
    """Such as "Serious harm, Wendshire Council, May 2026: 2 children, W.T. and L.T.".

    What was corrected is given as it stands: what happened to each child, and when the authority became aware.
    """
    happened = set(outcomes) or {incident.nature}
    kind = next((words for of, words in KINDS.items() if of in happened), "Other incident")
    month = _month(incident, aware, happened_as_recorded)
    told = ", ".join(part for part in (kind, str(incident.case.authority), month) if part)
    return f"{told}: {_children(incident)}"


def _month(incident: Incident, aware: At | None, happened_as_recorded: bool) -> str:
    """When it happened; where that is not known to the day, or was corrected in words, when it was learnt of."""
    if incident.happened_on is not None and happened_as_recorded:
        return f"{incident.happened_on:%B %Y}"
    return f"learnt of in {london_day(aware):%B %Y}" if aware else ""


def _children(incident: Incident) -> str:
    involved = list(incident.involved.all())
    if not involved:
        return "no child named yet"
    *others, last = [_initials(one) for one in involved]
    told = f"{', '.join(others)} and {last}" if others else last
    count = "1 child" if len(involved) == 1 else f"{len(involved)} children"
    return f"{count}, {told}{', and more' if incident.more_children else ''}"


def _initials(involved: InvolvedChild) -> str:
    child = involved.child
    initials = "".join(f"{part[0].upper()}." for part in f"{child.given_names} {child.family_name}".split())
    return initials or ("unborn" if child.unborn else "name not known")
