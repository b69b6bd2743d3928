"""What the worker does. Procrastinate finds this file by its name."""

from __future__ import annotations

from procrastinate.contrib.django import app

from handrail.service.publication.rounds import arranged, release_due, renew_bundle


# What is due is asked for each time, so a minute that is missed is made up by the next.
@app.periodic(cron="* * * * *")
@app.task(name="publication.release_due", queueing_lock="publication.release_due")
def each_minute(timestamp: int) -> None:
    """Release what was set to leave by now, and write the public bundle anew where anything changed."""
    release_due()
    arranged()
    renew_bundle()
