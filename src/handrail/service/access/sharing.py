"""Recording that something of a folder is given to another body. Without a purpose and a basis nothing is given."""

from __future__ import annotations

import uuid

from handrail.service.access.grounds import Ground
from handrail.service.access.models import Folder, Person, Share
from handrail.service.audit.actions import keeping
from handrail.service.partnerships.models import Body


def share(
    folder: Folder, *, to: Body | str, how: Share.How, what: str, words: str, ground: Ground,
    by: Person | None, paper_id: uuid.UUID | None = None,
) -> Share:  # fmt: skip
    """Keep what was given, to whom, why and on what basis. Whoever gives it records the act itself; None for a job.

    It is filed in the folder, of which whoever gives it may not read the whole: a reviewer shows a draft.
    """
    with keeping(folder.pk):
        return Share.objects.create(
            folder=folder, to_body=to if isinstance(to, Body) else None, to_name="" if isinstance(to, Body) else to,
            how=how, what=what[:200], words=words[:200], purpose=ground.purpose, basis=ground.basis,
            paper_id=paper_id, shared_by=by,
        )  # fmt: skip
