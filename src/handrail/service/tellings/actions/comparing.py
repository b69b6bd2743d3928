"""The worker's minute: what was sent is held against every folder before anybody reads it, and as long as it waits."""

from __future__ import annotations

import uuid

from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.access.roles import ROLES
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.cases.hearing import in_roles
from handrail.service.tellings import letters
from handrail.service.tellings.alike import folders_of
from handrail.service.tellings.doors import TAKE_IN
from handrail.service.tellings.models import Telling

JOB = Job("comparing what is told by code")


def compare_tellings() -> int:
    """Compare all whose words are kept. A folder, or an exclusion, may have come since the last time: there are few.
    Gives of how many something was found that was not known."""
    with unit_of_work(JOB):
        kept = list(Telling.objects.filter(sent_at__isnull=False).exclude(answers={}).values_list("pk", flat=True))
    return sum(_compare(telling_id) for telling_id in kept)


def _compare(telling_id: uuid.UUID) -> bool:
    """One in a unit of work of its own. One that somebody is at is left alone."""
    with unit_of_work(JOB):
        still = Telling.objects.filter(pk=telling_id).exclude(answers={}).select_related("teller", "partnership")
        telling = still.select_for_update(of=("self",), skip_locked=True).first()
        if telling is None:
            return False
        found = sorted(folders_of(telling))
        first = telling.compared_at is None
        if not first and found == telling.alike:
            return False
        telling.alike, telling.compared_at = found, telling.compared_at or timezone.now()
        telling.save(update_fields=["alike", "compared_at"])
        audit.record(JOB, "compared what was told by code with the folders", telling)
        if first:
            letters.tell_partnership(telling)
        if telling.waits and not who_may(telling):
            letters.tell_that_nobody_may(telling)
    return True


def who_may(telling: Telling) -> list[Person]:
    """Who may take it in: those whose role lets them, and who are shut out of no folder that it may be of."""
    roles = [role.key for role in ROLES.values() if TAKE_IN in role.may]
    people = in_roles(telling.partnership, *roles)
    return [person for person in people if person.shut_out_of.isdisjoint(telling.alike)]
