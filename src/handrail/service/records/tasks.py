"""What the worker does. Procrastinate finds this file by its name."""

from __future__ import annotations

import logging

from procrastinate.contrib.django import app

from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.cases.actions import NotDone
from handrail.service.records.actions.letting_go import agreed, let_go
from handrail.service.records.went import keep_list

log = logging.getLogger(__name__)


# What is agreed is asked for each time, so a round that is missed is made up by the next.
@app.periodic(cron="*/10 * * * *")
@app.task(name="records.let_go", queueing_lock="records.let_go")
def each_ten_minutes(timestamp: int) -> None:
    """Let go of each folder that is agreed on, one transaction for each: one that cannot go keeps no other back."""
    job = Job("deletion")
    with unit_of_work(job):
        waiting = agreed()
    for folder_id in waiting:
        try:
            with unit_of_work(job):
                let_go(folder_id, by=job)
        except NotDone as why:
            log.warning("A folder that two people agreed to delete was kept: %s", why)
    try:
        with unit_of_work(job):
            keep_list()
    except OSError as problem:
        log.error("The list of folders that went could not be written, and will be tried again: %s", problem)
