"""Recording that something of a folder is given to another body. Without a purpose and a basis nothing is given."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from handrail.service.access.grounds import Ground
from handrail.service.access.models import Folder, Person, Share
from handrail.service.audit.actions import keeping
from handrail.service.partnerships.models import Body


@dataclass(frozen=True, slots=True)
class Given:
    """What one of several bodies was given, and in what words."""

    to: Body
    what: str
    words: str
    paper_id: uuid.UUID | None = None


def share_each(folder: Folder, given: Iterable[Given], *, how: Share.How, ground: Ground, by: Person) -> list[Share]:
    """The same for many bodies at once."""
    with keeping(folder.pk):
        return Share.objects.bulk_create(
            Share(
                folder=folder, to_body=one.to, how=how, what=one.what[:200], words=one.words[:200],
                purpose=ground.purpose, basis=ground.basis, paper_id=one.paper_id, shared_by=by,
            )
            for one in given
        )  # fmt: skip


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
