"""Forgets answers that nobody will ask for again."""

from __future__ import annotations

from datetime import datetime, timedelta

from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.audit.kinds import made_a_round
from handrail.service.web.models import Answer

KEPT_FOR = timedelta(hours=24)
SWEEP = Job("sweep of old answers")


def forget_old_answers(now: datetime) -> int:
    """How many were forgotten. Nothing hangs on the hour: what is kept for longer is still answered."""
    with unit_of_work(SWEEP):
        forgotten = Answer.objects.filter(at__lt=now - KEPT_FOR).delete()[0]
        if forgotten:
            made_a_round(SWEEP, did=f"forgot old answers to forms: {forgotten:,}", room="web")
        return forgotten
