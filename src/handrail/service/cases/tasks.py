"""What the worker does. Procrastinate finds this file by its name."""

from __future__ import annotations

from procrastinate.contrib.django import app

from handrail.service.cases.holidays import reach_folders


@app.periodic(cron="* * * * *")
@app.task(name="cases.reach_folders", queueing_lock="cases.reach_folders")
def each_minute(timestamp: int) -> None:
    """Go on with a list of bank holidays that has not reached every folder; most minutes there is none."""
    for _ in reach_folders():
        pass
