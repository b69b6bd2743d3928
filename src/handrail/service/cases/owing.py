"""Which body owes a duty: the guidance names a kind of body, the folder's place and partnership name the body."""

from __future__ import annotations

from handrail.service.cases.models import Case
from handrail.service.partnerships.models import Body


def body_owing(case: Case, kind: str, board: Body | None) -> Body | None:
    """The body that owes it on this folder, or None for one that keeps no account here, such as the Panel."""
    match kind:
        case "local authority":
            return case.authority
        case "safeguarding partners":
            return case.partnership
        case "LSCB":
            return board or case.partnership
        case _:
            return None
