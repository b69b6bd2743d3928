"""Letting in somebody who works for a body outside: a person, and the post that the body itself gives."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from handrail.service.access.actions import add_person
from handrail.service.access.codes import code_for_keyboard
from handrail.service.access.models import Person
from handrail.service.audit.actions import Actor
from handrail.service.national_panel.bodies import Outside, give_post_outside


@transaction.atomic
def let_in(email: str, name: str, one: Outside, *, by: Actor) -> tuple[str, str, date]:
    """Their first password, the code for the first time (both empty for somebody who signs in already), and the last
    day. Done again before that day, it is renewed."""
    person, password, code = Person.objects.filter(email__iexact=email).first(), "", ""
    if person is None:
        person, password = add_person(email=email, name=name, by=by)
        code = code_for_keyboard(email)
    post = give_post_outside(person, one, by=by)
    assert post.until_on is not None
    return password, code, post.until_on
