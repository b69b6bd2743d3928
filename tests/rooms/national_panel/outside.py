"""What tests of this room share: people outside every partnership, and a rapid review that was sent."""

from __future__ import annotations

from handrail.demonstration.wend_valley import Cast, employ
from handrail.service.access.models import Person
from handrail.service.audit.actions import Job, name_actor
from handrail.service.national_panel.bodies import PANEL, ROLE, Outside, enter
from handrail.service.national_panel.models import Told
from handrail.service.partnerships.models import Body, Kind


def works_at(one: Outside, name: str, *, partnership: Body | None = None) -> Person:
    """Somebody at a body outside: let in by the body itself, or by a partnership."""
    name_actor(Job("tests"))
    body = enter(one, by=Job("tests"))
    return employ(name, ROLE, body, partnership or body)


def secretariat() -> Person:
    return works_at(PANEL, "Sorley Panelwright")


def scrutineer(cast: Cast) -> Person:
    body = Body.objects.create(kind=Kind.SCRUTINEER, name="Dr Isolde Farsight")
    return employ("Isolde Farsight", ROLE, body, cast.partnership)


def told(to: str = "panel") -> list[Told]:
    return list(Told.objects.filter(to=to).order_by("told_on", "what"))
