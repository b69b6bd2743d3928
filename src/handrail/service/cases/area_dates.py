"""When the days of an area change, every clock of its folders that hung on them is counted anew."""

from __future__ import annotations

import uuid

from django.db import connection, transaction
from django.utils import timezone

from handrail.service.audit.actions import keeping
from handrail.service.cases.follow import locked
from handrail.service.cases.reckon import reckon
from handrail.service.partnerships.models import Body


@transaction.atomic
def count_anew(authority: Body) -> int:
    """Closed folders too: what is kept must be what `handrail rebuild` would make. Gives how many there were."""
    why = f"the days on which new arrangements began in the area of {authority} were changed"
    folders = _folders_of(authority)
    for case_id in folders:
        with keeping(case_id):
            reckon(locked(case_id), why, timezone.now())
    return len(folders)


def _folders_of(authority: Body) -> list[uuid.UUID]:
    """An administrator opens no folder, and moves the clocks of all: the database names them to whoever may."""
    with connection.cursor() as cursor:
        cursor.execute("select wall.folders_of(%s)", [authority.pk])
        found: list[uuid.UUID] = cursor.fetchone()[0]
    return found
