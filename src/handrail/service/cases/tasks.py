"""What the worker does. Procrastinate finds this file by its name."""

from __future__ import annotations

from procrastinate.contrib.django import app

from handrail.service.cases.attempts import look_at_turned_away
from handrail.service.cases.holidays import reach_folders


@app.periodic(cron="* * * * *")
@app.task(name="cases.reach_folders", queueing_lock="cases.reach_folders")
def each_minute(timestamp: int) -> None:
    """Go on with a list of bank holidays that has not reached every folder; most minutes there is none."""
    for _ in reach_folders():
        pass


@app.periodic(cron="* * * * *")
@app.task(name="cases.look_at_turned_away", queueing_lock="cases.look_at_turned_away")
def look_each_minute(timestamp: int) -> None:
    """Whether anyone who was turned away is someone shut out of the folder they asked for."""
    look_at_turned_away()
