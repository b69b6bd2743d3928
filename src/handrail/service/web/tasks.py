"""What the worker does for the pages. Procrastinate finds this file by its name."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from handrail.service.web.ended_sessions import forget_ended_sessions
from handrail.service.web.once.sweeping import forget_old_answers


@app.periodic(cron="17 * * * *")
@app.task(name="web.forget_old_answers", queueing_lock="web.forget_old_answers")
def each_hour(timestamp: int) -> None:
    """Whichever hour comes next sweeps all that is old; `timestamp` is when it was due."""
    forget_old_answers(timezone.now())


@app.periodic(cron="41 3 * * *")
@app.task(name="web.forget_ended_sessions", queueing_lock="web.forget_ended_sessions")
def each_night(timestamp: int) -> None:
    """A night that is missed is made up by the next."""
    forget_ended_sessions(timezone.now())
