"""The schools and colleges of the area as another room may reach them, without knowing how they are listed here."""

from __future__ import annotations

from handrail.service.arrangements.models import School
from handrail.service.partnerships.models import Body
from handrail.service.room import AtSchool


def schools_of(partnership: Body) -> list[AtSchool]:
    """Those that are open, by name."""
    found = School.objects.filter(partnership=partnership, closed=False).order_by("name", "urn")
    return [
        AtSchool(one.urn, one.name, one.contact_name, one.contact_email, one.phase, tuple(one.earlier_urns))
        for one in found
    ]
