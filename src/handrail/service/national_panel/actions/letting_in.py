"""Letting in somebody who works for a body outside: a person, and the post that the body itself gives."""

from __future__ import annotations

from django.db import transaction

from handrail.service.access.actions import add_person
from handrail.service.access.codes import code_for_keyboard
from handrail.service.access.models import Person
from handrail.service.audit.actions import Actor
from handrail.service.national_panel.bodies import Outside, give_post_outside


@transaction.atomic
def let_in(email: str, name: str, one: Outside, *, by: Actor) -> tuple[str, str]:
    """Their first password and the code for the first time; both empty for somebody who signs in already.

    Raises NotDone where they work for that body already.
    """
    person = Person.objects.filter(email__iexact=email).first()
    if person is not None:
        give_post_outside(person, one, by=by)
        return "", ""
    person, password = add_person(email=email, name=name, by=by)
    give_post_outside(person, one, by=by)
    return password, code_for_keyboard(email)
