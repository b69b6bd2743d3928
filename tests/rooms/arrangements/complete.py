"""A draft with everything in it, as Wend Valley would write it."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from handrail.demonstration.arranging import agreed_by_all, give_codes, load_the_schools, tried, write_it_all
from handrail.service.arrangements import actions as act
from handrail.service.arrangements.models import Arrangements
from handrail.service.audit.actions import Job, name_actor
from tests.rooms.cast import Cast


def drafted(cast: Cast, title: str = "Arrangements for 2027") -> Arrangements:
    name_actor(cast["coordinator"])
    return act.begin(cast.partnership, title=title, by=cast["coordinator"])


def complete(cast: Cast) -> Arrangements:
    """All but the agreement of the partners."""
    name_actor(Job("tests"))
    give_codes(cast)
    draft, by = drafted(cast), cast["coordinator"]
    write_it_all(cast, draft, begins_on=timezone.localdate() + timedelta(days=30), by=by)
    load_the_schools(cast, by)
    tried(cast, by, timezone.localdate())
    draft.refresh_from_db()
    return draft


def agreed(cast: Cast, draft: Arrangements | None = None) -> Arrangements:
    draft = draft or complete(cast)
    draft.refresh_from_db()
    agreed_by_all(draft, timezone.localdate(), cast["coordinator"])
    return draft


def published(cast: Cast, draft: Arrangements | None = None) -> Arrangements:
    return act.publish(agreed(cast, draft), by=cast["coordinator"])
