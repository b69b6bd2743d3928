"""Whether a name or an address is that of someone shut out of a folder, whether or not they have an account."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db import connection

from handrail.service.access.names import keys_of
from handrail.service.access.practitioners import TO_PRACTITIONERS, Practitioner


def is_named(folders: Iterable[uuid.UUID], *, names: Iterable[str] = (), emails: Iterable[str] = ()) -> bool:
    """Whether any of the folders, or one joined to it, is shut to someone of one of these names or addresses.

    The database answers this one question to whoever asks, so that nobody needs to see an exclusion to keep to it.
    """
    asked, keys = list(folders), keys_of(names, emails)
    if not asked or not keys:
        return False
    with connection.cursor() as cursor:
        cursor.execute("select access_names_shut(%s::uuid[], %s::text[])", [asked, keys])
        return bool(cursor.fetchone()[0])


def may_not_hear(address: str, folders: Iterable[uuid.UUID], *, kind: str = "") -> bool:
    """Whether nothing of this kind about any of the folders may be sent to an address.

    What is for a practitioner goes to the one who was asked there by name, so that their name is asked about as well.
    """
    asked = list(folders)
    return is_named(asked, names=_asked_there(address, asked) if kind in TO_PRACTITIONERS else (), emails=[address])


def _asked_there(address: str, folders: list[uuid.UUID]) -> list[str]:
    """The names under which a form of these folders waits at this address; where none waits any more, did wait."""
    named = Practitioner.objects.filter(folder__in=folders, email__iexact=address)
    return list(named.live().values_list("full_name", flat=True)) or list(named.values_list("full_name", flat=True))
