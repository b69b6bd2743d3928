"""What agencies told already that a reporting form would ask: a form on another death here is about another child."""

from __future__ import annotations

import uuid

from handrail.service.access.models import Person
from handrail.service.child_deaths.models import Death
from handrail.service.requests import asked_before as before
from handrail.service.requests.asked_before import AskedBefore
from handrail.service.requests.models import Request


def asked_before(death: Death, person: Person) -> dict[uuid.UUID, list[AskedBefore]]:
    return before.asked_before(death.case, person, now=Request.Of.REPORTING_FORM)
