"""What the worker does. Procrastinate finds this file by its name."""

from __future__ import annotations

from procrastinate.contrib.django import app

from handrail.service.chronologies.actions.delivering import read_waiting
from handrail.service.chronologies.actions.weighing import compare_changed


# Somebody waits for these, so they are looked for oftener than each minute. A file half read is gone on with.
@app.periodic(cron="* * * * * */10")
@app.task(name="chronologies.read_waiting", queueing_lock="chronologies.read_waiting")
def every_ten_seconds(timestamp: int) -> None:
    """Read the files that are too long to be read while their sender waits; hold new lines against the others."""
    read_waiting()
    compare_changed()
