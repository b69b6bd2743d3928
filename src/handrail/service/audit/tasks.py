"""What the worker does for the audit. Procrastinate finds this file by its name."""

from __future__ import annotations

from procrastinate.contrib.django import app

from handrail.service.audit.sealing import seal_and_mark


# One waits at most, and nothing hangs on it: whichever round comes next seals all that waits.
@app.periodic(cron="* * * * *")
@app.task(name="audit.seal", queueing_lock="audit.seal")
def each_minute(timestamp: int) -> None:
    """Seal what waits; `timestamp` is the minute it was due, which we do not depend on."""
    seal_and_mark()
