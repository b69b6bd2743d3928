"""What is kept of a folder's partnership beside a round of self-assessment or agreed minutes goes with the folder."""

from __future__ import annotations

from handrail.service.audit.actions import Job
from handrail.service.cases.models import Case
from handrail.service.partnerships.models import Body
from handrail.service.scrutiny.models import Reading, Round


def goes_with_the_folder(case: Case, before: Body, by: Job) -> None:
    Round.objects.filter(case=case).update(partnership=case.partnership)
    Reading.objects.filter(folder=case.folder_id).update(partnership=case.partnership)
