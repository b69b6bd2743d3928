"""What the worker does. Procrastinate finds this file by its name."""

from __future__ import annotations

from procrastinate.contrib.django import app

from handrail.service.outbox.rounds import go_round


# One round waits at most. There is no `lock`: a worker that is killed would leave it held, and stop every later round.
@app.periodic(cron="* * * * *")
@app.task(name="outbox.go_round", queueing_lock="outbox.go_round")
def each_minute(timestamp: int) -> None:
    """Go round; `timestamp` is the minute it was due, which we do not depend on."""
    go_round()
