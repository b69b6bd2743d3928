"""What a person's password is, as whoever signs people in is told: nobody else is."""

from __future__ import annotations

from handrail.service.access.models import Person
from handrail.service.audit.actions import unit_of_work


def hash_kept(person: Person) -> str:
    with unit_of_work(None):
        return Person.objects.get(pk=person.pk).password


def opens(person: Person, password: str) -> bool:
    with unit_of_work(None):
        return Person.objects.get(pk=person.pk).check_password(password)
