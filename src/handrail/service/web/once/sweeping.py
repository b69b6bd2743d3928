"""Forgets answers that nobody will ask for again."""

from __future__ import annotations

from datetime import datetime, timedelta

from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.web.models import Answer

KEPT_FOR = timedelta(hours=24)


def forget_old_answers(now: datetime) -> int:
    """How many were forgotten. Nothing hangs on the hour: what is kept for longer is still answered."""
    with unit_of_work(Job("sweep of old answers")):
        return Answer.objects.filter(at__lt=now - KEPT_FOR).delete()[0]
