"""What stands at the head of a folder's page because an overview panel asks something."""

from __future__ import annotations

from django.db.models import Q

from handrail.service.cases.models import Case
from handrail.service.overview_panels.models import QuestionCame


def told_on_folder(case: Case) -> list[str]:
    waiting = QuestionCame.objects.filter(pack__case=case, answered_at=None, pack__recalled_at=None)
    waiting = waiting.filter(Q(pack__completed_on=None) | Q(pack__reopened_on__isnull=False))
    return [
        f"{one.pack.panel} asks something about the death. Answer it under “For the overview panel”."
        for one in waiting.select_related("pack__panel")[:1]
    ]
