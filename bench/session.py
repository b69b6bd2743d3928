"""Prints the key of a session of one person, opened by two factors: `python bench/session.py <the person's id>`."""

from __future__ import annotations

import sys

import django


def main() -> None:
    django.setup()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from handrail.service.access.factor import GIVEN_AT
    from handrail.service.access.models import Person
    from handrail.service.access.sessions import BEGAN_AT
    from handrail.service.audit.actions import unit_of_work

    session = SessionStore()
    with unit_of_work(None):
        person = Person.objects.get(pk=sys.argv[1])
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[GIVEN_AT] = session[BEGAN_AT] = timezone.now().timestamp()
    session.set_expiry(6 * 60 * 60)
    session.create()
    print(session.session_key)


if __name__ == "__main__":
    main()
