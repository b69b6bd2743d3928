"""Whether a name or an address is that of someone shut out of a folder, whether or not they have an account."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db import connection

from handrail.service.access.names import keys_of


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


def may_not_hear(address: str, folders: Iterable[uuid.UUID]) -> bool:
    """Whether nothing about any of the folders may be sent to an address."""
    return is_named(folders, emails=[address])
