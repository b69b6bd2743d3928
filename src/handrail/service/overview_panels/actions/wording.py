"""A partnership says what it calls "modifiable factors" among its own people."""

from __future__ import annotations

from django.db import transaction

from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.overview_panels.models import LocalWording
from handrail.service.overview_panels.models.wording import wording_of
from handrail.service.partnerships.models import Body


@transaction.atomic
def set_wording(partnership: Body, words: str, *, by: Person) -> LocalWording:
    words = words.strip()
    if words == wording_of(partnership):
        raise NotDone("These are the words that stand already. Change them, or go back.", "words")
    made = LocalWording.objects.create(partnership=partnership, words=words, set_by=by)
    audit.record(by, "set the local words for modifiable factors", made)
    return made
