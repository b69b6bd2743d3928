"""What is held stays held when a folder goes on to another partnership."""

from __future__ import annotations

from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job
from handrail.service.cases.models import Case
from handrail.service.partnerships.models import Body
from handrail.service.records.models import Hold


def stay_held(case: Case, before: Body, by: Job) -> None:
    """A hold over every folder of the first is put on this one itself, as whoever put it on said it."""
    own = Hold.objects.filter(folder=case.folder_id)
    own.update(partnership=case.partnership)
    for over in Hold.objects.standing().filter(folder__isnull=True, partnership=before):
        said = {"reason": over.reason, "asked_by": over.asked_by, "asked_by_name": over.asked_by_name}
        if not own.standing().filter(**said).exists():
            hold = Hold.objects.create(
                partnership=case.partnership, folder=case.folder, put_on_by=over.put_on_by, put_on_at=over.put_on_at,
                **said,
            )  # fmt: skip
            audit.record(by, f"put the legal hold over every folder of {before} on the folder", hold, case.pk)
