"""Someone of the loaded cast, by name."""

from __future__ import annotations

from handrail.service.access.models import Person


def person(name: str) -> Person:
    return Person.objects.get(name=name)
