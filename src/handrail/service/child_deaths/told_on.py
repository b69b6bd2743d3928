"""What stands at the head of a folder's page because of a death in it."""

from __future__ import annotations

from handrail.service.cases.models import Case
from handrail.service.child_deaths.models import Death


def told_on(case: Case) -> list[str]:
    """That the death goes on in another folder: said here without naming it, for not everybody may open that."""
    joined = Death.objects.filter(case=case, superseded_at__isnull=False)
    return [
        "The death in this folder was notified twice, and goes on in another folder. What was recorded here stays "
        "readable, and nothing is counted from it."
        for _ in joined[:1]
    ]
