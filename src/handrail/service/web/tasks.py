"""What the worker does for the pages. Procrastinate finds this file by its name."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from handrail.service.web.once.sweeping import forget_old_answers


@app.periodic(cron="17 * * * *")
@app.task(name="web.forget_old_answers", queueing_lock="web.forget_old_answers")
def each_hour(timestamp: int) -> None:
    """Whichever hour comes next sweeps all that is old; `timestamp` is when it was due."""
    forget_old_answers(timezone.now())
