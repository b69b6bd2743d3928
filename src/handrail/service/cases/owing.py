"""Which body owes a duty: the guidance names a kind of body, the folder's place and partnership name the body."""

from __future__ import annotations

from datetime import date

from handrail.service.cases.models import Case
from handrail.service.partnerships.models import Body


def body_owing(case: Case, kind: str, board: Body | None, done_on: date | None = None) -> Body | None:
    """The body that owes it on this folder, or None for one that keeps no account here, such as the Panel. What was
    done before another authority went on with the folder was the first one's."""
    match kind:
        case "local authority":
            before = done_on is not None and case.succeeded_on is not None and done_on < case.succeeded_on
            return case.authority if before else case.answers
        case "safeguarding partners":
            return case.partnership
        case "LSCB":
            return board or case.partnership
        case _:
            return None
