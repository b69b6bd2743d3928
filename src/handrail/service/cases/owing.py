"""Which body owes a duty: the guidance names a kind of body, the folder's place and partnership name the body."""

from __future__ import annotations

import uuid

from handrail.service.cases.models import Case
from handrail.service.partnerships.models import Body, Kind, Membership


def body_owing(case: Case, kind: str) -> Body | None:
    """The body that owes it on this folder, or None for one that keeps no account here, such as the Panel."""
    match kind:
        case "local authority":
            return case.authority
        case "safeguarding partners":
            return case.partnership
        case "LSCB":
            return lscb_of(case.authority_id) or case.partnership
        case _:
            return None


def lscb_of(authority_id: uuid.UUID) -> Body | None:
    """The board an authority belonged to under the earlier law."""
    place = (
        Membership.objects.filter(body=authority_id, partnership__kind=Kind.LSCB).select_related("partnership").last()
    )
    return place.partnership if place else None
