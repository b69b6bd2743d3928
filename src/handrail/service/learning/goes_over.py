"""What is kept of a folder's partnership beside its learning goes with the folder to another partnership."""

from __future__ import annotations

from handrail.service.audit.actions import Job
from handrail.service.cases.models import Case
from handrail.service.learning.models import BriefingCopy, Meaning
from handrail.service.partnerships.models import Body


def goes_with_the_folder(case: Case, before: Body, by: Job) -> None:
    for model in (BriefingCopy, Meaning):
        model.objects.filter(case=case).update(partnership=case.partnership)
