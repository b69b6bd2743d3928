"""Sessions that have ended open nothing; their rows are not kept either."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.models import Session

from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.audit.kinds import made_a_round

SWEEP = Job("sweep of ended sessions")


def forget_ended_sessions(now: datetime) -> int:
    """How many were forgotten. A session that was ended by its person or an administrator goes when its fifteen idle
    minutes are over, like any other."""
    with unit_of_work(SWEEP):
        forgotten = Session.objects.filter(expire_date__lt=now).delete()[0]
        if forgotten:
            made_a_round(SWEEP, did=f"forgot ended sessions: {forgotten:,}", room="web")
        return forgotten
