"""When the days of an area change, every clock of its folders that hung on them is counted anew."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from handrail.service.cases.follow import locked
from handrail.service.cases.models import Case
from handrail.service.cases.reckon import reckon
from handrail.service.partnerships.models import Body


@transaction.atomic
def count_anew(authority: Body) -> int:
    """Closed folders too: what is kept must be what `handrail rebuild` would make. Gives how many there were."""
    why = f"the days on which new arrangements began in the area of {authority} were changed"
    folders = Case.objects.filter(authority=authority).order_by("pk").values_list("pk", flat=True)
    for case_id in folders:
        reckon(locked(case_id), why, timezone.now())
    return len(folders)
